//! Q0520 placeholder-in-text: A text prints braces: something was to be filled in.

use super::rule;
use crate::analysis::inspect::{Inspection, WRITTEN, report};
use crate::diag::{RuleInfo, Severity, Sink};
use crate::words;

/// A text prints braces: something was to be filled in.
pub const RULE: RuleInfo =
    rule(520, "placeholder-in-text", "a placeholder that is printed", include_str!("../../../docs/errors/Q0520.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let rule = (RULE.code, Severity::Warning);
    let message = "a placeholder is left in the text";
    report(&inspection.texts, WRITTEN, rule, message, |site| words::placeholders(&site.flat.text), sink);
}
