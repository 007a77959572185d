//! Before the grammar runs: nesting is counted, and a `}` that closes nothing is found by its indentation.
//!
//! The grammar would take a stray `}` for the end of the block around it, and everything after it would stand in the
//! wrong place. Here the blocks are walked by first words and braces; where that goes wrong, the last `}` that stands
//! deeper than the block it closes is the stray one. It is masked (`U+0001`, same length), so spans stay what they are.

pub(super) mod facts;

use super::codes;
use crate::diag::{Diagnostic, Fix};
use crate::text::{FileId, Span};
use facts::{Line, Rank, facts};
use std::borrow::Cow;
use std::ops::Range;

/// How deep brackets and blocks may nest.
pub(super) const MAX_DEPTH: usize = 64;

/// How many stray braces are looked for; more than this is no survey.
const MAX_STRAY: usize = 50;

/// The text for the grammar, and what was found on the way.
pub(super) struct Outline<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

pub(super) fn outline(file: FileId, text: &str) -> Outline<'_> {
    let lines = facts(text);
    let mut masks = Vec::new();
    let mut diagnostics = Vec::new();
    let (stray_braces, of_no_page) = strays(&lines);
    masks.extend(of_no_page.into_iter().map(|at| at..at + 1));
    for at in stray_braces {
        let span = Span::new(file, at, at + 1);
        masks.push(at..at + 1);
        diagnostics.push(stray(span));
    }
    for (range, at) in too_deep(&lines) {
        masks.push(range);
        diagnostics.push(deep(Span::new(file, at, at + 1)));
    }
    Outline { text: mask(text, &masks), diagnostics }
}

pub(super) fn stray(span: Span) -> Diagnostic {
    Diagnostic::error(codes::STRAY_BRACE.code, span, "`}` closes nothing")
        .label("no block is open here")
        .help("delete it")
        .fix(Fix::delete(span))
}

fn deep(span: Span) -> Diagnostic {
    Diagnostic::error(codes::NESTING_TOO_DEEP.code, span, format!("nesting is more than {MAX_DEPTH} deep"))
        .label("one too many")
        .help("split this into parts")
}

/// Replaces the ranges by `U+0001`, byte for byte, line breaks kept.
fn mask<'a>(text: &'a str, ranges: &[Range<usize>]) -> Cow<'a, str> {
    if ranges.is_empty() && !text.contains('\u{1}') {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.replace('\u{1}', "\u{2}").into_bytes();
    for range in ranges {
        let masked = bytes.get_mut(range.clone()).into_iter().flatten();
        masked.filter(|b| !matches!(**b, b'\n' | b'\r')).for_each(|b| *b = 1);
    }
    // Ranges are whole lines or one ASCII byte, so this is always UTF-8; were it not, the text stays as it is.
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The parts of the text that nest too deep, each with the bracket that is one too many.
fn too_deep(lines: &[Line]) -> Vec<(Range<usize>, usize)> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    let mut depth = 0_usize;
    for line in lines {
        if line.closes {
            depth = depth.saturating_sub(1);
        }
        if depth >= MAX_DEPTH && line.first.is_some() {
            match found.last_mut() {
                Some((range, _)) if depth > MAX_DEPTH || !line.opens => range.end = line.range.end,
                _ => found.push((line.range.clone(), line.indent_end)),
            }
        } else if let Some(at) = line.too_deep {
            found.push((line.range.clone(), at));
        }
        if line.opens {
            depth += 1;
        }
    }
    found
}

/// An open block: how far out it belongs, and the column of its header.
#[derive(Clone, Copy)]
struct Open {
    rank: Rank,
    indent: usize,
    /// Items stand in it that lack a page, whose brace may follow.
    pageless: bool,
}

/// A `}` that may be the stray one: it stands deeper than the block that it would close.
struct Candidate {
    line: usize,
    stack: Vec<Open>,
}

/// Offsets of the braces that close nothing although the grammar would let them close something, and of those that would
/// close a page that was never opened.
fn strays(lines: &[Line]) -> (Vec<usize>, Vec<usize>) {
    let mut found = Vec::new();
    let mut walk = Walk::default();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if walk.step(line, at, lines.get(at + 1..).unwrap_or(&[])) {
            at += 1;
            continue;
        }
        // Something stands in the wrong place: go back to the brace that must have led there.
        match walk.candidate.take() {
            Some(candidate) if found.len() < MAX_STRAY => {
                at = candidate.line + 1;
                walk.stack = candidate.stack;
                found.extend(lines.get(candidate.line).map(|l| l.indent_end));
            }
            _ => at += 1,
        }
    }
    (found, walk.of_no_page)
}

#[derive(Default)]
struct Walk {
    stack: Vec<Open>,
    candidate: Option<Candidate>,
    of_no_page: Vec<usize>,
}

impl Walk {
    /// Takes one line; `false` when it stands where it cannot.
    fn step(&mut self, line: &Line, at: usize, after: &[Line]) -> bool {
        if line.closes {
            return self.close(line, at);
        }
        let in_report = self.stack.first().is_some_and(|open| open.rank == Rank::Report);
        let Some(rank) = line.rank(in_report) else { return true };
        if rank.is_top() {
            self.stack.clear();
            self.candidate = None;
        }
        while self.stack.last().is_some_and(|open| rank.ends(open.rank)) {
            self.stack.pop();
        }
        let sound = rank.may_stand_in(self.stack.last().map(|open| open.rank));
        if let Some(open) = self.stack.last_mut() {
            open.pageless |= !sound && rank.lacks_page(open.rank);
        }
        let opens = line.opens || facts::opens_without_brace(rank, after);
        if opens && self.stack.len() < MAX_DEPTH {
            self.stack.push(Open { rank, indent: line.indent, pageless: false });
        }
        sound
    }

    fn close(&mut self, line: &Line, at: usize) -> bool {
        let Some(top) = self.stack.last_mut() else { return false };
        if line.indent > top.indent && std::mem::take(&mut top.pageless) {
            self.of_no_page.push(line.indent_end);
            return true;
        }
        if line.indent > top.indent {
            self.candidate = Some(Candidate { line: at, stack: self.stack.clone() });
        }
        self.stack.pop();
        true
    }
}
