//! Sample fields for a preview: there is no sample, so the author types them, or plain stand-ins fill what is required.

use crate::model::{Kind, Mode, Role, Survey, Var, VarId};
use crate::number::{Decimal, format_date};
use crate::phrase::label;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// The required fields, as typed: the first option, the least number or day, the label in brackets.
#[must_use]
pub fn stand_in(survey: &Survey) -> BTreeMap<String, String> {
    let required = fields(survey).filter(|(_, var)| var.required);
    required.map(|(id, var)| (var.path.clone(), value(survey, id, var))).collect()
}

/// The fields of a survey, in file order.
pub(super) fn fields(survey: &Survey) -> impl Iterator<Item = (VarId, &Var)> {
    survey.vars_with_ids().filter(|(_, var)| matches!(var.role, Role::Field { .. }))
}

fn value(survey: &Survey, id: VarId, var: &Var) -> String {
    let least = survey.options_of(var).iter().find(|option| !option.missing).map_or(0, |option| option.code);
    match &var.kind {
        Kind::OneOf { .. } | Kind::AnyOf { .. } => least.to_string(),
        Kind::Number { min, decimals, .. } => Decimal::new(*min, *decimals).to_string(),
        Kind::Text { max, .. } => {
            let called = format!("[{}]", label(survey, id, 0, survey.modes.first().copied().unwrap_or(Mode::Web)));
            called.chars().take(*max as usize).collect()
        }
        Kind::Date { min, .. } => format_date(min.unwrap_or(0)),
    }
}

/// The `fields` of a submission as they would be typed. Only a preview believes them: a server takes them from its sample.
#[must_use]
pub fn typed(survey: &Survey, submission: &Json) -> BTreeMap<String, String> {
    let sent = submission.get("fields").and_then(Json::as_object).into_iter().flatten();
    sent.filter_map(|(name, value)| {
        let var = survey.var(survey.find(name)?)?;
        matches!(var.role, Role::Field { .. }).then_some(())?;
        Some((name.clone(), one(var, value)?))
    })
    .collect()
}

fn one(var: &Var, value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(units) => Some(Decimal::new(units.as_i64()?, var.kind.decimals()).to_string()),
        Json::Array(codes) => Some(codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")),
        Json::Object(missing) => missing.get("missing").map(ToString::to_string),
        Json::Null | Json::Bool(_) => None,
    }
}
