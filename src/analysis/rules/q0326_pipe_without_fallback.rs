//! Q0326 pipe-without-fallback: A pipe whose source can be empty has nothing to show then.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Path;
use crate::text::Span;

/// A pipe whose source can be empty has nothing to show then.
pub const RULE: RuleInfo =
    rule(326, "pipe-without-fallback", "a pipe that can be empty", include_str!("../../../docs/errors/Q0326.md"));

pub(crate) fn error(path: &Path, pipe: Span) -> Diagnostic {
    said(path, pipe, false)
}

/// One with words for one and for more, which leave no place for a fallback.
pub(crate) fn plural(path: &Path, pipe: Span) -> Diagnostic {
    said(path, pipe, true)
}

fn said(path: &Path, pipe: Span, plural: bool) -> Diagnostic {
    let name = path.dotted();
    let inline = if plural { String::new() } else { format!("`{{{name}|…}}`, or ") };
    Diagnostic::error(RULE.code, pipe, format!("`{name}` can be empty and has no fallback"))
        .label("paper and the form without script always print the fallback")
        .help(format!("write {inline}`else \"…\"` at `{name}`"))
}
