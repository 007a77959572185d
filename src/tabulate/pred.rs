//! A plan's predicates on one respondent, with exact arithmetic.

use super::Respondent;
use crate::eval::{State, Value, turn_path};
use crate::model::StateFn;
use crate::number::{Decimal, Ratio};
use crate::plan::{Calc, Over, PlanSurvey, Pred};

/// What a name means: the iteration and the member at hand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Env<'a> {
    pub(super) survey: &'a PlanSurvey,
    pub(super) respondent: &'a Respondent,
    /// Name of the loop and code of the iteration.
    pub(super) turn: Option<(&'a str, i64)>,
    answer: Option<&'a str>,
}

/// Whether a predicate holds for a respondent, outside every loop.
#[must_use]
pub fn holds(survey: &PlanSurvey, respondent: &Respondent, pred: &Pred) -> bool {
    Env::new(survey, respondent, None).pred(pred)
}

impl<'a> Env<'a> {
    pub(super) fn new(survey: &'a PlanSurvey, respondent: &'a Respondent, turn: Option<(&'a str, i64)>) -> Self {
        Self { survey, respondent, turn, answer: None }
    }

    /// The variable's own path.
    fn path(&self, name: &'a str) -> &'a str {
        if name == Over::ANSWER { self.answer.unwrap_or_default() } else { name }
    }

    pub(super) fn state(&self, name: &'a str) -> &'a State {
        let path = self.path(name);
        let in_loop = self.survey.var(path).and_then(|var| var.in_loop.as_deref());
        match (in_loop, self.turn) {
            (None, _) => self.respondent.state(path),
            (Some(of), Some((here, code))) if of == here => self.respondent.state(&turn_path(path, code)),
            (Some(_), _) => &State::NotAsked,
        }
    }

    pub(super) fn pred(&self, pred: &'a Pred) -> bool {
        match pred {
            Pred::Const(truth) => *truth,
            Pred::All(parts) => parts.iter().all(|part| self.pred(part)),
            Pred::Any(parts) => parts.iter().any(|part| self.pred(part)),
            Pred::Chosen { var, codes } => {
                let state = self.state(var);
                state.answered() && codes.iter().any(|code| state.chose(*code))
            }
            Pred::NotChosen { var, codes } => {
                let state = self.state(var);
                state.answered() && !codes.iter().any(|code| state.chose(*code))
            }
            Pred::Position { var, op, code } => match self.state(var) {
                State::Valid(Value::Option(chosen)) => op.holds(chosen.cmp(code)),
                _ => false,
            },
            Pred::Compare { left, op, right } => match (self.number(left), self.number(right)) {
                (Some(left), Some(right)) => op.holds(left.cmp(&right)),
                _ => false,
            },
            Pred::State { state, var, holds } => has_state(*state, self.state(var)) == *holds,
            Pred::Wording { among, holds } => among.contains(&self.respondent.wording) == *holds,
            Pred::Mode { among, holds } => among.contains(&self.respondent.mode) == *holds,
            Pred::Some { over, pred } => self.members(over).iter().any(|member| member.pred(pred)),
            Pred::Every { over, pred } => self.members(over).iter().all(|member| member.pred(pred)),
        }
    }

    /// An environment per asked member.
    fn members(&self, over: &'a Over) -> Vec<Self> {
        match over {
            Over::Vars(vars) => {
                let asked = vars.iter().filter(|var| self.state(var).asked());
                asked.map(|var| Self { answer: Some(self.path(var)), ..*self }).collect()
            }
            Over::Loop { name, item } => {
                let turns = self.survey.loops.get(name).map_or(&[][..], Vec::as_slice);
                let at = |code: i64| Self { turn: Some((name, code)), answer: item.as_deref(), ..*self };
                turns.iter().map(|turn| at(turn.code)).filter(|env| env.turn_asked(name, item.as_deref())).collect()
            }
        }
    }

    fn turn_asked(&self, name: &str, item: Option<&'a str>) -> bool {
        let inside = |var: &&crate::plan::PlanVar| var.in_loop.as_deref() == Some(name);
        match item {
            Some(item) => self.state(item).asked(),
            None => self.survey.vars.iter().filter(inside).any(|var| self.state(&var.path).asked()),
        }
    }

    fn number(&self, calc: &'a Calc) -> Option<Ratio> {
        match calc {
            Calc::Const { units, decimals } => Some(Decimal::new(*units, *decimals).ratio()),
            Calc::Var(name) => self.value(name),
            Calc::Negate(inner) => self.number(inner).map(Ratio::negate),
            Calc::Add(a, b) => self.number(a)?.plus(self.number(b)?),
            Calc::Subtract(a, b) => self.number(a)?.minus(self.number(b)?),
            Calc::Multiply(a, b) => self.number(a)?.times(self.number(b)?),
            Calc::CountChosen(name) => self.count_chosen(name),
            Calc::Count { over, pred } => {
                let members = self.members(over);
                let count = members.iter().filter(|member| member.pred(pred)).count();
                (!members.is_empty()).then(|| integer(count))?
            }
            Calc::Sum { over, at_least } => {
                let members = self.members(over);
                let values: Vec<Ratio> = members.iter().filter_map(|member| member.value(Over::ANSWER)).collect();
                let needed = at_least.map_or(members.len(), |k| k as usize).max(1);
                let all = || values.iter().try_fold(Ratio::integer(0), |sum, value| sum.plus(*value));
                if values.len() < needed { None } else { all() }
            }
        }
    }

    /// The number, day or code of a valid answer.
    fn value(&self, name: &'a str) -> Option<Ratio> {
        let decimals = self.survey.var(self.path(name))?.kind.decimals();
        match self.state(name).valid()? {
            Value::Number(units) => Some(Ratio::scaled(*units, decimals)),
            Value::Option(code) => Some(Ratio::integer(*code)),
            Value::Date(day) => Some(Ratio::integer(*day)),
            Value::Set(_) | Value::Text(_) => None,
        }
    }

    fn count_chosen(&self, name: &'a str) -> Option<Ratio> {
        let Value::Set(codes) = self.state(name).valid()? else { return None };
        let options = self.survey.var(self.path(name))?.kind.options();
        let counts = |code: &&i64| options.iter().any(|option| option.code == **code && !option.alone);
        integer(codes.iter().filter(counts).count())
    }
}

fn has_state(wanted: StateFn, state: &State) -> bool {
    match wanted {
        StateFn::Asked => state.asked(),
        StateFn::Answered => state.answered(),
        StateFn::Missing => state.is_missing(),
        StateFn::Valid => state.valid().is_some(),
    }
}

fn integer(n: usize) -> Option<Ratio> {
    i64::try_from(n).ok().map(Ratio::integer)
}
