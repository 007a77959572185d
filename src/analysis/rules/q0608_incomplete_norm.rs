//! Q0608 incomplete-norm: A norm lacks a limit, has two for one case, or one that no mean can reach.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A norm lacks a limit, has two for one case, or one that no mean can reach.
pub const RULE: RuleInfo = rule(
    608,
    "incomplete-norm",
    "a norm that decides nothing, or twice",
    include_str!("../../../docs/errors/Q0608.md"),
);

pub(crate) fn no_total(span: Span, norm: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("the norm `{norm}` has no `total`"))
        .help("add a line such as `total >= 6.5`")
}

pub(crate) fn no_group(span: Span, norm: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("the norm `{norm}` has no line per group"))
        .help("add a line such as `per clients.dienst >= 5.5`")
}

pub(crate) fn twice(span: Span, item: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("the norm has two lines for `{item}`")).help("keep one of the two")
}

pub(crate) fn outside(span: Span, limit: &str, item: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("no mean of `{item}` decides a norm of {limit}"))
        .label("outside the range of the item")
}

/// The small-n rule without a limit on n or on the share that passes.
pub(crate) fn open_correction(span: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, span, "the correction does not say for whom it is")
        .label("expected `when n <= N and passes >= N %`")
}
