//! Q0203 unknown-option: A condition, `offer` or `take` names an option that the item does not have.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo, nearest};
use crate::syntax::ast::Name;

/// A condition, `offer` or `take` names an option that the item does not have.
pub const RULE: RuleInfo =
    rule(203, "unknown-option", "an option that the item does not have", include_str!("../../../docs/errors/Q0203.md"));

/// How many options a note lists.
const SHOWN: usize = 8;

pub(crate) fn error<'n>(name: &Name, item: &str, known: impl Iterator<Item = &'n str> + Clone) -> Diagnostic {
    let message = format!("`{item}` has no option `{}`", name.value);
    let diagnostic = Diagnostic::error(RULE.code, name.span, message);
    if let Some(near) = nearest(&name.value, known.clone()) {
        return diagnostic.help(format!("a similar option exists: `{near}`")).fix(Fix::replace(name.span, near));
    }
    let names: Vec<String> = known.take(SHOWN).map(|name| format!("`{name}`")).collect();
    if names.is_empty() { diagnostic } else { diagnostic.with_note(format!("its options: {}", names.join(", "))) }
}
