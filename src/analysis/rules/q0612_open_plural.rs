//! Q0612 open-plural: A text of a report leaves open whether one or more are meant.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A text of a report leaves open whether one or more are meant.
pub const RULE: RuleInfo =
    rule(612, "open-plural", "a plural left open in a report", include_str!("../../../docs/errors/Q0612.md"));

pub(crate) fn error(span: Span, written: &str, why: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("the plural `{written}` is left open"))
        .label(why)
        .help("choose by number, as in `{n(clients)|één cliënt|# cliënten}`")
}
