//! What one wording and mode can ask at all, and under which condition.

use super::ticks::Ticks;
use crate::model::{Cond, GateId, Kind, LoopId, Mode, Num, Opt, Role, StateFn, Survey, Var, VarId};

/// The options of an item that a wording and mode can offer.
pub fn offered<'a>(survey: &'a Survey, item: &'a Var, wording: usize, mode: Mode) -> impl Iterator<Item = &'a Opt> {
    survey.options_of(item).iter().filter(move |option| {
        let mut limits = item.offers.iter().filter(|offer| offer.code == option.code);
        option.only.admits(wording, mode) && limits.all(|offer| offer.only.admits(wording, mode))
    })
}

/// How many iterations of a loop a wording and mode can have.
pub(super) fn turns(survey: &Survey, of: LoopId, wording: usize, mode: Mode) -> usize {
    let list = survey.loops.get(of.index()).and_then(|repeated| survey.list(repeated.over.list()));
    let options = list.map_or(&[][..], |list| &list.options);
    options.iter().filter(|option| !option.missing && option.only.admits(wording, mode)).count()
}

/// The condition under which an option of a shown item is offered; false where it never is.
#[must_use]
pub fn option_route(survey: &Survey, item: &Var, code: i64, wording: usize, mode: Mode) -> Cond {
    let conditions = item.offers.iter().filter(|offer| offer.code == code).filter_map(|offer| offer.when.as_ref());
    settled(survey, Cond::join(conditions.map(|cond| cond.specialise(wording, mode)), true), true, wording, mode)
}

/// The condition that something is offered: an item without an offered option is not asked (rule 6).
#[must_use]
pub fn any_offered(survey: &Survey, item: &Var, wording: usize, mode: Mode) -> Cond {
    if !matches!(item.kind, Kind::OneOf { .. } | Kind::AnyOf { .. }) {
        return Cond::Const(true);
    }
    let mut options = offered(survey, item, wording, mode);
    if item.offers.is_empty() {
        return Cond::Const(options.next().is_some());
    }
    Cond::join(options.map(|option| option_route(survey, item, option.code, wording, mode)), false)
}

/// Whether a wording and mode can ask an item.
#[must_use]
pub fn askable(survey: &Survey, item: &Var, wording: usize, mode: Mode) -> bool {
    whole_route(survey, item, wording, mode) != Cond::Const(false)
}

/// Whether what stands behind gates can be shown in a wording and mode.
#[must_use]
pub fn openable(survey: &Survey, gates: &[GateId], wording: usize, mode: Mode) -> bool {
    settled(survey, survey.route(gates, wording, mode), true, wording, mode) != Cond::Const(false)
}

/// A specialised condition without the parts that are always, or never, as `wanted`: what they ask for is not offered. It is
/// `wanted` where `cond` is; elsewhere it may be false where `cond` is unknown.
pub(super) fn settled(survey: &Survey, cond: Cond, wanted: bool, wording: usize, mode: Mode) -> Cond {
    let part = |part: Cond| settled(survey, part, wanted, wording, mode);
    match cond {
        Cond::Not(inner) => match settled(survey, *inner, !wanted, wording, mode) {
            Cond::Const(truth) => Cond::Const(!truth),
            inner => Cond::Not(Box::new(inner)),
        },
        Cond::And(parts) => Cond::join(parts.into_iter().map(part), true),
        Cond::Or(parts) => Cond::join(parts.into_iter().map(part), false),
        leaf => match always(survey, &leaf, wanted, wording, mode) {
            Some(holds) => Cond::Const(holds == wanted),
            None => leaf,
        },
    }
}

/// Whether a leaf is always, or never, as `wanted`.
fn always(survey: &Survey, leaf: &Cond, wanted: bool, wording: usize, mode: Mode) -> Option<bool> {
    let options = |var: VarId| {
        let item = survey.var(var);
        item.into_iter().flat_map(move |item| offered(survey, item, wording, mode))
    };
    let never = |possible: bool| (!possible).then_some(false);
    match leaf {
        Cond::Is { var, codes } | Cond::Has { var, codes } if is_coded(survey, *var) => {
            never(options(*var).any(|option| codes.contains(&option.code) == wanted))
        }
        Cond::Order { var, op, code } if is_coded(survey, *var) => {
            never(options(*var).any(|option| !option.missing && op.holds(option.code.cmp(code)) == wanted))
        }
        Cond::State { state: StateFn::Missing, var } if survey.var(*var).is_some() => {
            (!options(*var).any(|option| option.missing)).then_some(!wanted)
        }
        Cond::State { state: StateFn::Asked, var } if is_field(survey, *var) => Some(wanted),
        Cond::Compare { left: Num::CountChosen(var), op, right: Num::Const(number) } if survey.var(*var).is_some() => {
            let options: Vec<&Opt> = options(*var).collect();
            let most = survey.var(*var).and_then(|item| item.kind.at_most());
            never(Ticks::new(&options, most, if wanted { *op } else { op.negated() }, *number).any())
        }
        _ => None,
    }
}

fn is_field(survey: &Survey, var: VarId) -> bool {
    survey.var(var).is_some_and(|item| matches!(item.role, Role::Field { .. }))
}

/// Whether an item's answer is one or more of its options.
fn is_coded(survey: &Survey, var: VarId) -> bool {
    survey.var(var).is_some_and(|item| matches!(item.kind, Kind::OneOf { .. } | Kind::AnyOf { .. }))
}

/// All that must hold for an item to be asked: its route, and that something is offered.
#[must_use]
pub fn whole_route(survey: &Survey, item: &Var, wording: usize, mode: Mode) -> Cond {
    let parts = [survey.route(&item.gates, wording, mode), any_offered(survey, item, wording, mode)];
    settled(survey, Cond::join(parts.into_iter().flat_map(conjuncts), true), true, wording, mode)
}

/// The parts of a conjunction.
pub(super) fn conjuncts(cond: Cond) -> Vec<Cond> {
    match cond {
        Cond::And(parts) => parts.into_iter().flat_map(conjuncts).collect(),
        other => vec![other],
    }
}
