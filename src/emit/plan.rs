//! Plans of reports as JSON, and the figures that each item stands in, for the codebooks.

use crate::analysis::Project;
use crate::emit::codebook::Figures;
use crate::model::{Part, Report, Survey, TableKind, Target};
use crate::plan::Plan;
use std::collections::BTreeMap;

/// Where a report's plan lies.
#[must_use]
pub fn path(report: &str) -> String {
    format!("plans/{report}.plan.json")
}

/// The document, indented so that people can read and compare it.
///
/// # Errors
/// A value without a JSON form, which no plan has.
pub fn json(plan: &Plan) -> Result<String, serde_json::Error> {
    super::json::pretty(plan, 0)
}

/// Per survey id the figures and tables of every item, as `report: name`.
#[must_use]
pub fn figures(project: &Project) -> BTreeMap<String, Figures> {
    let mut all: BTreeMap<String, Figures> = BTreeMap::new();
    for report in &project.reports {
        report.walk(&mut |_, part| {
            let (name, target) = match part {
                Part::Figure(figure) => (&figure.name, figure.target),
                Part::Table(table) => match table.kind {
                    TableKind::Of(target) => (&table.name, Some(target)),
                    TableKind::Response | TableKind::Services { .. } => return,
                },
                Part::Chapter(_) | Part::Section(_) | Part::Text(_) => return,
            };
            let Some((survey, paths)) = target.and_then(|target| paths(report, &project.surveys, target)) else {
                return;
            };
            let figures = all.entry(survey).or_default();
            for path in paths {
                figures.entry(path).or_default().push(format!("{}: {name}", report.name));
            }
        });
    }
    all
}

/// The survey's id and the paths of a target's items.
fn paths(report: &Report, surveys: &[Survey], target: Target) -> Option<(String, Vec<String>)> {
    let survey = surveys.get(report.surveys.get(target.survey())?.survey)?;
    let vars = match target {
        Target::Item(item) | Target::Loop { item, .. } => vec![item.var],
        Target::Grid { grid, .. } => survey.grids.get(grid.index())?.rows.clone(),
    };
    let paths = vars.into_iter().filter_map(|var| survey.var(var)).map(|var| var.path.clone());
    Some((survey.id(), paths.collect()))
}
