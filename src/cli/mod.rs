//! The command line: the only room that touches files, the environment and the terminal.
//!
//! | status | meaning |
//! |---|---|
//! | 0 | done; there may be warnings |
//! | 1 | the sources have errors (or denied warnings), or `--check` found a difference |
//! | 2 | the command cannot be carried out: arguments, files, output directory |

mod args;
mod audio;
mod build;
mod check;
pub mod disk_host;
pub mod dist;
mod dump;
mod explain;
mod fmt;
mod manual;
mod new;
mod place;
mod preview;
mod project;
mod report;
mod say;
mod simulate;
mod tabulate;
mod units;
mod watch;

use args::{Command, Peil};
use clap::Parser;
use std::process::ExitCode;

/// How a command ended; the one table of exit statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Done,
    /// The sources, or a `--check`, are not as they should be.
    Unsound,
    /// The command could not be carried out.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::Unsound => 1,
            Status::Failed => 2,
        })
    }
}

/// Runs the command that the process was started with.
#[must_use]
pub fn main() -> ExitCode {
    let status = run(&Peil::parse());
    if say::cut_short() { Status::Failed.into() } else { status.into() }
}

fn run(peil: &Peil) -> Status {
    match &peil.command {
        Command::New(command) => new::run(peil, command),
        Command::Check(command) => check::run(peil, command),
        Command::Build(command) => build::run(peil, command),
        Command::Fmt(command) => fmt::run(peil, command),
        Command::Explain(command) => explain::run(command),
        Command::Simulate(command) => simulate::run(peil, command),
        Command::Dump(command) => dump::run(peil, command),
        Command::Completions { shell } => manual::completions(*shell),
        Command::Man { out } => manual::pages(peil, out),
        Command::Preview(command) => preview::run(peil, command),
        Command::Audio { command } => audio::run(peil, command),
        Command::Tabulate(command) => tabulate::run(peil, command),
        Command::Report(command) => report::run(peil, command),
        Command::Export(_) => reserved(&peil.command),
    }
}

/// Commands of later versions: their names are taken, so that no script gives them another meaning.
fn reserved(command: &Command) -> Status {
    say::error(&format!("`peil {}` is reserved and not there yet", command.name()));
    say::line(
        "help: this version has `new`, `check`, `build`, `preview`, `audio`, `fmt`, `explain`, `simulate`, `tabulate`, `report`, `dump` and `completions`",
    );
    Status::Failed
}
