//! Names of surveys, wordings and reports that no sound path can be made of, told where they are written.

use super::form::folder;
use super::{Artifacts, Kind, PathFault, form, plan, sql};
use crate::analysis::Project;
use crate::diag::Diagnostic;
use crate::model::{OriginId, Report, Survey};
use crate::sql::Dialect;

/// What a build would refuse for the name of a file, at the name; the units of a build are not known here.
#[must_use]
pub fn unsound_names(project: &Project) -> Vec<Diagnostic> {
    let mut taken = Artifacts::default();
    let mut faults = Vec::new();
    let mut one = |paths: Vec<String>, origin: OriginId| {
        let fault = paths.iter().find_map(|path| fault(&mut taken, path));
        let at = |fault| Diagnostic { span: Some(project.origins.span(origin)), path: None, ..fault };
        let fault = fault.map(|fault| at(fault).label("this name becomes a part of the path"));
        let sound = fault.is_none();
        faults.extend(fault);
        sound
    };
    for survey in &project.surveys {
        if one(of_survey(survey), survey.origin) {
            for (wording, declared) in survey.wordings.iter().enumerate() {
                one(of_wording(survey, wording), declared.origin);
            }
        }
    }
    for report in &project.reports {
        one(of_report(report), report.origin);
    }
    faults
}

/// A file that is made twice is another fault: two surveys or reports with one name.
fn fault(taken: &mut Artifacts, path: &str) -> Option<Diagnostic> {
    let fault = taken.insert(path, Kind::Form, []).err()?;
    (fault.fault != PathFault::Taken).then(|| fault.diagnostic())
}

fn of_survey(survey: &Survey) -> Vec<String> {
    let folder = folder(survey);
    let tables = Dialect::ALL.into_iter().map(|dialect| sql::ddl_path(dialect, &folder));
    let schema = format!("schemas/{folder}.schema.json");
    [schema, sql::layout_path(&folder)].into_iter().chain(tables).collect()
}

fn of_wording(survey: &Survey, wording: usize) -> Vec<String> {
    survey.modes.iter().map(|mode| form::path(survey, wording, *mode, "")).collect()
}

fn of_report(report: &Report) -> Vec<String> {
    let queries = Dialect::ALL.into_iter().flat_map(|dialect| sql::plan_paths(dialect, &report.name));
    std::iter::once(plan::path(&report.name)).chain(queries).collect()
}
