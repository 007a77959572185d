//! `peil tabulate`: counts answers by a compiled report; no source is read.

use super::args::{Input, Peil, Tabulate};
use super::disk_host::DiskHost;
use super::dist::{self, RealDisk};
use super::{Status, place, say};
use crate::answers::{Collected, Collector, Compiled, Tables, compiled};
use crate::diag::{Diagnostic, Severity};
use crate::model::Survey;
use crate::sample::{Approached, people};
use crate::text::{FileId, SourceMap};
use std::path::Path;

pub(super) fn run(peil: &Peil, command: &Tabulate) -> Status {
    let mut run = Run::new(peil);
    let status = match run.counted(command) {
        Ok((_, collected)) if command.strict && !collected.faults.is_empty() => {
            say::error("nothing was counted: with `--strict` every answer has to count");
            Status::Unsound
        }
        Ok((tables, _)) => run.write(&tables, command),
        Err(fault) => {
            run.told.push(*fault);
            Status::Failed
        }
    };
    say::diagnostics(peil, &run.told, &run.sources);
    status
}

/// A command that reads answers by a compiled report.
pub(super) struct Run<'a> {
    pub(super) peil: &'a Peil,
    /// Files of answers and of the sample, so that faults are shown in place.
    pub(super) sources: SourceMap,
    pub(super) told: Vec<Diagnostic>,
}

impl<'a> Run<'a> {
    pub(super) fn new(peil: &'a Peil) -> Self {
        Self { peil, sources: SourceMap::default(), told: Vec::new() }
    }

    fn counted(&mut self, command: &Tabulate) -> Result<(Tables, Collected), Box<Diagnostic>> {
        let (compiled, collected) = self.read_all(command.report.as_deref(), &command.input)?;
        Ok((Tables::count(&compiled, &collected), collected))
    }

    /// A report of the output, and the answers that it reads.
    pub(super) fn read_all(
        &mut self,
        report: Option<&str>,
        input: &Input,
    ) -> Result<(Compiled, Collected), Box<Diagnostic>> {
        let dist = DiskHost::new(self.peil.root.join(&input.dist));
        let compiled = compiled(&dist, &input.dist.to_string_lossy(), report)?;
        self.told.extend(compiled.warnings.iter().cloned());
        let collected = self.collected(&compiled, input)?;
        self.told.extend(collected.faults.iter().cloned());
        say::line(&summary(&compiled, &collected));
        Ok((compiled, collected))
    }

    fn collected(&mut self, compiled: &Compiled, input: &Input) -> Result<Collected, Box<Diagnostic>> {
        let sample = input.sample.as_deref().map(|file| self.sample(file, compiled)).transpose()?;
        let mut collector = Collector::new(&compiled.surveys, sample.as_deref());
        for file in &input.answers {
            // Nobody has answered yet.
            if std::fs::metadata(file).is_ok_and(|found| found.is_file() && found.len() == 0) {
                continue;
            }
            let id = self.read(file)?;
            collector.file(id, self.text(id));
        }
        Ok(collector.finish())
    }

    /// The people of a sample. One that cannot be read as a whole stops everything: its numbers would be wrong in silence.
    fn sample(&mut self, file: &Path, compiled: &Compiled) -> Result<Vec<Approached>, Box<Diagnostic>> {
        let id = self.read(file)?;
        let surveys: Vec<Survey> = compiled.surveys.iter().map(|(survey, _)| survey.clone()).collect();
        let (people, mut faults) = people(id, self.text(id), &surveys);
        match faults.iter().position(|fault| fault.severity == Severity::Error) {
            Some(at) => {
                let first = faults.swap_remove(at);
                self.told.extend(faults);
                Err(Box::new(first))
            }
            None => Ok(people),
        }
    }

    pub(super) fn read(&mut self, file: &Path) -> Result<FileId, Box<Diagnostic>> {
        super::units::text(file).map(|text| self.sources.add(file.display().to_string(), text))
    }

    pub(super) fn text(&self, id: FileId) -> &str {
        self.sources.get(id).map_or("", |source| source.text.as_str())
    }

    fn write(&mut self, tables: &Tables, command: &Tabulate) -> Status {
        let text = tables.to_json();
        let Some(file) = &command.out else {
            say::out(&text);
            return Status::Done;
        };
        let written = place::of_output(self.peil, file, &command.input.dist, &command.input.files())
            .and_then(|place| dist::write_file(&RealDisk, &place, text.as_bytes()));
        written.map_or_else(
            |fault| {
                self.told.push(*fault);
                Status::Failed
            },
            |()| Status::Done,
        )
    }
}

/// What was read, per survey.
fn summary(compiled: &Compiled, collected: &Collected) -> String {
    let surveys = compiled.surveys.iter().zip(&collected.respondents).map(|((survey, _), respondents)| {
        let usable = respondents.iter().filter(|respondent| respondent.usable).count();
        format!("{}: {}, {usable} usable", survey.id(), say::count(respondents.len(), "response"))
    });
    let apart = match collected.apart.len() {
        0 => String::new(),
        n => format!("; {} kept apart", say::count(n, "line")),
    };
    surveys.collect::<Vec<_>>().join("; ") + &apart
}
