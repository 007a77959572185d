//! `peil build`: compiles the sources and writes the artifacts.

use super::args::{Build, Peil};
use super::disk_host::DiskHost;
use super::dist::{self, RealDisk, Written};
use super::{Status, place, project, say, units, watch};
use crate::diag::{Diagnostic, output};
use crate::emit::form::{Address, Delivery};
use crate::emit::{Artifacts, EmitError, artifacts};
use crate::session::{Outcome, add_sounds};
use crate::sound::Occasion;
use crate::syntax::edition::CURRENT;
use crate::text::SourceMap;
use std::path::Path;

pub(super) fn run(peil: &Peil, command: &Build) -> Status {
    let build = || once(peil, command);
    if command.watch { watch::forever(peil, command, &build) } else { build() }
}

fn once(peil: &Peil, command: &Build) -> Status {
    let address = match address(command) {
        Ok(address) => address,
        Err(fault) => return faults(peil, &[*fault], Status::Failed),
    };
    if let Err(fault) =
        place::of_folder(&peil.root, &command.out, "choose another directory with `--out`, such as `dist`")
    {
        return faults(peil, &[*fault], Status::Failed);
    }
    let Some(mut outcome) = project::compiled(peil, &command.paths) else { return Status::Failed };
    let (units, faults_of_units) =
        command.units.as_ref().map(|file| units::read(file, &mut outcome)).unwrap_or_default();
    outcome.diagnostics.extend(faults_of_units);
    let delivery = Delivery { address, units };
    let occasion = if command.draft { Occasion::Draft } else { Occasion::Release };
    add_sounds(&DiskHost::new(&peil.root), &mut outcome, occasion);
    let failing = say::failing(&outcome.diagnostics, command.strictness.deny.is_some());
    say::diagnostics(peil, &outcome.diagnostics, &outcome.files.sources);
    if failing {
        say::line("nothing was written");
        return Status::Unsound;
    }
    match artifacts(&outcome.files, &outcome.project, &delivery) {
        Ok(made) => {
            let status = deliver(peil, command, &outcome, &made);
            if !command.watch {
                // The process ends here: the system takes all memory back at once, piece by piece takes longer.
                std::mem::forget((outcome, made));
            }
            status
        }
        Err(EmitError::Path(error)) => faults(peil, &[error.diagnostic()], Status::Unsound),
        Err(EmitError::Internal(what)) => {
            say::error(&format!("internal: {what}"));
            say::line("nothing was written; this is a fault of the compiler");
            Status::Failed
        }
    }
}

fn address(command: &Build) -> Result<Address, Box<Diagnostic>> {
    let written = &command.send_to;
    Address::parse(written).map_err(|fault| {
        let message = format!("the address `{written}` {fault}");
        Box::new(Diagnostic::command(output::ADDRESS_UNSOUND, message).help(fault.help()))
    })
}

fn faults(peil: &Peil, diagnostics: &[Diagnostic], status: Status) -> Status {
    say::diagnostics(peil, diagnostics, &SourceMap::default());
    status
}

fn edition() -> u16 {
    u16::try_from(CURRENT).unwrap_or(u16::MAX)
}

fn deliver(peil: &Peil, command: &Build, outcome: &Outcome, made: &Artifacts) -> Status {
    let out = peil.root.join(&command.out);
    if command.check {
        let differences = dist::check(&RealDisk, &out, made, edition());
        let status = if differences.is_empty() { Status::Done } else { Status::Unsound };
        return faults(peil, &differences, status);
    }
    let inputs: Vec<&Path> = command.units.as_deref().into_iter().collect();
    // Before anything is written: a build that cannot leave its archive leaves nothing.
    let archive_place =
        match command.archive.as_ref().map(|file| place::of_output(peil, file, &command.out, &inputs)).transpose() {
            Ok(place) => place,
            Err(fault) => return faults(peil, &[*fault], Status::Failed),
        };
    match dist::write(&RealDisk, &out, made, edition()) {
        Ok(written) => report(outcome, &command.out, &written),
        Err(diagnostics) => return faults(peil, &diagnostics, Status::Failed),
    }
    archive_place.map_or(Status::Done, |file| archive(peil, &file, made))
}

fn archive(peil: &Peil, file: &Path, made: &Artifacts) -> Status {
    let written = match made.archive(edition(), "dist") {
        Ok(bytes) => dist::write_file(&RealDisk, file, &bytes),
        Err(error) => {
            say::error(&format!("the archive cannot be made: {error}"));
            return Status::Failed;
        }
    };
    written.map_or_else(|fault| faults(peil, &[*fault], Status::Failed), |()| Status::Done)
}

fn report(outcome: &Outcome, out: &Path, written: &Written) {
    let surveys = say::count(outcome.project.surveys.len(), "survey");
    let (new, same, gone) = (written.written, written.unchanged, written.removed);
    let files = say::count(new + same, "file");
    let changes = format!("{new} written, {same} unchanged, {gone} removed");
    say::line(&format!("built {surveys} into {}: {files} ({changes})", out.display()));
    if !written.foreign.is_empty() {
        say::line(&format!("note: not made by peil, left alone: {}", written.foreign.join(", ")));
    }
}
