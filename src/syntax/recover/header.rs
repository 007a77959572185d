//! Headers of blocks: what is missing and what is too much.

use super::{Recover, entry};
use crate::diag::Diagnostic;
use crate::syntax::codes;
use crate::syntax::cst::{Cst, Kind};
use crate::syntax::grammar::{Entry, explain};
use crate::syntax::keyword;

impl Recover<'_> {
    /// A header with something that it does not understand, or without a part that it must have.
    pub(super) fn header(&mut self, block: &Cst) {
        if block.child(Kind::HeaderRest).is_none() && is_complete(block) {
            return;
        }
        let piece = self.line_from(block.span).to_owned();
        let entry = header_entry(block.kind);
        let word = block.keyword();
        let in_report = entry == Entry::Report;
        match explain(entry, &piece) {
            Some(failure) => self.unexpected(block.span, &failure, word, in_report),
            None => {
                let rest = block.child(Kind::HeaderRest).map_or(block.span, |rest| rest.span);
                let diagnostic = Diagnostic::error(codes::UNEXPECTED_TEXT.code, rest, "the header is not understood");
                let shape = word.and_then(|w| keyword::shape(w, in_report));
                let help = shape.map(|s| format!("expected shape: `{s}`"));
                self.push(Diagnostic { help, ..diagnostic });
            }
        }
    }
}

fn header_entry(block: Kind) -> Entry {
    match block {
        Kind::Survey
        | Kind::Scale
        | Kind::Codelist
        | Kind::TextBlock
        | Kind::Term
        | Kind::Report
        | Kind::Thresholds => Entry::Top,
        other => entry(other),
    }
}

/// Whether a header has every part that it must have.
fn is_complete(block: &Cst) -> bool {
    let has = |kind: Kind| block.child(kind).is_some();
    let name = has(Kind::Name) || has(Kind::BadName);
    let text = block.children.iter().any(|c| matches!(c.kind, Kind::Short | Kind::SingleText | Kind::CurlyText));
    match block.kind {
        Kind::Survey => name && has(Kind::Integer) && text,
        Kind::Scale | Kind::Codelist | Kind::Term | Kind::Section | Kind::Report => name && text,
        Kind::Thresholds => name && has(Kind::FromFile),
        Kind::Question | Kind::Grid | Kind::Computed => name && has(Kind::AnswerType),
        Kind::Loop => name && has(Kind::Over),
        Kind::Row => name && has(Kind::RowLabel),
        Kind::Chapter | Kind::PartSection => text,
        Kind::Norm => name && has(Kind::OnItem),
        Kind::Figure => name && has(Kind::FigureKind),
        Kind::Table => name && (has(Kind::OfItem) || has(Kind::Services) || block.word("response").is_some()),
        Kind::Promoter => name && has(Kind::OnItem) && has(Kind::PromoterFormula),
        Kind::Strengths => name && has(Kind::OverItems) && has(Kind::ByMeasure),
        Kind::Theme | Kind::Cover | Kind::Front => true,
        _ => name,
    }
}
