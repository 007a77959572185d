//! Evaluator against the response schema: it accepts everything that the evaluator accepts, and what it accepts beyond that is on
//! its own list of what it leaves out.

use crate::support::corpus::{Histogram, documents};
use crate::support::generate::random_survey;
use crate::support::real;
use crate::support::survey::survey;
use peil::emit::schema::{Omission, ResponseSchema, schema};
use peil::eval::{Evaluator, Fault, FaultKind, Response};
use peil::model::Survey;
use peil::simulate::Mutation;
use serde_json::Value as Json;

/// A schema sees JSON, not text: no duplicate keys, and nothing that is not JSON.
const NOT_HERE: &[Mutation] = &[Mutation::DuplicateKey, Mutation::NotJson];

fn verdict(evaluator: &Evaluator<'_>, document: &Json) -> Vec<Fault> {
    Response::from_json(document).map_or_else(|faults| faults, |response| evaluator.check(&response, Some("sha256:0")))
}

/// Whether what the schema leaves out explains that it accepts a document with these faults. Faults stand in file order, so
/// the first is the cause of those that follow from it. Where computed items are not what the answers give, the schema, which
/// reads them as given, judges another route.
fn explained(survey: &Survey, left_out: &[Omission], faults: &[Fault]) -> bool {
    let by_list = |fault: &Fault| left_out.iter().any(|omission| omission.explains(survey, fault));
    let stale = faults.iter().any(|fault| fault.kind == FaultKind::ComputedDiffers && by_list(fault));
    stale || faults.first().is_some_and(by_list)
}

fn compare(survey: &Survey, seed: u64, count: usize, histogram: &mut Histogram) -> Vec<String> {
    let evaluator = Evaluator::new(survey);
    let ResponseSchema { schema, left_out } = schema(survey, "sha256:0");
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let mut differences = Vec::new();
    for document in documents(&evaluator, seed, count, NOT_HERE, histogram) {
        let json: Json = serde_json::from_str(&document.text).unwrap();
        let faults = verdict(&evaluator, &json);
        match (faults.is_empty(), validator.is_valid(&json)) {
            (true, false) => {
                let why: Vec<String> =
                    validator.iter_errors(&json).take(2).map(|e| format!("{}: {e}", e.instance_path())).collect();
                differences.push(format!(
                    "the schema refuses a sound response ({:?}): {why:?}\n{}",
                    document.mutation, document.text
                ));
            }
            (false, true) if !explained(survey, &left_out, &faults) => {
                let shown: Vec<String> = faults.iter().map(ToString::to_string).collect();
                differences.push(format!(
                    "the schema accepts {:?}: {shown:?}\n{}\n{left_out:?}",
                    document.mutation, document.text
                ));
            }
            (false, true) => histogram.add("accepted beyond the evaluator, as listed"),
            (true, true) | (false, false) => histogram.add("agreed"),
        }
    }
    differences
}

#[test]
fn schema_agrees_on_generated_surveys() {
    let mut histogram = Histogram::default();
    for seed in 0..super::effort(60) {
        let source = random_survey(seed);
        let differences = compare(&survey(&source), seed, 12, &mut histogram);
        assert!(differences.is_empty(), "seed {seed}, {} differ:\n{}\n{source}", differences.len(), differences[0]);
    }
    histogram.show_and_insist(NOT_HERE);
    assert!(histogram.get("agreed") * 100 >= histogram.get("documents") * 95);
}

#[test]
fn schema_agrees_on_our_own_surveys() {
    let mut histogram = Histogram::default();
    for survey in real::project().project.surveys {
        let differences = compare(&survey, 11, 40, &mut histogram);
        assert!(differences.is_empty(), "{}: {} differ:\n{}", survey.id(), differences.len(), differences[0]);
    }
    assert!(histogram.get("respondents") > 0);
}
