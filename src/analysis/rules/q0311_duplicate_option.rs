//! Q0311 duplicate-option: Two options of one list have the same name.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;
use crate::text::Span;

/// Two options of one list have the same name.
pub const RULE: RuleInfo =
    rule(311, "duplicate-option", "two options with one name", include_str!("../../../docs/errors/Q0311.md"));

pub(crate) fn error(name: &Name, first: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, name.span, format!("the option name `{}` is taken", name.value))
        .label("used again here")
        .also(first, "first used here")
        .with_note("an option's name is its identity; a name is never used again for something else")
}
