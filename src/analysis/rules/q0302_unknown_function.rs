//! Q0302 unknown-function: A condition or formula calls a function that does not exist.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo, nearest};
use crate::syntax::ast::Name;

/// A condition or formula calls a function that does not exist.
pub const RULE: RuleInfo =
    rule(302, "unknown-function", "a function that does not exist", include_str!("../../../docs/errors/Q0302.md"));

const FUNCTIONS: [&str; 9] = ["asked", "answered", "missing", "valid", "any", "all", "count", "sum", "mean"];

pub(crate) fn error(name: &Name) -> Diagnostic {
    let diagnostic = Diagnostic::error(RULE.code, name.span, format!("there is no function `{}`", name.value));
    match nearest(&name.value, FUNCTIONS) {
        Some(near) => diagnostic.help(format!("a similar one exists: `{near}`")).fix(Fix::replace(name.span, near)),
        None => diagnostic.with_note(format!("the functions are {}", FUNCTIONS.map(|f| format!("`{f}`")).join(", "))),
    }
}
