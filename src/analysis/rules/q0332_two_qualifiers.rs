//! Q0332 two-qualifiers: A text names two wordings or two modes.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;

/// A text names two wordings or two modes.
pub const RULE: RuleInfo =
    rule(332, "two-qualifiers", "a text for two wordings or two modes", include_str!("../../../docs/errors/Q0332.md"));

pub(crate) fn error(name: &Name, what: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, name.span, format!("this text names two {what}s"))
        .label("a text is for one wording, one mode, or one of each")
        .help(format!("write the text on a line for each {what}"))
}
