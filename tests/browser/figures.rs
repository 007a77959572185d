//! Figures that a form keeps to: what it weighs, and what Lighthouse gives it. Times are taken by hand (`docs/form.md`).

use super::{EVERY, node, served};
use crate::support::project::{alone, artifacts, our_artifacts};
use peil::emit::Artifacts;
use serde_json::{Value as Json, json};

/// The form of the published questionnaire of 2023 in simple words.
const SIMPLE: &str = "clients-2023/laagdrempelig/web/index.html";

/// In bytes.
const KB: u64 = 1000;

#[test]
fn the_simple_form_is_light() {
    let dir = served(our_artifacts());
    let found = node("weight.mjs", &json!({ "folder": dir.path().join("forms"), "paths": [SIMPLE] }));
    let weight = |what: &str| found[SIMPLE][what].as_u64().unwrap();
    println!("{SIMPLE}: {}", found[SIMPLE]);
    assert!(weight("all") <= 12 * KB, "{found}");
    assert!(weight("script") <= 6 * KB, "{found}");
    assert!(weight("requests") <= 3, "{found}");
}

fn perfect(made: &Artifacts, paths: &[&str]) {
    let dir = served(made);
    let categories = ["accessibility", "best-practices"];
    let found = node(
        "lighthouse.mjs",
        &json!({ "folder": dir.path().join("forms"), "paths": paths, "categories": categories }),
    );
    let all = found.as_object().unwrap();
    assert_eq!(all.len(), paths.len());
    for (path, scores) in all {
        assert_eq!(scores["failing"], Json::Array(Vec::new()), "{path}: {scores}");
        for category in categories {
            assert_eq!(scores[category], 100, "{path}: {scores}");
        }
    }
    println!("Lighthouse gives {} forms 100 for accessibility and for best practices", all.len());
}

#[test]
fn lighthouse_finds_nothing() {
    perfect(our_artifacts(), &[SIMPLE, "inburgeraars-2023/laagdrempelig/phone/index.html"]);
    perfect(&artifacts(&alone(EVERY)), &["elk-2026/regulier/web/index.html"]);
}
