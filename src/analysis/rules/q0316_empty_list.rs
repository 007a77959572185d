//! Q0316 empty-list: A list without an option that can be a valid answer.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;

/// A list without an option that can be a valid answer.
pub const RULE: RuleInfo =
    rule(316, "empty-list", "nothing to choose from", include_str!("../../../docs/errors/Q0316.md"));

pub(crate) fn error(owner: &Name) -> Diagnostic {
    Diagnostic::error(RULE.code, owner.span, format!("`{}` has no option to choose", owner.value))
        .label("every option counts as missing, or there is none")
        .help("add an option line: a code, a name and a text")
}

pub(crate) fn grid(owner: &Name) -> Diagnostic {
    Diagnostic::error(RULE.code, owner.span, format!("the grid `{}` has no rows", owner.value))
        .help("add `row NAME \"…\"`")
}
