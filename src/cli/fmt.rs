//! `peil fmt`: formats files in place, or says which are not formatted.

use super::args::{Fmt, Peil};
use super::disk_host::DiskHost;
use super::dist::{self, RealDisk};
use super::{Status, project, say};
use crate::diag::{Diagnostic, Severity, files};
use crate::format::format;
use crate::host::Host;
use crate::text::{SourceMap, decode};
use std::io::Read;
use std::path::Path;

pub(super) fn run(peil: &Peil, command: &Fmt) -> Status {
    if command.paths == [Path::new("-")] {
        return standard_input(peil, command.check);
    }
    let Some(roots) = project::roots(peil, &command.paths) else { return Status::Failed };
    let host = DiskHost::new(&peil.root);
    let mut run =
        Run { peil, check: command.check, sources: SourceMap::default(), diagnostics: Vec::new(), changed: 0, seen: 0 };
    let mut failed = false;
    for root in roots {
        failed |= run.root(&host, &root).is_err();
    }
    say::diagnostics(peil, &run.diagnostics, &run.sources);
    run.status(failed)
}

struct Run<'a> {
    peil: &'a Peil,
    check: bool,
    sources: SourceMap,
    diagnostics: Vec<Diagnostic>,
    changed: usize,
    seen: usize,
}

/// A file that could not be read or written; it has been reported.
struct Refused;

impl Run<'_> {
    fn root(&mut self, host: &DiskHost, root: &str) -> Result<(), Refused> {
        match host.list(root) {
            Ok(entries) => {
                let mut outcome = Ok(());
                for entry in entries.into_iter().filter(|entry| !entry.name.starts_with('.')) {
                    let path = format!("{root}/{}", entry.name);
                    if entry.is_dir {
                        outcome = self.root(host, &path).and(outcome);
                    } else if path.ends_with(".peil") {
                        outcome = self.file(host, &path).and(outcome);
                    }
                }
                outcome
            }
            Err(_) => self.file(host, root),
        }
    }

    fn file(&mut self, host: &DiskHost, path: &str) -> Result<(), Refused> {
        self.seen += 1;
        let bytes = host.read(path).map_err(|error| self.refuse(error.diagnostic(path)))?;
        let decoded = decode(&bytes).map_err(|fault| self.refuse(files::not_a_text(path, &fault)))?;
        let id = self.sources.add(path, decoded.text.clone());
        let formatted = format(id, &decoded.text);
        self.diagnostics.extend(formatted.diagnostics);
        if formatted.text.as_bytes() == bytes {
            return Ok(());
        }
        if self.check {
            self.changed += 1;
            say::line(&format!("not formatted: {path}"));
            return Ok(());
        }
        // A link to a source stays a link.
        let place = self.peil.root.join(path);
        let place = std::fs::canonicalize(&place).unwrap_or(place);
        dist::write_file(&RealDisk, &place, formatted.text.as_bytes()).map_err(|fault| self.refuse(*fault))?;
        self.changed += 1;
        Ok(())
    }

    fn refuse(&mut self, fault: Diagnostic) -> Refused {
        self.diagnostics.push(fault);
        Refused
    }

    fn status(&self, failed: bool) -> Status {
        let files = say::count(self.seen, "file");
        let verb = if self.check { "not formatted" } else { "changed" };
        say::line(&format!("{files}, {} {verb}", self.changed));
        let unsafe_layout = self.diagnostics.iter().any(|d| d.severity == Severity::Error);
        match (failed, unsafe_layout || self.check && self.changed > 0) {
            (true, _) => Status::Failed,
            (false, true) => Status::Unsound,
            (false, false) => Status::Done,
        }
    }
}

fn standard_input(peil: &Peil, check: bool) -> Status {
    let mut bytes = Vec::new();
    if let Err(error) = std::io::stdin().lock().read_to_end(&mut bytes) {
        say::error(&format!("standard input cannot be read: {error}"));
        return Status::Failed;
    }
    let text = match decode(&bytes) {
        Ok(decoded) => decoded.text,
        Err(fault) => {
            say::diagnostics(peil, &[files::not_a_text("<stdin>", &fault)], &SourceMap::default());
            return Status::Failed;
        }
    };
    let mut sources = SourceMap::default();
    let id = sources.add("<stdin>", text.clone());
    let formatted = format(id, &text);
    say::diagnostics(peil, &formatted.diagnostics, &sources);
    if !check {
        say::out(&formatted.text);
    }
    let unsound = !formatted.diagnostics.is_empty() || check && formatted.text.as_bytes() != bytes;
    if unsound { Status::Unsound } else { Status::Done }
}
