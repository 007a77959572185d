//! Q0212 name-too-long-for-spss: A column of an export is longer than SPSS allows: 64 bytes.

use super::columns::{Column, too_long};
use super::rule;
use crate::analysis::Context;
use crate::diag::{Diagnostic, RuleInfo, Sink};

/// A column of an export is longer than SPSS allows: 64 bytes.
pub const RULE: RuleInfo = rule(
    212,
    "name-too-long-for-spss",
    "a column name that is too long for SPSS",
    include_str!("../../../docs/errors/Q0212.md"),
);

/// The most bytes of a name in SPSS.
const LIMIT: usize = 64;

pub(crate) fn check(context: &Context<'_>, sink: &mut Sink) {
    for column in too_long(context.survey, LIMIT) {
        sink.push(warning(context, &column));
    }
}

fn warning(context: &Context<'_>, column: &Column<'_>) -> Diagnostic {
    let message = format!("the column `{}` has {} bytes; SPSS allows {LIMIT}", column.name, column.name.len());
    Diagnostic::warning(RULE.code, context.span(column.origin), message)
        .label(column.why)
        .help("shorten the name, and keep the old one with `was`")
}
