//! Q0218 unused-text: A text block that nothing uses.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;

/// A text block that nothing uses.
pub const RULE: RuleInfo =
    rule(218, "unused-text", "a text block that nothing uses", include_str!("../../../docs/errors/Q0218.md"));

pub(crate) fn warning(name: &Name) -> Diagnostic {
    Diagnostic::warning(RULE.code, name.span, format!("the text block `{}` is not used", name.value))
        .help("delete it, or use it")
}
