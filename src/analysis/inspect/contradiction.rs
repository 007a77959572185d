//! Whether conditions can all be true for one respondent.
//!
//! Sound in one direction: `false` means that no respondent makes them true; `true` may be too hopeful, for arithmetic,
//! counts and quantifiers are taken as they come, and a search that grows too large is given up.

use super::reads::{Read, Readable, decided, reads_of};
use crate::model::{CmpOp, Cond, Kind, Mode, Num, StateFn, Survey, VarId};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Steps before the search is given up.
const BUDGET: usize = 64;

/// Whether `conds` can all be true in a variant; `present` tells which variables some respondent is asked there.
pub(crate) fn possible(
    survey: &Survey,
    variant: (usize, Mode),
    present: &dyn Fn(VarId) -> bool,
    conds: &[&Cond],
) -> bool {
    let goals: Vec<Goal<'_>> = conds.iter().map(|cond| Goal { cond, wanted: true }).collect();
    let mut search = Search { survey, variant, present, budget: BUDGET };
    search.solve(goals, Store::default())
}

#[derive(Clone, Copy)]
struct Goal<'c> {
    cond: &'c Cond,
    wanted: bool,
}

/// What must hold so far.
#[derive(Clone, Default)]
struct Store {
    options: BTreeMap<VarId, BTreeSet<i64>>,
    ranges: BTreeMap<VarId, (i64, i64)>,
    asked: BTreeSet<VarId>,
}

struct Search<'a> {
    survey: &'a Survey,
    variant: (usize, Mode),
    present: &'a dyn Fn(VarId) -> bool,
    budget: usize,
}

