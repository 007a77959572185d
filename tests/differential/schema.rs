//! Evaluator against the response schema: it accepts everything that the evaluator accepts, and what it accepts beyond that is on
//! its own list of what it leaves out.

use crate::support::corpus::{Document, Histogram};
use jsonschema::Validator;
use peil::emit::schema::{Omission, ResponseSchema, schema};
use peil::eval::{Fault, FaultKind};
use peil::model::Survey;
use peil::simulate::Mutation;
use serde_json::Value as Json;

/// Schema and script see JSON, not text: no duplicate keys, and nothing that is not JSON.
pub(super) const NOT_HERE: &[Mutation] = &[Mutation::DuplicateKey, Mutation::NotJson];

/// Whether what the schema leaves out explains that it accepts a document with these faults. Faults stand in file order, so
/// the first is the cause of those that follow from it. Where computed items are not what the answers give, the schema, which
/// reads them as given, judges another route.
fn explained(survey: &Survey, left_out: &[Omission], faults: &[Fault]) -> bool {
    let by_list = |fault: &Fault| left_out.iter().any(|omission| omission.explains(survey, fault));
    let stale = faults.iter().any(|fault| fault.kind == FaultKind::ComputedDiffers && by_list(fault));
    stale || faults.first().is_some_and(by_list)
}

/// The schema of a survey, ready to judge its responses.
pub(super) struct Judge<'s> {
    survey: &'s Survey,
    pub(super) schema: Json,
    left_out: Vec<Omission>,
    validator: Validator,
}

impl<'s> Judge<'s> {
    pub(super) fn new(survey: &'s Survey) -> Self {
        let ResponseSchema { schema, left_out } = schema(survey, "sha256:0");
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        Self { survey, schema, left_out, validator }
    }

    pub(super) fn accepts(&self, json: &Json) -> bool {
        self.validator.is_valid(json)
    }

    /// Where schema and evaluator differ on a document, if they do.
    pub(super) fn difference(&self, document: &Document, json: &Json, histogram: &mut Histogram) -> Option<String> {
        let (mutation, text) = (document.mutation, &document.text);
        match (document.is_sound(), self.accepts(json)) {
            (true, false) => {
                let errors = self.validator.iter_errors(json).take(2);
                let why: Vec<String> = errors.map(|error| format!("{}: {error}", error.instance_path())).collect();
                Some(format!("the schema refuses a sound response ({mutation:?}): {why:?}\n{text}"))
            }
            (false, true) if !explained(self.survey, &self.left_out, &document.faults) => {
                let shown: Vec<String> = document.faults.iter().map(ToString::to_string).collect();
                Some(format!("the schema accepts {mutation:?}: {shown:?}\n{text}\n{:?}", self.left_out))
            }
            (false, true) => {
                histogram.add("schema: accepted beyond the evaluator, as listed");
                None
            }
            (true, true) | (false, false) => {
                histogram.add("schema: agreed");
                None
            }
        }
    }
}
