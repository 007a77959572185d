//! Q0606 leftover-placeholder: A text of a report holds a placeholder that nothing fills in.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo, nearest};
use crate::text::Span;

/// A text of a report holds a placeholder that nothing fills in.
pub const RULE: RuleInfo = rule(
    606,
    "leftover-placeholder",
    "a placeholder that nothing fills in",
    include_str!("../../../docs/errors/Q0606.md"),
);

/// `source` as written between the braces; `known` are the first words of what can stand there.
pub(crate) fn unknown<'n>(span: Span, source: &str, known: impl IntoIterator<Item = &'n str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(RULE.code, span, format!("nothing fills in `{{{source}}}` in a report"));
    match nearest(source, known) {
        Some(near) => diagnostic
            .help(format!("a similar name exists: `{{{near}}}`"))
            .fix(Fix::replace(span, format!("{{{near}}}"))),
        None => {
            diagnostic.help("a report pipes its own numbers, `{unit.name}` and references; it knows no single answer")
        }
    }
}

/// A brace or placeholder in plain text.
pub(crate) fn literal(span: Span, why: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, why).help("write `\\{` for a brace that is meant")
}

/// Alternatives by number after something that has none.
pub(crate) fn no_number(span: Span, source: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("`{{{source}}}` has no number to choose a form by"))
        .help("use a count, as in `{n(clients)|één cliënt|# cliënten}`")
}

/// One alternative, or more than three.
pub(crate) fn alternatives(span: Span, found: usize) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("expected two or three forms, found {found}"))
        .help("write one and many, or zero, one and many")
}
