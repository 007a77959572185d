//! Headers of blocks, and blocks without a body that stand on one line: rows, figures and tables in columns.

use super::doc::{Group, Line};
use super::expr::inline;
use super::survey::{Builder, split};
use crate::syntax::{Cst, Kind};

impl Builder<'_> {
    /// A header with the brace that follows it, if it stands on the same line.
    pub(super) fn header(&self, kind: Kind, tokens: &[Cst]) -> Line {
        Line::of(self.indent, inline(self.source, self.indent, tokens, kind)).fence()
    }

    /// A block without a body.
    pub(super) fn bodiless(&self, cst: &Cst) -> Line {
        match cst.kind {
            Kind::Row => self.columns(cst, "row", |kind| kind == Kind::RowLabel),
            Kind::Figure => self.columns(cst, "figure", |kind| matches!(kind, Kind::FigureKind | Kind::OfItem)),
            Kind::Table => self.columns(cst, "table", is_table_kind),
            // Mostly written among the members of a report, and so set as one.
            Kind::Promoter | Kind::Strengths => self.member(cst),
            _ => Line { fence: false, ..self.header(cst.kind, &cst.children) },
        }
    }

    /// Word and name, the first value, each further part.
    fn columns(&self, cst: &Cst, name: &'static str, is_value: fn(Kind) -> bool) -> Line {
        let head = cst.children.iter().take_while(|c| is_word(c.kind)).count();
        let (head, rest) = split(&cst.children, head);
        let values = rest.iter().take_while(|c| is_value(c.kind)).count();
        // A row may have labels by wording: only the first one is the value.
        let (value, parts) = split(rest, if cst.kind == Kind::Row { values.min(1) } else { values });
        let mut cells = vec![self.cell(0, head, cst.kind)];
        if !value.is_empty() {
            cells.push(self.cell(2, value, cst.kind));
        }
        self.parts(parts, cst.kind, &mut cells);
        self.line(cells, false, Some(Group { name, padded: 0..2 }))
    }
}

fn is_word(kind: Kind) -> bool {
    matches!(kind, Kind::Keyword("row" | "figure" | "table") | Kind::Name | Kind::BadName)
}

fn is_table_kind(kind: Kind) -> bool {
    matches!(kind, Kind::Keyword("response") | Kind::Services | Kind::OfItem)
}
