//! `peil check`: reads, says what is wrong, writes nothing.

use super::args::{Check, Peil};
use super::{Status, project, say};

pub(super) fn run(peil: &Peil, command: &Check) -> Status {
    let Some(outcome) = project::compiled(peil, &command.paths) else { return Status::Failed };
    say::diagnostics(peil, &outcome.diagnostics, &outcome.files.sources);
    if say::failing(&outcome.diagnostics, command.strictness.deny.is_some()) { Status::Unsound } else { Status::Done }
}
