//! Q0603 figure-does-not-fit: A figure, norm or score does not fit the kind of its item.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A figure, norm or score does not fit the kind of its item.
pub const RULE: RuleInfo = rule(
    603,
    "figure-does-not-fit",
    "a figure kind that its item cannot have",
    include_str!("../../../docs/errors/Q0603.md"),
);

/// `kind` as written; `found` is what the item is, with its article; `fits` what would do.
pub(crate) fn error(span: Span, kind: &str, item: &str, found: &str, fits: Option<&str>) -> Diagnostic {
    let message = format!("`{kind}` does not fit `{item}`, which is {found}");
    let diagnostic = Diagnostic::error(RULE.code, span, message);
    match fits {
        Some(fits) => diagnostic.help(format!("`{fits}` fits it")),
        None => diagnostic,
    }
}

/// A mean of codes that are not numbers.
pub(crate) fn not_scored(span: Span, kind: &str, item: &str, list: Option<&str>) -> Diagnostic {
    let message = format!("`{kind}` averages the codes of `{item}`, which are no numbers");
    let diagnostic = Diagnostic::error(RULE.code, span, message).label("only a `scored` scale can be averaged");
    match list {
        Some(list) => diagnostic.help(format!("declare the scale `{list}` as `scored`, or draw `bars`")),
        None => diagnostic.help("use a `scored` scale, or draw `bars`"),
    }
}

/// A breakdown by something without a small set of values.
pub(crate) fn breakdown(span: Span, item: &str, found: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("`per {item}` cannot group by {found}"))
        .label("groups come from the options of a one-of item")
        .help("group by a one-of field or item, or by a computed `one of`")
}
