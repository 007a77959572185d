//! Diagnostics as plain text for snapshots: the line, the underlined text, every word.

use peil::diag::Diagnostic;
use peil::text::{SourceMap, Span};
use std::fmt::Write as _;

/// All diagnostics, in order.
pub(crate) fn diagnostics(diagnostics: &[Diagnostic], sources: &SourceMap) -> String {
    diagnostics.iter().map(|d| diagnostic(d, sources)).collect::<Vec<_>>().join("\n")
}

fn diagnostic(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let mut out = String::new();
    let severity = format!("{:?}", diagnostic.severity).to_lowercase();
    let place = diagnostic.span.map_or_else(|| diagnostic.path.clone().unwrap_or_default(), |s| place(s, sources));
    writeln!(out, "{severity} {} {place}: {}", diagnostic.code, diagnostic.message).unwrap();
    if let Some(span) = diagnostic.span {
        underline(&mut out, span, &diagnostic.label, sources);
    }
    for label in &diagnostic.labels {
        writeln!(out, "  also {}: {}", place_of(label.span, sources), label.text).unwrap();
    }
    for note in &diagnostic.notes {
        writeln!(out, "  note: {note}").unwrap();
    }
    if let Some(help) = &diagnostic.help {
        writeln!(out, "  help: {help}").unwrap();
    }
    for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
        writeln!(out, "  fix {}: {:?}", place_of(edit.span, sources), edit.text).unwrap();
    }
    out
}

fn place(span: Span, sources: &SourceMap) -> String {
    place_of(span, sources)
}

fn place_of(span: Span, sources: &SourceMap) -> String {
    let source = sources.get(span.file).expect("a known file");
    let at = source.lines.position(&source.text, span.start as usize);
    format!("{}:{}", at.line + 1, at.column + 1)
}

fn underline(out: &mut String, span: Span, label: &str, sources: &SourceMap) {
    let source = sources.get(span.file).expect("a known file");
    let at = source.lines.position(&source.text, span.start as usize);
    let line = source.text.get(source.lines.line_range(at.line)).unwrap().trim_end_matches('\n');
    let width = sources.slice(span).lines().next().unwrap_or("").chars().count().max(1);
    writeln!(out, "  | {line}").unwrap();
    writeln!(out, "{}", format!("  | {}{} {label}", " ".repeat(at.column), "^".repeat(width)).trim_end()).unwrap();
}
