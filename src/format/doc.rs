//! Lines, cells and columns: the layer that turns a list of lines into text.
//!
//! One rule gives every column. A *run* is a sequence of lines of one indentation without a blank line, a block or a text of
//! several lines between them. In a run, the words that begin members are padded to one width (unless all are the same
//! word), and so are the columns of lines of one [`Group`]. A column is as wide as its widest cell that something follows.

use std::collections::BTreeMap;
use std::ops::Range;

/// Spaces per level of nesting.
pub(super) const INDENT: usize = 2;

/// A piece of a line that may be padded to a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// One line, or several of which the later ones are indented already.
    pub(super) text: String,
    /// The least number of spaces after the cell before it.
    pub(super) gap: usize,
}

impl Cell {
    pub(super) fn new(gap: usize, text: impl Into<String>) -> Self {
        Self { text: text.into(), gap }
    }

    fn width(&self) -> usize {
        self.text.chars().count()
    }
}

/// Which cells of a line share columns with those of other lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Lines of one name share their columns.
    pub(super) name: &'static str,
    /// The cells that are padded when another follows.
    pub(super) padded: Range<usize>,
}

/// A line of the result.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// In spaces.
    pub(super) indent: usize,
    pub(super) blank_before: bool,
    pub(super) cells: Vec<Cell>,
    /// The first cell is the word of a member.
    pub(super) member: bool,
    pub(super) group: Option<Group>,
    /// A header or the end of a block: columns do not go across it.
    pub(super) fence: bool,
    /// A stray `,` or `;` at the end.
    pub(super) mark: String,
    pub(super) comment: Option<String>,
}

impl Line {
    pub(super) fn of(indent: usize, text: impl Into<String>) -> Self {
        Self { indent, cells: vec![Cell::new(0, text)], ..Self::default() }
    }

    pub(super) fn fence(self) -> Self {
        Self { fence: true, ..self }
    }

    fn ends_run(&self) -> bool {
        self.fence || self.cells.iter().any(|cell| cell.text.contains('\n'))
    }
}

/// The text of all lines; ends with one line feed, unless there is nothing.
pub(super) fn print(mut lines: Vec<Line>) -> String {
    let mut start = 0;
    while start < lines.len() {
        let length = run_length(lines.get(start..).unwrap_or_default());
        if let Some(run) = lines.get_mut(start..start + length) {
            align_words(run);
            align_groups(run);
        }
        start += length;
    }
    let mut out = String::new();
    for line in &lines {
        write_line(line, &mut out);
    }
    out
}

/// How many lines the run at the beginning of `lines` has; a line that ends a run is a run of its own.
fn run_length(lines: &[Line]) -> usize {
    let Some(first) = lines.first() else { return 1 };
    if first.ends_run() {
        return 1;
    }
    let goes_on = |line: &&Line| !line.ends_run() && !line.blank_before && line.indent == first.indent;
    1 + lines.iter().skip(1).take_while(goes_on).count()
}

/// Pads the first words of members, if they differ.
fn align_words(run: &mut [Line]) {
    let word = |line: &Line| match line.cells.as_slice() {
        [first, _, ..] if line.member => Some(first.clone()),
        _ => None,
    };
    let words: Vec<Cell> = run.iter().filter_map(word).collect();
    if words.windows(2).all(|pair| pair.first() == pair.get(1)) {
        return;
    }
    let width = words.iter().map(Cell::width).max().unwrap_or(0);
    for line in run.iter_mut().filter(|line| line.member) {
        pad(line, 0, width + 2);
    }
}

/// Pads the columns of each group.
fn align_groups(run: &mut [Line]) {
    let mut widths: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for line in run.iter() {
        let Some(group) = &line.group else { continue };
        let last = line.cells.len().saturating_sub(1);
        let cells = line.cells.iter().enumerate().take(last).filter(|(at, _)| group.padded.contains(at));
        for (at, cell) in cells {
            let width = widths.entry((group.name, at)).or_default();
            *width = cell.width().max(*width);
        }
    }
    for line in run.iter_mut() {
        let Some(Group { name, padded }) = line.group.clone() else { continue };
        for at in padded {
            let gap = line.cells.get(at + 1).map_or(0, |next| next.gap);
            if let Some(width) = widths.get(&(name, at)) {
                pad(line, at, width + gap);
            }
        }
    }
}

/// Makes a cell and the gap after it `width` wide.
fn pad(line: &mut Line, at: usize, width: usize) {
    let Some(used) = line.cells.get(at).map(Cell::width) else { return };
    if let Some(next) = line.cells.get_mut(at + 1) {
        next.gap = next.gap.max(width.saturating_sub(used));
    }
}

fn write_line(line: &Line, out: &mut String) {
    if line.blank_before && !out.is_empty() {
        out.push('\n');
    }
    spaces(line.indent, out);
    for (at, cell) in line.cells.iter().enumerate() {
        spaces(if at == 0 { 0 } else { cell.gap }, out);
        out.push_str(&cell.text);
    }
    out.push_str(&line.mark);
    if let Some(comment) = &line.comment {
        spaces(2, out);
        out.push_str(comment);
    }
    out.push('\n');
}

pub(super) fn spaces(count: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', count));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(words: &[&str]) -> Line {
        let cells = words.iter().map(|word| Cell::new(1, *word)).collect();
        Line { cells, member: true, ..Line::default() }
    }

    #[test]
    fn words_of_a_run_share_a_column_and_a_blank_line_ends_it() {
        let mut last = member(&["interviewer", "d"]);
        last.blank_before = true;
        let text = print(vec![member(&["label", "a"]), member(&["core"]), member(&["ask", "c"]), last]);
        assert_eq!(text, "label  a\ncore\nask    c\n\ninterviewer d\n");
    }

    #[test]
    fn equal_words_need_no_column() {
        assert_eq!(print(vec![member(&["say", "a"]), member(&["say", "b"])]), "say a\nsay b\n");
    }

    #[test]
    fn a_cell_that_nothing_follows_makes_no_column_wider() {
        let option = |words: &[&str]| {
            let cells = words.iter().map(|word| Cell::new(2, *word)).collect();
            Line { cells, group: Some(Group { name: "option", padded: 0..2 }), ..Line::default() }
        };
        let text = print(vec![option(&["1", "x", "missing"]), option(&["10", "a very long label"])]);
        assert_eq!(text, "1   x  missing\n10  a very long label\n");
    }
}
