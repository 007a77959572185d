//! Q0214 unused-scale: A scale that nothing uses.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;

/// A scale that nothing uses.
pub const RULE: RuleInfo =
    rule(214, "unused-scale", "a scale that nothing uses", include_str!("../../../docs/errors/Q0214.md"));

pub(crate) fn warning(name: &Name) -> Diagnostic {
    Diagnostic::warning(RULE.code, name.span, format!("the scale `{}` is not used", name.value))
        .help("delete it, or use it")
}
