//! Q0514 empty-text: A text has nothing in it.

use super::rule;
use crate::analysis::inspect::Inspection;
use crate::diag::{Diagnostic, RuleInfo, Sink};

/// A text has nothing in it.
pub const RULE: RuleInfo =
    rule(514, "empty-text", "a text with nothing in it", include_str!("../../../docs/errors/Q0514.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    for site in inspection.texts.sites.iter().filter(|site| site.flat.text.trim().is_empty()) {
        let error = Diagnostic::error(RULE.code, site.text.span, format!("a text of `{}` is empty", site.owner))
            .help("write the text, or delete the line");
        sink.push(error);
    }
}
