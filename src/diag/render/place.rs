//! Where a span lies, in the counts that the outputs need.

use crate::diag::Diagnostic;
use crate::text::{Source, SourceMap, Span};
use serde::Serialize;

/// A span in its file. Byte offsets are zero-based and count the text as decoded (no byte order mark, `\n` line ends);
/// lines and columns are 1-based, columns in characters, the end exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Place<'a> {
    pub(super) path: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl<'a> Place<'a> {
    /// `None` for a span of a file that the map does not have.
    pub(super) fn of(span: Span, sources: &'a SourceMap) -> Option<Self> {
        sources.get(span.file).map(|source| Self::inside(source, span))
    }

    fn inside(source: &'a Source, span: Span) -> Self {
        let range = source.clamp(span);
        let from = source.lines.position(&source.text, range.start);
        let to = source.lines.position(&source.text, range.end);
        Self {
            path: &source.path,
            start: range.start,
            end: range.end,
            line: from.line + 1,
            column: from.column + 1,
            end_line: to.line + 1,
            end_column: to.column + 1,
        }
    }
}

/// The path and, if it has one, the place of a diagnostic. Both are missing for a fault of the command itself.
pub(super) fn locate<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> (Option<&'a str>, Option<Place<'a>>) {
    let place = diagnostic.span.and_then(|span| Place::of(span, sources));
    let path = place.as_ref().map(|place| place.path).or(diagnostic.path.as_deref());
    (path, place)
}

#[cfg(test)]
mod tests {
    use super::Place;
    use crate::text::{SourceMap, Span};

    #[test]
    fn a_span_past_the_end_is_moved_to_the_end() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.peil", "één\ntwee");
        let place = Place::of(Span { file, start: 900, end: 3 }, &sources).unwrap();
        assert_eq!((place.start, place.end, place.line, place.column), (10, 10, 2, 5));
    }

    #[test]
    fn a_span_through_a_character_covers_it_whole() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.peil", "één");
        let place = Place::of(Span { file, start: 1, end: 3 }, &sources).unwrap();
        assert_eq!((place.start, place.end, place.column, place.end_column), (0, 4, 1, 3));
    }
}
