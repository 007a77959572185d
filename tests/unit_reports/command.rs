//! `peil report`: from the output of a build alone, one file a unit, one bad row does not stop the others.

use crate::support::command::{peil, stderr};
use crate::support::real;
use crate::support::temp::TempDir;
use peil::eval::{Answer, Evaluator};
use peil::simulate::{Rates, respondents};
use std::collections::BTreeMap;
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

/// A folder with an output and answers.
fn built() -> TempDir {
    let dir = TempDir::new();
    let out = dir.path().join("dist");
    let built = peil(Path::new(env!("CARGO_MANIFEST_DIR")), &["build", "--out", out.to_str().unwrap()]);
    assert_eq!(built.status.code(), Some(0), "{}", stderr(&built));
    dir.put("answers.jsonl", answers());
    dir
}

#[test]
fn reports_come_from_the_output_alone() {
    let dir = built();
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
    assert!(summary.lines().count() > 20 && summary.contains("\"Zuid---co\";\"empty\";\"Rapport\";"), "{summary}");
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

const HEAD: &str = "id;name;place;provinces;phone_option;modes;status;report_date;theme\n";

fn row(id: &str, name: &str) -> String {
    format!("{id};{name};;;nee;web;definitief;2023-09-20;\n")
}

/// Runs `report --all` with both formats.
fn all(dir: &TempDir, more: &[&str]) -> (Option<i32>, String) {
    let arguments =
        ["report", "keurmerk_2023", "--answers", "answers.jsonl", "--units", "units.csv", "--out", "reports"];
    let output = peil(dir.path(), &[&arguments, ["--all", "--format", "html,xlsx"].as_slice(), more].concat());
    (output.status.code(), stderr(&output))
}

/// The bytes of every report, by name.
fn reports_in(dir: &TempDir) -> BTreeMap<String, Vec<u8>> {
    let names = fs::read_dir(dir.path().join("reports")).unwrap().map(|entry| entry.unwrap().path());
    let reports = names
        .filter(|path| path.extension().is_some_and(|ending| ending == "html" || ending == "xlsx") && path.is_file());
    reports.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())).collect()
}

#[test]
fn a_run_that_was_broken_off_goes_on_and_changed_input_is_made_again() {
    let dir = built();
    let units = |oost: &str| [HEAD, &row("Noord", "Noord"), &row("Oost", oost), &row("Zuid", "Zuid")].concat();
    dir.put("units.csv", units("Oost"));
    let (status, told) = all(&dir, &[]);
    assert_eq!(status, Some(0), "{told}");
    assert!(told.contains("3 reports made; "), "{told}");
    let first = reports_in(&dir);
    assert_eq!(first.len(), 6);
    let summary = fs::read_to_string(dir.path().join("reports/summary.csv")).unwrap();
    assert!(summary.contains("\"West\";\"no row\";"), "answered, and not in the unit file: {summary}");
    assert!(summary.contains("\"Zuid\";\"empty\";\"Rapport\";"), "in the unit file, and nobody answered: {summary}");
    // Nothing changed; then as if it had been broken off before the last; then a file that someone changed.
    assert!(all(&dir, &[]).1.contains("0 reports made, 3 as they were; "));
    fs::remove_file(dir.path().join("reports/Zuid.html")).unwrap();
    assert!(all(&dir, &[]).1.contains("1 report made, 2 as they were; "));
    fs::write(dir.path().join("reports/Noord.xlsx"), "mine").unwrap();
    assert!(all(&dir, &[]).1.contains("1 report made, 2 as they were; "));
    assert_eq!(reports_in(&dir), first, "the same bytes");
    assert_eq!(fs::read_to_string(dir.path().join("reports/summary.csv")).unwrap(), summary, "of all, made or kept");
    // A row, the answers, another version, and whoever does not trust any of it.
    dir.put("units.csv", units("Oosterling"));
    assert!(all(&dir, &[]).1.contains("1 report made, 2 as they were; "));
    dir.put("answers.jsonl", answers().lines().skip(60).map(|line| format!("{line}\n")).collect::<String>());
    assert!(all(&dir, &[]).1.contains("3 reports made; "), "each tells what it is compared with");
    let ledger = fs::read_to_string(dir.path().join("reports/reports.json")).unwrap();
    let other = ledger.replace(env!("CARGO_PKG_VERSION"), "0.0.0");
    assert_ne!(ledger, other);
    dir.put("reports/reports.json", other);
    assert!(all(&dir, &[]).1.contains("3 reports made; "));
    dir.put("reports/reports.json", "no ledger");
    assert!(all(&dir, &[]).1.contains("3 reports made; "));
    assert!(all(&dir, &["--fresh"]).1.contains("3 reports made; "));
}

#[test]
fn a_unit_that_cannot_be_written_stops_no_other() {
    let dir = built();
    dir.put("units.csv", [HEAD, &row("Noord", "Noord"), &row("Oost", "Oost"), &row("West", "West")].concat());
    // Something stands in the way of one of the two files of a unit.
    dir.put("reports/Oost.xlsx/mine.txt", "m");
    let (status, told) = all(&dir, &[]);
    assert_eq!(status, Some(2), "{told}");
    assert!(told.contains("2 reports made, 1 failed; ") && told.contains("error[Q0018]"), "{told}");
    let made: Vec<String> = reports_in(&dir).into_keys().collect();
    assert_eq!(made, ["Noord.html", "Noord.xlsx", "West.html", "West.xlsx"], "both or none");
    let summary = fs::read_to_string(dir.path().join("reports/summary.csv")).unwrap();
    assert!(summary.contains("\"Oost\";\"failed\";"), "{summary}");
    fs::remove_dir_all(dir.path().join("reports/Oost.xlsx")).unwrap();
    let (status, told) = all(&dir, &[]);
    assert_eq!(status, Some(0));
    assert!(told.contains("1 report made, 2 as they were; "), "{told}");
}

#[test]
fn who_was_approached_and_never_answered_is_in_the_summary() {
    let dir = built();
    dir.put("units.csv", [HEAD, &row("Noord", "Noord"), &row("Zuid", "Zuid")].concat());
    let person = |token: &str, unit: &str| format!("{token};clients@2023;approached;{unit};8\n");
    let people = [person("a1", "Noord"), person("a2", "Zuid"), person("a3", "Elders")].concat();
    dir.put("sample.csv", format!("id;survey;disposition;bedrijf;dienst\n{people}"));
    dir.put("answers.jsonl", "");
    let (status, told) = all(&dir, &["--sample", "sample.csv"]);
    assert_eq!(status, Some(0), "{told}");
    let summary = fs::read_to_string(dir.path().join("reports/summary.csv")).unwrap();
    assert!(
        summary.contains("\"Zuid\";\"empty\";\"Rapport\";\"Niemand antwoordde van wie benaderd is.\""),
        "{summary}"
    );
    assert!(summary.contains("\"Elders\";\"no row\";"), "{summary}");
    assert!(summary.contains("\"Zuid\";\"unpublished\";"), "{summary}");
}
