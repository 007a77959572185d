//! Plans of the reports in `report-specs/`: sound, complete, and in the published shape.

use crate::support::real;
use peil::diag::{Area, Severity, render};
use peil::plan::{self, Plan};

pub(crate) fn real_plans() -> Vec<Plan> {
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
