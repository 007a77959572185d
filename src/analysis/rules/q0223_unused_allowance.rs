//! Q0223 unused-allowance: An `allow` that silences nothing.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo};
use crate::syntax::ast::Allow;

/// An `allow` that silences nothing.
pub const RULE: RuleInfo =
    rule(223, "unused-allowance", "an `allow` that silences nothing", include_str!("../../../docs/errors/Q0223.md"));

pub(crate) fn warning(allow: &Allow) -> Diagnostic {
    Diagnostic::warning(RULE.code, allow.span, format!("`allow {}` silences nothing", allow.slug.value))
        .label("the rule finds no fault in this block")
        .help("delete the line")
        .fix(Fix::delete(allow.span))
}
