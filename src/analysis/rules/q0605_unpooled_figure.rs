//! Q0605 unpooled-figure: An item is asked otherwise in another wording or mode, and its figure does not say how the answers are taken together.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// An item is asked otherwise in another wording or mode, and its figure does not say how the answers are taken together.
pub const RULE: RuleInfo = rule(
    605,
    "unpooled-figure",
    "a figure over variants that differ, without saying how",
    include_str!("../../../docs/errors/Q0605.md"),
);

/// `differs`: "is not asked in `laagdrempelig`", "has another route in `phone`"; `by`: "wording" or "mode".
pub(crate) fn error(span: Span, figure: &str, item: &str, differs: &str, by: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("`{figure}` takes answers together that differ: `{item}` {differs}"))
        .label(format!("expected `pooled` or `per {by}`"))
        .help(format!(
            "write `pooled` to count them together (the base in words tells who never had it), or `per {by}`"
        ))
}
