//! Q0211 name-too-long-for-stata: A column of an export is longer than Stata allows: 32 characters.

use super::columns::{Column, too_long};
use super::rule;
use crate::analysis::Context;
use crate::diag::{Diagnostic, RuleInfo, Sink};

/// A column of an export is longer than Stata allows: 32 characters.
pub const RULE: RuleInfo = rule(
    211,
    "name-too-long-for-stata",
    "a column name that is too long for Stata",
    include_str!("../../../docs/errors/Q0211.md"),
);

/// The most characters of a name in Stata.
const LIMIT: usize = 32;

pub(crate) fn check(context: &Context<'_>, sink: &mut Sink) {
    for column in too_long(context.survey, LIMIT) {
        sink.push(warning(context, &column));
    }
}

fn warning(context: &Context<'_>, column: &Column<'_>) -> Diagnostic {
    let message = format!("the column `{}` has {} characters; Stata allows {LIMIT}", column.name, column.name.len());
    Diagnostic::warning(RULE.code, context.span(column.origin), message)
        .label(column.why)
        .help("shorten the name, and keep the old one with `was`")
}
