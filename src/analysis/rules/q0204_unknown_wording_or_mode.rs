//! Q0204 unknown-wording-or-mode: A qualifier, scope or condition names a wording or mode that the survey does not have.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo, nearest};
use crate::syntax::ast::{Name, WordingDecl};

/// A qualifier, scope or condition names a wording or mode that the survey does not have.
pub const RULE: RuleInfo = rule(
    204,
    "unknown-wording-or-mode",
    "a wording or mode that the survey does not have",
    include_str!("../../../docs/errors/Q0204.md"),
);

pub(crate) fn error<'n>(name: &Name, known: impl Iterator<Item = &'n str> + Clone) -> Diagnostic {
    let message = format!("the survey has no wording or mode `{}`", name.value);
    let names: Vec<String> = known.clone().map(|name| format!("`{name}`")).collect();
    let diagnostic = Diagnostic::error(RULE.code, name.span, message);
    match nearest(&name.value, known) {
        Some(near) => diagnostic.help(format!("a similar name exists: `{near}`")).fix(Fix::replace(name.span, near)),
        None => diagnostic.with_note(format!("known here: {}", names.join(", "))),
    }
}

/// `simpler than` itself or a wording that is not declared.
pub(crate) fn simpler_than(name: &Name, wordings: &[WordingDecl]) -> Diagnostic {
    let known = wordings.iter().map(|wording| wording.name.value.as_str());
    if known.clone().any(|wording| wording == name.value) {
        let message = format!("the wording `{}` is simpler than itself", name.value);
        return Diagnostic::error(RULE.code, name.span, message).help("name another wording after `simpler than`");
    }
    error(name, known)
}

/// A word on the `mode` line that is no mode.
pub(crate) fn no_such_mode(name: &Name) -> Diagnostic {
    let message = format!("there is no mode `{}`", name.value);
    Diagnostic::error(RULE.code, name.span, message).with_note("the modes are `web`, `phone` and `paper`")
}
