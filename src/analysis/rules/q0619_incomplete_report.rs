//! Q0619 incomplete-report: A report lacks a survey, a unit field or a title.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A report lacks a survey, a unit field or a title.
pub const RULE: RuleInfo = rule(
    619,
    "incomplete-report",
    "a report without a part that every report has",
    include_str!("../../../docs/errors/Q0619.md"),
);

pub(crate) fn lacks(span: Span, report: &str, what: &str, example: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("the report `{report}` has no {what}"))
        .help(format!("add a line such as `{example}`"))
}

/// The unit field is absent, or no fit, in one of the surveys.
pub(crate) fn field(span: Span, field: &str, survey: &str, fault: &str, declared: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::error(RULE.code, span, format!("the field `{field}` of `{survey}` {fault}"));
    let diagnostic = diagnostic.label("every response belongs to one unit");
    match declared {
        Some(declared) => diagnostic.also(declared, "declared here"),
        None => diagnostic,
    }
}
