//! Q0308 exactness-overflow: A number can become larger than every back end holds exactly: 15 digits.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::number::{Ratio, Rounding};
use crate::text::Span;

/// A number can become larger than every back end holds exactly: 15 digits.
pub const RULE: RuleInfo =
    rule(308, "exactness-overflow", "a number beyond 15 digits", include_str!("../../../docs/errors/Q0308.md"));

pub(crate) fn error(span: Span, largest: Ratio) -> Diagnostic {
    let largest = largest.round(0, Rounding::default());
    let largest = largest.map_or_else(|| "more than 18 digits".to_owned(), |largest| largest.to_string());
    fault(span).label(format!("can reach {largest}")).help("narrow the ranges of the items that it reads")
}

/// A bound of a range.
pub(crate) fn bound(span: Span, decimals: u8) -> Diagnostic {
    fault(span).label(format!("with {decimals} decimals")).help("narrow the range, or declare fewer decimals")
}

/// The code of an option.
pub(crate) fn code(span: Span) -> Diagnostic {
    fault(span).help("choose a shorter code")
}

fn fault(span: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, span, "this number does not fit in 15 digits")
        .with_note("beyond 15 digits browsers and spreadsheets round in silence")
}
