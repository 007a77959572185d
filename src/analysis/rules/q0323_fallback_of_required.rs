//! Q0323 fallback-of-required: A required field has a fallback that is never shown.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;
use crate::text::Span;

/// A required field has a fallback that is never shown.
pub const RULE: RuleInfo =
    rule(323, "fallback-of-required", "a fallback that is never shown", include_str!("../../../docs/errors/Q0323.md"));

pub(crate) fn warning(name: &Name, fallback: Span, required: Span) -> Diagnostic {
    Diagnostic::warning(RULE.code, fallback, format!("the fallback of `{}` is never shown", name.value))
        .also(required, "a required field is never empty")
        .help("leave out `else`, or `required`")
}
