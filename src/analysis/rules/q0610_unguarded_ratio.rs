//! Q0610 unguarded-ratio: A condition divides, and does not ask first whether there is anything to divide by.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A condition divides, and does not ask first whether there is anything to divide by.
pub const RULE: RuleInfo = rule(
    610,
    "unguarded-ratio",
    "a division in a condition without a guard",
    include_str!("../../../docs/errors/Q0610.md"),
);

/// A ratio compared without its denominator being asked for.
pub(crate) fn error(span: Span, ratio: &str, guard: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("`{ratio}` has no value where nobody answered"))
        .label("zero by zero makes the comparison false")
        .help(format!("ask for it first: `{guard} and …`"))
}

/// A division written out.
pub(crate) fn division(span: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, span, "a condition of a report cannot divide")
        .label("zero by zero would have no value")
        .help("use `rate(…)` or `mean(…)` beside `n(…) > 0`")
}
