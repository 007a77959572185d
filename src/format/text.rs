//! Texts: short ones on their line, prose one level deeper than the line that it belongs to.
//!
//! White space at the ends of a line of prose means nothing and blank lines in a row count as one, so the layout of
//! prose follows from its words: each line one level deeper, and lines that go on with a list item beside its text.
//! A text with a fault in it is kept as it stands.

use super::doc;
use crate::syntax::{Cst, Kind};

const QUOTES: &str = "\"\"\"";
const LIST_MARK: &str = "- ";

/// Whether a node is a text in quotes of any sort.
pub(super) fn is_text(kind: Kind) -> bool {
    matches!(kind, Kind::Short | Kind::ShortOpen | Kind::Prose | Kind::ProseOpen | Kind::SingleText | Kind::CurlyText)
}

/// Writes a token as it should stand; a text of several lines for a line at `depth`.
pub(super) fn write_token(source: &str, depth: usize, token: &Cst, out: &mut String) {
    match token.kind {
        Kind::Short => write_short(source, token, out),
        Kind::Prose if is_sound(token) => write_prose(source, depth, token, out),
        Kind::ProseOpen => out.push_str(token.text(source).trim_end()),
        _ => out.push_str(token.text(source)),
    }
}

fn is_sound(prose: &Cst) -> bool {
    !prose.children.iter().any(|c| matches!(c.kind, Kind::BadEscape | Kind::BadPipe | Kind::LoneBrace))
}

fn write_short(source: &str, short: &Cst, out: &mut String) {
    out.push('"');
    for segment in &short.children {
        write_segment(source, segment, out);
    }
    out.push('"');
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

fn write_prose(source: &str, depth: usize, prose: &Cst, out: &mut String) {
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
    let lines = prose_lines(&inner);
    if lines.is_empty() {
        return out.push_str(QUOTES);
    }
    for (extra, line) in lines {
        out.push('\n');
        if !line.is_empty() {
            doc::indent(depth + 1, out);
            out.extend(std::iter::repeat_n(' ', extra));
            out.push_str(line);
        }
    }
    out.push('\n');
    doc::indent(depth, out);
    out.push_str(QUOTES);
}

/// A quote alone between other characters: beside another one it might end the prose.
fn needs_no_escape(before: &str, after: &str) -> bool {
    !before.ends_with(['"', '\\']) && !after.starts_with(['"', '\\'])
}

/// The lines of prose, each with the number of spaces that it is set in: blank lines at the ends dropped, and one kept
/// of those in a row.
fn prose_lines(inner: &str) -> Vec<(usize, &str)> {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut in_list = false;
    for line in inner.split('\n').map(|line| line.trim_matches([' ', '\t'])) {
        if line.is_empty() && lines.last().is_none_or(|(_, last)| last.is_empty()) {
            continue;
        }
        let item = line.starts_with(LIST_MARK);
        in_list = item || in_list && !line.is_empty();
        lines.push((if in_list && !item { LIST_MARK.len() } else { 0 }, line));
    }
    if lines.last().is_some_and(|(_, last)| last.is_empty()) {
        lines.pop();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_item_goes_on_until_a_blank_line() {
        let lines = prose_lines("\n  a\n\n\n - b\nc\n\n   d\n ");
        assert_eq!(lines, [(0, "a"), (0, ""), (0, "- b"), (2, "c"), (0, ""), (0, "d")]);
    }
}
