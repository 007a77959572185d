//! Q0320 else-not-last: An arm of a recode stands after its `else`.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// An arm of a recode stands after its `else`.
pub const RULE: RuleInfo =
    rule(320, "else-not-last", "an arm after `else`", include_str!("../../../docs/errors/Q0320.md"));

pub(crate) fn error(arm: Span, first: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, arm, "this arm stands after `else`")
        .label("is never taken")
        .also(first, "takes all that is left")
        .help("move `else` to the end")
}
