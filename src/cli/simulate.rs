//! `peil simulate`: respondents that obey the routes, as JSON Lines in the wire form; and a whole sample before the first
//! invitation.

use super::args::{Peil, Simulate};
use super::dist::{self, RealDisk};
use super::{Status, place, project, say, units};
use crate::diag::{Diagnostic, Severity, nearest};
use crate::eval::Evaluator;
use crate::model::{Role, Survey};
use crate::sample::{DISPOSITIONS, Size, sizes};
use crate::session::Outcome;
use crate::simulate::{Random, Rates, Turnout, invited, marginals, respondents};
use crate::text::SourceMap;
use crate::text::csv;
use std::path::{Path, PathBuf};

pub(super) fn run(peil: &Peil, command: &Simulate) -> Status {
    let Some(mut outcome) = project::compiled(peil, &command.paths) else { return Status::Failed };
    if outcome.has_errors() {
        say::diagnostics(peil, &outcome.diagnostics, &outcome.files.sources);
        return Status::Unsound;
    }
    let Some(surveys) = surveys(&outcome, &command.survey) else { return unknown(&outcome, &command.survey) };
    let mut told = Vec::new();
    let made = made(&mut outcome.files.sources, &surveys, command, &mut told);
    let faulty = told.iter().any(|fault| fault.severity == Severity::Error);
    say::diagnostics(peil, &told, &outcome.files.sources);
    let Some(made) = made.filter(|_| !faulty) else { return Status::Failed };
    match written(peil, command, &made) {
        Ok(()) => Status::Done,
        Err(fault) => {
            say::diagnostics(peil, &[*fault], &SourceMap::default());
            Status::Failed
        }
    }
}

/// Answers, and the sample where one was drawn.
struct Made {
    answers: String,
    sample: Option<String>,
}

/// The survey, or those that a report reads.
fn surveys(outcome: &Outcome, name: &str) -> Option<Vec<Survey>> {
    let known = &outcome.project.surveys;
    if let Some(survey) = known.iter().find(|survey| survey.id() == name) {
        return Some(vec![survey.clone()]);
    }
    let report = outcome.project.reports.iter().find(|report| report.name == name)?;
    let used = report.surveys.iter().filter_map(|used| known.get(used.survey));
    Some(used.cloned().collect())
}

fn made(sources: &mut SourceMap, surveys: &[Survey], command: &Simulate, told: &mut Vec<Diagnostic>) -> Option<Made> {
    let rates = Rates { empty: command.empty, missing: command.missing, partial: command.partial, ..Rates::default() };
    let mut all = vec![rates.clone(); surveys.len()];
    if let Some(file) = &command.marginals {
        let (id, text) = read(sources, file, told)?;
        let (set, faults) = marginals(id, &text, surveys, &rates);
        told.extend(faults);
        all = set;
    }
    let Some(file) = &command.sizes else {
        return Some(Made { answers: lines(surveys, &all, command), sample: None });
    };
    let (id, text) = read(sources, file, told)?;
    let (sizes, faults) = sizes(id, &text, surveys);
    told.extend(faults);
    Some(rehearsal(surveys, &all, &sizes, command))
}

fn read(sources: &mut SourceMap, file: &Path, told: &mut Vec<Diagnostic>) -> Option<(crate::text::FileId, String)> {
    match units::text(file) {
        Ok(text) => Some((sources.add(file.display().to_string(), text.clone()), text)),
        Err(fault) => {
            told.push(*fault);
            None
        }
    }
}

fn lines(surveys: &[Survey], rates: &[Rates], command: &Simulate) -> String {
    let mut out = String::new();
    for (survey, rates) in surveys.iter().zip(rates) {
        let (evaluator, build) = (Evaluator::new(survey), survey.build());
        let all = respondents(&evaluator, &build, rates, command.seed, command.number);
        all.for_each(|response| out += &(response.print() + "\n"));
    }
    out
}

/// Everybody who is approached, in order of the table, and who of them answers what.
fn rehearsal(surveys: &[Survey], rates: &[Rates], sizes: &[Size], command: &Simulate) -> Made {
    let fields = field_names(surveys);
    let head = ["id", "survey", "disposition"].into_iter().chain(fields.iter().map(String::as_str));
    let mut sample = csv::line(head);
    let mut answers = String::new();
    let mut random = Random::new(command.seed);
    let judges: Vec<(Evaluator<'_>, String)> =
        surveys.iter().map(|survey| (Evaluator::new(survey), survey.build())).collect();
    let mut number = 0_usize;
    for size in sizes {
        let Some(((evaluator, build), rates)) = judges.get(size.survey).zip(rates.get(size.survey)) else { continue };
        let turnout = Turnout { answer: size.answer.unwrap_or(command.response), undeliverable: command.undeliverable };
        for _ in 0..size.people {
            number += 1;
            let token = format!("t-{number:06}");
            let person = invited(evaluator, build, rates, turnout, &size.fields, &mut random);
            let [reached, undeliverable, ..] = DISPOSITIONS;
            let disposition = if person.reached { reached } else { undeliverable };
            let id = evaluator.survey().id();
            let written = |name: &String| size.written.get(name).map_or("", String::as_str);
            let cells = [token.as_str(), id.as_str(), disposition].into_iter().chain(fields.iter().map(written));
            sample += &csv::line(cells);
            if let Some(response) = person.response {
                let response = response.print();
                answers += &format!("{{\"id\":\"r-{number:06}\",\"token\":\"{token}\",\"response\":{response}}}\n");
            }
        }
    }
    Made { answers, sample: Some(sample) }
}

/// The fields of all surveys, each once, in their order.
fn field_names(surveys: &[Survey]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let vars = surveys.iter().flat_map(|survey| &survey.vars);
    for var in vars.filter(|var| matches!(var.role, Role::Field { .. })) {
        if !names.contains(&var.path) {
            names.push(var.path.clone());
        }
    }
    names
}

fn written(peil: &Peil, command: &Simulate, made: &Made) -> Result<(), Box<Diagnostic>> {
    let inputs: Vec<&Path> = [&command.sizes, &command.marginals].into_iter().flatten().map(PathBuf::as_path).collect();
    let place = |file: &PathBuf| place::of_output(peil, file, Path::new(project::OUT), &inputs);
    // Both places are looked at before anything is written.
    let answers = command.out.as_ref().map(place).transpose()?;
    let sample = command.sample_out.as_ref().map(place).transpose()?;
    if let Some((file, text)) = sample.zip(made.sample.as_ref()) {
        dist::write_file(&RealDisk, &file, text.as_bytes())?;
    }
    match answers {
        Some(file) => dist::write_file(&RealDisk, &file, made.answers.as_bytes()),
        None => {
            say::out(&made.answers);
            Ok(())
        }
    }
}

fn unknown(outcome: &Outcome, asked: &str) -> Status {
    say::error(&format!("there is no survey or report `{asked}`"));
    let reports = outcome.project.reports.iter().map(|report| report.name.clone());
    let ids: Vec<String> = outcome.project.surveys.iter().map(Survey::id).chain(reports).collect();
    let near = nearest(asked, ids.iter().map(String::as_str));
    let help = near.map_or_else(|| format!("there are {}", ids.join(", ")), |near| format!("did you mean `{near}`?"));
    say::line(&format!("help: {help}"));
    Status::Failed
}
