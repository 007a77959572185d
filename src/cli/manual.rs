//! Completions and manual pages, made from the arguments themselves.

use super::args::Peil;
use super::{Status, place, say};
use crate::diag::{Diagnostic, output};
use crate::emit::MANIFEST;
use crate::text::SourceMap;
use clap::CommandFactory;
use std::path::Path;

pub(super) fn completions(shell: clap_complete::Shell) -> Status {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Peil::command(), "peil", &mut script);
    say::out(&String::from_utf8_lossy(&script));
    Status::Done
}

pub(super) fn pages(peil: &Peil, out: &Path) -> Status {
    let elsewhere = "choose another directory, such as `man`";
    let refused = place::of_folder(&peil.root, out, elsewhere).and_then(|()| among_artifacts(out, elsewhere));
    if let Err(fault) = refused {
        say::diagnostics(peil, &[*fault], &SourceMap::default());
        return Status::Failed;
    }
    let made = std::fs::create_dir_all(out).and_then(|()| clap_mangen::generate_to(Peil::command(), out));
    match made {
        Ok(()) => Status::Done,
        Err(error) => {
            say::error(&format!("manual pages cannot be written to `{}`: {error}", out.display()));
            Status::Failed
        }
    }
}

/// An output directory holds artifacts alone: its manifest says so.
fn among_artifacts(out: &Path, help: &str) -> Result<(), Box<Diagnostic>> {
    if !out.join(MANIFEST).is_file() {
        return Ok(());
    }
    let message = format!("`{}` is an output directory, which holds artifacts alone", out.display());
    Err(Box::new(Diagnostic::command(output::OCCUPIED, message).help(help.to_owned())))
}
