//! Text to tree: brackets are counted, the grammar runs, faults in the tree become diagnostics.

use super::cst::Cst;
use super::outline::outline;
use super::{ast, codes, grammar, lower, recover};
use crate::diag::{Diagnostic, Sink};
use crate::text::{FileId, Span};

/// A tree and what is wrong with it.
#[derive(Debug)]
pub struct Parsed {
    pub cst: Cst,
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses one file. Never fails and never panics: a broken file has a tree with faults in it.
#[must_use]
pub fn parse(file: FileId, text: &str) -> Parsed {
    let outline = outline(file, text);
    let mut diagnostics = outline.diagnostics;
    let cst = grammar::parse(file, &outline.text).unwrap_or_else(|(at, message)| {
        let span = Span::new(file, at, at);
        diagnostics.push(Diagnostic::error(codes::INTERNAL.code, span, format!("the grammar gave up: {message}")));
        Cst::empty(file, text.len())
    });
    diagnostics.extend(recover::faults(&cst, text));
    Parsed { cst, diagnostics: recover::one_a_line(text, diagnostics) }
}

/// Parses one file down to its syntax tree; everything that is wrong goes to `sink`, one fault a line.
pub fn parse_file(file: FileId, text: &str, sink: &mut Sink) -> (Cst, ast::File) {
    let parsed = parse(file, text);
    let (tree, found) = lower::lower(file, text, &parsed.cst);
    let mut diagnostics = parsed.diagnostics;
    diagnostics.extend(found);
    sink.extend(recover::one_a_line(text, diagnostics));
    (parsed.cst, tree)
}
