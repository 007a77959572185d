//! Q0516 html-in-text: A text holds HTML, which every output prints as it stands.

use super::rule;
use crate::analysis::inspect::{Inspection, WRITTEN, report};
use crate::diag::{RuleInfo, Severity, Sink};
use crate::words;

/// A text holds HTML, which every output prints as it stands.
pub const RULE: RuleInfo =
    rule(516, "html-in-text", "HTML inside a text", include_str!("../../../docs/errors/Q0516.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let rule = (RULE.code, Severity::Warning);
    let message = "HTML stands in a text";
    report(&inspection.texts, WRITTEN, rule, message, |site| words::markup(&site.flat.text), sink);
}
