//! A text as one string, and the way back from its bytes to the source.

use crate::syntax::ast::{Segment, Text};
use crate::text::{SourceMap, Span};
use std::ops::Range;

/// What stands for a pipe: a word that can open and close a sentence.
const FILLER: &str = "Naam";

/// A text with every pipe as one word.
#[derive(Debug)]
pub(crate) struct Flat<'a> {
    pub(crate) text: String,
    pieces: Vec<Piece<'a>>,
}

#[derive(Debug)]
struct Piece<'a> {
    range: Range<usize>,
    span: Span,
    /// The source of a literal; none for a pipe.
    source: Option<&'a str>,
}

impl<'a> Flat<'a> {
    pub(crate) fn new(text: &Text, sources: &'a SourceMap) -> Self {
        let mut flat = Self { text: String::new(), pieces: Vec::new() };
        for segment in &text.segments {
            let start = flat.text.len();
            let (span, source) = match segment {
                Segment::Literal(literal) => {
                    flat.text.push_str(&literal.value);
                    (literal.span, Some(sources.slice(literal.span)))
                }
                Segment::Pipe(pipe) => {
                    flat.text.push_str(FILLER);
                    (pipe.span, None)
                }
            };
            flat.pieces.push(Piece { range: start..flat.text.len(), span, source });
        }
        flat
    }

    /// Characters of the literal text; what a pipe will show is not known.
    pub(crate) fn literal_length(&self) -> usize {
        let literals = self.pieces.iter().filter(|piece| piece.source.is_some());
        literals.filter_map(|piece| self.text.get(piece.range.clone())).map(|text| text.chars().count()).sum()
    }

    /// Where a range of the text stands in the source; none for one inside what stands for a pipe.
    pub(crate) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let (first, last) = (self.piece_at(range.start, false)?, self.piece_at(range.end, true)?);
        let inside = first.source.is_none() && first.range == last.range;
        let cuts = range.start != first.range.start || range.end != first.range.end;
        if inside && cuts {
            return None;
        }
        let start = self.offset(first, range.start, true);
        let end = if range.is_empty() { start } else { self.offset(last, range.end, false) };
        Some(Span { file: first.span.file, start, end: end.max(start) })
    }

    /// Whether a range lies in one literal, so that it can be replaced.
    pub(crate) fn is_literal(&self, range: &Range<usize>) -> bool {
        let piece = self.piece_at(range.start, range.is_empty());
        piece.is_some_and(|piece| piece.source.is_some() && range.end <= piece.range.end)
    }

    fn piece_at(&self, offset: usize, end: bool) -> Option<&Piece<'a>> {
        let holds = |piece: &&Piece<'_>| {
            if end {
                piece.range.start < offset && offset <= piece.range.end
            } else {
                piece.range.start <= offset && offset < piece.range.end
            }
        };
        let edge = if offset == 0 { self.pieces.first() } else { self.pieces.last() };
        self.pieces.iter().find(holds).or(edge)
    }

    /// The place in the source of an offset in the text; before the character that follows, or after the one before.
    fn offset(&self, piece: &Piece<'_>, offset: usize, start: bool) -> u32 {
        let (Some(source), Some(value)) = (piece.source, self.text.get(piece.range.clone())) else {
            return if start { piece.span.start } else { piece.span.end };
        };
        let target = offset.saturating_sub(piece.range.start).min(value.len());
        let at = align(source, value, target, start);
        piece.span.start + u32::try_from(at).unwrap_or(0)
    }
}

/// Steps through a literal and its source together: escapes are longer, and indentation stands only in the source.
fn align(source: &str, value: &str, target: usize, start: bool) -> usize {
    let (mut from, mut to) = (0, 0);
    while let Some(wanted) = value.get(to..).and_then(|rest| rest.chars().next()) {
        if to >= target && !start {
            break;
        }
        let Some(step) = step(source.get(from..).unwrap_or_default(), wanted) else { break };
        from += step.skipped;
        if to >= target {
            break;
        }
        from += step.taken;
        to += wanted.len_utf8();
    }
    from
}

struct Step {
    skipped: usize,
    taken: usize,
}

/// Where the character stands in what is left of the source, and how long it is there.
fn step(rest: &str, wanted: char) -> Option<Step> {
    let mut skipped = 0;
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            let escaped = chars.clone().next()?;
            let means = if escaped == 'n' { '\n' } else { escaped };
            if means == wanted {
                return Some(Step { skipped, taken: 1 + escaped.len_utf8() });
            }
        }
        if c == wanted {
            return Some(Step { skipped, taken: c.len_utf8() });
        }
        skipped += c.len_utf8();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::align;

    #[test]
    fn escapes_and_indentation_are_stepped_over() {
        for (source, value, target, start, expected) in [
            ("Hoe gaat het?", "Hoe gaat het?", 4, true, 4),
            ("zegt \\\"ja\\\" hij", "zegt \"ja\" hij", 5, true, 5),
            ("zegt \\\"ja\\\" hij", "zegt \"ja\" hij", 9, false, 11),
            ("\n    een\n    twee\n", "een\ntwee", 0, true, 5),
            ("\n    een\n    twee\n", "een\ntwee", 4, true, 13),
            ("\n    een\n    twee\n", "een\ntwee", 8, false, 17),
            ("é en ë", "é en ë", 6, true, 6),
        ] {
            assert_eq!(align(source, value, target, start), expected, "{source} {target}");
        }
    }
}
