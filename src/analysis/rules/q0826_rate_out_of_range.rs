//! Q0826 rate-out-of-range: A rate of speech at which nobody can be followed, or that an engine does not have.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Spanned;
use std::ops::RangeInclusive;

/// A rate of speech at which nobody can be followed, or that an engine does not have.
pub const RULE: RuleInfo =
    rule(826, "rate-out-of-range", "a rate of speech that is no rate", include_str!("../../../docs/errors/Q0826.md"));

/// Words a minute: below it espeak-ng speaks no slower, above it no text of a questionnaire is understood.
pub(crate) const RATES: RangeInclusive<u32> = 80..=300;

pub(crate) fn out_of_range(rate: &Spanned<u32>) -> Option<Diagnostic> {
    if RATES.contains(&rate.value) {
        return None;
    }
    let (least, most) = (RATES.start(), RATES.end());
    let message = format!("a rate of {} words a minute lies outside {least} to {most}", rate.value);
    Some(
        Diagnostic::error(RULE.code, rate.span, message).help("write a rate such as 140; weak readers want 120 to 150"),
    )
}
