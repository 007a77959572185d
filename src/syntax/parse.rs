//! Text to tree: brackets are counted, the grammar runs, faults in the tree become diagnostics.

use super::cst::Cst;
use super::mend::{Mended, mend};
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
    read(file, text).0
}

/// The tree, and the text as it was read.
fn read(file: FileId, text: &str) -> (Parsed, Mended<'_>) {
    let (mended, mut found) = mend(file, text);
    let outline = outline(file, mended.text());
    let mut diagnostics = outline.diagnostics;
    let cst = grammar::parse(file, &outline.text).unwrap_or_else(|(at, message)| {
        let span = Span::new(file, at, at);
        diagnostics.push(Diagnostic::error(codes::INTERNAL.code, span, format!("the grammar gave up: {message}")));
        Cst::empty(file, mended.text().len())
    });
    diagnostics.extend(recover::faults(&cst, mended.text()));
    // What was mended comes first: on its line it is what is wrong.
    found.extend(diagnostics.into_iter().map(|diagnostic| mended.back(diagnostic)));
    let cst = mended.tree(cst);
    (Parsed { cst, diagnostics: recover::one_a_line(text, found) }, mended)
}

/// Parses one file down to its syntax tree; everything that is wrong goes to `sink`, one fault a line.
pub fn parse_file(file: FileId, text: &str, sink: &mut Sink) -> (Cst, ast::File) {
    let (parsed, mended) = read(file, text);
    let (tree, found) = lower::lower(file, &mended, &parsed.cst);
    let mut diagnostics = parsed.diagnostics;
    diagnostics.extend(found);
    sink.extend(recover::one_a_line(text, diagnostics));
    (parsed.cst, tree)
}
