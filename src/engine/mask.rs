//! A plan's predicates over columns: for whom each holds.

use super::block::{Block, Turn};
use super::column::{Column, Holds, MISSING, VALID};
use crate::model::StateFn;
use crate::number::{Decimal, Ratio};
use crate::plan::{Calc, Over, Pred};
use std::rc::Rc;

/// What a name means: the iteration and the member at hand.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scope<'a> {
    pub(super) turn: Turn<'a>,
    answer: Option<&'a str>,
}

impl<'a> Scope<'a> {
    pub(super) fn at(turn: Turn<'a>) -> Self {
        Self { turn, answer: None }
    }

    fn path(&self, name: &'a str) -> &'a str {
        if name == Over::ANSWER { self.answer.unwrap_or_default() } else { name }
    }
}

/// A member of a set: what names mean there, and of whom it is asked.
struct Member<'a> {
    scope: Scope<'a>,
    asked: Vec<bool>,
}

type Numbers = Vec<Option<Ratio>>;

impl<'b> Block<'b> {
    fn named<'a>(&self, name: &'a str, scope: Scope<'a>) -> Rc<Column<'b>> {
        let path = scope.path(name);
        match (self.loop_of(path), scope.turn) {
            (Some(of), turn) if turn.is_none_or(|(here, _)| here != of) => self.column(""),
            _ => self.column_at(path, scope.turn),
        }
    }

