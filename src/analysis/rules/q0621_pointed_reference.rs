//! Q0621 pointed-reference: A text points at the figure or table above or below it instead of naming it.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A text points at the figure or table above or below it instead of naming it.
pub const RULE: RuleInfo = rule(
    621,
    "pointed-reference",
    "a figure or table that is pointed at, not named",
    include_str!("../../../docs/errors/Q0621.md"),
);

pub(crate) fn warning(span: Span, written: &str) -> Diagnostic {
    Diagnostic::warning(RULE.code, span, format!("`{written}` points at what happens to stand there"))
        .label("nothing keeps it beside this text, or a figure from becoming a table")
        .help("refer by name, as in `{figure.cijfer}` or `{table.respons}`")
}
