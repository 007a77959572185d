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
    Judge { survey, known, outcomes: BTreeMap::new() }.possible(cond, 0)
}

/// How far a recode is followed back through recodes; beyond it, anything is possible.
const DEEPEST: usize = 64;

/// Judges each recode once, so that recodes of recodes take no more time than they have arms.
struct Judge<'a> {
    survey: &'a Survey,
    known: &'a Knowledge,
    outcomes: BTreeMap<VarId, Outcome>,
}

/// What a recode can give.
#[derive(Debug, Clone, Default)]
struct Outcome {
    codes: BTreeSet<i64>,
    can_be_without: bool,
}

impl Judge<'_> {
    fn possible(&mut self, cond: &Cond, depth: usize) -> Possible {
        match cond {
            Cond::Const(truth) => Possible::decided(*truth),
            Cond::Not(inner) => self.possible(inner, depth).not(),
            Cond::And(parts) => parts.iter().fold(Possible::decided(true), |all, p| all.and(self.possible(p, depth))),
            Cond::Or(parts) => {
                let none = |all: Possible, p: &Cond| all.and(self.possible(p, depth).not());
                parts.iter().fold(Possible::decided(true), none).not()
            }
            Cond::Is { var, codes } => match recode(self.survey, *var) {
                Some((arms, otherwise)) => self.computed(*var, arms, otherwise, codes, depth),
                None => coded(self.known.get(var), |code| Some(codes.contains(&code))),
            },
            Cond::Order { var, op, code } => coded(self.known.get(var), |chosen| {
                (!is_missing(self.survey, *var, chosen)).then(|| op.holds(chosen.cmp(code)))
            }),
            Cond::State { state, var } => {
                self.known.get(var).map_or(Possible::ANY, |k| state_of(self.survey, *state, *var, *k))
            }
            Cond::Has { var, .. } if self.known.get(var) == Some(&Known::Hidden) => Possible::UNKNOWN,
            Cond::Has { .. } | Cond::Compare { .. } | Cond::Quantified { .. } | Cond::Wording(_) | Cond::Mode(_) => {
                Possible::ANY
            }
        }
    }

    /// Whether a recode gives one of `codes`.
    fn computed(&mut self, var: VarId, arms: &[Arm], otherwise: Option<i64>, codes: &[i64], depth: usize) -> Possible {
        if depth == DEEPEST {
            return Possible::ANY;
        }
        if !self.outcomes.contains_key(&var) {
            let outcome = self.outcome(var, arms, otherwise, depth + 1);
            self.outcomes.insert(var, outcome);
        }
        let Some(outcome) = self.outcomes.get(&var) else { return Possible::ANY };
        Possible {
            can_be_true: outcome.codes.iter().any(|code| codes.contains(code)),
            can_be_false: outcome.codes.iter().any(|code| !codes.contains(code)),
            can_be_unknown: outcome.can_be_without,
        }
    }

    /// The first arm that is true, `else` only if all are false, no value in between.
    fn outcome(&mut self, var: VarId, arms: &[Arm], otherwise: Option<i64>, depth: usize) -> Outcome {
        let mut found = Outcome::default();
        let (mut open, mut all_false, mut some_unknown) = (true, true, false);
        for arm in arms {
            let truth = self.possible(&arm.when, depth);
            if open && truth.can_be_true {
                found.codes.insert(arm.code);
            }
            all_false &= truth.can_be_false;
            open &= truth.can_be_false || truth.can_be_unknown;
            some_unknown |= truth.can_be_unknown;
        }
        found.codes.extend(otherwise.filter(|_| all_false));
        found.can_be_without = open && (some_unknown || (all_false && otherwise.is_none()));
        let survey = self.survey;
        let own =
            own_conditions(survey, var).fold(Possible::decided(true), |all, when| all.and(self.possible(when, depth)));
        if !own.can_be_true {
            return Outcome { codes: BTreeSet::new(), can_be_without: true };
        }
        found.can_be_without |= own.can_be_false || own.can_be_unknown;
        found
    }
}

/// The variables that decide a condition: through a recode those that it reads.
pub(super) fn sources(survey: &Survey, cond: &Cond) -> BTreeSet<VarId> {
    origins(cond.reads(), |var| {
        let (arms, _) = recode(survey, var)?;
        Some(arms.iter().map(|arm| &arm.when).chain(own_conditions(survey, var)).flat_map(Cond::reads).collect())
    })
}

/// What a computed item is computed from, through other computed items.
pub(super) fn inputs(survey: &Survey, var: VarId) -> BTreeSet<VarId> {
    origins(BTreeSet::from([var]), |var| match &survey.var(var)?.role {
        Role::Computed(formula) => Some(formula.reads()),
        Role::Field { .. } | Role::Question | Role::Row { .. } | Role::Specify { .. } => None,
    })
}

/// Follows variables to those that come from nothing else, each once.
fn origins(from: BTreeSet<VarId>, comes_from: impl Fn(VarId) -> Option<BTreeSet<VarId>>) -> BTreeSet<VarId> {
    let (mut seen, mut all) = (from.clone(), BTreeSet::new());
    let mut open: Vec<VarId> = from.into_iter().collect();
    while let Some(var) = open.pop() {
        match comes_from(var) {
            Some(more) => open.extend(more.into_iter().filter(|next| seen.insert(*next))),
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
