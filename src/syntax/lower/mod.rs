//! Concrete tree to syntax tree. Goes on after every fault: what is sound is kept.
//!
//! Faults that the tree itself shows (a bad line, a missing brace) have been reported by `recover`; here come the ones
//! that need the construct: a line in the wrong block, a member twice, a part that is missing.

mod answer;
mod block;
mod expr;
mod figure;
mod file;
mod item;
mod members;
mod norm;
mod options;
mod report;
mod shared;
mod survey;
mod text;
mod token;

use super::ast;
use super::cst::Cst;
use super::mend::Mended;
use crate::diag::Diagnostic;
use crate::text::FileId;

/// The syntax tree of a file.
pub(super) fn lower(file: FileId, source: &Mended<'_>, cst: &Cst) -> (ast::File, Vec<Diagnostic>) {
    let mut lower = Lower { file, source, diagnostics: Vec::new() };
    let tree = lower.file(cst);
    (tree, lower.diagnostics)
}

/// The state of lowering one file.
struct Lower<'a> {
    file: FileId,
    source: &'a Mended<'a>,
    diagnostics: Vec<Diagnostic>,
}
