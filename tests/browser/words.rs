//! Words of a survey that are longer than a narrow screen is wide.

use super::{node, served};
use crate::support::project::{alone, artifacts};
use serde_json::json;

const SOURCE: &str = include_str!("words.peil");

/// 70 letters: no column of a phone holds them, nor a column of a grid on a wide screen.
const WORD: &str = "Arbeidsongeschiktheidsverzekeringsmaatschappijendirecteurenvergadering";

#[test]
fn long_words_stay_within_the_page() {
    let outcome = alone(&SOURCE.replace("LANG", WORD));
    assert!(!outcome.has_errors(), "{:#?}", outcome.diagnostics);
    let dir = served(&artifacts(&outcome));
    let paths = ["web", "phone"].map(|mode| format!("woorden-2026/gewoon/{mode}/index.html"));
    let give = json!({
        "oordeel": ["1"], "aantal": ["3"], "welke": ["1"], "welke.anders": [WORD], "raster.eerste": ["1"],
        "raster.tweede": ["2"], "verhaal": ["Een regel\nen nog een"],
    });
    let widths = [320, 390, 700, 1280];
    let job = json!({ "folder": dir.path().join("forms"), "paths": paths, "widths": widths, "give": give });
    let answer = node("words.mjs", &job);
    assert_eq!(answer["found"], json!([]));
    assert!(answer["looks"].as_u64().unwrap() >= 60, "{answer}");
}
