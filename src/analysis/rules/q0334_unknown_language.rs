//! Q0334 unknown-language: A survey in a language in which Peil has no texts of its own.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;

/// A survey in a language in which Peil has no texts of its own.
pub const RULE: RuleInfo = rule(
    334,
    "unknown-language",
    "a language in which forms have no words",
    include_str!("../../../docs/errors/Q0334.md"),
);

/// The languages of the buttons, hints and faults of a form.
pub(crate) const LANGUAGES: [&str; 1] = ["nl"];

pub(crate) fn error(name: &Name) -> Diagnostic {
    let known = LANGUAGES.map(|language| format!("`{language}`")).join(", ");
    Diagnostic::error(RULE.code, name.span, format!("there are no forms in the language `{}`", name.value))
        .label("buttons, hints and faults have no words in it")
        .help(format!("write {known}"))
}
