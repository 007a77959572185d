//! Q0617 bad-unit-file: The unit file lacks a column that the report reads, or holds a value that its column does not take.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo, nearest};
use crate::text::Span;

/// The unit file lacks a column that the report reads, or holds a value that its column does not take.
pub const RULE: RuleInfo = rule(
    617,
    "bad-unit-file",
    "a unit file that does not hold what the report needs",
    include_str!("../../../docs/errors/Q0617.md"),
);

pub(crate) fn table(span: Span, path: &str, what: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("`{path}`: {what}")).label("the units stand in this file")
}

/// `line` of the file, from 1.
pub(crate) fn row(span: Span, path: &str, line: usize, what: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("line {line} of `{path}`: {what}")).label("the units stand in this file")
}

/// A column that nothing reads by this name.
pub(crate) fn column<'n>(span: Span, name: &str, known: impl IntoIterator<Item = &'n str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(RULE.code, span, format!("the unit file has no column `{name}`"));
    match nearest(name, known) {
        Some(near) => diagnostic.help(format!("a similar column exists: `{near}`")),
        None => diagnostic.help("add the column to the unit file"),
    }
}
