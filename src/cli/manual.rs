//! Completions and manual pages, made from the arguments themselves.

use super::args::Peil;
use super::{Status, say};
use clap::CommandFactory;
use std::path::Path;

pub(super) fn completions(shell: clap_complete::Shell) -> Status {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Peil::command(), "peil", &mut script);
    say::out(&String::from_utf8_lossy(&script));
    Status::Done
}

pub(super) fn pages(out: &Path) -> Status {
    let made = std::fs::create_dir_all(out).and_then(|()| clap_mangen::generate_to(Peil::command(), out));
    match made {
        Ok(()) => Status::Done,
        Err(error) => {
            say::error(&format!("manual pages cannot be written to `{}`: {error}", out.display()));
            Status::Failed
        }
    }
}
