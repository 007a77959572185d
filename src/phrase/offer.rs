//! What one wording and mode can ask at all, and under which condition.

use crate::model::{Cond, Kind, Mode, Opt, Survey, Var};

/// The options of an item that a wording and mode can offer.
pub fn offered<'a>(survey: &'a Survey, item: &'a Var, wording: usize, mode: Mode) -> impl Iterator<Item = &'a Opt> {
    survey.options_of(item).iter().filter(move |option| {
        let mut limits = item.offers.iter().filter(|offer| offer.code == option.code);
        option.only.admits(wording, mode) && limits.all(|offer| offer.only.admits(wording, mode))
    })
}

/// The condition under which an option of a shown item is offered.
#[must_use]
pub fn option_route(item: &Var, code: i64, wording: usize, mode: Mode) -> Cond {
    let conditions = item.offers.iter().filter(|offer| offer.code == code).filter_map(|offer| offer.when.as_ref());
    Cond::join(conditions.map(|cond| cond.specialise(wording, mode)), true)
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
    Cond::join(options.map(|option| option_route(item, option.code, wording, mode)), false)
}

/// Whether a wording and mode can ask an item.
#[must_use]
pub fn askable(survey: &Survey, item: &Var, wording: usize, mode: Mode) -> bool {
    survey.admits(&item.gates, wording, mode) && any_offered(survey, item, wording, mode) != Cond::Const(false)
}

/// All that must hold for an item to be asked: its route, and that something is offered.
#[must_use]
pub fn whole_route(survey: &Survey, item: &Var, wording: usize, mode: Mode) -> Cond {
    let parts = [survey.route(&item.gates, wording, mode), any_offered(survey, item, wording, mode)];
    Cond::join(parts.into_iter().flat_map(conjuncts), true)
}

/// The parts of a conjunction.
pub(super) fn conjuncts(cond: Cond) -> Vec<Cond> {
    match cond {
        Cond::And(parts) => parts.into_iter().flat_map(conjuncts).collect(),
        other => vec![other],
    }
}
