//! Q0205 duplicate-name: Two things in one namespace have the same name.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo};
use crate::syntax::ast::Name;
use crate::text::Span;

/// Two things in one namespace have the same name.
pub const RULE: RuleInfo =
    rule(205, "duplicate-name", "two things with one name", include_str!("../../../docs/errors/Q0205.md"));

pub(crate) fn error(name: &Name, first: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, name.span, format!("the name `{}` is taken", name.value))
        .label("declared again here")
        .also(first, "first declared here")
        .help("give one of the two another name")
}

/// A word that stands twice on one line.
pub(crate) fn again(name: &Name) -> Diagnostic {
    Diagnostic::error(RULE.code, name.span, format!("`{}` stands twice on this line", name.value))
        .fix(Fix::delete(name.span))
}
