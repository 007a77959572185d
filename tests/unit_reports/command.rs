//! `peil report`: from the output of a build alone, one file a unit, one bad row does not stop the others.

use crate::support::command::{peil, stderr};
use crate::support::real;
use crate::support::temp::TempDir;
use peil::eval::{Answer, Evaluator};
use peil::simulate::{Rates, respondents};
use std::fs;
use std::path::Path;

const UNITS: [&str; 3] = ["Noord", "Oost", "West"];

fn answers() -> String {
    let outcome = real::project();
    let survey = outcome.project.surveys.iter().find(|survey| survey.id() == "clients@2023").unwrap();
    let (evaluator, build, rates) = (Evaluator::new(survey), survey.build(), Rates::default());
    let all = respondents(&evaluator, &build, &rates, 7, 150).enumerate().map(|(at, mut response)| {
        response.fields.insert("bedrijf".to_owned(), Answer::Text(UNITS[at % UNITS.len()].to_owned()));
        response.print() + "\n"
    });
    all.collect()
}

#[test]
fn reports_come_from_the_output_alone() {
    let dir = TempDir::new();
    let out = dir.path().join("dist");
    let built = peil(Path::new(env!("CARGO_MANIFEST_DIR")), &["build", "--out", out.to_str().unwrap()]);
    assert_eq!(built.status.code(), Some(0), "{}", stderr(&built));
    dir.put("answers.jsonl", answers());
    let head = "id;name;place;provinces;phone_option;modes;status;report_date;theme\n";
    let row = |id: &str| format!("{id};Bureau {id};;;nee;web;definitief;2023-09-20;\n");
    let units = format!("{head}{}West;te kort\n{}{}", row("Noord"), row("Oost"), row("Zuid & co"));
    dir.put("units.csv", &units);
    let file = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (answers, units, reports) = (file("answers.jsonl"), file("units.csv"), file("reports"));
    let run = |more: &[&str]| {
        let all = ["report", "keurmerk_2023", "--answers", &answers, "--units", &units, "--out", &reports];
        let output = peil(dir.path(), &[&all, more].concat());
        (output.status.code(), stderr(&output))
    };
    let (status, told) = run(&["--all"]);
    assert_eq!(status, Some(1), "a row is short: {told}");
    let read = |name: &str| fs::read_to_string(dir.path().join("reports").join(name)).unwrap();
    for (name, title) in [("Noord", "Bureau Noord"), ("Oost", "Bureau Oost"), ("Zuid---co", "Bureau Zuid &amp; co")] {
        let page = read(&format!("{name}.html"));
        assert!(page.contains(title) && page.contains("data:image/svg+xml"), "{name}");
        assert!(!page.contains("ontbreekt") && !page.contains("West"), "{name}");
    }
    assert!(!dir.path().join("reports/West.html").exists());
    assert!(read("Noord.html").contains("Wie er benaderd zijn, is niet bekend"), "no sample is not a sample of nobody");
    let summary = read("summary.csv");
    assert!(summary.lines().count() > 20 && summary.contains("\"Zuid---co\";"), "{summary}");
    let (status, told) = run(&["--unit", "Nord"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("error[Q0741]") && told.contains("did you mean `Noord`?"), "{told}");
    let first = read("Noord.html");
    assert_eq!(run(&["--unit", "Noord"]).0, Some(1));
    assert_eq!(read("Noord.html"), first, "the same bytes");
    dir.put("units.csv", "id;name\nNoord;Bureau Noord\n");
    let (status, told) = run(&["--all"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("error[Q0740]"), "{told}");
}
