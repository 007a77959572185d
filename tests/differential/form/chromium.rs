//! A sample of the same respondents in Chromium: the page, the browser and the history are real.

use super::Crowd;
use super::expect::Form;
use super::people::{self, People};
use super::replay::{Outcome, replay};
use super::seen::Told;
use crate::browser::{node, path_of, served};
use crate::support::corpus::Histogram;
use crate::support::generate::random_survey;
use crate::support::page::{RESPONDENT, data};
use crate::support::project::{alone, artifacts, our_artifacts, ours};
use peil::emit::Artifacts;
use peil::eval::{Answer, Evaluator};
use peil::model::Survey;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// How many surveys are made at random, how often each form of ours and of those is opened.
const SEEDS: u64 = 4;
const OURS: Crowd = Crowd { stepping: 1, handing_in: 1 };
const MADE: Crowd = Crowd { stepping: 1, handing_in: 2 };

/// One respondent: where, how, and what is needed to judge it.
struct Visit {
    path: String,
    plan: Json,
    at: (usize, peil::model::Mode),
    texts: Json,
    sample: BTreeMap<String, Answer>,
    confirmed: Vec<String>,
}

fn visits(evaluator: &Evaluator<'_>, artifacts: &Artifacts, seed: u64, crowd: Crowd) -> Vec<Visit> {
    let survey = evaluator.survey();
    let mut all = Vec::new();
    for (wording, mode) in survey.variants().filter(|(_, mode)| people::on_screen(*mode)) {
        let path = path_of(survey, wording, mode);
        let html = &artifacts.get(&format!("forms/{path}")).expect("a form").bytes;
        let texts = data(std::str::from_utf8(html).unwrap())["texts"].clone();
        let mut people = People::new(evaluator, seed);
        for index in 0..crowd.stepping + crowd.handing_in {
            let (hash, sample) = people.fields();
            let own = people.seed();
            let mut plan = json!({ "seed": own, "limit": 60, "hash": hash, "texts": people.texts() });
            let mut confirmed = Vec::new();
            if index >= crowd.stepping {
                let (draft, taken) = people.draft(&own.to_string());
                plan["kept"] = json!({ format!("peil:{}:{}:", survey.id(), survey.build()): draft.to_string() });
                plan["at"] = json!("check");
                confirmed = taken;
            }
            let texts = texts.clone();
            all.push(Visit { path: path.clone(), plan, at: (wording, mode), texts, sample, confirmed });
        }
    }
    all
}

/// Opens the forms of some surveys of one output; where the page and the evaluator differ.
fn agree(surveys: &[Survey], artifacts: &Artifacts, seed: u64, crowd: Crowd, histogram: &mut Histogram) -> Vec<String> {
    let dir = served(artifacts);
    let evaluators: Vec<Evaluator<'_>> = surveys.iter().map(Evaluator::new).collect();
    let all: Vec<(&Evaluator<'_>, Visit)> = evaluators
        .iter()
        .flat_map(|evaluator| {
            visits(evaluator, artifacts, seed, crowd).into_iter().map(move |visit| (evaluator, visit))
        })
        .collect();
    let plans: Vec<Json> = all.iter().map(|(_, visit)| json!({ "path": visit.path, "plan": visit.plan })).collect();
    let job = json!({ "folder": dir.path().join("forms"), "respondent": RESPONDENT, "plans": plans });
    let told: Vec<Told> = serde_json::from_value(node("respond.mjs", &job)).unwrap();
    assert_eq!(told.len(), all.len());
    let mut differences = Vec::new();
    for ((evaluator, visit), told) in all.into_iter().zip(told) {
        let mut form = Form::new(evaluator, visit.at.0, visit.at.1, &visit.texts);
        form.sample = visit.sample;
        form.seeded(&told.seed);
        histogram.add("documents");
        let build = evaluator.survey().build();
        let Outcome { differences: found, .. } = replay(&form, &build, &told, visit.confirmed, histogram);
        if !found.is_empty() {
            differences.push(format!("{}: {}\n{}", visit.path, found.join("\n"), visit.plan));
        }
    }
    differences
}

#[test]
fn respondents_in_chromium_agree_with_the_evaluator() {
    let mut histogram = Histogram::default();
    let mut differences = agree(&ours().project.surveys, our_artifacts(), 3, OURS, &mut histogram);
    for seed in 0..SEEDS {
        let outcome = alone(&random_survey(seed));
        let made = artifacts(&outcome);
        differences.extend(agree(&outcome.project.surveys, &made, seed, MADE, &mut histogram));
    }
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences[0]);
    histogram.show("forms in Chromium");
    for (name, floor) in
        [("documents", 30), ("compared: all states", 500), ("acts: back", 5), ("compared: lines before sending", 100)]
    {
        assert!(histogram.get(name) >= floor, "{name}: {}", histogram.get(name));
    }
}
