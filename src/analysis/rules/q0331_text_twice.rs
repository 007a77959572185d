//! Q0331 text-twice: A text is written twice for the same wording and mode.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Wording;
use crate::text::Span;

/// A text is written twice for the same wording and mode.
pub const RULE: RuleInfo =
    rule(331, "text-twice", "a text that is written twice", include_str!("../../../docs/errors/Q0331.md"));

pub(crate) fn error(again: &Wording, first: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, again.span, "this text is written twice")
        .label("for the same wording and mode")
        .also(first, "first written here")
        .help("name another wording or mode, or leave one out")
}
