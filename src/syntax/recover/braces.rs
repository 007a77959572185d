//! Braces of blocks: missing, below the header, followed by something.

use super::Recover;
use crate::diag::{Diagnostic, Fix};
use crate::syntax::codes;
use crate::syntax::cst::{Cst, Kind};
use crate::syntax::placement;
use crate::text::Span;

impl Recover<'_> {
    pub(super) fn braces(&mut self, block: &Cst) {
        let what = self.called(block);
        if let Some(place) = block.child(Kind::MissingOpen) {
            let end = self.header_end(place.span);
            let message = format!("{what} has no opening `{{`");
            let diagnostic = Diagnostic::error(codes::MISSING_BRACE.code, end, message)
                .label("expected `{` here")
                .fix(Fix::insert(end, " {"));
            return self.push(diagnostic);
        }
        if let Some(below) = block.child(Kind::OpenBelow) {
            let brace = Span { start: below.span.end.saturating_sub(1), ..below.span };
            let diagnostic = Diagnostic::error(codes::MISSING_BRACE.code, brace, "`{` stands on a line of its own")
                .label(format!("it belongs at the end of the line of {what}"))
                .fix(Fix::replace(below.span, " {"));
            self.push(diagnostic);
        }
        if let Some(place) = block.child(Kind::MissingClose) {
            return self.unclosed(self.culprit(block), place);
        }
        if needs_body(block.kind) && !has_body(block) {
            let message = format!("{what} has no block");
            let end = block.span.after();
            let diagnostic = Diagnostic::error(codes::MISSING_BRACE.code, end, message);
            self.push(diagnostic.label("expected `{` here"));
        }
    }

    /// The block whose brace is really missing: a block inside took the brace of the one around it, which its
    /// indentation shows.
    fn culprit<'c>(&self, block: &'c Cst) -> &'c Cst {
        let inner = block.children.iter().rev().find(|c| placement::BLOCKS.contains(&c.kind));
        let took = |c: &&Cst| c.child(Kind::Close).is_some_and(|brace| self.column(brace.span) < self.column(c.span));
        inner.filter(took).map_or(block, |inner| self.culprit(inner))
    }

    fn column(&self, span: Span) -> usize {
        let before = self.source.get(..span.start as usize).unwrap_or("");
        before.len() - before.rfind('\n').map_or(0, |at| at + 1)
    }

    fn unclosed(&mut self, block: &Cst, place: &Cst) {
        let what = self.called(block);
        let header = self.header_span(block);
        let ends = place.span.start as usize >= self.source.trim_end().len();
        let at = if ends { "the file ends here" } else { "expected `}` before this line" };
        let diagnostic = Diagnostic::error(codes::MISSING_BRACE.code, header, format!("{what} has no closing `}}`"))
            .label("opened here")
            .also(place.span, at)
            .help("add `}` on a line of its own")
            .fix(self.closing(block));
        self.push(diagnostic);
    }

    /// A closing brace after the last line of the block, under its header.
    fn closing(&self, block: &Cst) -> Fix {
        let solid = |c: &&Cst| !c.kind.is_trivia() && c.kind != Kind::Close && c.span.start < c.span.end;
        let last = block.children.iter().rev().find(solid);
        let from = last.map_or(block.span.end, |c| c.span.end) as usize;
        let line_end =
            self.source.get(from..).and_then(|rest| rest.find('\n')).map_or(self.source.len(), |at| from + at);
        let start = block.span.start as usize;
        let line_start = self.source.get(..start).and_then(|s| s.rfind('\n')).map_or(0, |at| at + 1);
        let indent = self.source.get(line_start..start).unwrap_or("");
        let at = Span::new(block.span.file, line_end, line_end);
        Fix::insert(at, format!("\n{indent}}}"))
    }

    /// `` `question cijfer` ``
    fn called(&self, block: &Cst) -> String {
        let word = block.keyword().unwrap_or("block");
        match block.children.iter().find(|c| matches!(c.kind, Kind::Name | Kind::BadName)) {
            Some(name) => format!("`{word} {}`", self.text(name.span)),
            None => format!("`{word}`"),
        }
    }

    fn header_span(&self, block: &Cst) -> Span {
        let name = block.children.iter().find(|c| matches!(c.kind, Kind::Name | Kind::BadName));
        let first = block.children.first().map_or(block.span, |c| c.span);
        name.map_or(first, |n| first.to(n.span))
    }

    /// The end of the last text before the place where `{` is missing.
    fn header_end(&self, place: Span) -> Span {
        let before = self.source.get(..place.start as usize).unwrap_or("");
        let end = before.trim_end().len();
        Span::new(place.file, end, end)
    }
}

fn has_body(block: &Cst) -> bool {
    [Kind::Open, Kind::OpenBelow, Kind::MissingOpen].iter().any(|&kind| block.child(kind).is_some())
}

/// Blocks that mean nothing without their lines.
fn needs_body(block: Kind) -> bool {
    matches!(
        block,
        Kind::Survey
            | Kind::Scale
            | Kind::Codelist
            | Kind::Section
            | Kind::Page
            | Kind::Group
            | Kind::Loop
            | Kind::Grid
            | Kind::Note
            | Kind::Stop
            | Kind::Report
            | Kind::Chapter
            | Kind::PartSection
            | Kind::Norm
            | Kind::Theme
            | Kind::Cover
            | Kind::Front
    )
}
