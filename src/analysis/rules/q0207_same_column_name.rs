//! Q0207 same-column-name: Two variables become the same column of an export, where dots are written as underscores.

use super::columns::{Column, columns};
use super::rule;
use crate::analysis::Context;
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::OriginId;
use std::collections::BTreeMap;

/// Two variables become the same column of an export, where dots are written as underscores.
pub const RULE: RuleInfo = rule(
    207,
    "same-column-name",
    "two variables that become one column",
    include_str!("../../../docs/errors/Q0207.md"),
);

/// Compares the columns of all variables of a survey.
pub(crate) fn check(context: &Context<'_>, sink: &mut Sink) {
    let mut seen: BTreeMap<String, (OriginId, String)> = BTreeMap::new();
    columns(context.survey, &mut |column| match seen.get(&column.name) {
        // Two items of one path have been reported as such.
        Some((_, path)) if path == column.path => {}
        Some((first, _)) => sink.push(error(context, &column, *first)),
        None => {
            seen.insert(column.name.clone(), (column.origin, column.path.to_owned()));
        }
    });
}

fn error(context: &Context<'_>, column: &Column<'_>, first: OriginId) -> Diagnostic {
    let message = format!("two answers become the column `{}` of an export", column.name);
    Diagnostic::error(RULE.code, context.span(column.origin), message)
        .label("this one")
        .also(context.span(first), "and this one")
        .with_note("an export writes dots as underscores")
        .help("give one of the two another name")
}
