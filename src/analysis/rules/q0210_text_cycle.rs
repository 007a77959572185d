//! Q0210 text-cycle: A text block includes itself, directly or through others.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;
use crate::text::Span;

/// A text block includes itself, directly or through others.
pub const RULE: RuleInfo =
    rule(210, "text-cycle", "a text block that includes itself", include_str!("../../../docs/errors/Q0210.md"));

pub(crate) fn error(name: &Name, declared: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, name.span, format!("the text block `{}` includes itself", name.value))
        .label("included here, inside itself")
        .also(declared, "declared here")
        .help("write the words out in one of the texts")
}
