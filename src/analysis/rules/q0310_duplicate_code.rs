//! Q0310 duplicate-code: Two options of one list have the same code.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Spanned;
use crate::text::Span;

/// Two options of one list have the same code.
pub const RULE: RuleInfo =
    rule(310, "duplicate-code", "two options with one code", include_str!("../../../docs/errors/Q0310.md"));

pub(crate) fn error(code: &Spanned<i64>, first: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, code.span, format!("the code {} is taken", code.value))
        .label("used again here")
        .also(first, "first used here")
        .help("give one of the two options another code")
}
