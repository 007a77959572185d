//! Plans of the reports in `report-specs/`: sound, complete, in the published shape, and standing alone.

use crate::support::real;
use peil::diag::{Area, Severity, render};
use peil::emit::plan::json;
use peil::plan::{self, Figure, Part, Plan, Quantity, QueryKind, Segment};
use peil::sql::{Dialect, queries, union};
use peil::tabulate::figures;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn real_plans() -> Vec<Plan> {
    let outcome = real::project();
    outcome.project.reports.iter().map(|report| plan::plan(report, &outcome.project.surveys)).collect()
}

#[test]
fn real_reports_have_no_errors() {
    let outcome = real::project();
    let mut shown = outcome.diagnostics.clone();
    shown.retain(|d| d.severity == Severity::Error && d.code.area() == Area::Reports);
    let text = render::render(&shown, &outcome.files.sources, render::Format::Human, false);
    assert!(shown.is_empty(), "{text}");
    assert_eq!(outcome.project.reports.len(), 2);
}

#[test]
fn emitted_plans_have_the_published_shape() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas/peil-plan-1.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for plan in real_plans() {
        let mut document: Value = serde_json::from_str(&json(&plan).unwrap()).unwrap();
        let faults: Vec<String> =
            validator.iter_errors(&document).take(5).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{}: {}", plan.report, faults.join("\n"));
        document["measures"][0]["base"]["where"] = serde_json::json!({ "chosen": { "var": "x" } });
        assert!(!validator.is_valid(&document), "the shape of a base is part of the schema");
    }
}

#[test]
fn a_plan_read_back_is_the_same() {
    for plan in real_plans() {
        let text = json(&plan).unwrap();
        let again: Plan = serde_json::from_str(&text).unwrap();
        assert_eq!(again, plan);
        assert_eq!(json(&again).unwrap(), text);
    }
}

/// Names of measures in a text.
fn measures_of(segments: &[Segment], found: &mut BTreeSet<String>) {
    for segment in segments {
        let (Segment::Value(of) | Segment::Plural { of, .. }) = segment else { continue };
        match of {
            Quantity::N(id) | Quantity::Base(id) | Quantity::Gross(id) | Quantity::Net(id) | Quantity::Mean(id) => {
                found.insert(id.clone());
            }
            Quantity::Rate { responses, sample } => found.extend([responses.clone(), sample.clone()]),
            _ => {}
        }
    }
}

fn walk(parts: &[Part], figures: &mut Vec<String>, measures: &mut BTreeSet<String>) {
    for part in parts {
        match part {
            Part::Chapter(division) | Part::Section(division) => walk(&division.parts, figures, measures),
            Part::Text { text, .. } => measures_of(&text.segments, measures),
            Part::Figure { figure } => figures.push(figure.clone()),
            Part::Table { .. } => {}
        }
    }
}

#[test]
fn a_plan_stands_alone() {
    for plan in real_plans() {
        let (mut figures, mut measures) = (Vec::new(), BTreeSet::new());
        walk(&plan.parts, &mut figures, &mut measures);
        let named: Vec<&str> = plan.figures.iter().map(|figure| figure.name.as_str()).collect();
        assert_eq!(figures, named, "the tree holds every figure once, in order");
        measures.extend(plan.figures.iter().flat_map(|figure| figure.measures.clone()));
        for id in measures {
            let measure = plan.measure(&id).unwrap_or_else(|| panic!("no measure {id}"));
            let survey = plan.survey_of(measure).unwrap();
            assert!(measure.rows.iter().all(|path| survey.var(path).is_some()), "{id}");
            assert!(!measure.base.words.is_empty(), "{id}");
        }
        let text = json(&plan).unwrap();
        assert!(!text.contains(".peil"), "a plan does not refer to sources");
    }
}

#[test]
fn the_two_reports_have_the_figures_of_the_published_ones() {
    let plans = real_plans();
    let count = |report: &str, but: &[&str]| {
        let plan = plans.iter().find(|plan| plan.report == report).unwrap();
        plan.figures.iter().filter(|figure: &&Figure| !but.contains(&figure.name.as_str())).count()
    };
    assert_eq!(count("keurmerk_2020", &[]), 30);
    assert!(count("keurmerk_2023", &[]) >= 32);
    assert!(plans.iter().all(|plan| plan.tables.len() >= 2));
}

/// The text of every query of a plan, by dialect.
fn script(plan: &Plan, dialect: Dialect) -> Vec<String> {
    queries(plan).iter().map(|query| union(&query.query, dialect.spelling())).collect()
}

#[test]
fn every_measure_has_its_queries_in_every_dialect() {
    for plan in real_plans() {
        let wanted: usize = plan.measures.iter().map(|measure| QueryKind::of(measure).len()).sum();
        for dialect in Dialect::ALL {
            let texts = script(&plan, dialect);
            assert_eq!(texts.len(), wanted);
            for text in texts {
                let banned = [" NULL", "AVG(", "ROUND(", " / "];
                assert!(!banned.iter().any(|word| text.contains(word)), "{text}");
            }
        }
    }
}

/// Printed rows of the two published reports: net sample, completed, rate, publication.
const PUBLISHED: [(i64, i64, &str, bool); 5] = [
    (14, 3, "21,4", false),
    (16, 11, "68,8", true),
    (21, 8, "38,1", true),
    (149, 44, "29,5", true),
    (184, 55, "29,9", true),
];

#[test]
fn the_thresholds_of_our_reports_decide_as_the_published_rows_do() {
    for plan in real_plans() {
        let publish = plan.publish.as_ref().unwrap();
        for (net, n, rate, published) in PUBLISHED {
            assert_eq!(figures::publishes(&publish.rows, None, net, n), published, "{}: {n} of {net}", plan.report);
            assert_eq!(figures::print(figures::percentage(n, net), plan.rounding.rate_decimals).to_string(), rate);
        }
        let principals = plan.surveys.iter().position(|survey| survey.alias == "principals");
        assert_eq!(publish.always, principals.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn the_small_n_rule_of_our_reports_is_the_stated_one() {
    // Grades with how often they occur, and the corrected mean; none where most are insufficient.
    type Case = (&'static [(i64, i64)], Option<&'static str>);
    let cases: [Case; 4] = [
        (&[(8, 3), (7, 1), (1, 1)], Some("7,20")),
        (&[(7, 9), (2, 1)], Some("6,80")),
        (&[(9, 2), (1, 2)], None),
        (&[(6, 40), (1, 1)], None),
    ];
    for plan in real_plans() {
        let norm = &plan.norms[0];
        let (rule, line) = (norm.correct.as_ref().unwrap(), norm.total.as_ref().unwrap());
        for (grades, expected) in cases {
            let corrected = figures::corrected(rule, grades, 0);
            assert_eq!(
                corrected.map(|mean| figures::print(Some(mean), 2).to_string()).as_deref(),
                expected,
                "{grades:?}"
            );
        }
        let (sum, n) = figures::moments(&[(6, 1), (7, 1)]).unwrap();
        assert_eq!(figures::meets(line, figures::mean(sum, n, 0), 1), Some(true), "exactly the norm");
    }
}
