//! Every judge on the same many documents, of generated surveys and of ours: the evaluator, the schema in Rust and in Python,
//! and the interpreter of the route table. No two documents of a survey are the same.

use super::routes::{difference, difference_in_faults, difference_in_order};
use super::schema::{Judge, NOT_HERE};
use crate::support::corpus::{Document, Histogram, documents};
use crate::support::generate::random_survey;
use crate::support::script::Script;
use crate::support::survey::{errors, survey};
use crate::support::{oracle, real};
use peil::eval::Evaluator;
use peil::model::Survey;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::panic::resume_unwind;
use std::thread;

const SURVEYS: u64 = 400;

/// How much of one survey is compared. Each respondent gives a document and about two that are tampered with; Rust's schema and
/// the script's faults are compared on all of them. One in so many is also judged by Python's schema, if that judges any, and
/// by what the script says of states, pages and texts. No multiples of three, so that both meet respondents as often.
struct Volume {
    respondents: usize,
    python: Option<usize>,
    deep: usize,
}

/// What was covered, by judge, and of which surveys.
#[derive(Default)]
struct Covered {
    surveys: BTreeSet<String>,
    all: Histogram,
    python: Histogram,
    deep: Histogram,
}

impl Covered {
    fn plus(self, other: Self) -> Self {
        Self {
            surveys: self.surveys.into_iter().chain(other.surveys).collect(),
            all: self.all.plus(other.all),
            python: self.python.plus(other.python),
            deep: self.deep.plus(other.deep),
        }
    }

    fn each(&self) -> [(&str, &Histogram); 3] {
        [
            ("schema in Rust, faults by the script", &self.all),
            ("schema in Python", &self.python),
            ("states, pages and texts by the script", &self.deep),
        ]
    }

    fn show(&self, whose: &str) {
        self.each().iter().for_each(|(judge, histogram)| histogram.show(&format!("{whose}: {judge}")));
    }
}

/// Judges the documents of one survey in every way; gives the differences.
fn judge(survey: &Survey, seed: u64, volume: &Volume, covered: &mut Covered) -> Vec<String> {
    let evaluator = Evaluator::new(survey);
    let documents = documents(&evaluator, seed, volume.respondents, NOT_HERE, &mut covered.all);
    let parsed: Vec<Json> = documents.iter().map(|document| serde_json::from_str(&document.text).unwrap()).collect();
    let (schema, script) = (Judge::new(survey), Script::new(survey));
    let mut differences = Vec::from_iter(difference_in_order(survey, &script));
    for (document, json) in documents.iter().zip(&parsed) {
        differences.extend(schema.difference(document, json, &mut covered.all));
    }
    for (index, document) in documents.iter().enumerate() {
        differences.extend(if index.is_multiple_of(volume.deep) {
            covered.deep.count(document);
            difference(&evaluator, &script, document)
        } else {
            difference_in_faults(&script, document)
        });
    }
    if let Some(step) = volume.python {
        let sample = documents.iter().zip(parsed).step_by(step).collect();
        differences.extend(python(&schema, sample, &mut covered.python));
    }
    differences
}

/// Where Python's validator differs from Rust's, which was held against the evaluator.
fn python(schema: &Judge<'_>, sample: Vec<(&Document, Json)>, histogram: &mut Histogram) -> Vec<String> {
    let (documents, parsed): (Vec<&Document>, Vec<Json>) = sample.into_iter().unzip();
    let verdicts = oracle::judge(&schema.schema, &parsed).unwrap();
    let mut differences = Vec::new();
    for ((document, json), verdict) in documents.iter().zip(&parsed).zip(verdicts) {
        histogram.count(document);
        if schema.accepts(json) != verdict.is_none() {
            differences.push(format!("Python says {verdict:?}, Rust otherwise\n{}", document.text));
        }
    }
    differences
}

/// Surveys in lanes, a thread each. A lane has counts of its own, so that the documents are the same on every machine.
fn in_lanes(surveys: u64, judge: fn(u64, &mut Covered)) -> Covered {
    let lane = |first: u64| {
        let mut covered = Covered::default();
        (first..surveys).step_by(LANES).for_each(|seed| judge(seed, &mut covered));
        covered
    };
    thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES as u64).map(|first| scope.spawn(move || lane(first))).collect();
        let ended = lanes.into_iter().map(|lane| lane.join().unwrap_or_else(|fault| resume_unwind(fault)));
        ended.fold(Covered::default(), Covered::plus)
    })
}

const LANES: usize = 4;

#[test]
fn all_judges_agree_on_generated_surveys() {
    let covered = in_lanes(super::effort(SURVEYS), |seed, covered| {
        // Python, which is slow, takes every fourth survey of a lane.
        let python = (seed / LANES as u64).is_multiple_of(4).then_some(5);
        let source = random_survey(seed);
        let survey = survey(&source);
        let differences = judge(&survey, seed, &Volume { respondents: 85, python, deep: 25 }, covered);
        assert!(differences.is_empty(), "seed {seed}, {} differ:\n{}\n{source}", differences.len(), differences[0]);
        covered.surveys.insert(source);
    });
    assert_eq!(covered.surveys.len() as u64, super::effort(SURVEYS), "no survey comes twice");
    covered.show("generated surveys");
    for ((_, histogram), documents) in covered.each().iter().zip([100_000, 5_000, 4_000]) {
        histogram.insist(documents, NOT_HERE);
    }
    // What the schema leaves out is little.
    assert!(covered.all.get("schema: agreed") * 100 >= covered.all.documents() * 95);
}

/// Beyond those that are judged.
#[test]
fn more_generated_surveys_compile() {
    let judged = super::effort(SURVEYS);
    let faults: Vec<String> = (judged..judged + super::effort(200))
        .flat_map(|seed| errors(&random_survey(seed)).into_iter().map(move |error| format!("seed {seed}: {error}")))
        .collect();
    assert!(faults.is_empty(), "{} errors:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn all_judges_agree_on_our_own_surveys() {
    let mut covered = Covered::default();
    for survey in real::project().project.surveys {
        let differences = judge(&survey, 7, &Volume { respondents: 100, python: Some(10), deep: 5 }, &mut covered);
        assert!(differences.is_empty(), "{}, {} differ:\n{}", survey.id(), differences.len(), differences[0]);
    }
    covered.show("our own surveys");
    assert!(covered.each().iter().all(|(_, histogram)| histogram.get("respondents") >= 30));
}
