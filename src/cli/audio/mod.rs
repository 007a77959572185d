//! `peil audio`: makes the sound of what is read aloud, or takes in what humans recorded.

mod accept;
pub(super) mod args;
mod build;
mod check;
mod engine;
mod process;
mod script;

use super::args::Peil;
use super::disk_host::DiskHost;
use super::{Status, project, say};
use crate::diag::Diagnostic;
use crate::emit::audio::wanted;
use crate::session::{Outcome, sound_sources};
use crate::sound::{Sources, Wanted};
use crate::text::SourceMap;
use args::Audio;
use std::path::PathBuf;

pub(super) fn run(peil: &Peil, command: &Audio) -> Status {
    let done = match command {
        Audio::Build(command) => build::run(peil, command),
        Audio::Script(command) => script::run(peil, command),
        Audio::Accept(command) => accept::run(peil, command),
        Audio::Check(command) => check::run(peil, command),
    };
    done.unwrap_or_else(|status| status)
}

/// The texts of sound sources that are read aloud, and the sounds that there are.
struct Scene {
    outcome: Outcome,
    wanted: Vec<Wanted>,
    sources: Sources,
}

impl Scene {
    /// Compiles, and reads the records; what is wrong is said.
    fn read(peil: &Peil, paths: &[PathBuf]) -> Result<Self, Status> {
        let outcome = project::compiled(peil, paths).ok_or(Status::Failed)?;
        if outcome.has_errors() {
            say::diagnostics(peil, &outcome.diagnostics, &outcome.files.sources);
            return Err(Status::Unsound);
        }
        let wanted = wanted(&outcome.files, &outcome.project);
        let sources = sound_sources(&DiskHost::new(&peil.root), &wanted).map_err(|fault| refuse(peil, *fault))?;
        Ok(Self { outcome, wanted, sources })
    }

    fn say(&self, peil: &Peil, diagnostics: &[Diagnostic]) {
        say::diagnostics(peil, diagnostics, &self.outcome.files.sources);
    }
}

/// The command cannot be carried out.
fn refuse(peil: &Peil, fault: Diagnostic) -> Status {
    say::diagnostics(peil, &[fault], &SourceMap::default());
    Status::Failed
}
