//! Texts: short ones on their line, prose one level deeper than the line that it belongs to.
//!
//! White space at the ends of a line of prose means nothing and blank lines in a row count as one, so the layout of
//! prose follows from its words: each line one level deeper, and lines that go on with a list item beside its text.
//! A text with a fault in it is kept as it stands.

use super::doc::{self, INDENT};
use crate::syntax::{Cst, Kind};
use crate::text::BLANK;

const QUOTES: &str = "\"\"\"";
const LIST_MARK: &str = "- ";

/// Whether a node is a text in quotes of any sort.
pub(super) fn is_text(kind: Kind) -> bool {
    matches!(kind, Kind::Short | Kind::ShortOpen | Kind::Prose | Kind::ProseOpen | Kind::SingleText | Kind::CurlyText)
}

/// Writes a token as it should stand; a text of several lines for a line of this indentation.
pub(super) fn write_token(source: &str, indent: usize, token: &Cst, out: &mut String) {
    match token.kind {
        Kind::Short if token.text(source).contains('\n') => write_broken(source, indent, token, out),
        Kind::Short => write_short(source, token, out),
        Kind::Prose if is_sound(token) => write_prose(source, indent, token, out),
        Kind::ProseOpen => out.push_str(trim_end(token.text(source))),
        _ => out.push_str(token.text(source)),
    }
}

fn is_sound(prose: &Cst) -> bool {
    !prose.children.iter().any(|c| matches!(c.kind, Kind::BadEscape | Kind::BadPipe | Kind::LoneBrace))
}

fn write_short(source: &str, short: &Cst, out: &mut String) {
    // One that ends with another quote, or with more than a text, stays as it is.
    if !short.text(source).ends_with('"') {
        return out.push_str(short.text(source));
    }
    out.push('"');
    for segment in &short.children {
        write_segment(source, segment, out);
    }
    out.push('"');
}

/// A text that goes on on the next line, where it may not: the words stay on their lines.
fn write_broken(source: &str, indent: usize, short: &Cst, out: &mut String) {
    for (at, line) in short.text(source).split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
            doc::spaces(indent + INDENT, out);
        }
        out.push_str(if at > 0 { trim(line) } else { line.trim_end() });
    }
}

fn write_segment(source: &str, segment: &Cst, out: &mut String) {
    if segment.kind == Kind::Pipe {
        write_pipe(source, segment, out);
    } else {
        out.push_str(segment.text(source));
    }
}

/// `{ x |y}` as `{x|y}`: space inside an alternative belongs to it.
fn write_pipe(source: &str, pipe: &Cst, out: &mut String) {
    out.push('{');
    for child in &pipe.children {
        match child.kind {
            Kind::Alternative => {
                out.push('|');
                out.push_str(child.text(source));
            }
            _ => out.extend(child.text(source).split_whitespace()),
        }
    }
    out.push('}');
}

fn write_prose(source: &str, indent: usize, prose: &Cst, out: &mut String) {
    let mut inner = String::new();
    let mut segments = prose.children.iter().peekable();
    while let Some(segment) = segments.next() {
        let next = segments.peek().map_or("", |next| next.text(source));
        if segment.text(source) == "\\\"" && needs_no_escape(&inner, next) {
            inner.push('"');
        } else {
            write_segment(source, segment, &mut inner);
        }
    }
    out.push_str(QUOTES);
    write_lines(indent, &inner, out);
    out.push_str(QUOTES);
}

/// What stands between the quotes. The line breaks are the author's, also beside the quotes.
fn write_lines(indent: usize, inner: &str, out: &mut String) {
    let Some((first, rest)) = inner.split_once('\n') else { return write_last(inner, out) };
    let middle = rest.rsplit_once('\n').map(|(middle, _)| middle);
    let (first, last) = (trim(first), trim(rest.rsplit('\n').next().unwrap_or("")));
    out.push_str(first);
    let lines = prose_lines(first, middle, last.is_empty());
    for (extra, line) in &lines {
        out.push('\n');
        if !line.is_empty() {
            doc::spaces(indent + INDENT, out);
            doc::spaces(*extra, out);
            out.push_str(line);
        }
    }
    out.push('\n');
    doc::spaces(if last.is_empty() { indent } else { indent + INDENT }, out);
    write_last(last, out);
}

/// A line before the closing quotes; its own last quote is kept from them.
fn write_last(line: &str, out: &mut String) {
    out.push_str(trim(line));
    let before = trim(line).strip_suffix('"').map(|before| before.len() - before.trim_end_matches('\\').len());
    if before.is_some_and(|backslashes| backslashes % 2 == 0) {
        out.push(' ');
    }
}

/// A quote alone between other characters: beside another one it might end the prose.
fn needs_no_escape(before: &str, after: &str) -> bool {
    let alone = |c: char| c != '"' && c != '\\';
    before.ends_with(alone) && after.starts_with(alone)
}

/// The lines between the first and the last one, each with the number of spaces that it is set in: of blank lines in a
/// row one is kept, and none beside quotes that stand alone.
fn prose_lines<'a>(first: &'a str, middle: Option<&'a str>, closes_alone: bool) -> Vec<(usize, &'a str)> {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut before = first;
    let mut in_list = first.starts_with(LIST_MARK);
    for line in middle.into_iter().flat_map(|middle| middle.split('\n')).map(trim) {
        if line.is_empty() && before.is_empty() {
            continue;
        }
        let item = line.starts_with(LIST_MARK);
        in_list = item || in_list && !line.is_empty();
        lines.push((if in_list && !item { LIST_MARK.len() } else { 0 }, line));
        before = line;
    }
    if closes_alone && lines.last().is_some_and(|(_, last)| last.is_empty()) {
        lines.pop();
    }
    lines
}

pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

pub(super) fn trim_end(text: &str) -> &str {
    text.trim_end_matches(is_space)
}

fn is_space(character: char) -> bool {
    character == '\n' || BLANK.contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(inner: &str) -> String {
        let mut out = String::new();
        write_lines(2, inner, &mut out);
        out
    }

    #[test]
    fn a_list_item_goes_on_until_a_blank_line() {
        let expected = "\n    a\n\n    - b\n      c\n\n    d\n  ";
        assert_eq!(written("\n  a\n\n\n - b\nc\n\n   d\n\n "), expected);
    }

    #[test]
    fn text_beside_the_quotes_stays_there() {
        assert_eq!(written(" a "), "a");
        assert_eq!(written("a\n\n\n b "), "a\n\n    b");
        assert_eq!(written("a\" "), "a\" ");
        assert_eq!(written("\n\n"), "\n  ");
    }
}
