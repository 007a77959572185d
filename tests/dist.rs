//! Writing a build to disk: faults at every step, and everything that may stand in the way.

mod faults;
mod hindrances;
mod host;

use peil::cli::dist::{self, Disk, RealDisk, Written};
use peil::diag::Diagnostic;
use peil::emit::{Artifacts, Kind};
use std::path::Path;

const EDITION: u16 = 2026;

fn artifacts(files: &[(&str, &str)]) -> Artifacts {
    let mut all = Artifacts::default();
    for (path, content) in files {
        all.insert(path, Kind::Form, *content).unwrap();
    }
    all
}

fn write(disk: &impl Disk, out: &Path, artifacts: &Artifacts) -> Result<Written, Vec<Diagnostic>> {
    dist::write(disk, out, artifacts, EDITION)
}

fn build(out: &Path, artifacts: &Artifacts) -> Written {
    write(&RealDisk, out, artifacts).unwrap()
}

/// The codes that `build --check` reports.
fn check(out: &Path, artifacts: &Artifacts) -> Vec<String> {
    dist::check(&RealDisk, out, artifacts, EDITION).iter().map(|fault| fault.code.to_string()).collect()
}

/// A fault on one line: code, message, notes; `out` stands for the directory's own path.
fn line(fault: &Diagnostic, out: &Path) -> String {
    let text = fault.notes.iter().fold(format!("{} {}", fault.code, fault.message), |all, note| all + "; " + note);
    text.replace(out.to_str().unwrap(), "out")
}

fn lines(faults: &[Diagnostic], out: &Path) -> Vec<String> {
    faults.iter().map(|fault| line(fault, out)).collect()
}
