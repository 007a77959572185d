//! Q0222 allow-without-reason: An `allow` that does not say why.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Allow;

/// An `allow` that does not say why.
pub const RULE: RuleInfo =
    rule(222, "allow-without-reason", "an `allow` without its reason", include_str!("../../../docs/errors/Q0222.md"));

pub(crate) fn error(allow: &Allow) -> Diagnostic {
    Diagnostic::error(RULE.code, allow.span, format!("`allow {}` gives no reason", allow.slug.value))
        .help("write the reason in quotes after the name of the rule")
}
