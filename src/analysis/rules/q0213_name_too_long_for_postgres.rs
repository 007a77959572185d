//! Q0213 name-too-long-for-postgres: A column of an export is longer than PostgreSQL allows: 63 bytes.

use super::columns::{Column, too_long};
use super::rule;
use crate::analysis::Context;
use crate::diag::{Diagnostic, RuleInfo, Sink};

/// A column of an export is longer than PostgreSQL allows: 63 bytes.
pub const RULE: RuleInfo = rule(
    213,
    "name-too-long-for-postgres",
    "a column name that is too long for PostgreSQL",
    include_str!("../../../docs/errors/Q0213.md"),
);

/// The most bytes of a name in PostgreSQL.
const LIMIT: usize = 63;

pub(crate) fn check(context: &Context<'_>, sink: &mut Sink) {
    for column in too_long(context.survey, LIMIT) {
        sink.push(warning(context, &column));
    }
}

fn warning(context: &Context<'_>, column: &Column<'_>) -> Diagnostic {
    let message = format!("the column `{}` has {} bytes; PostgreSQL allows {LIMIT}", column.name, column.name.len());
    Diagnostic::warning(RULE.code, context.span(column.origin), message)
        .label(column.why)
        .help("shorten the name, and keep the old one with `was`")
}
