//! Q0321 number-without-range: A number item that does not say its range.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;
use crate::text::Span;

/// A number item that does not say its range.
pub const RULE: RuleInfo =
    rule(321, "number-without-range", "a number without its range", include_str!("../../../docs/errors/Q0321.md"));

pub(crate) fn error(name: &Name, kind: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, kind, format!("the number `{}` has no range", name.value))
        .label("anything could be filled in")
        .help("write the lowest and highest value, as in `number 1..10`")
}
