//! The lines of a text one by one: in which block each stands, and which slips it has.

use super::{Slip, Slips, comments, marks, texts, words};
use crate::diag::{Diagnostic, Edit, Fix};
use crate::syntax::cst::Kind;
use crate::syntax::outline::facts::{Line, facts};
use crate::text::{FileId, Span};
use std::ops::Range;

pub(super) fn slips(file: FileId, text: &str) -> Slips {
    let lines = facts(text);
    let mut walk = Walk { file, text, lines: &lines, blocks: Vec::new(), next: 0, found: Slips::default() };
    while let Some(line) = lines.get(walk.next) {
        walk.next += 1;
        if line.first.is_some() {
            walk.line(line);
        }
    }
    walk.found
}

/// A walk through the lines.
pub(super) struct Walk<'t> {
    pub(super) file: FileId,
    pub(super) text: &'t str,
    pub(super) lines: &'t [Line<'t>],
    /// The blocks that are open, from the outermost.
    pub(super) blocks: Vec<Kind>,
    /// The line to be read next.
    pub(super) next: usize,
    pub(super) found: Slips,
}

/// What stands on a line, from its first character.
#[derive(Clone, Copy)]
pub(super) struct Piece<'t> {
    pub(super) start: usize,
    pub(super) text: &'t str,
}

impl<'t> Walk<'t> {
    fn line(&mut self, line: &Line<'t>) {
        if line.closes {
            self.blocks.pop();
            return;
        }
        let Some(piece) = self.piece(line) else { return };
        if comments::whole(self, piece) {
            return;
        }
        let piece = comments::tail(self, piece);
        if piece.text.contains("\"\"\"") {
            words::first(self, line, piece);
            return;
        }
        texts::slips(self, piece);
        marks::slips(self, piece);
        words::first(self, line, piece);
    }

    pub(super) fn piece(&self, line: &Line<'t>) -> Option<Piece<'t>> {
        Some(Piece { start: line.indent_end, text: self.text.get(line.indent_end..line.range.end)? })
    }

    /// The innermost open block.
    pub(super) fn block(&self) -> Kind {
        self.blocks.last().copied().unwrap_or(Kind::File)
    }

    pub(super) fn span(&self, at: Range<usize>) -> Span {
        Span::new(self.file, at.start, at.end)
    }

    /// Reads a piece as something else, which its fix does too.
    pub(super) fn replace(&mut self, at: Range<usize>, text: &str, diagnostic: Diagnostic) {
        let fix = Fix::replace(self.span(at.clone()), text);
        self.found.diagnostics.push(diagnostic.fix(fix));
        self.found.slips.push(Slip::new(at, text));
    }

    pub(super) fn edit(&self, at: Range<usize>, text: &str) -> Edit {
        Edit { span: self.span(at), text: text.to_owned() }
    }
}

impl Piece<'_> {
    /// The characters outside texts, up to a comment, each with its offset in the piece.
    pub(super) fn code(&self) -> Vec<(usize, char)> {
        let mut out = Vec::new();
        let (mut in_text, mut escaped) = (false, false);
        for (at, c) in self.text.char_indices() {
            if in_text {
                in_text = escaped || c != '"';
                escaped = c == '\\' && !escaped;
            } else if c == '"' {
                in_text = true;
            } else if c == '/' && self.from(at).starts_with("//") {
                break;
            } else {
                out.push((at, c));
            }
        }
        out
    }

    pub(super) fn from(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or("")
    }

    pub(super) fn range(&self, from: usize, to: usize) -> Range<usize> {
        self.start + from..self.start + to
    }
}
