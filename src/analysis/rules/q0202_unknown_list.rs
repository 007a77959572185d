//! Q0202 unknown-list: A question or loop names a scale or code list that its file does not see.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo, nearest};
use crate::syntax::ast::Name;

/// A question or loop names a scale or code list that its file does not see.
pub const RULE: RuleInfo = rule(
    202,
    "unknown-list",
    "a scale or code list that does not exist",
    include_str!("../../../docs/errors/Q0202.md"),
);

pub(crate) fn error<'n>(name: &Name, known: impl Iterator<Item = &'n str>) -> Diagnostic {
    let message = format!("there is no scale or code list `{}` here", name.value);
    let diagnostic = Diagnostic::error(RULE.code, name.span, message);
    match nearest(&name.value, known) {
        Some(near) => diagnostic.help(format!("a similar name exists: `{near}`")).fix(Fix::replace(name.span, near)),
        None => diagnostic.help("declare it in this file, or `use` the file that declares it"),
    }
}
