//! Q0328 no-such-date: A date that is not in the calendar.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A date that is not in the calendar.
pub const RULE: RuleInfo =
    rule(328, "no-such-date", "a date that is not in the calendar", include_str!("../../../docs/errors/Q0328.md"));

pub(crate) fn error(date: &str, span: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("there is no day `{date}`"))
        .help("write year, month and day, as in `2023-08-31`")
}
