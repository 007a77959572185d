//! Lowered conditions by paths instead of ids, so that a plan stands alone.

use super::super::{Calc, Over, Pred};
use crate::eval::lower::{Calc as LowCalc, Pred as Low, is_true};
use crate::model::{Cond, Members, Mode, Survey, VarId};

/// The predicate that holds exactly where the condition is true.
///
/// A division cannot stand in a condition of a report; one would make the predicate false.
pub(super) fn holds(survey: &Survey, cond: &Cond) -> Pred {
    pred(survey, &is_true(cond)).unwrap_or(Pred::Const(false))
}

fn path(survey: &Survey, var: VarId) -> String {
    if var == Members::ANSWER {
        return Over::ANSWER.to_owned();
    }
    survey.var(var).map_or(String::new(), |var| var.path.clone())
}

fn pred(survey: &Survey, low: &Low) -> Option<Pred> {
    let name = |var: &VarId| path(survey, *var);
    let each = |parts: &[Low]| parts.iter().map(|part| pred(survey, part)).collect::<Option<Vec<_>>>();
    Some(match low {
        Low::Const(truth) => Pred::Const(*truth),
        Low::All(parts) => Pred::All(each(parts)?),
        Low::Any(parts) => Pred::Any(each(parts)?),
        Low::Chosen { var, codes } => Pred::Chosen { var: name(var), codes: codes.clone() },
        Low::NotChosen { var, codes } => Pred::NotChosen { var: name(var), codes: codes.clone() },
        Low::Position { var, op, code } => Pred::Position { var: name(var), op: *op, code: *code },
        Low::Compare { left, op, right } => {
            Pred::Compare { left: calc(survey, left)?, op: *op, right: calc(survey, right)? }
        }
        Low::State { state, var, holds } => Pred::State { state: *state, var: name(var), holds: *holds },
        Low::Wording { among, holds } => Pred::Wording { among: wordings(survey, among), holds: *holds },
        Low::Mode { among, holds } => {
            Pred::Mode { among: among.iter().map(|mode: &Mode| mode.name().to_owned()).collect(), holds: *holds }
        }
        Low::Some { over, pred: inner } => {
            Pred::Some { over: members(survey, over), pred: Box::new(pred(survey, inner)?) }
        }
        Low::Every { over, pred: inner } => {
            Pred::Every { over: members(survey, over), pred: Box::new(pred(survey, inner)?) }
        }
    })
}

fn wordings(survey: &Survey, among: &[usize]) -> Vec<String> {
    among.iter().filter_map(|index| survey.wordings.get(*index)).map(|wording| wording.name.clone()).collect()
}

fn calc(survey: &Survey, low: &LowCalc) -> Option<Calc> {
    let of = |inner: &LowCalc| calc(survey, inner).map(Box::new);
    Some(match low {
        LowCalc::Const(value) => Calc::Const { units: value.units, decimals: value.decimals },
        LowCalc::Var(var) => Calc::Var(path(survey, *var)),
        LowCalc::Negate(inner) => Calc::Negate(of(inner)?),
        LowCalc::Add(a, b) => Calc::Add(of(a)?, of(b)?),
        LowCalc::Subtract(a, b) => Calc::Subtract(of(a)?, of(b)?),
        LowCalc::Multiply(a, b) => Calc::Multiply(of(a)?, of(b)?),
        LowCalc::CountChosen(var) => Calc::CountChosen(path(survey, *var)),
        LowCalc::Count { over, pred: inner } => {
            Calc::Count { over: members(survey, over), pred: Box::new(pred(survey, inner)?) }
        }
        LowCalc::Sum { over, at_least } => Calc::Sum { over: members(survey, over), at_least: *at_least },
        LowCalc::Divide(..) | LowCalc::Mean { .. } => return None,
    })
}

fn members(survey: &Survey, members: &Members) -> Over {
    match members {
        Members::Vars(vars) => Over::Vars(vars.iter().map(|var| path(survey, *var)).collect()),
        Members::Loop { of, item } => Over::Loop {
            name: survey.loops.get(of.index()).map_or(String::new(), |found| found.name.clone()),
            item: item.map(|var| path(survey, var)),
        },
    }
}
