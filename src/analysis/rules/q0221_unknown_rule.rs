//! Q0221 unknown-rule: An `allow` names a rule that does not exist.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo, nearest};
use crate::syntax::ast::Name;

/// An `allow` names a rule that does not exist.
pub const RULE: RuleInfo = rule(
    221,
    "unknown-rule",
    "an `allow` of a rule that does not exist",
    include_str!("../../../docs/errors/Q0221.md"),
);

pub(crate) fn error<'n>(slug: &Name, known: impl Iterator<Item = &'n str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(RULE.code, slug.span, format!("there is no rule `{}`", slug.value));
    match nearest(&slug.value, known) {
        Some(near) => diagnostic.help(format!("a similar rule exists: `{near}`")).fix(Fix::replace(slug.span, near)),
        None => diagnostic.help("write the words that follow the code of the message to silence"),
    }
}
