//! `peil preview`: serves the forms to this machine only, builds again when a source changes, and shows what comes in.

mod http;
mod live;
mod server;
mod site;
mod tell;

use super::args::{Peil, Preview};
use super::disk_host::DiskHost;
use super::watch::Watch;
use super::{Status, project, say};
use crate::diag::render::{Format, render};
use crate::diag::{Diagnostic, Severity, output};
use crate::emit::form::Delivery;
use crate::emit::{EmitError, artifacts};
use crate::model::Survey;
use crate::session::add_sounds;
use crate::sound::Occasion;
use crate::text::SourceMap;
use live::{Built, Live};
use std::io;
use std::sync::Arc;

pub(super) fn run(peil: &Peil, command: &Preview) -> Status {
    let Some(mut watch) = Watch::start(peil, &command.paths, None, None) else { return Status::Failed };
    let (listener, port) = match server::listen(command.port) {
        Ok(listening) => listening,
        Err(error) => return unavailable(peil, command.port, &error),
    };
    let live = Arc::new(Live::default());
    if !build(peil, command, &live) || !stop_politely(&live) {
        return Status::Failed;
    }
    let shared = Arc::clone(&live);
    let serving = std::thread::Builder::new().spawn(move || server::serve(&listener, port, &shared));
    if let Err(error) = serving {
        say::error(&format!("the preview cannot start: {error}"));
        return Status::Failed;
    }
    say::line(&format!("serving http://127.0.0.1:{port}/ to this machine only; stop with ctrl-c"));
    while watch.changed() {
        build(peil, command, &live);
    }
    Status::Done
}

fn unavailable(peil: &Peil, port: u16, error: &io::Error) -> Status {
    let message = format!("port {port} of 127.0.0.1 cannot be used");
    let fault = Diagnostic::command(output::PORT_UNAVAILABLE, message)
        .with_note(error.to_string())
        .help("choose another with `--port N`, or let the system choose with `--port 0`");
    say::diagnostics(peil, &[fault], &SourceMap::default());
    Status::Failed
}

/// Nothing lies on the disk, so that ctrl-c has nothing to clear away.
fn stop_politely(live: &Arc<Live>) -> bool {
    let live = Arc::clone(live);
    let stop = move || {
        say::line(&format!("stopped; {} received", say::count(live.count(), "answer")));
        std::process::exit(0);
    };
    let set = ctrlc::set_handler(stop);
    if let Err(error) = &set {
        say::error(&format!("the preview cannot start: {error}"));
    }
    set.is_ok()
}

/// Builds in memory; false when there is nothing to read.
fn build(peil: &Peil, command: &Preview, live: &Live) -> bool {
    let Some(mut outcome) = project::compiled(peil, &command.paths) else { return false };
    add_sounds(&DiskHost::new(&peil.root), &mut outcome, Occasion::Draft);
    say::diagnostics(peil, &outcome.diagnostics, &outcome.files.sources);
    if outcome.has_errors() {
        let errors: Vec<Diagnostic> = outcome.diagnostics.into_iter().filter(is_error).collect();
        live.broken(render(&errors, &outcome.files.sources, Format::Human, false));
        say::line("not built; the last form without errors stays");
        return true;
    }
    match artifacts(&outcome.files, &outcome.project, &Delivery::default()) {
        Ok(artifacts) => {
            let surveys = outcome.project.surveys;
            say::line(&format!("built {}", say::count(surveys.len(), "survey")));
            live.built(Built { artifacts, builds: surveys.iter().map(Survey::build).collect(), surveys });
        }
        Err(error) => {
            let problems = emit_problem(&error);
            say::error(&problems);
            live.broken(problems);
        }
    }
    true
}

/// The page shows what must be mended; warnings stand in the terminal.
fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

fn emit_problem(error: &EmitError) -> String {
    match error {
        EmitError::Path(error) => render(&[error.diagnostic()], &SourceMap::default(), Format::Human, false),
        EmitError::Internal(what) => format!("internal: {what}"),
    }
}
