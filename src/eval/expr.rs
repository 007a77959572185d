//! Conditions and arithmetic over the states of one respondent: three-valued, exact, no value on overflow.

use super::{Place, Places, State, Truth, Value};
use crate::model::{Cond, Kind, LoopId, Members, Mode, Num, StateFn, Survey, VarId};
use crate::number::Ratio;

/// What a condition can see.
#[derive(Debug, Clone, Copy)]
pub(super) struct Env<'a> {
    pub(super) survey: &'a Survey,
    pub(super) places: &'a Places,
    /// One per cell of `places`.
    pub(super) states: &'a [State],
    pub(super) wording: usize,
    pub(super) mode: Mode,
    /// The iteration at hand.
    pub(super) turn: Option<(LoopId, usize)>,
    /// The member at hand of a `where`.
    pub(super) answer: Option<Place>,
    /// How `not` works; Kleene's, except in the mutant that the differential tests must catch.
    pub(super) not: fn(Truth) -> Truth,
}

static NOT_ASKED: State = State::NotAsked;

impl<'a> Env<'a> {
    pub(super) fn state(&self, place: Place) -> &'a State {
        self.places.cell(place).and_then(|cell| self.states.get(cell)).unwrap_or(&NOT_ASKED)
    }

    /// The instance that a name means here.
    pub(super) fn place(&self, var: VarId) -> Option<Place> {
        if var == Members::ANSWER {
            return self.answer;
        }
        match (self.survey.var(var)?.in_loop, self.turn) {
            (None, _) => Some(Place::single(var)),
            (Some(of), Some((here, turn))) if of == here => Some(Place { var, turn: Some(turn) }),
            (Some(_), _) => None,
        }
    }

    pub(super) fn read(&self, var: VarId) -> &'a State {
        self.place(var).map_or(&NOT_ASKED, |place| self.state(place))
    }

    pub(super) fn truth(&self, cond: &Cond) -> Truth {
        match cond {
            Cond::Const(truth) => (*truth).into(),
            Cond::Not(inner) => (self.not)(self.truth(inner)),
            Cond::And(parts) => Truth::all(parts.iter().map(|part| self.truth(part))),
            Cond::Or(parts) => Truth::any(parts.iter().map(|part| self.truth(part))),
            Cond::Is { var, codes } | Cond::Has { var, codes } => self.chosen(*var, codes),
            Cond::Order { var, op, code } => match self.read(*var) {
                State::Valid(Value::Option(chosen)) => op.holds(chosen.cmp(code)).into(),
                _ => Truth::Unknown,
            },
            Cond::Compare { left, op, right } => match (self.number(left), self.number(right)) {
                (Some(left), Some(right)) => op.holds(left.cmp(&right)).into(),
                _ => Truth::Unknown,
            },
            Cond::State { state, var } => self.has_state(*state, *var).into(),
            Cond::Wording(wordings) => wordings.contains(&self.wording).into(),
            Cond::Mode(modes) => modes.contains(&self.mode).into(),
            Cond::Quantified { all, over, cond } => self.quantified(*all, over, cond),
        }
    }

    /// Decided for every answered variable, a missing option included.
    fn chosen(&self, var: VarId, codes: &[i64]) -> Truth {
        let state = self.read(var);
        if state.answered() { codes.iter().any(|code| state.chose(*code)).into() } else { Truth::Unknown }
    }

    fn has_state(&self, state: StateFn, var: VarId) -> bool {
        let found = self.read(var);
        match state {
            StateFn::Asked => found.asked(),
            StateFn::Answered => found.answered(),
            StateFn::Missing => found.is_missing(),
            StateFn::Valid => found.valid().is_some(),
        }
    }

    fn quantified(&self, all: bool, over: &Members, cond: &Cond) -> Truth {
        let members = self.asked_members(over);
        let truths = members.iter().map(|member| member.truth(cond));
        if all { Truth::all(truths) } else { Truth::any(truths) }
    }

    /// An environment per asked member: with the answer at hand, or in the iteration at hand. An iteration is asked where
    /// one of its items is.
    fn asked_members(&self, over: &Members) -> Vec<Self> {
        match over {
            Members::Vars(vars) => {
                let places = vars.iter().filter_map(|var| self.place(*var));
                let asked = places.filter(|place| self.state(*place).asked());
                asked.map(|place| Self { answer: Some(place), ..*self }).collect()
            }
            Members::Loop { of, item } => {
                let turns = 0..self.places.turns(*of).len();
                turns.filter_map(|turn| self.turn_member(*of, turn, *item)).collect()
            }
        }
    }

    fn turn_member(&self, of: LoopId, turn: usize, item: Option<VarId>) -> Option<Self> {
        let at = |var: VarId| Place { var, turn: Some(turn) };
        let items = self.survey.loops.get(of.index()).map_or(&[][..], |l| &l.vars);
        let asked = match item {
            Some(item) => self.state(at(item)).asked(),
            None => items.iter().any(|var| self.state(at(*var)).asked()),
        };
        asked.then(|| Self { turn: Some((of, turn)), answer: item.map(at), ..*self })
    }

    /// `None`: no value.
    pub(super) fn number(&self, num: &Num) -> Option<Ratio> {
        match num {
            Num::Const(value) => Some(value.ratio()),
            Num::Var(var) => self.value_at(self.place(*var)?),
            Num::Negate(inner) => self.number(inner).map(Ratio::negate),
            Num::Add(a, b) => self.number(a)?.plus(self.number(b)?),
            Num::Subtract(a, b) => self.number(a)?.minus(self.number(b)?),
            Num::Multiply(a, b) => self.number(a)?.times(self.number(b)?),
            Num::Divide(a, b) => self.number(a)?.over(self.number(b)?),
            Num::CountChosen(var) => self.count_chosen(*var),
            Num::Count { over, cond } => self.count(over, cond),
            Num::Sum { over, at_least } => self.sum(over, *at_least).map(|(sum, _)| sum),
            Num::Mean { over, at_least } => {
                let (sum, count) = self.sum(over, *at_least)?;
                sum.over(count)
            }
        }
    }

    /// The number, day or code of a valid instance.
    fn value_at(&self, place: Place) -> Option<Ratio> {
        match self.state(place).valid()? {
            Value::Number(units) => Some(Ratio::scaled(*units, self.survey.var(place.var)?.kind.decimals())),
            Value::Date(day) => Some(Ratio::integer(*day)),
            Value::Option(code) => Some(Ratio::integer(*code)),
            Value::Set(_) | Value::Text(_) => None,
        }
    }

    fn count_chosen(&self, var: VarId) -> Option<Ratio> {
        let place = self.place(var)?;
        let Value::Set(codes) = self.state(place).valid()? else { return None };
        let Kind::AnyOf { list, .. } = self.survey.var(place.var)?.kind else { return None };
        let list = self.survey.list(list)?;
        integer(codes.iter().filter(|code| list.by_code(**code).is_some_and(|option| !option.alone)).count())
    }

    fn count(&self, over: &Members, cond: &Cond) -> Option<Ratio> {
        let members = self.asked_members(over);
        if members.is_empty() {
            return None;
        }
        integer(members.iter().filter(|member| member.truth(cond).is_true()).count())
    }

    /// Sum and number of the valid members; no value where an asked one is not valid, or fewer than `at_least` are.
    fn sum(&self, over: &Members, at_least: Option<u32>) -> Option<(Ratio, Ratio)> {
        let members = self.asked_members(over);
        let valid: Vec<Ratio> = members.iter().filter_map(|member| member.value_at(member.answer?)).collect();
        let needed = at_least.map_or(members.len(), |k| k as usize).max(1);
        if valid.len() < needed {
            return None;
        }
        let sum = valid.iter().try_fold(Ratio::integer(0), |sum, value| sum.plus(*value))?;
        Some((sum, integer(valid.len())?))
    }
}

fn integer(n: usize) -> Option<Ratio> {
    i64::try_from(n).ok().map(Ratio::integer)
}
