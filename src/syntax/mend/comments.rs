//! Comments in the manner of other languages.

use super::Slip;
use super::lines::{Piece, Walk};
use crate::diag::{Diagnostic, Edit, Fix};
use crate::syntax::codes;
use std::ops::Range;

/// What begins a comment elsewhere, and what ends it where that is not the line end.
const MARKS: &[(&str, &str)] = &[("/*", "*/"), ("<!--", "-->"), ("--", ""), ("#", "")];

/// The longest comment of several lines that is looked for.
const LONGEST: usize = 200;

/// Takes a line that is a comment, and the lines in which it goes on; whether it is one.
pub(super) fn whole(walk: &mut Walk<'_>, piece: Piece<'_>) -> bool {
    let Some((mark, end)) = MARKS.iter().find(|(mark, _)| piece.text.starts_with(mark)).copied() else { return false };
    if end.is_empty() {
        report(walk, piece.range(0, mark.len()), mark, Vec::new());
        return true;
    }
    match piece.text.find(end) {
        Some(at) if piece.from(at + end.len()).trim().is_empty() => {
            let ending = ending(piece, at);
            let edits = vec![walk.edit(ending, "")];
            report(walk, piece.range(0, mark.len()), mark, edits);
            true
        }
        Some(_) => false,
        None => several(walk, piece, mark, end),
    }
}

/// A comment that ends on a later line.
fn several(walk: &mut Walk<'_>, piece: Piece<'_>, mark: &str, end: &str) -> bool {
    let (mut edits, mut slips) = (Vec::new(), Vec::new());
    for (at, line) in walk.lines.iter().enumerate().skip(walk.next).take(LONGEST) {
        let Some(next) = walk.piece(line).filter(|next| !next.text.trim().is_empty()) else { continue };
        let close = next.text.find(end);
        let only_the_end = close == Some(0);
        if only_the_end {
            edits.push(walk.edit(next.range(0, end.len()), "//"));
            slips.push(Slip::new(next.range(0, end.len()), "//"));
        } else {
            edits.push(walk.edit(next.range(0, 0), "// "));
            slips.push(Slip::new(next.range(0, 0), "// "));
        }
        let Some(close) = close else { continue };
        if !next.from(close + end.len()).trim().is_empty() {
            return false;
        }
        if !only_the_end {
            edits.push(walk.edit(ending(next, close), ""));
        }
        report(walk, piece.range(0, mark.len()), mark, edits);
        walk.found.slips.extend(slips);
        walk.next = at + 1;
        return true;
    }
    false
}

/// The mark that ends a comment, and the white space before it.
fn ending(piece: Piece<'_>, at: usize) -> Range<usize> {
    let before = piece.text.get(..at).unwrap_or("").trim_end().len();
    piece.range(before, piece.text.len())
}

/// Takes a comment at the end of a line; what stands before it.
pub(super) fn tail<'t>(walk: &mut Walk<'_>, piece: Piece<'t>) -> Piece<'t> {
    if !piece.text.contains(['#', '*', '-']) {
        return piece;
    }
    let begins = |at: usize| {
        let rest = piece.from(at);
        let spaced = piece.text.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
        MARKS.iter().find(|(mark, _)| spaced && rest.starts_with(mark) && (*mark != "--" || rest.starts_with("-- ")))
    };
    let Some((at, (mark, end))) = piece.code().into_iter().find_map(|(at, _)| begins(at).map(|mark| (at, *mark)))
    else {
        return piece;
    };
    let rest = piece.from(at).trim_end();
    let mut edits = Vec::new();
    if !end.is_empty() {
        let Some(close) = rest.find(end).filter(|close| close + end.len() == rest.len()) else { return piece };
        edits.push(walk.edit(ending(piece, at + close), ""));
    }
    report(walk, piece.range(at, at + mark.len()), mark, edits);
    Piece { text: piece.text.get(..at).unwrap_or("").trim_end(), ..piece }
}

fn report(walk: &mut Walk<'_>, at: Range<usize>, mark: &str, more: Vec<Edit>) {
    let mut edits = vec![walk.edit(at.clone(), "//")];
    edits.extend(more);
    let diagnostic =
        Diagnostic::error(codes::FOREIGN_COMMENT.code, walk.span(at.clone()), format!("`{mark}` begins no comment"))
            .label("a comment begins with `//` and ends with its line")
            .help("write `//`")
            .fix(Fix { title: "write `//`".to_owned(), edits });
    walk.found.diagnostics.push(diagnostic);
    walk.found.slips.push(Slip::new(at, "//"));
}
