//! Q0620 bad-data-condition: A condition of a report does not speak of numbers of the report or of columns of the unit file.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A condition of a report does not speak of numbers of the report or of columns of the unit file.
pub const RULE: RuleInfo = rule(
    620,
    "bad-data-condition",
    "a condition on the data that says nothing",
    include_str!("../../../docs/errors/Q0620.md"),
);

pub(crate) fn error(span: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, span, "expected a condition on the data")
        .label("a report knows no single answer")
        .help("write for example `n(clients) > 0`, `n(clients.cijfer) >= 10` or `unit.status = \"concept\"`")
}

/// A side of a comparison that is no number of the report.
pub(crate) fn no_number(span: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, span, "expected a number of the report, or a number")
        .help("write for example `n(clients)`, `rate(clients)` or `10`")
}
