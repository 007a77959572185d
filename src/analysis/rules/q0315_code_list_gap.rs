//! Q0315 code-list-gap: A code has no meaning in some year, without being retired.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo};
use crate::syntax::ast::{CodeEntry, Spanned};

/// A code has no meaning in some year, without being retired.
pub const RULE: RuleInfo =
    rule(315, "code-list-gap", "years in which a code means nothing", include_str!("../../../docs/errors/Q0315.md"));

/// Between two entries of one code.
pub(crate) fn error(until: &Spanned<u32>, after: &CodeEntry) -> Diagnostic {
    Diagnostic::error(RULE.code, until.span, format!("the code {} means nothing for some years", after.code.value))
        .label("ends here")
        .also(after.code.span, "and begins again here")
        .help("close the gap, or mark the entry that ends as `retired`")
}

/// After the last entry of a code.
pub(crate) fn ends(entry: &CodeEntry, until: &Spanned<u32>) -> Diagnostic {
    let message = format!("the code {} means nothing after {}", entry.code.value, until.value);
    Diagnostic::error(RULE.code, until.span, message)
        .help("add its later meaning, or mark the entry as `retired`")
        .fix(Fix::insert(until.span.after(), " retired"))
}
