//! The survey as it is for whoever has certain sample fields: conditions that these decide are decided, and what can then
//! never be asked takes along what depends on it.

use crate::eval::{Evaluator, Routed, Truth};
use crate::model::{Cond, Mode, Role, StateFn, Survey, VarId};
use crate::phrase::askable;
use std::collections::BTreeSet;

/// The rounds in which what is hidden may hide more.
const MOST_ROUNDS: usize = 32;

/// The variables that conditions read, directly or by way of computed items.
pub(super) fn read_by_routes(survey: &Survey) -> BTreeSet<VarId> {
    let mut read: BTreeSet<VarId> = conditions(survey).flat_map(Cond::reads).collect();
    let mut new: Vec<VarId> = read.iter().copied().collect();
    while let Some(var) = new.pop() {
        if let Some(Role::Computed(formula)) = survey.var(var).map(|item| &item.role) {
            new.extend(formula.reads().into_iter().filter(|inner| read.insert(*inner)));
        }
    }
    read
}

fn conditions(survey: &Survey) -> impl Iterator<Item = &Cond> {
    let offers = survey.vars.iter().flat_map(|item| &item.offers).filter_map(|offer| offer.when.as_ref());
    survey.gates.iter().filter_map(|gate| gate.when.as_ref()).chain(offers)
}

/// What is known of somebody before anything is asked.
pub(super) struct Known<'a> {
    pub(super) evaluator: &'a Evaluator<'a>,
    /// Nothing but fields.
    pub(super) routed: &'a Routed,
    /// The fields that are given.
    pub(super) fields: BTreeSet<VarId>,
}

/// The survey with its conditions as far as they are not decided. Where a condition would be unknown, it counts as not met.
pub(super) fn decided(survey: &Survey, known: &Known<'_>, wording: usize, mode: Mode) -> Survey {
    let given = with_computed(survey, &known.fields);
    let mut decided = survey.clone();
    let mut gone = BTreeSet::new();
    for _ in 0..MOST_ROUNDS {
        let leaf = |leaf: &Cond, wanted: bool| {
            let reads = leaf.reads();
            match () {
                () if reads.is_empty() => None,
                () if reads.is_subset(&given) => Some(truth(known, leaf, wanted)),
                () if reads.is_subset(&gone) => not_asked(leaf, wanted),
                () => None,
            }
        };
        fold_all(&mut decided, &leaf);
        let now = never_asked(&decided, wording, mode);
        if now == gone {
            break;
        }
        gone = now;
    }
    decided
}

/// Fields, and what is computed from nothing else.
fn with_computed(survey: &Survey, fields: &BTreeSet<VarId>) -> BTreeSet<VarId> {
    let mut given = fields.clone();
    for (var, item) in survey.vars_with_ids() {
        if let Role::Computed(formula) = &item.role {
            let reads = formula.reads();
            if !reads.is_empty() && reads.is_subset(&given) {
                given.insert(var);
            }
        }
    }
    given
}

fn truth(known: &Known<'_>, leaf: &Cond, wanted: bool) -> bool {
    match known.evaluator.truth(known.routed, leaf, None) {
        Truth::True => true,
        Truth::False => false,
        Truth::Unknown => !wanted,
    }
}

/// What a leaf says of items that are not asked.
fn not_asked(leaf: &Cond, wanted: bool) -> Option<bool> {
    match leaf {
        Cond::Is { .. } | Cond::Has { .. } | Cond::Order { .. } | Cond::Compare { .. } => Some(!wanted),
        Cond::State { state: StateFn::Asked | StateFn::Answered | StateFn::Missing | StateFn::Valid, .. } => {
            Some(false)
        }
        Cond::Quantified { all, .. } => Some(*all),
        Cond::Const(_) | Cond::Wording(_) | Cond::Mode(_) | Cond::Not(_) | Cond::And(_) | Cond::Or(_) => None,
    }
}

fn never_asked(survey: &Survey, wording: usize, mode: Mode) -> BTreeSet<VarId> {
    let asks = |role: &Role| !matches!(role, Role::Field { .. } | Role::Computed(_) | Role::Specify { .. });
    let items = survey.vars_with_ids().filter(|(_, item)| asks(&item.role));
    items.filter(|(_, item)| !askable(survey, item, wording, mode)).map(|(var, _)| var).collect()
}

fn fold_all(survey: &mut Survey, leaf: &impl Fn(&Cond, bool) -> Option<bool>) {
    let offers = survey.vars.iter_mut().flat_map(|item| &mut item.offers).filter_map(|offer| offer.when.as_mut());
    for when in survey.gates.iter_mut().filter_map(|gate| gate.when.as_mut()).chain(offers) {
        *when = folded(when, true, leaf);
    }
}

/// The condition with decided leaves folded away; `wanted` is false under an odd number of `not`s.
fn folded(cond: &Cond, wanted: bool, leaf: &impl Fn(&Cond, bool) -> Option<bool>) -> Cond {
    let parts = |parts: &[Cond], all: bool| Cond::join(parts.iter().map(|part| folded(part, wanted, leaf)), all);
    match cond {
        Cond::Not(inner) => match folded(inner, !wanted, leaf) {
            Cond::Const(truth) => Cond::Const(!truth),
            other => Cond::Not(Box::new(other)),
        },
        Cond::And(all) => parts(all, true),
        Cond::Or(either) => parts(either, false),
        other => leaf(other, wanted).map_or_else(|| other.clone(), Cond::Const),
    }
}
