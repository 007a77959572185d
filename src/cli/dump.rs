//! `peil dump`: inner forms, for those who work on Peil or look for the cause of a message.

use super::args::{Dump, DumpWhat, Peil};
use super::{Status, project, say};
use crate::emit::routes::routes;
use crate::plan::plan;

pub(super) fn run(peil: &Peil, command: &Dump) -> Status {
    let Some(outcome) = project::compiled(peil, &command.paths) else { return Status::Failed };
    let text = match command.what {
        DumpWhat::Ast => Ok(outcome.files.units.iter().map(|unit| format!("{:#?}\n", unit.file)).collect()),
        DumpWhat::Model => json_lines(&outcome.project.surveys),
        DumpWhat::Routes => json_lines(&outcome.project.surveys.iter().map(routes).collect::<Vec<_>>()),
        DumpWhat::Plan => {
            let project = &outcome.project;
            json_lines(&project.reports.iter().map(|report| plan(report, &project.surveys)).collect::<Vec<_>>())
        }
    };
    say::diagnostics(peil, &outcome.diagnostics, &outcome.files.sources);
    match text {
        Ok(text) => say::out(&text),
        Err(error) => {
            say::error(&format!("internal: {error}"));
            return Status::Failed;
        }
    }
    if outcome.has_errors() { Status::Unsound } else { Status::Done }
}

fn json_lines<T: serde::Serialize>(all: &[T]) -> Result<String, serde_json::Error> {
    let lines = all.iter().map(|one| serde_json::to_string_pretty(one).map(|json| json + "\n"));
    lines.collect()
}
