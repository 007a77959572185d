//! Q0613 unnumbered-figure: A figure or table stands outside every chapter, so that it has no number.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;

/// A figure or table stands outside every chapter, so that it has no number.
pub const RULE: RuleInfo = rule(
    613,
    "unnumbered-figure",
    "a figure or table outside every chapter",
    include_str!("../../../docs/errors/Q0613.md"),
);

pub(crate) fn error(name: &Name, what: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, name.span, format!("the {what} `{}` gets no number", name.value))
        .label("stands outside every chapter")
        .help("put it into a chapter")
}
