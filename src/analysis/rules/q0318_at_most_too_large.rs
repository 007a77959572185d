//! Q0318 at-most-too-large: `at most` allows more options than can be ticked together, or none.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Spanned;

/// `at most` allows more options than can be ticked together, or none.
pub const RULE: RuleInfo =
    rule(318, "at-most-too-large", "`at most` that limits nothing", include_str!("../../../docs/errors/Q0318.md"));

pub(crate) fn error(at_most: &Spanned<u32>, together: usize) -> Diagnostic {
    if at_most.value == 0 {
        return Diagnostic::error(RULE.code, at_most.span, "`at most 0` leaves nothing to tick")
            .help("write 1 or more, or leave `at most` out");
    }
    let message = format!("`at most {}` does not fit: {together} options can be ticked together", at_most.value);
    Diagnostic::error(RULE.code, at_most.span, message).help("choose a smaller number, or leave `at most` out")
}

/// `text max 0`
pub(crate) fn no_room(max: &Spanned<u32>) -> Diagnostic {
    Diagnostic::error(RULE.code, max.span, "`max 0` leaves no room for an answer")
        .help("write how many characters fit, or leave `max` out")
}
