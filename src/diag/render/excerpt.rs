//! The few lines of a source that a message shows, short enough to draw and free of control characters.

use crate::text::Source;
use std::collections::BTreeSet;
use std::ops::Range;

/// A longer line is shown in part.
const WIDTH: usize = 140;
/// Kept before the first mark of a line that is shown in part.
const BEFORE: usize = 40;
/// Lines between two marks that are still drawn in one piece.
const REACH: usize = 2_000;
/// Bytes of one message or label.
const LONGEST_TEXT: usize = 4_000;
const CUT: &str = "...";

/// Text to draw from, where places of the source can be found again. Lines that no mark touches are kept empty, so that
/// line numbers stay right at little cost.
#[derive(Debug)]
pub(super) struct Excerpt<'a> {
    source: &'a Source,
    pub(super) text: String,
    /// Zero-based.
    pub(super) first_line: usize,
    lines: Vec<Shown>,
}

/// One line: where its text starts in the excerpt, and which bytes of the source it shows.
#[derive(Debug)]
struct Shown {
    at: usize,
    window: Range<usize>,
    cut: bool,
}

impl<'a> Excerpt<'a> {
    /// The lines around `marks` (in the source, the principal one first), or every line between them if `whole`.
    pub(super) fn new(source: &'a Source, marks: &[Range<usize>], whole: bool) -> Self {
        let lines: Vec<(usize, usize)> = marks.iter().map(|mark| lines_of(source, mark)).collect();
        let first_line = lines.iter().map(|(first, _)| *first).min().unwrap_or(0);
        let last_line = lines.iter().map(|(_, last)| *last).max().unwrap_or(0);
        let wanted: BTreeSet<usize> = lines.iter().flat_map(|(first, last)| ends(*first, *last)).collect();
        let mut excerpt = Self { source, text: String::new(), first_line, lines: Vec::new() };
        for line in first_line..=last_line {
            let range = content(source, line);
            // A single line between two shown ones is drawn too.
            let between = line > 0 && wanted.contains(&(line - 1)) && wanted.contains(&(line + 1));
            let window = if whole || between || wanted.contains(&line) {
                window(source, range, marks)
            } else {
                range.start..range.start
            };
            excerpt.push(line, window);
        }
        if excerpt.text.ends_with('\n') || excerpt.text.is_empty() {
            // The drawing library knows no empty last line; without it the end of a file has no place.
            excerpt.text.push(' ');
        }
        excerpt
    }

    fn push(&mut self, line: usize, window: Range<usize>) {
        let range = content(self.source, line);
        if !self.lines.is_empty() {
            self.text.push('\n');
        }
        let hidden = window.is_empty();
        let cut = !hidden && window.start > range.start;
        self.text.push_str(if cut { CUT } else { "" });
        self.lines.push(Shown {
            at: self.text.len(),
            window: window.clone(),
            cut: cut || (!hidden && window.end < range.end),
        });
        self.text.push_str(&drawable(self.source.text.get(window.clone()).unwrap_or_default()));
        self.text.push_str(if !hidden && window.end < range.end { CUT } else { "" });
    }

    /// Where a mark of the source lies in `text`; its end is moved in front of a line feed that it covers.
    pub(super) fn locate(&self, mark: &Range<usize>) -> Range<usize> {
        let mark = visible(self.source, mark);
        let start = self.offset(mark.start);
        start..self.offset(mark.end).max(start)
    }

    fn offset(&self, offset: usize) -> usize {
        let line = self.source.lines.line(offset).saturating_sub(self.first_line);
        let Some(shown) = self.lines.get(line).or(self.lines.last()) else { return 0 };
        let offset = offset.clamp(shown.window.start, shown.window.end);
        shown.at + drawable(self.source.text.get(shown.window.start..offset).unwrap_or_default()).len()
    }

    /// Whether a line that holds text is shown in part only.
    pub(super) fn is_cut(&self) -> bool {
        self.lines.iter().any(|line| line.cut)
    }
}

/// Marks of one file in groups near enough to be drawn in one piece, in the order of the first of each group.
pub(super) fn clusters<T>(source: &Source, marks: Vec<(Range<usize>, T)>) -> Vec<Vec<(Range<usize>, T)>> {
    let mut groups: Vec<Vec<(Range<usize>, T)>> = Vec::new();
    for (mark, value) in marks {
        let mark = draw_range(source, mark);
        let (first, last) = lines_of(source, &mark);
        let near = |group: &Vec<(Range<usize>, T)>| {
            group.iter().all(|(other, _)| {
                let (other_first, other_last) = lines_of(source, other);
                first.max(other_first) - first.min(other_first) <= REACH
                    && last.max(other_last) - first.min(other_first) <= 2 * REACH
            })
        };
        match groups.iter_mut().find(|group| near(group)) {
            Some(group) => group.push((mark, value)),
            None => groups.push(vec![(mark, value)]),
        }
    }
    groups
}

/// A mark over very many lines is drawn at its first one only.
fn draw_range(source: &Source, mark: Range<usize>) -> Range<usize> {
    let (first, last) = lines_of(source, &mark);
    if last - first <= REACH { mark } else { mark.start..content(source, first).end.max(mark.start) }
}