impl<'a> Search<'a> {
    /// What is near comes first: the routes of what is read are looked at after the conditions themselves.
    fn solve<'g>(&mut self, goals: Vec<Goal<'g>>, mut store: Store) -> bool
    where
        'a: 'g,
    {
        let mut goals = VecDeque::from(goals);
        let mut choices: Vec<Vec<Goal<'g>>> = Vec::new();
        while let Some(goal) = goals.pop_front() {
            if self.budget == 0 {
                return true;
            }
            self.budget -= 1;
            if let Some(truth) = decided(goal.cond, self.variant.0, self.variant.1) {
                if truth == goal.wanted {
                    continue;
                }
                return false;
            }
            match (goal.cond, goal.wanted) {
                (Cond::Not(inner), wanted) => goals.push_back(Goal { cond: inner, wanted: !wanted }),
                (Cond::And(parts), true) | (Cond::Or(parts), false) => {
                    goals.extend(parts.iter().map(|cond| Goal { cond, wanted: goal.wanted }));
                }
                (Cond::Or(parts), true) | (Cond::And(parts), false) => {
                    choices.push(parts.iter().map(|cond| Goal { cond, wanted: goal.wanted }).collect());
                }
                _ => {
                    if !self.leaf(goal, &mut goals, &mut store) {
                        return false;
                    }
                }
            }
        }
        let Some(choice) = choices.pop() else { return true };
        choice.into_iter().any(|first| self.combine(vec![first], &choices, &store))
    }

    /// Tries every combination of one goal per choice.
    fn combine<'g>(&mut self, goals: Vec<Goal<'g>>, choices: &[Vec<Goal<'g>>], store: &Store) -> bool
    where
        'a: 'g,
    {
        let Some((last, others)) = choices.split_last() else { return self.solve(goals, store.clone()) };
        last.iter().any(|goal| {
            let goals = goals.iter().copied().chain([*goal]).collect();
            self.combine(goals, others, store)
        })
    }

    /// Adds what a leaf demands; false where that contradicts the store.
    fn leaf<'g>(&mut self, goal: Goal<'g>, goals: &mut VecDeque<Goal<'g>>, store: &mut Store) -> bool
    where
        'a: 'g,
    {
        match goal.cond {
            Cond::Is { var, codes } => self.is(*var, codes, goal.wanted, goals, store),
            Cond::Has { var, .. } => self.asked(*var, goals, store),
            Cond::Order { var, op, code } => {
                let op = if goal.wanted { *op } else { op.negated() };
                let codes = self.valid_codes(*var, |found| op.holds(found.cmp(code)));
                self.is(*var, &codes, true, goals, store)
            }
            Cond::State { state, var } => self.state(*state, *var, goal.wanted, goals, store),
            Cond::Compare { left, op, right } => {
                let op = if goal.wanted { *op } else { op.negated() };
                self.compare(left, op, right, goals, store)
            }
            _ => true,
        }
    }

    /// Whether the variable can be asked; its route then holds as well.
    fn asked<'g>(&self, var: VarId, goals: &mut VecDeque<Goal<'g>>, store: &mut Store) -> bool
    where
        'a: 'g,
    {
        if var == crate::model::Members::ANSWER {
            return true;
        }
        if !(self.present)(var) {
            return false;
        }
        if store.asked.insert(var)
            && let Some(item) = self.survey.var(var)
        {
            let gates = item.gates.iter().filter_map(|gate| self.survey.gate(*gate)?.when.as_ref());
            goals.extend(gates.map(|cond| Goal { cond, wanted: true }));
        }
        true
    }

    fn is<'g>(&self, var: VarId, codes: &[i64], wanted: bool, goals: &mut VecDeque<Goal<'g>>, store: &mut Store) -> bool
    where
        'a: 'g,
    {
        if !self.asked(var, goals, store) {
            return false;
        }
        let Some(item) = self.survey.var(var) else { return true };
        let Kind::OneOf { .. } = item.kind else { return true };
        let all = || self.survey.options_of(item).iter().map(|option| option.code).collect();
        let allowed = store.options.entry(var).or_insert_with(all);
        allowed.retain(|code| codes.contains(code) == wanted);
        !allowed.is_empty()
    }

    fn valid_codes(&self, var: VarId, holds: impl Fn(&i64) -> bool) -> Vec<i64> {
        let options = self.survey.var(var).map_or(&[][..], |item| self.survey.options_of(item));
        options.iter().filter(|option| !option.missing).map(|option| option.code).filter(|code| holds(code)).collect()
    }

    fn state<'g>(
        &self,
        state: StateFn,
        var: VarId,
        wanted: bool,
        goals: &mut VecDeque<Goal<'g>>,
        store: &mut Store,
    ) -> bool
    where
        'a: 'g,
    {
        if !wanted {
            return true;
        }
        match state {
            StateFn::Asked | StateFn::Answered => self.asked(var, goals, store),
            StateFn::Valid => {
                let codes = self.valid_codes(var, |_| true);
                self.is(var, &codes, true, goals, store)
            }
            StateFn::Missing => {
                let codes = self.valid_codes(var, |_| true);
                self.is(var, &codes, false, goals, store)
            }
        }
    }

    fn compare<'g>(&self, left: &Num, op: CmpOp, right: &Num, goals: &mut VecDeque<Goal<'g>>, store: &mut Store) -> bool
    where
        'a: 'g,
    {
        for num in [left, right] {
            let reads = reads_of(Readable::Num(num), self.variant.0, self.variant.1);
            let strict = reads.iter().filter_map(|read| match read {
                Read::One(var) if !counts(num) => Some(*var),
                Read::One(_) | Read::Set(_) => None,
            });
            for var in strict {
                if !self.asked(var, goals, store) {
                    return false;
                }
            }
        }
        match (left, right) {
            (Num::Var(var), Num::Const(bound)) => self.bound(*var, op, *bound, store),
            (Num::Const(bound), Num::Var(var)) => self.bound(*var, op.mirrored(), *bound, store),
            _ => true,
        }
    }

    fn bound(&self, var: VarId, op: CmpOp, bound: crate::number::Decimal, store: &mut Store) -> bool {
        let Some(item) = self.survey.var(var) else { return true };
        let Some(bound) = bound.at(item.kind.decimals()) else { return true };
        let whole = match &item.kind {
            Kind::Number { min, max, .. } => (*min, *max),
            Kind::Date { min, max, .. } => (min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX)),
            Kind::OneOf { .. } | Kind::AnyOf { .. } | Kind::Text { .. } => return true,
        };
        let (low, high) = store.ranges.entry(var).or_insert(whole);
        match op {
            CmpOp::Equal => (*low, *high) = ((*low).max(bound), (*high).min(bound)),
            CmpOp::NotEqual => return (*low, *high) != (bound, bound),
            CmpOp::Less => *high = (*high).min(bound.saturating_sub(1)),
            CmpOp::LessEqual => *high = (*high).min(bound),
            CmpOp::Greater => *low = (*low).max(bound.saturating_add(1)),
            CmpOp::GreaterEqual => *low = (*low).max(bound),
        }
        low <= high
    }
}

/// Whether a number counts or adds up members, so that not each of them need be there.
fn counts(num: &Num) -> bool {
    match num {
        Num::Const(_) | Num::Var(_) | Num::CountChosen(_) => false,
        Num::Negate(inner) => counts(inner),
        Num::Add(a, b) | Num::Subtract(a, b) | Num::Multiply(a, b) | Num::Divide(a, b) => counts(a) || counts(b),
        Num::Count { .. } | Num::Sum { .. } | Num::Mean { .. } => true,
    }
}
