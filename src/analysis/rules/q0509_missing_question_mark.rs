//! Q0509 missing-question-mark: A question does not end with a question mark.

use super::rule;
use crate::analysis::inspect::{Inspection, Role, report};
use crate::diag::{RuleInfo, Severity, Sink};
use crate::words;

/// A question does not end with a question mark.
pub const RULE: RuleInfo =
    rule(509, "missing-question-mark", "a question without its mark", include_str!("../../../docs/errors/Q0509.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let rule = (RULE.code, Severity::Warning);
    let message = "this question has no question mark";
    report(&inspection.texts, &[Role::Ask], rule, message, |site| words::missing_question_mark(&site.flat.text), sink);
}
