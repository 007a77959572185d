//! Q0318 at-most-too-large: `at most` allows more options than can be ticked together, or none.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Spanned;

/// `at most` allows more options than can be ticked together, or none.
pub const RULE: RuleInfo =
    rule(318, "at-most-too-large", "`at most` that limits nothing", include_str!("../../../docs/errors/Q0318.md"));

pub(crate) fn error(at_most: &Spanned<u32>, together: usize) -> Diagnostic {
    let message = format!("`at most {}` does not fit: {together} options can be ticked together", at_most.value);
    Diagnostic::error(RULE.code, at_most.span, message).help("choose a smaller number, or leave `at most` out")
}