    /// For whom a predicate holds.
    pub(super) fn mask<'a>(&self, pred: &'a Pred, scope: Scope<'a>) -> Vec<bool> {
        match pred {
            Pred::Const(truth) => vec![*truth; self.len()],
            Pred::All(parts) => self.all(parts.iter().map(|part| self.mask(part, scope))),
            Pred::Any(parts) => self.any(parts.iter().map(|part| self.mask(part, scope))),
            Pred::Chosen { var, codes } => self.named(var, scope).chose(codes),
            Pred::NotChosen { var, codes } => {
                let column = self.named(var, scope);
                let pairs = column.state.iter().zip(column.chose(codes));
                pairs.map(|(state, chose)| *state >= MISSING && !chose).collect()
            }
            Pred::Position { var, op, code } => {
                let column = self.named(var, scope);
                let coded = column.holds == Holds::Codes;
                let pairs = column.state.iter().zip(&column.value);
                pairs.map(|(state, value)| coded && *state == VALID && op.holds(value.cmp(code))).collect()
            }
            Pred::Compare { left, op, right } => {
                let pairs = self.numbers(left, scope).into_iter().zip(self.numbers(right, scope));
                pairs.map(|(left, right)| left.zip(right).is_some_and(|(l, r)| op.holds(l.cmp(&r)))).collect()
            }
            Pred::State { state, var, holds } => {
                self.named(var, scope).in_state(|found| has_state(*state, found) == *holds)
            }
            Pred::Wording { among, holds } => {
                self.respondents().iter().map(|one| among.contains(&one.wording) == *holds).collect()
            }
            Pred::Mode { among, holds } => {
                self.respondents().iter().map(|one| among.contains(&one.mode) == *holds).collect()
            }
            Pred::Some { over, pred } => self.any(self.members(over, scope).into_iter().map(|member| {
                let holds = self.mask(pred, member.scope);
                member.asked.iter().zip(holds).map(|(asked, holds)| *asked && holds).collect()
            })),
            Pred::Every { over, pred } => self.all(self.members(over, scope).into_iter().map(|member| {
                let holds = self.mask(pred, member.scope);
                member.asked.iter().zip(holds).map(|(asked, holds)| !*asked || holds).collect()
            })),
        }
    }

    fn all(&self, parts: impl Iterator<Item = Vec<bool>>) -> Vec<bool> {
        parts.fold(vec![true; self.len()], |mut all, part| {
            all.iter_mut().zip(part).for_each(|(all, one)| *all &= one);
            all
        })
    }

    fn any(&self, parts: impl Iterator<Item = Vec<bool>>) -> Vec<bool> {
        parts.fold(vec![false; self.len()], |mut any, part| {
            any.iter_mut().zip(part).for_each(|(any, one)| *any |= one);
            any
        })
    }

    fn members<'a>(&self, over: &'a Over, scope: Scope<'a>) -> Vec<Member<'a>> {
        match over {
            Over::Vars(vars) => {
                let member = |var: &'a String| Member {
                    scope: Scope { answer: Some(scope.path(var)), ..scope },
                    asked: self.named(var, scope).in_state(|state| state != 0),
                };
                vars.iter().map(member).collect()
            }
            Over::Loop { name, item } => {
                let turns = self.survey.loops.get(name).map_or(&[][..], Vec::as_slice);
                let member = |code: i64| {
                    let scope = Scope { turn: Some((name, code)), answer: item.as_deref() };
                    let asked = match item {
                        Some(item) => self.named(item, scope).in_state(|state| state != 0),
                        None => self.has_turn(name, code),
                    };
                    Member { scope, asked }
                };
                turns.iter().map(|turn| member(turn.code)).collect()
            }
        }
    }

    fn numbers<'a>(&self, calc: &'a Calc, scope: Scope<'a>) -> Numbers {
        let both = |a: &'a Calc, b: &'a Calc, of: fn(Ratio, Ratio) -> Option<Ratio>| -> Numbers {
            let pairs = self.numbers(a, scope).into_iter().zip(self.numbers(b, scope));
            pairs.map(|(a, b)| of(a?, b?)).collect()
        };
        match calc {
            Calc::Const { units, decimals } => vec![Some(Decimal::new(*units, *decimals).ratio()); self.len()],
            Calc::Var(name) => self.values(name, scope),
            Calc::Negate(inner) => self.numbers(inner, scope).into_iter().map(|n| n.map(Ratio::negate)).collect(),
            Calc::Add(a, b) => both(a, b, Ratio::plus),
            Calc::Subtract(a, b) => both(a, b, Ratio::minus),
            Calc::Multiply(a, b) => both(a, b, Ratio::times),
            Calc::CountChosen(name) => self.count_chosen(name, scope),
            Calc::Count { over, pred } => self.count(over, pred, scope),
            Calc::Sum { over, at_least } => self.sum(over, *at_least, scope),
        }
    }

    /// The number, day or code of the valid answers.
    fn values<'a>(&self, name: &'a str, scope: Scope<'a>) -> Numbers {
        let Some(var) = self.survey.var(scope.path(name)) else { return vec![None; self.len()] };
        let column = self.named(name, scope);
        let decimals = if column.holds == Holds::Numbers { var.kind.decimals() } else { 0 };
        let numeric = column.numeric();
        let pairs = column.state.iter().zip(&column.value);
        pairs.map(|(state, value)| (numeric && *state == VALID).then(|| Ratio::scaled(*value, decimals))).collect()
    }

    fn count_chosen<'a>(&self, name: &'a str, scope: Scope<'a>) -> Numbers {
        let column = self.named(name, scope);
        let Some(var) = self.survey.var(scope.path(name)) else { return vec![None; self.len()] };
        if column.holds != Holds::Sets {
            return vec![None; self.len()];
        }
        let mut counts = vec![0_i64; self.len()];
        for (code, chosen) in &column.sets {
            if var.kind.options().iter().any(|option| option.code == *code && !option.alone) {
                counts.iter_mut().zip(chosen).for_each(|(count, chosen)| *count += i64::from(*chosen));
            }
        }
        let pairs = column.state.iter().zip(counts);
        pairs.map(|(state, count)| (*state == VALID).then(|| Ratio::integer(count))).collect()
    }

    fn count<'a>(&self, over: &'a Over, pred: &'a Pred, scope: Scope<'a>) -> Numbers {
        let mut counts: Vec<Option<i64>> = vec![None; self.len()];
        for member in self.members(over, scope) {
            let holds = self.mask(pred, member.scope);
            for ((count, asked), holds) in counts.iter_mut().zip(member.asked).zip(holds) {
                if asked {
                    *count = Some(count.unwrap_or(0) + i64::from(holds));
                }
            }
        }
        counts.into_iter().map(|count| count.map(Ratio::integer)).collect()
    }

    fn sum<'a>(&self, over: &'a Over, at_least: Option<u32>, scope: Scope<'a>) -> Numbers {
        /// Asked members, valid ones, and their sum while it is one.
        type Sofar = (usize, usize, Option<Ratio>);
        let mut sums: Vec<Sofar> = vec![(0, 0, Some(Ratio::integer(0))); self.len()];
        for member in self.members(over, scope) {
            let values = self.values(Over::ANSWER, member.scope);
            for (((asked, valid, sum), of), value) in sums.iter_mut().zip(member.asked).zip(values) {
                *asked += usize::from(of);
                if let (true, Some(value)) = (of, value) {
                    *valid += 1;
                    *sum = sum.and_then(|sum| sum.plus(value));
                }
            }
        }
        let needed = |asked: usize| at_least.map_or(asked, |k| k as usize).max(1);
        sums.into_iter().map(|(asked, valid, sum)| if valid < needed(asked) { None } else { sum }).collect()
    }
}

fn has_state(wanted: StateFn, state: u8) -> bool {
    match wanted {
        StateFn::Asked => state != 0,
        StateFn::Answered => state >= MISSING,
        StateFn::Missing => state == MISSING,
        StateFn::Valid => state == VALID,
    }
}
