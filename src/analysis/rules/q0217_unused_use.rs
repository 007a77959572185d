//! Q0217 unused-use: A `use` of a file from which nothing is taken.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo};
use crate::syntax::ast::Use;

/// A `use` of a file from which nothing is taken.
pub const RULE: RuleInfo =
    rule(217, "unused-use", "a `use` that brings nothing", include_str!("../../../docs/errors/Q0217.md"));

pub(crate) fn warning(line: &Use) -> Diagnostic {
    Diagnostic::warning(RULE.code, line.span, format!("nothing of `{}` is used here", line.path.value))
        .help("delete the line")
        .fix(Fix::delete(line.span))
}
