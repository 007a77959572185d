//! Q0607 broken-thresholds: A publication table cannot be read, has a gap, or decides one case twice.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A publication table cannot be read, has a gap, or decides one case twice.
pub const RULE: RuleInfo = rule(
    607,
    "broken-thresholds",
    "a publication table that is incomplete or overlaps",
    include_str!("../../../docs/errors/Q0607.md"),
);

/// `line` of the file, from 1.
pub(crate) fn row(span: Span, path: &str, line: usize, what: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("line {line} of `{path}`: {what}"))
        .label("the table stands in this file")
}

/// A fault of the table as a whole.
pub(crate) fn table(span: Span, path: &str, what: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("`{path}`: {what}")).label("the table stands in this file")
}

pub(crate) fn unreadable(span: Span, path: &str, help: String) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("the publication table `{path}` cannot be read")).help(help)
}
