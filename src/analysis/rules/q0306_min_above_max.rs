//! Q0306 min-above-max: A range whose first end lies above its last.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A range whose first end lies above its last.
pub const RULE: RuleInfo =
    rule(306, "min-above-max", "a range that is upside down", include_str!("../../../docs/errors/Q0306.md"));

pub(crate) fn error(range: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, range, "the first end of this range lies above its last")
        .label("holds no value")
        .help("exchange the two ends")
}
