//! Q0309 division-without-decimals: A `/` or `mean` stands where nothing says how it is rounded.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A `/` or `mean` stands where nothing says how it is rounded.
pub const RULE: RuleInfo = rule(
    309,
    "division-without-decimals",
    "a division that nothing rounds",
    include_str!("../../../docs/errors/Q0309.md"),
);

pub(crate) fn error(span: Span, what: &str, computed: bool) -> Diagnostic {
    let help = if computed {
        "declare `decimals` for the computed item"
    } else {
        "put it in a computed item with `decimals`, and compare that"
    };
    Diagnostic::error(RULE.code, span, format!("`{what}` stands where no decimals are declared"))
        .label("rounded once, by a computed item")
        .help(help)
}
