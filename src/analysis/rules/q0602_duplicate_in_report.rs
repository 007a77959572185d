//! Q0602 duplicate-in-report: Two figures, tables, chapters or parameters of a report have one name.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;
use crate::text::Span;

/// Two figures, tables, chapters or parameters of a report have one name.
pub const RULE: RuleInfo = rule(
    602,
    "duplicate-in-report",
    "one name for two things of a report",
    include_str!("../../../docs/errors/Q0602.md"),
);

pub(crate) fn error(name: &Name, what: &str, first: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, name.span, format!("the {what} `{}` is defined twice", name.value))
        .label("defined again here")
        .also(first, "first defined here")
        .help("give one of the two another name")
}
