//! Q0304 option-of-other-scale: An item is compared with an option of another scale than its own.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;

/// An item is compared with an option of another scale than its own.
pub const RULE: RuleInfo =
    rule(304, "option-of-other-scale", "an option of another scale", include_str!("../../../docs/errors/Q0304.md"));

pub(crate) fn error(name: &Name, item: &str, other: &str, own: Option<&str>) -> Diagnostic {
    let message = format!("`{}` is an option of `{other}`, not of `{item}`", name.value);
    let label = match own {
        Some(own) => format!("`{item}` takes its options from `{own}`"),
        None => format!("`{item}` has options of its own"),
    };
    Diagnostic::error(RULE.code, name.span, message).label(label)
}
