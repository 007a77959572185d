//! Conditions under partial knowledge: some variables known, the rest free.
//!
//! Sound but not complete: it answers "decided" only when every completion agrees. Where all that a condition reads is known,
//! the answer is exact.

use crate::model::{Arm, Cond, Formula, Role, StateFn, Survey, VarId};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// A coded item holds this option.
    Code(i64),
    /// Not asked.
    Hidden,
}

/// Which truth values are possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Possible {
    pub(super) can_be_true: bool,
    pub(super) can_be_false: bool,
    pub(super) can_be_unknown: bool,
}

impl Possible {
    const ANY: Self = Self { can_be_true: true, can_be_false: true, can_be_unknown: true };
    const UNKNOWN: Self = Self { can_be_true: false, can_be_false: false, can_be_unknown: true };

    fn decided(truth: bool) -> Self {
        Self { can_be_true: truth, can_be_false: !truth, can_be_unknown: false }
    }

    fn not(self) -> Self {
        Self { can_be_true: self.can_be_false, can_be_false: self.can_be_true, ..self }
    }

    /// Kleene and, taking the two sides as independent.
    fn and(self, other: Self) -> Self {
        Self {
            can_be_true: self.can_be_true && other.can_be_true,
            can_be_false: self.can_be_false || other.can_be_false,
            can_be_unknown: (self.can_be_unknown && (other.can_be_true || other.can_be_unknown))
                || (other.can_be_unknown && (self.can_be_true || self.can_be_unknown)),
        }
    }
}

/// What is known of the variables before an item.
pub(super) type Knowledge = BTreeMap<VarId, Known>;

/// The truth values that a condition can take, given what is known.
pub(super) fn possible(survey: &Survey, cond: &Cond, known: &Knowledge) -> Possible {
    match cond {
        Cond::Const(truth) => Possible::decided(*truth),
        Cond::Not(inner) => possible(survey, inner, known).not(),
        Cond::And(parts) => fold(survey, parts, known),
        Cond::Or(parts) => {
            let none = parts.iter().fold(Possible::decided(true), |all, p| all.and(possible(survey, p, known).not()));
            none.not()
        }
        Cond::Is { var, codes } => match recode(survey, *var) {
            Some((arms, otherwise)) => computed(survey, *var, arms, otherwise, codes, known),
            None => coded(known.get(var), |code| Some(codes.contains(&code))),
        },
        Cond::Order { var, op, code } => {
            coded(known.get(var), |chosen| (!is_missing(survey, *var, chosen)).then(|| op.holds(chosen.cmp(code))))
        }
        Cond::State { state, var } => known.get(var).map_or(Possible::ANY, |k| state_of(survey, *state, *var, *k)),
        Cond::Has { var, .. } if known.get(var) == Some(&Known::Hidden) => Possible::UNKNOWN,
        Cond::Has { .. } | Cond::Compare { .. } | Cond::Quantified { .. } | Cond::Wording(_) | Cond::Mode(_) => {
            Possible::ANY
        }
    }
}

/// The variables that decide a condition: through a recode those that it reads.
pub(super) fn sources(survey: &Survey, cond: &Cond) -> BTreeSet<VarId> {
    let mut all = BTreeSet::new();
    for var in cond.reads() {
        match recode(survey, var) {
            Some((arms, _)) => {
                let conditions = arms.iter().map(|arm| &arm.when).chain(own_conditions(survey, var));
                all.extend(conditions.flat_map(|when| sources(survey, when)));
            }
            None => drop(all.insert(var)),
        }
    }
    all
}

/// The arms of a computed item that is a recode, and the code of its `else`.
pub(super) fn recode(survey: &Survey, var: VarId) -> Option<(&[Arm], Option<i64>)> {
    match &survey.var(var)?.role {
        Role::Computed(Formula::Recode { arms, otherwise }) => Some((arms, *otherwise)),
        _ => None,
    }
}

/// What limits a computed item itself.
fn own_conditions(survey: &Survey, var: VarId) -> impl Iterator<Item = &Cond> {
    let gates = survey.var(var).map_or(&[][..], |item| &item.gates);
    gates.iter().filter_map(|gate| survey.gate(*gate)?.when.as_ref())
}

/// Whether a recode gives one of `codes`: the first arm that is true, else only if all are false, unknown without a value.
fn computed(
    survey: &Survey,
    var: VarId,
    arms: &[Arm],
    otherwise: Option<i64>,
    codes: &[i64],
    known: &Knowledge,
) -> Possible {
    let mut found = Possible { can_be_true: false, can_be_false: false, can_be_unknown: false };
    let (mut open, mut all_false, mut some_unknown) = (true, true, false);
    for arm in arms {
        let truth = possible(survey, &arm.when, known);
        if open && truth.can_be_true {
            found.can_be_true |= codes.contains(&arm.code);
            found.can_be_false |= !codes.contains(&arm.code);
        }
        all_false &= truth.can_be_false;
        open &= truth.can_be_false || truth.can_be_unknown;
        some_unknown |= truth.can_be_unknown;
    }
    if let Some(code) = otherwise.filter(|_| all_false) {
        found.can_be_true |= codes.contains(&code);
        found.can_be_false |= !codes.contains(&code);
    }
    found.can_be_unknown |= open && (some_unknown || (all_false && otherwise.is_none()));
    let own =
        own_conditions(survey, var).fold(Possible::decided(true), |all, when| all.and(possible(survey, when, known)));
    if !own.can_be_true {
        return Possible::UNKNOWN;
    }
    Possible { can_be_unknown: found.can_be_unknown || own.can_be_false || own.can_be_unknown, ..found }
}

fn fold(survey: &Survey, parts: &[Cond], known: &Knowledge) -> Possible {
    parts.iter().fold(Possible::decided(true), |all, part| all.and(possible(survey, part, known)))
}

fn coded(known: Option<&Known>, decide: impl Fn(i64) -> Option<bool>) -> Possible {
    match known {
        None => Possible::ANY,
        Some(Known::Hidden) => Possible::UNKNOWN,
        Some(Known::Code(code)) => decide(*code).map_or(Possible::UNKNOWN, Possible::decided),
    }
}

fn is_missing(survey: &Survey, var: VarId, code: i64) -> bool {
    survey.var(var).is_some_and(|item| survey.options_of(item).iter().any(|o| o.code == code && o.missing))
}

fn state_of(survey: &Survey, state: StateFn, var: VarId, known: Known) -> Possible {
    let Known::Code(code) = known else { return Possible::decided(false) };
    let missing = is_missing(survey, var, code);
    Possible::decided(match state {
        StateFn::Asked | StateFn::Answered => true,
        StateFn::Missing => missing,
        StateFn::Valid => !missing,
    })
}
