//! Quotes of texts: a curly one at the end, quotes inside quotes, a text that goes on on the next line.

use super::Slip;
use super::lines::{Piece, Walk};
use crate::diag::{Diagnostic, Fix};
use crate::syntax::codes;
use crate::syntax::keyword;

/// The most lines that a text is followed over.
const LONGEST: usize = 20;

pub(super) fn slips(walk: &mut Walk<'_>, piece: Piece<'_>) {
    let quotes = quotes(piece.text);
    if backslashes(walk, piece) {
        return;
    }
    if inner_quotes(walk, piece, &quotes) {
        return;
    }
    if quotes.len() % 2 == 1
        && let Some(&open) = quotes.last()
        && !curly_end(walk, piece, open)
    {
        next_lines(walk, piece, open);
    }
}

/// `use "shared\schalen.peil"`: a path as Windows writes it.
fn backslashes(walk: &mut Walk<'_>, piece: Piece<'_>) -> bool {
    const WORDS: &[&str] = &["use", "units", "lexicon", "logo", "thresholds"];
    let is_path = piece.text.split_whitespace().next().is_some_and(|word| WORDS.contains(&word));
    let marks: Vec<_> = piece.text.match_indices('\\').map(|(at, _)| at).collect();
    let Some(&first) = marks.first().filter(|_| is_path && !piece.text.contains("\\\"")) else { return false };
    // A backslash that was doubled is one.
    let doubled = |at: &usize| at.checked_sub(1).is_some_and(|before| marks.contains(&before));
    let text = |at: &usize| if doubled(at) { "" } else { "/" };
    let edits = marks.iter().map(|at| walk.edit(piece.range(*at, at + 1), text(at))).collect();
    let span = walk.span(piece.range(first, first + 1));
    let diagnostic = Diagnostic::error(codes::BAD_ESCAPE.code, span, "`\\` does not part the folders of a path")
        .label("written `/`, on Windows too")
        .help("write `/`")
        .fix(Fix { title: "write `/`".to_owned(), edits });
    walk.found.diagnostics.push(diagnostic);
    walk.found.slips.extend(marks.iter().map(|at| Slip::new(piece.range(*at, at + 1), text(at))));
    true
}

/// The straight quotes of a line that no backslash stands before, up to a comment.
fn quotes(text: &str) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        let in_text = found.len() % 2 == 1;
        if c == '/' && !in_text && text.get(at..).is_some_and(|rest| rest.starts_with("//")) {
            break;
        }
        if c == '"' && !(in_text && escaped) {
            found.push(at);
        }
        escaped = in_text && c == '\\' && !escaped;
    }
    found
}

/// `"Bent u "lid" geweest?"`: a quote that closes and is followed by a letter, up to one that follows a letter.
fn inner_quotes(walk: &mut Walk<'_>, piece: Piece<'_>, quotes: &[usize]) -> bool {
    let letter_after = |at: usize| piece.from(at + 1).starts_with(char::is_alphanumeric);
    let ends_word = |at: usize| {
        let before = piece.text.get(..at).unwrap_or("");
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '!' | '?'))
    };
    let mut inner = Vec::new();
    let mut at = 1;
    while let (Some(&close), Some(&open), Some(_)) = (quotes.get(at), quotes.get(at + 1), quotes.get(at + 2)) {
        if letter_after(close) && ends_word(open) {
            inner.extend([close, open]);
        }
        at += 2;
    }
    let Some(&first) = inner.first() else { return false };
    let edits = inner.iter().map(|&at| walk.edit(piece.range(at, at + 1), "\\\"")).collect();
    let span = walk.span(piece.range(first, first + 1));
    let diagnostic = Diagnostic::error(codes::UNEXPECTED_TEXT.code, span, "a quote stands inside a text")
        .label("the text would end here")
        .help("write `\\\"` for a quote inside a text, or use curly quotes there")
        .fix(Fix { title: "write `\\\"`".to_owned(), edits });
    walk.found.diagnostics.push(diagnostic);
    walk.found.slips.extend(inner.into_iter().map(|at| Slip::new(piece.range(at, at + 1), "\\\"")));
    true
}

/// `"Bent u lid?”`: the text ends with a quote of a word processor.
fn curly_end(walk: &mut Walk<'_>, piece: Piece<'_>, open: usize) -> bool {
    let mut depth = 0_usize;
    for (at, c) in piece.from(open).char_indices() {
        match c {
            '“' | '„' => depth += 1,
            '”' if depth > 0 => depth -= 1,
            '”' => {
                let span = piece.range(open + at, open + at + c.len_utf8());
                let diagnostic = Diagnostic::error(
                    codes::FOREIGN_QUOTES.code,
                    walk.span(span.clone()),
                    "a text stands between straight double quotes",
                )
                .label("it ends with another quote")
                .help("write `\"`");
                walk.replace(span, "\"", diagnostic);
                return true;
            }
            _ => {}
        }
    }
    false
}

/// A text whose closing quote stands on one of the next lines.
fn next_lines(walk: &mut Walk<'_>, piece: Piece<'_>, open: usize) {
    let is_block = |word: &str| [keyword::TOP, keyword::SURVEY_BLOCKS, keyword::REPORT_BLOCKS].concat().contains(&word);
    if piece.text.split_whitespace().next().is_none_or(is_block) {
        return;
    }
    let mut breaks = Vec::new();
    let mut end = piece.start + piece.text.trim_end().len();
    for (at, line) in walk.lines.iter().enumerate().skip(walk.next).take(LONGEST) {
        let Some(next) = walk.piece(line) else { return };
        let starts_anew = line.first.is_none_or(is_line) || next.text.ends_with('{');
        if starts_anew {
            return;
        }
        breaks.push(end..next.start);
        end = next.start + next.text.trim_end().len();
        match quotes(next.text).as_slice() {
            [] => {}
            &[close] => {
                report(walk, piece.range(open, open + 1), next.range(close, close + 1));
                walk.found.slips.extend(breaks.into_iter().map(|at| Slip::new(at, " ")));
                walk.next = at + 1;
                return;
            }
            _ => return,
        }
    }
}

/// Whether a line with this first word stands by itself.
fn is_line(word: &str) -> bool {
    word.starts_with(|c: char| matches!(c, '}' | '{' | '"') || c.is_ascii_digit()) || keyword::begins_a_line(word)
}

fn report(walk: &mut Walk<'_>, open: std::ops::Range<usize>, close: std::ops::Range<usize>) {
    let edits = vec![walk.edit(open.clone(), "\"\"\""), walk.edit(close.clone(), "\"\"\"")];
    let diagnostic =
        Diagnostic::error(codes::UNTERMINATED_TEXT.code, walk.span(open), "the text goes on on the next line")
            .label("begins here")
            .also(walk.span(close), "ends here")
            .help("put it between `\"\"\"`, or on one line")
            .fix(Fix { title: "put it between `\"\"\"`".to_owned(), edits });
    walk.found.diagnostics.push(diagnostic);
}

#[cfg(test)]
mod tests {
    use super::quotes;

    #[test]
    fn quotes_outside_comments_and_escapes() {
        assert_eq!(quotes(r#"a "b \" c" // ""#), [2, 9]);
        assert_eq!(quotes(r#"a "b // c"#), [2]);
    }
}
