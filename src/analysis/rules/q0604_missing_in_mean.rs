//! Q0604 missing-in-mean: A mean or sum is asked to include missing answers, whose codes are no numbers.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo};
use crate::text::Span;

/// A mean or sum is asked to include missing answers, whose codes are no numbers.
pub const RULE: RuleInfo = rule(
    604,
    "missing-in-mean",
    "missing answers counted in a mean or sum",
    include_str!("../../../docs/errors/Q0604.md"),
);

pub(crate) fn error(span: Span, kind: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("a `{kind}` cannot include missing answers"))
        .label("the code of a missing option is no number")
        .help("leave `including missing` out")
        .fix(Fix::delete(Span { start: span.start.saturating_sub(1), ..span }))
}
