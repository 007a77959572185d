//! Q0314 code-list-overlap: Two meanings of one code hold in the same year.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::CodeEntry;

/// Two meanings of one code hold in the same year.
pub const RULE: RuleInfo = rule(
    314,
    "code-list-overlap",
    "two meanings of one code in one year",
    include_str!("../../../docs/errors/Q0314.md"),
);

pub(crate) fn error(entry: &CodeEntry, before: &CodeEntry) -> Diagnostic {
    let message = format!("the code {} has two meanings in one year", entry.code.value);
    Diagnostic::error(RULE.code, entry.code.span, message)
        .label(format!("`{}`", entry.name.value))
        .also(before.code.span, format!("`{}`", before.name.value))
        .help("end the earlier one with `until`, and begin the later one with `from`")
}
