//! Q0327 cannot-be-piped: A pipe reads what has no words, or in a way that does not fit.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Path;
use crate::text::Span;

/// A pipe reads what has no words, or in a way that does not fit.
pub const RULE: RuleInfo =
    rule(327, "cannot-be-piped", "a pipe that has nothing to show", include_str!("../../../docs/errors/Q0327.md"));

fn at(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(RULE.code, span, message)
}

pub(crate) fn only_in_reports(what: &str, span: Span) -> Diagnostic {
    at(span, format!("`{what}` cannot be piped in a survey")).label("counts and references belong to reports")
}

pub(crate) fn grid(path: &Path) -> Diagnostic {
    at(path.span, format!("the grid `{}` cannot be piped", path.dotted())).help("name one of its rows")
}

pub(crate) fn plural_of_no_number(path: &Path) -> Diagnostic {
    at(path.span, format!("`{}` is no number", path.dotted()))
        .label("several forms are chosen by number")
        .help("write one fallback after `|`")
}

pub(crate) fn too_many_alternatives(span: Span) -> Diagnostic {
    at(span, "a pipe has at most three forms: none, one and many")
}

/// A pipe inside a fallback.
pub(crate) fn in_fallback(span: Span) -> Diagnostic {
    at(span, "a fallback pipes something itself").label("could be empty as well").help("write plain words")
}
