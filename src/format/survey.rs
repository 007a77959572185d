//! Lines inside the blocks of surveys, and what the lines of every block have in common.

use super::doc::{Cell, Group, Line};
use super::expr::inline;
use crate::syntax::{Cst, Kind};

/// Makes lines of one indentation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Builder<'a> {
    pub(super) source: &'a str,
    pub(super) indent: usize,
}

impl Builder<'_> {
    /// The line of a member.
    pub(super) fn member(&self, cst: &Cst) -> Line {
        match cst.kind {
            Kind::Option => self.option(cst),
            Kind::Missing => self.missing(cst),
            Kind::Codeless => self.codeless(cst),
            Kind::Field => self.tabular(cst, "field", 3),
            Kind::Wording => self.tabular(cst, "wording", 2),
            Kind::Take => self.tabular(cst, "take", 1),
            _ => self.plain(cst),
        }
    }

    /// The first word, its value, and what begins with a word of its own.
    fn plain(&self, cst: &Cst) -> Line {
        let (word, rest) = split(&cst.children, word_length(cst));
        let (value, parts) = split(rest, 1 + rest.iter().skip(1).take_while(|c| !is_part(c.kind)).count());
        let mut cells = vec![self.cell(0, word, cst.kind)];
        if !value.is_empty() {
            cells.push(self.cell(1, value, cst.kind));
        }
        self.parts(parts, cst.kind, &mut cells);
        self.line(cells, true, None)
    }

    /// The first word, then `columns` values that stand in columns of their own.
    fn tabular(&self, cst: &Cst, name: &'static str, columns: usize) -> Line {
        let (word, rest) = split(&cst.children, word_length(cst));
        let (values, parts) = split(rest, columns);
        let mut cells = vec![self.cell(0, word, cst.kind)];
        for (at, value) in values.iter().enumerate() {
            cells.push(self.cell(if at == 0 { 1 } else { 2 }, [value], cst.kind));
        }
        self.parts(parts, cst.kind, &mut cells);
        self.line(cells, true, Some(Group { name, padded: 1..columns + 1 }))
    }

    fn option(&self, cst: &Cst) -> Line {
        let mut cells = Vec::new();
        self.option_cells(cst, 0, &mut cells);
        self.line(cells, false, Some(Group { name: "option", padded: 0..3 }))
    }

    fn missing(&self, cst: &Cst) -> Line {
        let (word, rest) = split(&cst.children, word_length(cst));
        let mut cells = vec![self.cell(0, word, cst.kind)];
        for option in rest {
            self.option_cells(option, 1, &mut cells);
        }
        self.line(cells, true, Some(Group { name: "missing", padded: 1..4 }))
    }

    fn codeless(&self, cst: &Cst) -> Line {
        let mut cells = Vec::new();
        self.option_cells(cst, 0, &mut cells);
        self.line(cells, false, None)
    }

    /// Code and name, the first label, the further labels and marks.
    fn option_cells(&self, cst: &Cst, gap: usize, cells: &mut Vec<Cell>) {
        let names = cst.children.iter().take_while(|c| c.kind != Kind::OptionLabel).count();
        let (names, parts) = split(&cst.children, names);
        for (at, name) in names.iter().enumerate() {
            cells.push(self.cell(if at == 0 { gap } else { 1 }, [name], cst.kind));
        }
        self.parts(parts, cst.kind, cells);
    }

    /// Each part as a cell; a label also gives a cell for what is said instead of it.
    pub(super) fn parts(&self, parts: &[Cst], parent: Kind, cells: &mut Vec<Cell>) {
        for part in parts {
            if part.kind == Kind::OptionLabel {
                let label = part.children.iter().take_while(|c| !is_part(c.kind)).count();
                let (label, voiced) = split(&part.children, label);
                cells.push(self.cell(2, label, part.kind));
                self.parts(voiced, part.kind, cells);
            } else {
                cells.push(self.cell(2, [part], parent));
            }
        }
    }

    pub(super) fn cell<'b>(&self, gap: usize, nodes: impl IntoIterator<Item = &'b Cst>, parent: Kind) -> Cell {
        Cell::new(gap, inline(self.source, self.indent, nodes, parent))
    }

    pub(super) fn line(&self, cells: Vec<Cell>, member: bool, group: Option<Group>) -> Line {
        Line { indent: self.indent, cells, member, group, ..Line::default() }
    }
}

/// `slice::split_at` that takes a count beyond the end.
pub(super) fn split(nodes: &[Cst], at: usize) -> (&[Cst], &[Cst]) {
    nodes.split_at(at.min(nodes.len()))
}

/// How many of a member's tokens make its first word: `instead of`, `rows of`, `per dienst`.
fn word_length(cst: &Cst) -> usize {
    let colon = usize::from(cst.children.get(1).is_some_and(|c| c.kind == Kind::Colon));
    match cst.kind {
        Kind::RowsOf | Kind::Instead | Kind::PerNorm => 2,
        _ => 1 + colon,
    }
}

/// What is set off from the value of a line: it begins with a word of its own.
fn is_part(kind: Kind) -> bool {
    match kind {
        Kind::Keyword(word) => matches!(word, "audible" | "required" | "missing" | "alone" | "retired" | "else"),
        Kind::Spoken | Kind::Recorded | Kind::SpokenEach | Kind::FieldElse | Kind::Simpler => true,
        Kind::WhenPart | Kind::Only | Kind::Specify | Kind::Was | Kind::FromYear | Kind::UntilYear => true,
        _ => false,
    }
}
