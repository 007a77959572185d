//! Q0616 private-in-report: A report counts or shows a private item, which never leaves its own store.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A report counts or shows a private item, which never leaves its own store.
pub const RULE: RuleInfo =
    rule(616, "private-in-report", "a private item in a report", include_str!("../../../docs/errors/Q0616.md"));

pub(crate) fn error(span: Span, item: &str, declared: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("`{item}` is private and cannot stand in a report"))
        .also(declared, "private here")
        .help("leave it out, or compute what the report needs in an item that is not private")
}
