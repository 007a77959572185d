//! Q0611 typed-number: A text names a figure, table, chapter or section by a number that was typed.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A text names a figure, table, chapter or section by a number that was typed.
pub const RULE: RuleInfo = rule(
    611,
    "typed-number",
    "a number of a figure, table or section typed by hand",
    include_str!("../../../docs/errors/Q0611.md"),
);

pub(crate) fn error(span: Span, why: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, "a number of a figure, table or section is typed")
        .label(why)
        .help("refer by name, as in `{figure.cijfer}` or `{chapter.clienten}`")
}
