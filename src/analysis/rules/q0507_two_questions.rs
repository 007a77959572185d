//! Q0507 two-questions: A question asks two things and takes one answer.

use super::rule;
use crate::analysis::inspect::{Inspection, Role, report};
use crate::diag::{RuleInfo, Severity, Sink};
use crate::words;

/// A question asks two things and takes one answer.
pub const RULE: RuleInfo =
    rule(507, "two-questions", "two questions before one answer", include_str!("../../../docs/errors/Q0507.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let rule = (RULE.code, Severity::Warning);
    let message = "this asks more than one question";
    report(&inspection.texts, &[Role::Ask], rule, message, |site| words::double_question(&site.flat.text), sink);
}
