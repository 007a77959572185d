//! Q0208 reserved-name: A name is a word that the language keeps for itself.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;

/// A name is a word that the language keeps for itself.
pub const RULE: RuleInfo =
    rule(208, "reserved-name", "a name that the language keeps", include_str!("../../../docs/errors/Q0208.md"));

pub(crate) fn error(name: &Name) -> Diagnostic {
    Diagnostic::error(RULE.code, name.span, format!("the name `{}` is reserved", name.value))
        .label("means something of its own in conditions and scopes")
        .help("choose another name")
}
