//! Q0326 pipe-without-fallback: A pipe whose source can be empty has nothing to show then.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Path;
use crate::text::Span;

/// A pipe whose source can be empty has nothing to show then.
pub const RULE: RuleInfo =
    rule(326, "pipe-without-fallback", "a pipe that can be empty", include_str!("../../../docs/errors/Q0326.md"));

pub(crate) fn error(path: &Path, pipe: Span) -> Diagnostic {
    let name = path.dotted();
    Diagnostic::error(RULE.code, pipe, format!("`{name}` can be empty and has no fallback"))
        .label("paper and the form without script always print the fallback")
        .help(format!("write `{{{name}|…}}`, or `else \"…\"` at `{name}`"))
}
