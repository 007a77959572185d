//! Marks of lists, ranges and jumps as they are written elsewhere.

use super::Slip;
use super::lines::{Piece, Walk};
use crate::diag::{Diagnostic, Fix};
use crate::syntax::{codes, recover};

pub(super) fn slips(walk: &mut Walk<'_>, piece: Piece<'_>) {
    list_mark(walk, piece);
    let code = piece.code();
    range(walk, piece, &code);
    list_in_brackets(walk, piece, &code);
    if piece.text.starts_with(|c: char| c.is_ascii_digit()) {
        jump(walk, piece, &code);
    }
}

/// `1) ja`, `1. ja`, `1: ja` and `• 1 ja`: the code of an option as a word processor numbers a list.
fn list_mark(walk: &mut Walk<'_>, piece: Piece<'_>) {
    let bare = piece.text.trim_start_matches(['•', '*', '-', '–']).trim_start();
    let before = piece.text.len() - bare.len();
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = bare.get(digits..).unwrap_or("");
    let marked = after.trim_start_matches([')', '.', ':']);
    let bulleted = before > 1 && marked.len() == after.len();
    let numbered = before == 0 && after.len() == marked.len() + 1;
    let spaced = marked.starts_with(char::is_whitespace);
    let named = marked.trim_start().starts_with(|c: char| c.is_alphabetic() || c == '"');
    if digits == 0 || !(bulleted || numbered) || !spaced || !named {
        return;
    }
    let Some(code) = bare.get(..digits) else { return };
    let (mark, at) = if numbered {
        (after.get(..1), piece.range(digits, digits + 1))
    } else {
        (piece.text.get(..before).map(str::trim_end), piece.range(0, before))
    };
    let mark = mark.unwrap_or("");
    let place = if numbered { "after" } else { "before" };
    let message = format!("`{mark}` {place} the code of an option");
    let diagnostic = Diagnostic::error(codes::STRAY_PUNCTUATION.code, walk.span(at.clone()), message)
        .label("the code stands alone")
        .help(format!("write `{code}`"))
        .fix(Fix::delete(walk.span(at)));
    walk.found.diagnostics.push(diagnostic);
    walk.found.slips.push(Slip::new(piece.range(0, before + digits + usize::from(numbered)), code));
}

/// `number 0-40`, `in 0 – 40`: a range without its two dots.
fn range(walk: &mut Walk<'_>, piece: Piece<'_>, code: &[(usize, char)]) {
    for &(at, _) in code {
        let Some(from) =
            ["number ", "in "].iter().find(|word| starts_word(piece, at, word)).map(|word| at + word.len())
        else {
            continue;
        };
        let low = piece.from(from);
        let number = low.len() - low.trim_start().len() + number(low.trim_start());
        let rest = low.get(number..).unwrap_or("");
        let sign = rest.trim_start();
        let Some(mark) = RANGES.iter().find(|mark| sign.starts_with(**mark)) else { continue };
        let high = sign.get(mark.len()..).unwrap_or("").trim_start();
        if low.get(..number).is_none_or(|low| low.trim().is_empty()) || self::number(high) == 0 {
            continue;
        }
        let start = from + number + (rest.len() - sign.len());
        let place = piece.range(start, start + mark.len());
        let message = format!("`{mark}` makes no range");
        let diagnostic = Diagnostic::error(codes::FOREIGN_OPERATOR.code, walk.span(place.clone()), message)
            .label("written `..` here")
            .help("write `..`");
        walk.replace(place, "..", diagnostic);
    }
}

const RANGES: &[&str] = &["...", "…", "–", "—", "-", "t/m", "tot"];

/// The bytes of a number at the start of a text: a sign, digits, and decimals if a digit follows the point.
fn number(text: &str) -> usize {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = usize::from(text.starts_with('-'));
    let whole = digits(text.get(sign..).unwrap_or(""));
    if whole == 0 {
        return 0;
    }
    let rest = text.get(sign + whole..).unwrap_or("");
    let part = rest.strip_prefix('.').map_or(0, digits);
    sign + whole + if part > 0 { part + 1 } else { 0 }
}

fn starts_word(piece: Piece<'_>, at: usize, word: &str) -> bool {
    let before = piece.text.get(..at).unwrap_or("");
    piece.from(at).starts_with(word) && before.ends_with(char::is_whitespace)
}

/// `in (a, b)`: a list between round brackets.
fn list_in_brackets(walk: &mut Walk<'_>, piece: Piece<'_>, code: &[(usize, char)]) {
    for (from, &(at, _)) in code.iter().enumerate() {
        let word = ["in ", "in(", "any ", "any("].iter().find(|word| starts_word(piece, at, word));
        let Some(word) = word else { continue };
        if word.starts_with("any") && !piece.text.get(..at).is_some_and(|before| before.trim_end().ends_with("has")) {
            continue;
        }
        let mut after = code.iter().skip(from + word.len() - 1).skip_while(|(_, c)| c.is_whitespace());
        let Some(&(open, '(')) = after.next() else { continue };
        let Some(&(close, ')')) = after.find(|(_, c)| matches!(c, '(' | ')')) else { continue };
        let span = walk.span(piece.range(open, close + 1));
        let edits = vec![walk.edit(piece.range(open, open + 1), "{"), walk.edit(piece.range(close, close + 1), "}")];
        let inner = piece.text.get(open + 1..close).unwrap_or("").trim();
        let diagnostic = Diagnostic::error(codes::FOREIGN_OPERATOR.code, span, "a list stands between braces")
            .label("round brackets here")
            .help(format!("write `{{{}}}`", recover::short(inner)))
            .fix(Fix { title: "write braces".to_owned(), edits });
        walk.found.diagnostics.push(diagnostic);
        walk.found.slips.push(Slip::new(piece.range(open, open + 1), "{"));
        walk.found.slips.push(Slip::new(piece.range(close, close + 1), "}"));
    }
}

/// `1 nee "Nee" goto einde`: a jump at an option.
fn jump(walk: &mut Walk<'_>, piece: Piece<'_>, code: &[(usize, char)]) {
    let is_jump =
        |at: usize| ["goto ", "go to ", "jump ", "skip to ", "-> ", "→ "].iter().any(|w| starts_word(piece, at, w));
    let Some(at) = code.iter().map(|(at, _)| *at).find(|at| is_jump(*at)) else { return };
    let text = piece.from(at).trim_end();
    let before = piece.text.get(..at).unwrap_or("").trim_end();
    if text.contains('"') || text.contains("//") || !before.ends_with('"') {
        return;
    }
    let span = walk.span(piece.range(at, at + text.len()));
    walk.found.diagnostics.push(recover::jump(span, text));
    walk.found.slips.push(Slip::new(piece.range(before.len(), at + text.len()), ""));
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_ends_before_dots() {
        for (text, length) in [("0...40", 1), ("0.5-2", 3), ("-3", 2), ("a", 0), ("12 ", 2)] {
            assert_eq!(number(text), length, "{text}");
        }
    }
}
