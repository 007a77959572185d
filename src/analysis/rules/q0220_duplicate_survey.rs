//! Q0220 duplicate-survey: Two surveys have the same name and wave.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;
use crate::text::Span;

/// Two surveys have the same name and wave.
pub const RULE: RuleInfo =
    rule(220, "duplicate-survey", "two surveys with one identity", include_str!("../../../docs/errors/Q0220.md"));

pub(crate) fn error(name: &Name, wave: u32, first: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, name.span, format!("the survey `{}` {wave} is declared twice", name.value))
        .label("declared again here")
        .also(first, "first declared here")
        .help("give this one another wave or another name")
}
