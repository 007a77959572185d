//! Every step of every form, as it opens, filled and with each fault that can be made: axe, names as they are spoken, sizes,
//! words, edges.

use super::journeys::{Journey, journeys, path_of};
use super::{EVERY, node, served};
use crate::audio::{SOURCE, project, says};
use crate::support::project::{alone, artifacts, our_artifacts, ours};
use peil::emit::Artifacts;
use peil::session::Outcome;
use serde_json::{Value as Json, json};
use std::path::Path;

/// The fewest runs of axe and provoked faults that count as having looked.
struct Floor {
    axe: u64,
    faults: u64,
}

/// Every form of a project as whole pages without script, and step by step.
fn jobs(outcome: &Outcome, made: &Artifacts) -> Vec<Json> {
    let mut jobs = Vec::new();
    for survey in &outcome.project.surveys {
        for (wording, mode) in survey.variants() {
            let path = path_of(survey, wording, mode);
            let shots = std::env::var("PEIL_SHOTS").ok();
            jobs.push(json!({ "path": path, "give": {}, "script": false, "shots": shots }));
        }
        let all: Vec<Journey<'_>> = journeys(survey, made, 4, |_, _| &["steps"]);
        jobs.extend(all.into_iter().map(|one| {
            let mut job = one.job;
            job["script"] = json!(true);
            job["shots"] = json!(std::env::var("PEIL_SHOTS").ok());
            job
        }));
    }
    jobs
}

fn look(outcome: &Outcome, made: &Artifacts, floor: &Floor) {
    let dir = served(made);
    look_at(&dir.path().join("forms"), &jobs(outcome, made), floor);
}

fn look_at(folder: &Path, jobs: &[Json], floor: &Floor) {
    let answer = node("steps.mjs", &json!({ "folder": folder, "jobs": jobs }));
    let findings: Vec<&str> = answer["findings"].as_array().unwrap().iter().filter_map(Json::as_str).collect();
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
    let count = |name: &str| answer[name].as_u64().unwrap();
    println!(
        "axe {} times (A, AA, best practice), {} faults provoked, {} looks at 320 px, {} spoken names, {} edges of at least {}: 0 findings",
        count("axe"),
        count("faults"),
        count("looks"),
        count("names"),
        count("edges"),
        answer["least"],
    );
    assert!(count("axe") >= floor.axe && count("faults") >= floor.faults, "{answer}");
}

#[test]
fn nothing_is_found_in_our_surveys() {
    look(ours(), our_artifacts(), &Floor { axe: 700, faults: 50 });
}

#[test]
fn nothing_is_found_in_any_construct() {
    let outcome = alone(EVERY);
    look(&outcome, &artifacts(&outcome), &Floor { axe: 290, faults: 100 });
}

/// With sounds that were really made: buttons beside the texts, none of them in a name.
#[test]
fn nothing_is_found_where_it_reads_aloud() {
    let dir = project(SOURCE);
    says(dir.path(), &["audio", "build"], 0);
    says(dir.path(), &["build"], 0);
    let path = "klein-2026/simpel/web/index.html";
    let shots = std::env::var("PEIL_SHOTS").ok();
    let job = |script, give| json!({ "path": path, "give": give, "script": script, "shots": shots });
    let jobs = [job(false, json!({})), job(true, json!({ "contact": ["1"], "oordeel": ["2"] }))];
    look_at(&dir.path().join("dist/forms"), &jobs, &Floor { axe: 9, faults: 0 });
}
