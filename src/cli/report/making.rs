//! Makes and writes the reports of units, side by side; what goes wrong with one stops no other.

use super::ledger::{LEDGER, Ledger};
use super::{Summary, Wanted};
use crate::cli::args::{Peil, Report, ReportFormat};
use crate::cli::dist::{self, RealDisk};
use crate::cli::{place, say};
use crate::diag::Diagnostic;
use crate::emit::report::{Pictures, html, workbook};
use crate::parallel::on_all_processors;
use crate::plan::Plan;
use crate::report::{self, Hidden, Tables, report};
use crate::text::sha256;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// After so many reports the ledger is written, so that little is made twice when a run is broken off.
const TOGETHER: usize = 16;

/// What all reports of a run share.
pub(super) struct Making<'a> {
    pub(super) peil: &'a Peil,
    pub(super) command: &'a Report,
    pub(super) plan: &'a Plan,
    pub(super) tables: &'a Tables,
    pub(super) pictures: &'a Pictures,
}

/// What became of one unit.
struct Made {
    hidden: Vec<Hidden>,
    /// Files that were written.
    written: usize,
    fault: Option<Failure>,
}

enum Failure {
    /// The document cannot be drawn: a fault of ours.
    Drawing(String),
    Writing(Box<Diagnostic>),
}

/// What became of all.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) made: usize,
    pub(super) kept: usize,
    pub(super) failed: usize,
    pub(super) faults: Vec<Diagnostic>,
}

impl Making<'_> {
    pub(super) fn all(&self, wanted: &[Wanted], summary: &mut Summary) -> Outcome {
        let folder = self.peil.root.join(&self.command.out);
        let fresh = self.command.fresh;
        let ledger = Mutex::new(if fresh { Ledger::empty() } else { Ledger::read(&folder) });
        let done = AtomicUsize::new(0);
        let drawn = sha256(serde_json::to_string(self.pictures).unwrap_or_default().as_bytes());
        let one = |one: &Wanted| {
            let made = self.one(one, &folder, &ledger, &drawn);
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(TOGETHER) {
                // One that cannot be written is told at the end.
                let _ = self.write_ledger(&open(&ledger));
            }
            if wanted.len() > 1 {
                say::progress("reports", done, wanted.len());
            }
            made
        };
        let mut outcome = Outcome::default();
        for (one, made) in wanted.iter().zip(on_all_processors(wanted, one)) {
            made.hidden
                .iter()
                .for_each(|hidden| summary.add(&one.name, hidden.what.name(), &hidden.place, &hidden.why));
            match made.fault {
                None if made.written == 0 => outcome.kept += 1,
                None => outcome.made += 1,
                Some(fault) => {
                    outcome.failed += 1;
                    summary.add(&one.name, "failed", "", "the report could not be made or written");
                    outcome.faults.extend(told(&one.name, fault));
                }
            }
        }
        if let Err(fault) = self.write_ledger(&open(&ledger)) {
            outcome.failed += 1;
            outcome.faults.push(*fault);
        }
        outcome
    }

    fn one(&self, one: &Wanted, folder: &Path, ledger: &Mutex<Ledger>, drawn: &str) -> Made {
        let report = report(self.plan, self.tables, &one.row);
        let document = serde_json::to_string(&report).unwrap_or_default();
        let shown = sha256(format!("{drawn}\n{document}").as_bytes());
        drop(document);
        let name = |format: &ReportFormat| format!("{}.{}", one.name, format.ending());
        let missing: Vec<&ReportFormat> =
            self.command.formats().filter(|format| !open(ledger).holds(folder, &name(format), &shown)).collect();
        let result = self.write(&report, &missing, &name, ledger, &shown);
        let written = if result.is_ok() { missing.len() } else { 0 };
        Made { hidden: report.hidden, written, fault: result.err() }
    }

    /// Draws and writes the files of a unit; all of them or none.
    fn write(
        &self,
        report: &report::Report,
        formats: &[&ReportFormat],
        name: &dyn Fn(&ReportFormat) -> String,
        ledger: &Mutex<Ledger>,
        shown: &str,
    ) -> Result<(), Failure> {
        let mut files: Vec<(String, PathBuf, Vec<u8>)> = Vec::new();
        for format in formats {
            let bytes = match format {
                ReportFormat::Html => {
                    html(report, self.pictures).map(String::into_bytes).map_err(|error| format!("{error:#}"))
                }
                ReportFormat::Xlsx => workbook(report).map_err(|error| error.to_string()),
                ReportFormat::Pdf => pdf(report, self.pictures),
            };
            let name = name(format);
            let place = self.place(&name).map_err(Failure::Writing)?;
            files.push((name, place, bytes.map_err(Failure::Drawing)?));
        }
        let all: Vec<(&Path, &[u8])> =
            files.iter().map(|(_, place, bytes)| (place.as_path(), bytes.as_slice())).collect();
        dist::write_files(&RealDisk, &all).map_err(Failure::Writing)?;
        let mut ledger = open(ledger);
        files.iter().for_each(|(name, _, bytes)| ledger.add(name, shown, bytes));
        Ok(())
    }

    /// Where a file of the output goes, with the folder made.
    fn place(&self, name: &str) -> Result<PathBuf, Box<Diagnostic>> {
        let command = self.command;
        let mut inputs = command.input.files();
        inputs.push(&command.units);
        let place = place::of_output(self.peil, &command.out.join(name), &command.input.dist, &inputs)?;
        if let Some(folder) = place.parent() {
            let shown = command.out.display().to_string();
            std::fs::create_dir_all(folder).map_err(|error| dist::refused(&shown, &error))?;
        }
        Ok(place)
    }

    pub(super) fn write_text(&self, name: &str, text: &str) -> Result<(), Box<Diagnostic>> {
        dist::write_file(&RealDisk, &self.place(name)?, text.as_bytes())
    }

    fn write_ledger(&self, ledger: &Ledger) -> Result<(), Box<Diagnostic>> {
        self.write_text(LEDGER, &ledger.to_json())
    }
}

#[cfg(feature = "pdf")]
fn pdf(report: &report::Report, pictures: &Pictures) -> Result<Vec<u8>, String> {
    crate::emit::report::pdf(report, pictures).map_err(|fault| fault.to_string())
}

/// Refused before anything is made.
#[cfg(not(feature = "pdf"))]
fn pdf(_: &report::Report, _: &Pictures) -> Result<Vec<u8>, String> {
    Err("this command was built without PDF".to_owned())
}

fn open(ledger: &Mutex<Ledger>) -> MutexGuard<'_, Ledger> {
    ledger.lock().unwrap_or_else(PoisonError::into_inner)
}

fn told(unit: &str, failure: Failure) -> Option<Diagnostic> {
    match failure {
        Failure::Drawing(fault) => {
            say::error(&format!("the report of `{unit}` cannot be made, which is a fault of Peil: {fault}"));
            None
        }
        Failure::Writing(fault) => Some(*fault),
    }
}
