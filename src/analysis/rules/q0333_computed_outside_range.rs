//! Q0333 computed-outside-range: A formula can give values outside the range that its item declares.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo};
use crate::number::Decimal;
use crate::syntax::ast::Name;
use crate::text::Span;

/// A formula can give values outside the range that its item declares.
pub const RULE: RuleInfo = rule(
    333,
    "computed-outside-range",
    "a formula that leaves its range",
    include_str!("../../../docs/errors/Q0333.md"),
);

pub(crate) fn error(name: &Name, range: Span, found: (Decimal, Decimal)) -> Diagnostic {
    let (min, max) = found;
    Diagnostic::error(RULE.code, range, format!("`{}` can lie outside this range", name.value))
        .label(format!("the formula gives values from {min} to {max}"))
        .help(format!("write `{min}..{max}`, or leave the range out"))
        .fix(Fix::replace(range, format!("{min}..{max}")))
}
