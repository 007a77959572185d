//! Q0336 text-too-long-written-out: A text grows beyond all measure once its text blocks are written out.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Name;
use crate::text::Span;

/// A text grows beyond all measure once its text blocks are written out.
pub const RULE: RuleInfo = rule(
    336,
    "text-too-long-written-out",
    "text blocks that write out into too much",
    include_str!("../../../docs/errors/Q0336.md"),
);

/// Characters that the text blocks of one text may write out into. An assumption: some eight printed pages.
pub(crate) const LONGEST: usize = 20_000;

/// How deep text blocks may stand in each other. An assumption.
pub(crate) const DEEPEST: usize = 50;

pub(crate) fn error(name: &Name, declared: Span) -> Diagnostic {
    let message = format!("the text block `{}` is too long with all that it includes", name.value);
    Diagnostic::error(RULE.code, name.span, message)
        .label(format!("more than {LONGEST} characters, or more than {DEEPEST} blocks in each other"))
        .also(declared, "declared here")
        .help("include each block once")
}
