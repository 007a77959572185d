//! The real input: clean, and in keeping with what the published reports state.

use crate::support::real::project;
use peil::diag::Severity;
use peil::format::format;
use peil::host::MemoryHost;
use peil::model::{Kind, Part, Role, Survey, TableKind};
use peil::number::Ratio;
use peil::plan::{Plan, plan};
use peil::session::{Outcome, compile};
use peil::tabulate::figures::{corrected, meets, moments, publishes};
use peil::text::FileId;
use std::fs;
use std::path::Path;

/// Notes that say what is meant: what falls back on the default wording, and pipes that a simpler text leaves out.
const MEANT: [&str; 2] = ["falls-back", "pipe-dropped-in-simple"];

#[test]
fn the_real_input_has_no_errors_and_no_warnings() {
    let outcome = project();
    let unmeant: Vec<_> = outcome
        .diagnostics
        .iter()
        .filter(|found| found.severity != Severity::Note || !MEANT.contains(&found.code.slug))
        .map(|found| format!("{} {}", found.code, found.message))
        .collect();
    assert_eq!(unmeant, Vec::<String>::new());
}

#[test]
fn every_source_is_formatted() {
    for (path, text) in sources() {
        let formatted = format(FileId(0), &text);
        assert!(!formatted.changed && formatted.diagnostics.is_empty(), "{path}");
    }
}

#[test]
fn every_allowance_cites_its_defect() {
    for (path, text) in sources() {
        for line in text.lines().filter(|line| line.trim_start().starts_with("allow ")) {
            let reason = line.split('"').nth(1).unwrap_or_default();
            let cited = reason.strip_prefix('E').map(|rest| rest.chars().take_while(char::is_ascii_digit).count());
            assert!(cited.is_some_and(|digits| digits > 0), "{path}: {line}");
        }
    }
}

#[test]
fn the_real_input_holds_the_four_surveys_and_two_reports() {
    let outcome = project();
    let surveys: Vec<_> = outcome.project.surveys.iter().map(Survey::id).collect();
    for wanted in ["clients@2020", "clients@2023", "principals@2020", "inburgeraars@2023"] {
        assert!(surveys.iter().any(|name| name == wanted), "{wanted} among {surveys:?}");
    }
    assert_eq!(figures(&outcome, "keurmerk_2020"), (22, 8));
    assert_eq!(figures(&outcome, "keurmerk_2023"), (32, 3));
}

/// Figures that are always there, and those of chapters on a survey that may be absent.
fn figures(outcome: &Outcome, name: &str) -> (usize, usize) {
    let report = outcome.project.reports.iter().find(|report| report.name == name).unwrap();
    let (mut always, mut sometimes, mut tables) = (0, 0, 0);
    report.walk(&mut |around, part| match part {
        Part::Figure(_) if around.first().is_some_and(|chapter| chapter.when.is_some()) => sometimes += 1,
        Part::Figure(_) => always += 1,
        Part::Table(table) if !matches!(table.kind, TableKind::Of(_)) => tables += 1,
        _ => {}
    });
    assert_eq!(tables, 2);
    (always, sometimes)
}

fn plans() -> Vec<Plan> {
    let project = project().project;
    project.reports.iter().map(|report| plan(report, &project.surveys)).collect()
}

/// Net sample, completed forms, published: the six rows of the two reports; the last is the one of the principals.
const PUBLISHED: [(i64, i64, bool); 5] =
    [(14, 3, false), (16, 11, true), (21, 8, true), (149, 44, true), (184, 55, true)];

#[test]
fn the_assumed_thresholds_agree_with_the_published_rows() {
    for report in plans() {
        let publish = report.publish.as_ref().unwrap();
        for (net, n, expected) in PUBLISHED {
            assert_eq!(publishes(&publish.rows, None, net, n), expected, "{n} of {net} in {}", report.report);
        }
        let always: Vec<_> = publish.always.iter().map(|index| report.surveys[*index].alias.as_str()).collect();
        assert_eq!(always.contains(&"principals"), report.report == "keurmerk_2020");
    }
}

#[test]
fn the_small_n_rule_mends_a_few_low_grades_but_not_a_split_verdict() {
    let grades = [
        (vec![(1, 1), (7, 1), (8, 3)], Some(true)),
        (vec![(2, 2), (7, 4), (8, 1)], Some(true)),
        (vec![(1, 2), (7, 9)], Some(true)),
        (vec![(1, 1), (5, 1), (6, 4)], Some(false)),
        (vec![(1, 2), (9, 2)], None),
    ];
    for report in plans() {
        let norm = report.norms.first().unwrap();
        let (line, rule) = (norm.total.as_ref().unwrap(), norm.correct.as_ref().unwrap());
        for (values, expected) in &grades {
            let (sum, n) = moments(values).unwrap();
            let mean = Ratio::integer(sum).over(Ratio::integer(n));
            assert_eq!(meets(line, mean, 1), Some(false), "{values:?}");
            let mended = corrected(rule, values, 0).and_then(|mean| meets(line, Some(mean), 1));
            assert_eq!(mended, *expected, "{values:?}");
        }
    }
}

#[test]
fn code_12_changed_its_meaning_and_ended() {
    let sample = "edition 2026\nuse \"shared/services.peil\"\nsurvey s WAVE \"S\" {\n  language nl\n  wording w \"W\"\n  mode web\n\n  page p {\n    question q one of diensten {\n      ask \"Wat?\"\n    }\n  }\n}\n";
    let services = fs::read(root().join("surveys/shared/services.peil")).unwrap();
    for (wave, expected, entries) in [
        (2013, Some("sociale_werkvoorziening"), 13),
        (2016, Some("duurzame_inzetbaarheid"), 13),
        (2020, None, 12),
        (2023, None, 12),
    ] {
        let host = MemoryHost::default()
            .with("surveys/shared/services.peil", services.clone())
            .with("surveys/s.peil", sample.replace("WAVE", &wave.to_string()));
        let project = compile(&host, &["surveys"]).project;
        let list = &project.surveys[0].lists[0];
        assert_eq!(list.by_code(12).map(|entry| entry.name.as_str()), expected, "{wave}");
        assert_eq!(list.options.len(), entries, "{wave}");
    }
}

#[test]
fn answers_that_no_report_prints_say_so() {
    for survey in &project().project.surveys {
        for item in survey.vars.iter().filter(|item| matches!(item.role, Role::Question)) {
            let (Kind::OneOf { list } | Kind::AnyOf { list, .. }) = &item.kind else { continue };
            let printed = survey.lists[list.index()].name.as_deref() == Some("tevredenheid");
            let said = item.provenance.iter().any(|source| source.assumption);
            assert!(printed || said, "{}.{}", survey.name, item.path);
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Path and text of every source file.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["surveys", "surveys/shared", "report-specs", "report-specs/shared"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "peil") {
                found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}
