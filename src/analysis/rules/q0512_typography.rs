//! Q0512 typography: Quotes or dashes are those of a typewriter, or do not form a pair.

use super::rule;
use crate::analysis::inspect::{Inspection, PRINTED, report};
use crate::diag::{RuleInfo, Severity, Sink};
use crate::words;

/// Quotes or dashes are those of a typewriter, or do not form a pair.
pub const RULE: RuleInfo =
    rule(512, "typography", "typewriter quotes and dashes", include_str!("../../../docs/errors/Q0512.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let rule = (RULE.code, Severity::Warning);
    let message = "quotes or dashes are not set as in print";
    report(&inspection.texts, PRINTED, rule, message, |site| words::typography(&site.flat.text), sink);
}
