//! Predicates and arithmetic as JSON lists: an operator, then its operands.

use crate::eval::lower::{Calc, LoweredFormula, Pred};
use crate::model::{Members, VarId};
use serde_json::{Value as Json, json};

/// `["all", p, …]`, `["chosen", var, codes]` and so on; variables by index, the member at hand as `"answer"`.
pub(in crate::emit) fn pred(pred_: &Pred) -> Json {
    match pred_ {
        Pred::Const(truth) => json!(["const", truth]),
        Pred::All(parts) => list("all", parts.iter().map(pred)),
        Pred::Any(parts) => list("any", parts.iter().map(pred)),
        Pred::Chosen { var: v, codes } => json!(["chosen", var(*v), codes]),
        Pred::NotChosen { var: v, codes } => json!(["not-chosen", var(*v), codes]),
        Pred::Position { var: v, op, code } => json!(["position", var(*v), op, code]),
        Pred::Compare { left, op, right } => json!(["compare", calc(left), op, calc(right)]),
        Pred::State { state, var: v, holds } => json!(["state", var(*v), state, holds]),
        Pred::Wording { among, holds } => json!(["wording", among, holds]),
        Pred::Mode { among, holds } => json!(["mode", among, holds]),
        Pred::Some { over, pred: inner } => json!(["some", members(over), pred(inner)]),
        Pred::Every { over, pred: inner } => json!(["every", members(over), pred(inner)]),
    }
}

/// `["add", a, b]`, `["const", units, decimals]`, `["value", var]` and so on.
pub(in crate::emit) fn calc(value: &Calc) -> Json {
    match value {
        Calc::Const(number) => json!(["const", number.units, number.decimals]),
        Calc::Var(v) => json!(["value", var(*v)]),
        Calc::Negate(inner) => json!(["negate", calc(inner)]),
        Calc::Add(a, b) => json!(["add", calc(a), calc(b)]),
        Calc::Subtract(a, b) => json!(["subtract", calc(a), calc(b)]),
        Calc::Multiply(a, b) => json!(["multiply", calc(a), calc(b)]),
        Calc::Divide(a, b) => json!(["divide", calc(a), calc(b)]),
        Calc::CountChosen(v) => json!(["count-chosen", var(*v)]),
        Calc::Count { over, pred: inner } => json!(["count", members(over), pred(inner)]),
        Calc::Sum { over, at_least } => json!(["sum", members(over), at_least]),
        Calc::Mean { over, at_least } => json!(["mean", members(over), at_least]),
    }
}

pub(in crate::emit) fn formula(formula: &LoweredFormula) -> Json {
    match formula {
        LoweredFormula::Number(number) => json!({ "number": calc(number) }),
        LoweredFormula::Recode { arms, otherwise } => {
            let arm = |(code, holds): &(i64, Pred)| json!([code, pred(holds)]);
            json!({ "recode": arms.iter().chain(otherwise).map(arm).collect::<Vec<_>>() })
        }
    }
}

fn list(operator: &str, parts: impl Iterator<Item = Json>) -> Json {
    std::iter::once(json!(operator)).chain(parts).collect()
}

fn var(id: VarId) -> Json {
    if id == Members::ANSWER { json!("answer") } else { json!(id) }
}

fn members(over: &Members) -> Json {
    match over {
        Members::Vars(vars) => json!({ "vars": vars.iter().map(|id| var(*id)).collect::<Vec<_>>() }),
        Members::Loop { of, item } => json!({ "loop": of, "item": item }),
    }
}
