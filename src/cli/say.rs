//! Everything that the command writes to the terminal.
#![expect(clippy::print_stderr, reason = "this is the one place that prints")]

use super::args::{Colour, Peil};
use crate::diag::render::{self, Format};
use crate::diag::{Diagnostic, Severity};
use crate::text::SourceMap;
use std::io::{self, IsTerminal, Write};

/// A result, on standard output. A reader that has gone away ends the command in silence.
pub(super) fn out(text: &str) {
    let mut stdout = io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}

/// A line about what was done, on standard error.
pub(super) fn line(text: &str) {
    eprintln!("{text}");
}

pub(super) fn error(text: &str) {
    eprintln!("error: {text}");
}

/// How far a long task is: a bar that is drawn again on a terminal, a line at each tenth elsewhere.
pub(super) fn progress(what: &str, done: usize, all: usize) {
    if io::stderr().is_terminal() {
        let filled = 30 * done / all.max(1);
        let end = if done == all { "\n" } else { "" };
        eprint!("\r{what} [{:-<30}] {done}/{all}{end}", "#".repeat(filled));
    } else if done == all || 10 * done / all.max(1) > 10 * done.saturating_sub(1) / all.max(1) {
        eprintln!("{what}: {done} of {all}");
    }
}

/// Diagnostics: for people on standard error, for machines on standard output.
pub(super) fn diagnostics(peil: &Peil, diagnostics: &[Diagnostic], sources: &SourceMap) {
    let format = peil.message_format;
    let colour = coloured(peil.colour);
    let text = render::render(diagnostics, sources, format, colour);
    match format {
        Format::Human | Format::Short => eprint!("{text}"),
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
