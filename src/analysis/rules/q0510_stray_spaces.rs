//! Q0510 stray-spaces: A text begins or ends with a space, or has two in a row.

use super::rule;
use crate::analysis::inspect::{Inspection, WRITTEN, report};
use crate::diag::{RuleInfo, Severity, Sink};
use crate::words;

/// A text begins or ends with a space, or has two in a row.
pub const RULE: RuleInfo =
    rule(510, "stray-spaces", "spaces at an end or doubled", include_str!("../../../docs/errors/Q0510.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let rule = (RULE.code, Severity::Warning);
    let message = "there is a space too many";
    report(&inspection.texts, WRITTEN, rule, message, |site| words::spacing(&site.flat.text), sink);
}
