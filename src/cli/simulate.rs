//! `peil simulate`: respondents that obey the routes, as JSON Lines in the wire form.

use super::args::{Peil, Simulate};
use super::dist::{self, RealDisk};
use super::{Status, place, project, say};
use crate::diag::nearest;
use crate::eval::Evaluator;
use crate::model::Survey;
use crate::session::Outcome;
use crate::simulate::{Rates, respondents};
use crate::text::SourceMap;
use std::path::Path;

pub(super) fn run(peil: &Peil, command: &Simulate) -> Status {
    let Some(outcome) = project::compiled(peil, &command.paths) else { return Status::Failed };
    if outcome.has_errors() {
        say::diagnostics(peil, &outcome.diagnostics, &outcome.files.sources);
        return Status::Unsound;
    }
    let Some(survey) = outcome.project.surveys.iter().find(|survey| survey.id() == command.survey) else {
        return unknown(&outcome, &command.survey);
    };
    let text = lines(survey, command);
    let Some(file) = &command.out else {
        say::out(&text);
        return Status::Done;
    };
    let written = place::of_output(peil, file, Path::new(project::OUT), &[])
        .and_then(|place| dist::write_file(&RealDisk, &place, text.as_bytes()));
    match written {
        Ok(()) => Status::Done,
        Err(fault) => {
            say::diagnostics(peil, &[*fault], &SourceMap::default());
            Status::Failed
        }
    }
}

fn lines(survey: &Survey, command: &Simulate) -> String {
    let evaluator = Evaluator::new(survey);
    let rates = Rates { empty: command.empty, missing: command.missing, partial: command.partial, ..Rates::default() };
    let build = survey.build();
    let all = respondents(&evaluator, &build, &rates, command.seed, command.number);
    all.map(|response| response.print() + "\n").collect()
}

fn unknown(outcome: &Outcome, asked: &str) -> Status {
    say::error(&format!("there is no survey `{asked}`"));
    let ids: Vec<String> = outcome.project.surveys.iter().map(Survey::id).collect();
    let near = nearest(asked, ids.iter().map(String::as_str));
    let help = near.map_or_else(|| format!("there are {}", ids.join(", ")), |near| format!("did you mean `{near}`?"));
    say::line(&format!("help: {help}"));
    Status::Failed
}
