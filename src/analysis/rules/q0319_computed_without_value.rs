//! Q0319 computed-without-value: A computed item that says no value, or a recode without an arm.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;

/// A computed item that says no value, or a recode without an arm.
pub const RULE: RuleInfo = rule(
    319,
    "computed-without-value",
    "a computed item without a value",
    include_str!("../../../docs/errors/Q0319.md"),
);

pub(crate) fn error(name: &Name) -> Diagnostic {
    Diagnostic::error(RULE.code, name.span, format!("the computed item `{}` has no value", name.value))
        .help("write `= FORMULA`, or lines with `when` for a recode")
}

/// An arm of a recode without condition and without `else`.
pub(crate) fn arm(name: &Name) -> Diagnostic {
    Diagnostic::error(RULE.code, name.span, format!("nothing says when `{}` is taken", name.value))
        .help("add `when` and a condition, or `else`")
}
