//! Q0322 bad-field: A field or computed item has a type that it cannot have.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;
use crate::text::Span;

/// A field or computed item has a type that it cannot have.
pub const RULE: RuleInfo = rule(
    322,
    "bad-field",
    "a type that a field or computed item cannot have",
    include_str!("../../../docs/errors/Q0322.md"),
);

pub(crate) fn kind(name: &Name, span: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("the field `{}` cannot have this type", name.value))
        .help("a field is `text`, `one of LIST`, `number MIN..MAX` or `date`")
}

pub(crate) fn computed_kind(name: &Name, span: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("the computed item `{}` cannot have this type", name.value))
        .help("a computed item is `number` or `one of`")
}
