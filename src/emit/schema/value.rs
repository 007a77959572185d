//! The values that one item can take, whatever the route.

use super::{Maker, Omission};
use crate::model::{Kind, ListId, Opt, OptionList, Var};
use crate::number::format_date;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

/// Sets of at most this many arrays are listed in full, which makes their order exact.
const MOST_LISTED_SETS: usize = 127;

/// Days that exist, leap years included.
const DATE: &str = "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|\
02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$";

impl Maker<'_> {
    /// Null, a missing option, or a valid value.
    pub(super) fn value(&mut self, var: &Var, path: &str) -> Json {
        if let Kind::OneOf { list } = &var.kind {
            return json!({ "$ref": format!("#/$defs/one{}", list.0) });
        }
        let mut any = vec![json!({ "type": "null" }), self.valid(var, path)];
        any.extend(self.missing(var));
        json!({ "anyOf": any })
    }

    fn valid(&mut self, var: &Var, path: &str) -> Json {
        match &var.kind {
            Kind::OneOf { list } | Kind::AnyOf { list, at_most: None } => self.set(path, *list, None),
            Kind::AnyOf { list, at_most } => self.set(path, *list, *at_most),
            Kind::Number { min, max, .. } => json!({ "type": "integer", "minimum": min, "maximum": max }),
            Kind::Text { max, .. } => {
                self.leave_out(Omission::Texts);
                text(*max)
            }
            Kind::Date { min, max, .. } => {
                if let (Some(min), Some(max)) = (min, max) {
                    self.leave_out(Omission::DateRange(path.to_owned()));
                    let range = format!("{} to {}", format_date(*min), format_date(*max));
                    return json!({ "type": "string", "maxLength": 10, "pattern": DATE, "description": range });
                }
                json!({ "type": "string", "maxLength": 10, "pattern": DATE })
            }
        }
    }

    fn missing(&self, var: &Var) -> Option<Json> {
        let codes = missing_codes(self.survey.options_of(var));
        (!codes.is_empty()).then(|| missing_object(&codes))
    }

    /// A non-empty rising array of codes.
    fn set(&mut self, path: &str, list: ListId, at_most: Option<u32>) -> Json {
        let Some(list) = self.survey.list(list) else { return Json::Bool(false) };
        let most = at_most.map_or(usize::MAX, |most| most as usize);
        if let Some(sets) = all_sets(list, most) {
            return json!({ "enum": sets });
        }
        self.leave_out(Omission::SetOrder(path.to_owned()));
        let mut set = Map::new();
        set.insert("type".into(), json!("array"));
        set.insert("minItems".into(), json!(1));
        at_most.map(|most| set.insert("maxItems".into(), json!(most)));
        set.insert("uniqueItems".into(), json!(true));
        set.insert("items".into(), json!({ "enum": valid_codes(&list.options) }));
        let alone: Vec<i64> = list.options.iter().filter(|o| o.alone && !o.missing).map(|o| o.code).collect();
        if !alone.is_empty() {
            set.insert("if".into(), json!({ "contains": { "enum": alone } }));
            set.insert("then".into(), json!({ "maxItems": 1 }));
        }
        Json::Object(set)
    }

    /// The shared definitions: one for every list that a one-of uses, and one for every gate that can be said.
    pub(super) fn defs(&mut self) -> Json {
        let mut defs = self.gate_defs();
        let of_one = |var: &Var| if let Kind::OneOf { list } = var.kind { Some(list) } else { None };
        let used: BTreeSet<ListId> = self.survey.vars.iter().filter_map(of_one).collect();
        for (index, list) in self.survey.lists.iter().enumerate() {
            if used.contains(&ListId::new(index)) {
                defs.insert(format!("one{index}"), one_of(list));
            }
        }
        Json::Object(defs)
    }
}

fn one_of(list: &OptionList) -> Json {
    let mut values = vec![Json::Null];
    values.extend(valid_codes(&list.options).into_iter().map(Json::from));
    let missing = missing_codes(&list.options);
    if missing.is_empty() {
        return json!({ "enum": values });
    }
    json!({ "anyOf": [{ "enum": values }, missing_object(&missing)] })
}

fn valid_codes(options: &[Opt]) -> Vec<i64> {
    options.iter().filter(|option| !option.missing).map(|option| option.code).collect()
}

fn missing_codes(options: &[Opt]) -> Vec<i64> {
    options.iter().filter(|option| option.missing).map(|option| option.code).collect()
}

fn missing_object(codes: &[i64]) -> Json {
    json!({
        "type": "object",
        "properties": { "missing": { "enum": codes } },
        "required": ["missing"],
        "additionalProperties": false,
    })
}

/// Every rising array that the list allows; none when there are too many to list.
fn all_sets(list: &OptionList, most: usize) -> Option<Vec<Vec<i64>>> {
    let mut sets: Vec<Vec<i64>> = Vec::new();
    let mut codes = valid_codes(&list.options);
    codes.sort_unstable();
    let alone = |code: i64| list.by_code(code).is_some_and(|option| option.alone);
    for code in codes {
        let grown = sets.iter().filter(|set| set.len() < most && !alone(code) && !set.iter().any(|c| alone(*c)));
        let mut more: Vec<Vec<i64>> = grown.map(|set| set.iter().copied().chain([code]).collect()).collect();
        more.push(vec![code]);
        sets.append(&mut more);
        if sets.len() > MOST_LISTED_SETS {
            return None;
        }
    }
    sets.sort();
    Some(sets)
}

/// Length counts code points. ASCII white space at the ends and control characters are refused.
fn text(max: u32) -> Json {
    json!({
        "type": "string",
        "minLength": 1,
        "maxLength": max,
        "allOf": [
            { "not": { "pattern": "^[ \\t\\n]" } },
            { "not": { "pattern": "[ \\t\\n]$" } },
            { "not": { "pattern": "[\\u0000-\\u0008\\u000b-\\u001f\\u007f]" } },
        ],
    })
}
