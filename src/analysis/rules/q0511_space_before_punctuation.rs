//! Q0511 space-before-punctuation: A space stands before a mark that belongs to the word before it.

use super::rule;
use crate::analysis::inspect::{Inspection, WRITTEN, report};
use crate::diag::{RuleInfo, Severity, Sink};
use crate::words;

/// A space stands before a mark that belongs to the word before it.
pub const RULE: RuleInfo =
    rule(511, "space-before-punctuation", "a space before a mark", include_str!("../../../docs/errors/Q0511.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let rule = (RULE.code, Severity::Warning);
    let message = "a space stands before a punctuation mark";
    report(&inspection.texts, WRITTEN, rule, message, |site| words::space_before_punctuation(&site.flat.text), sink);
}
