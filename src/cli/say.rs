//! Everything that the command writes to the terminal.

use super::args::{Colour, Peil};
use crate::diag::render::{self, Format};
use crate::diag::{Diagnostic, Severity};
use crate::text::SourceMap;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// A result could not be written whole, such as on a full disk: the command has failed whatever else it did.
static CUT_SHORT: AtomicBool = AtomicBool::new(false);

/// A result, on standard output. A reader that has gone away has read enough.
pub(super) fn out(text: &str) {
    let mut stdout = io::stdout().lock();
    if let Err(fault) = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush())
        && fault.kind() != ErrorKind::BrokenPipe
    {
        CUT_SHORT.store(true, Ordering::Relaxed);
        error(&format!("standard output cannot be written: {fault}"));
    }
}

/// Whether a result was cut short.
pub(super) fn cut_short() -> bool {
    CUT_SHORT.load(Ordering::Relaxed)
}

/// A line about what was done, on standard error.
pub(super) fn line(text: &str) {
    note(&format!("{text}\n"));
}

pub(super) fn error(text: &str) {
    note(&format!("error: {text}\n"));
}

/// There is nowhere to tell that messages cannot be written; the exit status remains.
fn note(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// How far a long task is: a bar that is drawn again on a terminal, a line at each tenth elsewhere.
pub(super) fn progress(what: &str, done: usize, all: usize) {
    if io::stderr().is_terminal() {
        let filled = 30 * done / all.max(1);
        let end = if done == all { "\n" } else { "" };
        note(&format!("\r{what} [{:-<30}] {done}/{all}{end}", "#".repeat(filled)));
    } else if done == all || 10 * done / all.max(1) > 10 * done.saturating_sub(1) / all.max(1) {
        line(&format!("{what}: {done} of {all}"));
    }
}

/// Diagnostics: for people on standard error, for machines on standard output.
pub(super) fn diagnostics(peil: &Peil, diagnostics: &[Diagnostic], sources: &SourceMap) {
    let format = peil.message_format;
    let colour = coloured(peil.colour);
    let text = render::render(diagnostics, sources, format, colour);
    match format {
        Format::Human | Format::Short => note(&text),
        Format::Json | Format::Sarif | Format::Github => out(&text),
    }
}

fn coloured(colour: Colour) -> bool {
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}

/// Whether any is an error, or a warning that is denied.
pub(super) fn failing(diagnostics: &[Diagnostic], deny_warnings: bool) -> bool {
    let least = if deny_warnings { Severity::Warning } else { Severity::Error };
    diagnostics.iter().any(|diagnostic| diagnostic.severity >= least)
}

/// "1 file", "2 files".
pub(super) fn count(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}
