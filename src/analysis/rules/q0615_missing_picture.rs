//! Q0615 missing-picture: A static figure has no picture, or its picture or logo cannot be read.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A static figure has no picture, or its picture or logo cannot be read.
pub const RULE: RuleInfo =
    rule(615, "missing-picture", "a static figure without its picture", include_str!("../../../docs/errors/Q0615.md"));

pub(crate) fn no_file(span: Span, figure: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("the static figure `{figure}` has no picture"))
        .help("add `file \"figures/….svg\"`")
}

pub(crate) fn unreadable(span: Span, path: &str, help: String) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("the picture `{path}` cannot be read")).help(help)
}
