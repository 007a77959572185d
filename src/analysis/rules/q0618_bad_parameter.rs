//! Q0618 bad-parameter: A parameter of a report has a value, or stands in a place, that means nothing.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A parameter of a report has a value, or stands in a place, that means nothing.
pub const RULE: RuleInfo =
    rule(618, "bad-parameter", "a parameter of a report that cannot be", include_str!("../../../docs/errors/Q0618.md"));

pub(crate) fn error(span: Span, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, message).help(help)
}
