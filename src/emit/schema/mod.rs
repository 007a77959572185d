//! The response schema: JSON Schema 2020-12 of a survey's wire form, which knows the route.
//!
//! It accepts everything that the evaluator accepts, and exactly that within what JSON Schema can say; what it cannot say
//! (arithmetic, two answers against each other, Unicode forms) is listed with the schema.

mod omission;
mod pred;
mod rules;
mod value;

pub use omission::Omission;

use crate::eval::Evaluator;
use crate::model::{Role, Survey};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

/// A schema with the list of what it leaves out.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseSchema {
    pub schema: Json,
    pub left_out: Vec<Omission>,
}

/// The schema of a survey's responses under one build.
#[must_use]
pub fn schema(survey: &Survey, build: &str) -> ResponseSchema {
    let evaluator = Evaluator::new(survey);
    let mut maker = Maker { survey, evaluator: &evaluator, left_out: BTreeSet::new() };
    let properties = maker.properties(build);
    let rules = maker.rules();
    let defs = maker.defs();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:peil:response:{}", survey.id()),
        "title": format!("Responses of {}", survey.id()),
        "type": "object",
        "properties": properties,
        "required": ["form", "build", "wording", "mode", "status", "reached", "fields", "answers", "computed", "confirmed", "order"],
        "additionalProperties": false,
        "allOf": rules,
        "$defs": defs,
    });
    ResponseSchema { schema, left_out: maker.left_out.into_iter().collect() }
}

/// What the parts of the schema share.
struct Maker<'a> {
    survey: &'a Survey,
    evaluator: &'a Evaluator<'a>,
    left_out: BTreeSet<Omission>,
}

impl Maker<'_> {
    fn leave_out(&mut self, omission: Omission) {
        self.left_out.insert(omission);
    }

    fn properties(&mut self, build: &str) -> Json {
        let survey = self.survey;
        let stops =
            if survey.stops.is_empty() { vec!["complete", "partial"] } else { vec!["complete", "stopped", "partial"] };
        json!({
            "form": { "const": survey.id() },
            "build": { "const": build },
            "wording": { "enum": survey.wordings.iter().map(|wording| &wording.name).collect::<Vec<_>>() },
            "mode": { "enum": survey.modes.iter().map(|mode| mode.name()).collect::<Vec<_>>() },
            "status": { "enum": stops },
            "reached": { "type": "integer", "minimum": 0, "maximum": survey.pages.len() },
            "fields": self.members(Member::Fields),
            "answers": self.members(Member::Answers),
            "computed": self.members(Member::Computed),
            "confirmed": confirmed(&self.evaluator.warning_ids()),
            "seed": { "type": "string" },
            "order": order(survey),
        })
    }

    /// The object of one member of the document: each path with the values that its kind can take.
    fn members(&mut self, member: Member) -> Json {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for place in self.evaluator.places().iter() {
            let Some(var) = self.survey.var(place.var).filter(|var| Member::of(&var.role) == member) else { continue };
            let path = self.evaluator.places().path(place).to_owned();
            let mut value = self.value(var, &path);
            if member == Member::Fields && var.required {
                required.push(path.clone());
                value = json!({ "allOf": [value, { "not": { "type": "null" } }] });
            }
            properties.insert(path, value);
        }
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
    }
}

/// Where a variable's value stands in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Member {
    Fields,
    Answers,
    Computed,
}

impl Member {
    fn of(role: &Role) -> Self {
        match role {
            Role::Field { .. } => Self::Fields,
            Role::Computed(_) => Self::Computed,
            Role::Question | Role::Row { .. } | Role::Specify { .. } => Self::Answers,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Fields => "fields",
            Self::Answers => "answers",
            Self::Computed => "computed",
        }
    }
}

fn confirmed(ids: &BTreeSet<String>) -> Json {
    if ids.is_empty() {
        return json!({ "type": "array", "maxItems": 0 });
    }
    json!({ "type": "array", "uniqueItems": true, "items": { "enum": ids.iter().collect::<Vec<_>>() } })
}

/// Each shuffled block holds each of its members once.
fn order(survey: &Survey) -> Json {
    let blocks = crate::eval::order::blocks(survey).into_iter().map(|block| {
        let count = block.members.len();
        let coded = block.members.iter().any(|member| member.code.is_some());
        let members: Vec<Json> = if coded {
            block.members.iter().map(|member| json!(member.code)).collect()
        } else {
            block.members.iter().map(|member| json!(member.id)).collect()
        };
        let items = json!({ "enum": members });
        let value =
            json!({ "type": "array", "uniqueItems": true, "minItems": count, "maxItems": count, "items": items });
        (block.id, value)
    });
    let properties: Map<String, Json> = blocks.collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}
