//! Conditions under partial knowledge: some variables known, the rest free.
//!
//! Sound but not complete: it answers "decided" only when every completion agrees.

use crate::model::{Cond, StateFn, Survey, VarId};
use std::collections::BTreeMap;

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
        let both = |a: bool, b: bool| a && b;
        Self {
            can_be_true: both(self.can_be_true, other.can_be_true),
            can_be_false: self.can_be_false || other.can_be_false,
            can_be_unknown: (self.can_be_unknown && (other.can_be_true || other.can_be_unknown))
                || (other.can_be_unknown && (self.can_be_true || self.can_be_unknown)),
        }
    }
}

/// The truth values that a condition can take, given what is known.
pub(super) fn possible(survey: &Survey, cond: &Cond, known: &BTreeMap<VarId, Known>) -> Possible {
    match cond {
        Cond::Const(truth) => Possible::decided(*truth),
        Cond::Not(inner) => possible(survey, inner, known).not(),
        Cond::And(parts) => fold(survey, parts, known),
        Cond::Or(parts) => {
            let none = parts.iter().fold(Possible::decided(true), |all, p| all.and(possible(survey, p, known).not()));
            none.not()
        }
        Cond::Is { var, codes } => coded(known.get(var), |code| Some(codes.contains(&code))),
        Cond::Order { var, op, code } => coded(known.get(var), |chosen| {
            let missing =
                survey.var(*var).is_some_and(|v| survey.options_of(v).iter().any(|o| o.code == chosen && o.missing));
            (!missing).then(|| op.holds(chosen.cmp(code)))
        }),
        Cond::State { state, var } => known.get(var).map_or(Possible::ANY, |k| state_of(survey, *state, *var, *k)),
        Cond::Has { var, .. } if known.get(var) == Some(&Known::Hidden) => Possible::UNKNOWN,
        Cond::Has { .. } | Cond::Compare { .. } | Cond::Quantified { .. } | Cond::Wording(_) | Cond::Mode(_) => {
            Possible::ANY
        }
    }
}

fn fold(survey: &Survey, parts: &[Cond], known: &BTreeMap<VarId, Known>) -> Possible {
    parts.iter().fold(Possible::decided(true), |all, part| all.and(possible(survey, part, known)))
}

fn coded(known: Option<&Known>, decide: impl Fn(i64) -> Option<bool>) -> Possible {
    match known {
        None => Possible::ANY,
        Some(Known::Hidden) => Possible::UNKNOWN,
        Some(Known::Code(code)) => decide(*code).map_or(Possible::UNKNOWN, Possible::decided),
    }
}

fn state_of(survey: &Survey, state: StateFn, var: VarId, known: Known) -> Possible {
    let Known::Code(code) = known else { return Possible::decided(false) };
    let missing = survey.var(var).is_some_and(|v| survey.options_of(v).iter().any(|o| o.code == code && o.missing));
    Possible::decided(match state {
        StateFn::Asked | StateFn::Answered => true,
        StateFn::Missing => missing,
        StateFn::Valid => !missing,
    })
}
