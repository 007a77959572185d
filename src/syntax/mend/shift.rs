//! A mended copy of a text, and the way back from each place in it.

use super::Slip;
use crate::diag::{Diagnostic, Edit, Fix, Label};
use crate::syntax::cst::Cst;
use crate::text::Span;
use std::borrow::Cow;
use std::ops::Range;

/// A text as it is read. What was put in the place of something else stands for all of it; what was deleted belongs to
/// the word before it.
#[derive(Debug)]
pub(in crate::syntax) struct Mended<'a> {
    source: &'a str,
    text: Cow<'a, str>,
    /// In order; they do not overlap.
    shifts: Vec<Shift>,
}

#[derive(Debug)]
struct Shift {
    source: Range<usize>,
    mended: Range<usize>,
}

impl<'a> Mended<'a> {
    /// Of slips that overlap the first is taken.
    pub(super) fn new(source: &'a str, mut slips: Vec<Slip>) -> Self {
        if slips.is_empty() {
            return Self { source, text: Cow::Borrowed(source), shifts: Vec::new() };
        }
        slips.sort_by_key(|slip| (slip.at.start, slip.at.end));
        let mut text = String::with_capacity(source.len());
        let mut shifts: Vec<Shift> = Vec::new();
        let mut done = 0;
        for slip in slips {
            let Some(kept) = source.get(done..slip.at.start) else { continue };
            text.push_str(kept);
            let start = text.len();
            text.push_str(&slip.text);
            done = slip.at.end;
            shifts.push(Shift { source: slip.at, mended: start..text.len() });
        }
        text.push_str(source.get(done..).unwrap_or(""));
        Self { source, text: Cow::Owned(text), shifts }
    }

    /// The same with the edits that the fixes of faults make, in places of the text as written.
    pub(in crate::syntax) fn and(&self, faults: &[Diagnostic]) -> Self {
        let own = |shift: &Shift| Slip::new(shift.source.clone(), self.text.get(shift.mended.clone()).unwrap_or(""));
        let edits = faults.iter().flat_map(|fault| &fault.fix).flat_map(|fix| &fix.edits);
        let more = edits.map(|edit| Slip::new(edit.span.range(), edit.text.as_str()));
        Self::new(self.source, self.shifts.iter().map(own).chain(more).collect())
    }

    /// The text as it is read.
    pub(in crate::syntax) fn text(&self) -> &str {
        &self.text
    }

    /// What stands at a place of the text as written, as it is read.
    pub(in crate::syntax) fn at(&self, span: Span) -> &str {
        if self.shifts.is_empty() {
            return self.source.get(span.range()).unwrap_or("");
        }
        let start = self.forth(span.start as usize, false);
        let end = self.forth(span.end as usize, true);
        self.text.get(start..end).unwrap_or("")
    }

    /// The place in the text as written of one in the mended text.
    pub(super) fn range(&self, at: Range<usize>) -> Range<usize> {
        let start = self.origin(at.start, false);
        start..self.origin(at.end, true).max(start)
    }

    fn span(&self, span: Span) -> Span {
        let range = self.range(span.range());
        Span::new(span.file, range.start, range.end)
    }

    fn origin(&self, at: usize, is_end: bool) -> usize {
        let next = self.shifts.partition_point(|shift| shift.mended.start <= at);
        let Some(shift) = next.checked_sub(1).and_then(|last| self.shifts.get(last)) else { return at };
        moved(at, &shift.mended, &shift.source, is_end)
    }

    fn forth(&self, at: usize, is_end: bool) -> usize {
        let next = self.shifts.partition_point(|shift| shift.source.start <= at);
        let Some(shift) = next.checked_sub(1).and_then(|last| self.shifts.get(last)) else { return at };
        moved(at, &shift.source, &shift.mended, is_end)
    }

    /// A tree of the mended text as one of the text as written.
    pub(in crate::syntax) fn tree(&self, cst: Cst) -> Cst {
        if self.shifts.is_empty() {
            return cst;
        }
        let children = cst.children.into_iter().map(|child| self.tree(child)).collect();
        Cst { span: self.span(cst.span), children, ..cst }
    }

    /// A diagnostic of the mended text as one of the text as written.
    pub(in crate::syntax) fn back(&self, diagnostic: Diagnostic) -> Diagnostic {
        if self.shifts.is_empty() {
            return diagnostic;
        }
        let label = |label: Label| Label { span: self.span(label.span), ..label };
        let edit = |edit: Edit| Edit { span: self.span(edit.span), ..edit };
        let fix = diagnostic.fix.map(|fix| Fix { edits: fix.edits.into_iter().map(edit).collect(), ..fix });
        Diagnostic {
            span: diagnostic.span.map(|span| self.span(span)),
            labels: diagnostic.labels.into_iter().map(label).collect(),
            fix,
            ..diagnostic
        }
    }
}

/// A place at or after the start of `from`, where that stands for `to`.
fn moved(at: usize, from: &Range<usize>, to: &Range<usize>, is_end: bool) -> usize {
    if at >= from.end {
        to.end + (at - from.end)
    } else if at == from.start || !is_end {
        to.start
    } else {
        to.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FileId;

    fn span(start: usize, end: usize) -> Span {
        Span::new(FileId::default(), start, end)
    }

    #[test]
    fn a_replaced_word_stands_for_the_whole_one() {
        let mended = Mended::new("qstion a", vec![Slip::new(0..6, "question")]);
        assert_eq!(mended.text(), "question a");
        assert_eq!((mended.range(0..8), mended.range(9..10)), (0..6, 7..8));
        assert_eq!((mended.at(span(0, 6)), mended.at(span(7, 8))), ("question", "a"));
    }

    #[test]
    fn a_deleted_piece_belongs_to_the_word_before_it() {
        let mended = Mended::new("a!b c!", vec![Slip::new(1..2, ""), Slip::new(5..6, "")]);
        assert_eq!(mended.text(), "ab c");
        assert_eq!((mended.range(0..2), mended.range(0..1), mended.range(1..2)), (0..3, 0..2, 2..3));
        assert_eq!(mended.range(3..4), 4..6);
        assert_eq!((mended.at(span(0, 3)), mended.at(span(4, 6))), ("ab", "c"));
    }

    #[test]
    fn of_two_slips_in_one_place_the_first_counts() {
        assert_eq!(Mended::new("abc", vec![Slip::new(1..3, "x"), Slip::new(0..2, "y")]).text(), "yc");
    }
}
