//! Q0518 unresolved-plural: A text leaves it to the reader to choose between one and many.

use super::rule;
use crate::analysis::inspect::{Inspection, WRITTEN, report};
use crate::diag::{RuleInfo, Severity, Sink};
use crate::words;

/// A text leaves it to the reader to choose between one and many.
pub const RULE: RuleInfo =
    rule(518, "unresolved-plural", "a plural that is left open", include_str!("../../../docs/errors/Q0518.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let rule = (RULE.code, Severity::Warning);
    let message = "the plural is left open";
    report(&inspection.texts, WRITTEN, rule, message, |site| words::unresolved_plural(&site.flat.text), sink);
}
