//! Faults in the tree become diagnostics.
//!
//! The tree says where something is wrong; a bad line, header or condition is read again by its strict rule to find
//! how far it is sound. At most one diagnostic a line, so that one slip of the pen is told once.

mod braces;
mod dates;
mod header;
mod line;
mod names;
mod tokens;
mod wording;

pub(super) use dates::iso;
pub(super) use names::{is_option, proper_name};
pub(super) use tokens::jump;
pub(super) use wording::short;

use super::cst::{Cst, Kind};
use super::grammar::Entry;
use super::placement;
use crate::diag::Diagnostic;
use crate::text::{LineIndex, Span};
use std::collections::BTreeMap;

/// The diagnostics of a tree's faults. `source` is the text that was parsed, without masks.
pub(super) fn faults(cst: &Cst, source: &str) -> Vec<Diagnostic> {
    let mut recover = Recover { source, diagnostics: Vec::new() };
    recover.walk(cst, Kind::File);
    recover.diagnostics
}

/// Keeps the first syntax diagnostic of every line.
pub(super) fn one_a_line(source: &str, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let index = LineIndex::new(source);
    let mut kept: BTreeMap<usize, Diagnostic> = BTreeMap::new();
    diagnostics.sort_by_key(|d| d.span);
    for diagnostic in diagnostics {
        let at = diagnostic.span.map_or(0, |s| s.start as usize);
        kept.entry(index.line(at)).or_insert(diagnostic);
    }
    kept.into_values().collect()
}

struct Recover<'a> {
    source: &'a str,
    diagnostics: Vec<Diagnostic>,
}

impl Recover<'_> {
    fn walk(&mut self, node: &Cst, block: Kind) {
        let is_block = placement::BLOCKS.contains(&node.kind);
        let block = if is_block { node.kind } else { block };
        if is_block {
            self.header(node);
            self.braces(node);
        }
        for child in &node.children {
            self.fault(child, node, block);
            self.walk(child, block);
        }
    }

    fn fault(&mut self, child: &Cst, parent: &Cst, block: Kind) {
        match child.kind {
            Kind::BadLine => self.bad_line(child, block),
            Kind::Codeless => self.codeless(child, parent, block),
            Kind::ExprBroken => self.bad_condition(child, parent),
            Kind::StrayClose => self.push(super::outline::stray(child.span)),
            _ => self.bad_token(child, parent),
        }
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn text(&self, span: Span) -> &str {
        self.source.get(span.range()).unwrap_or("")
    }

    /// From the start of a span to the end of its line, without the line break.
    fn line_from(&self, span: Span) -> &str {
        let rest = self.source.get(span.start as usize..).unwrap_or("");
        rest.lines().next().unwrap_or("")
    }
}

/// The strict rule for the lines of a block.
fn entry(block: Kind) -> Entry {
    match block {
        Kind::File => Entry::Top,
        Kind::Report
        | Kind::Chapter
        | Kind::PartSection
        | Kind::Norm
        | Kind::Theme
        | Kind::Cover
        | Kind::Front
        | Kind::Figure
        | Kind::Table
        | Kind::Promoter
        | Kind::Strengths => Entry::Report,
        _ => Entry::Survey,
    }
}