/// A mark that ends in a line feed, as whole lines do, ends before it.
fn visible(source: &Source, mark: &Range<usize>) -> Range<usize> {
    let covered = source.text.get(mark.clone()).unwrap_or_default();
    let end = if covered.len() > 1 && covered.ends_with('\n') { mark.end - 1 } else { mark.end };
    mark.start..end
}

fn lines_of(source: &Source, mark: &Range<usize>) -> (usize, usize) {
    let mark = visible(source, mark);
    (source.lines.line(mark.start), source.lines.line(mark.end))
}

/// The lines of a mark that are drawn: its beginning and its end.
fn ends(first: usize, last: usize) -> impl Iterator<Item = usize> {
    (first..=last.min(first + 4)).chain(last.saturating_sub(1).max(first)..=last)
}

/// The bytes of a line without its line feed.
fn content(source: &Source, line: usize) -> Range<usize> {
    let range = source.lines.line_range(line);
    let has_feed = source.text.get(range.clone()).is_some_and(|text| text.ends_with('\n'));
    range.start..range.end - usize::from(has_feed)
}

/// The part of a line to show: all of it, or so much of it that the first mark on it is seen.
fn window(source: &Source, line: Range<usize>, marks: &[Range<usize>]) -> Range<usize> {
    if line.len() <= WIDTH {
        return line;
    }
    let on_line = |offset: &&usize| line.start <= **offset && **offset <= line.end;
    let first = marks.iter().find_map(|mark| [&mark.start, &mark.end].into_iter().find(on_line)).copied();
    let focus = first.unwrap_or(line.start).saturating_sub(line.start);
    let skipped = if focus + BEFORE <= WIDTH { 0 } else { (focus - BEFORE).min(line.len() - WIDTH / 2) };
    let start = source.text.floor_char_boundary(line.start + skipped);
    let end = source.text.floor_char_boundary((start + WIDTH).min(line.end));
    start..end
}

/// The text as a terminal can show it: no tabs, control characters, or characters that turn
/// or hide the text after them, or have no look of their own.
pub(super) fn drawable(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut drawn, c| {
        match c {
            '\t' => drawn.push_str("    "),
            '\u{0}'..='\u{1F}' => drawn.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}')),
            '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{FEFF}' | '\u{200B}'..='\u{200F}' => drawn.push('\u{FFFD}'),
            '\u{E000}'..='\u{F8FF}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => drawn.push('\u{FFFD}'),
            _ => drawn.push(c),
        }
        drawn
    })
}

/// [`drawable`] over several lines, such as a label; cut where it is longer than anyone reads.
pub(super) fn drawable_lines(text: &str) -> String {
    let short = text.get(..text.floor_char_boundary(LONGEST_TEXT)).unwrap_or_default();
    let drawn = short.split('\n').map(drawable).collect::<Vec<_>>().join("\n");
    if short.len() < text.len() { drawn + CUT } else { drawn }
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, drawable};
    use crate::text::{SourceMap, Span};

    fn shown(text: &str, span: (usize, usize)) -> (String, usize, String) {
        let mut sources = SourceMap::default();
        let file = sources.add("a.peil", text);
        let source = sources.get(file).unwrap();
        let mark = source.clamp(Span::new(file, span.0, span.1));
        let excerpt = Excerpt::new(source, std::slice::from_ref(&mark), false);
        let marked = excerpt.text.get(excerpt.locate(&mark)).unwrap().to_owned();
        (excerpt.text, excerpt.first_line, marked)
    }

    #[test]
    fn only_the_marked_line_is_kept() {
        assert_eq!(shown("one\n\ttwo x\nthree", (9, 10)), ("    two x".to_owned(), 1, "x".to_owned()));
    }

    #[test]
    fn the_middle_of_a_long_mark_is_empty() {
        let (text, _, marked) = shown("1\n2\n3\n4\n5\n6\n7\n8\n9\n", (0, 18));
        assert_eq!(text, "1\n2\n3\n4\n5\n\n\n8\n9");
        assert_eq!(marked, text);
    }

    #[test]
    fn a_long_line_is_cut_around_its_mark() {
        let text = format!("{}here{}", "é".repeat(500), "x".repeat(10_000_000));
        let (shown, _, marked) = shown(&text, (1000, 1004));
        assert!(shown.len() < 200 && shown.starts_with("...é") && shown.ends_with("x..."), "{shown}");
        assert_eq!(marked, "here");
    }

    #[test]
    fn the_end_after_a_last_line_feed_has_a_line() {
        assert_eq!(shown("one\n", (4, 4)), (" ".to_owned(), 1, String::new()));
        assert_eq!(shown("", (0, 0)), (" ".to_owned(), 0, String::new()));
    }

    #[test]
    fn nothing_that_moves_or_hides_text_is_drawn() {
        assert_eq!(drawable("a\u{1b}[31m\u{202e}\u{200b}\tb"), "a\u{241b}[31m\u{FFFD}\u{FFFD}    b");
    }
}
