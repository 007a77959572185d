//! Q0325 not-scored: Codes of a scale that is not `scored` are used as numbers.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// Codes of a scale that is not `scored` are used as numbers.
pub const RULE: RuleInfo =
    rule(325, "not-scored", "codes used as numbers", include_str!("../../../docs/errors/Q0325.md"));

pub(crate) fn error(span: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, span, "the codes of this scale are not numbers")
        .label("only a `scored` scale can be summed or averaged")
        .help("declare the scale as `scored`, or count instead")
}
