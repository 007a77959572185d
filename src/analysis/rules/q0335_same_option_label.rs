//! Q0335 same-option-label: Two options of one list read the same.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;
use crate::text::Span;

/// Two options of one list read the same.
pub const RULE: RuleInfo =
    rule(335, "same-option-label", "two options with one label", include_str!("../../../docs/errors/Q0335.md"));

pub(crate) fn warning(option: &Name, label: Span, first: Span) -> Diagnostic {
    Diagnostic::warning(RULE.code, label, format!("the option `{}` reads the same as another", option.value))
        .label("nobody can tell the two apart")
        .also(first, "the same words")
        .help("give one of the two another label")
}
