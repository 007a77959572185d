//! Q0216 unused-computed: A computed item that no condition, text, formula or report reads.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A computed item that no condition, text, formula or report reads.
pub const RULE: RuleInfo =
    rule(216, "unused-computed", "a computed item that nothing reads", include_str!("../../../docs/errors/Q0216.md"));

pub(crate) fn warning(path: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(RULE.code, span, format!("the computed item `{path}` is not read"))
        .label("no condition, text, formula or report names it")
        .help("delete it, or use it in a figure")
}
