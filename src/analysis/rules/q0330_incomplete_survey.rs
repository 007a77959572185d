//! Q0330 incomplete-survey: A survey without a mode.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;

/// A survey without a mode.
pub const RULE: RuleInfo =
    rule(330, "incomplete-survey", "a survey without a mode", include_str!("../../../docs/errors/Q0330.md"));

pub(crate) fn no_mode(name: &Name) -> Diagnostic {
    Diagnostic::error(RULE.code, name.span, format!("the survey `{}` has no mode", name.value))
        .help("add a line `mode` with `web`, `phone` or `paper`")
}
