//! Q0614 dangling-reference: A text refers to a figure, table, chapter or section that is left out under a condition that the text does not have.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A text refers to a figure, table, chapter or section that is left out under a condition that the text does not have.
pub const RULE: RuleInfo = rule(
    614,
    "dangling-reference",
    "a reference to what may not be in the report",
    include_str!("../../../docs/errors/Q0614.md"),
);

pub(crate) fn error(span: Span, what: &str, name: &str, condition: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("the {what} `{name}` may not be in the report"))
        .label("the reference would have no number")
        .also(condition, "only then it is there")
        .help("give the text the same condition")
}

/// A range whose ends stand in the wrong order.
pub(crate) fn range(span: Span, first: &str, last: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("the figure `{last}` stands before `{first}`"))
        .help("name the first figure first")
}
