//! Q0219 unused-term: A term of the glossary that no survey sees.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;

/// A term of the glossary that no survey sees.
pub const RULE: RuleInfo =
    rule(219, "unused-term", "a term that no survey sees", include_str!("../../../docs/errors/Q0219.md"));

pub(crate) fn warning(name: &Name) -> Diagnostic {
    Diagnostic::warning(RULE.code, name.span, format!("no survey sees the term `{}`", name.value))
        .label("no survey uses this file, or none has its wordings")
        .help("`use` this file in a survey, or delete the term")
}
