//! Q0508 instruction-in-question: An instruction or an answer option stands inside a question or a label, from where captions repeat it.

use super::rule;
use crate::analysis::inspect::{Inspection, Role, report};
use crate::diag::{RuleInfo, Severity, Sink};
use crate::words;

/// An instruction or an answer option stands inside a question or a label, from where captions repeat it.
pub const RULE: RuleInfo = rule(
    508,
    "instruction-in-question",
    "an instruction inside a question",
    include_str!("../../../docs/errors/Q0508.md"),
);

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let rule = (RULE.code, Severity::Warning);
    let message = "the question holds more than a question";
    report(
        &inspection.texts,
        &[Role::Ask, Role::Label],
        rule,
        message,
        |site| words::instruction(&site.flat.text),
        sink,
    );
}
