//! Q0670 unit-file-absent: The unit file that a report names is not there.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// The unit file that a report names is not there.
pub const RULE: RuleInfo =
    rule(670, "unit-file-absent", "a unit file that is not there", include_str!("../../../docs/errors/Q0670.md"));

pub(crate) fn warning(span: Span, path: &str, help: String) -> Diagnostic {
    Diagnostic::warning(RULE.code, span, format!("the unit file `{path}` cannot be read"))
        .label("what the report reads of it is not checked")
        .help(help)
}
