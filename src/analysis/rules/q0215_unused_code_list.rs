//! Q0215 unused-code-list: A code list that nothing uses.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;

/// A code list that nothing uses.
pub const RULE: RuleInfo =
    rule(215, "unused-code-list", "a code list that nothing uses", include_str!("../../../docs/errors/Q0215.md"));

pub(crate) fn warning(name: &Name) -> Diagnostic {
    Diagnostic::warning(RULE.code, name.span, format!("the code list `{}` is not used", name.value))
        .help("delete it, or use it")
}
