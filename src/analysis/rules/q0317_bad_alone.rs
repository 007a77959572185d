//! Q0317 bad-alone: `alone` stands where it cannot mean anything.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo};
use crate::syntax::ast::{Name, Opt};
use crate::text::Span;

/// `alone` stands where it cannot mean anything.
pub const RULE: RuleInfo =
    rule(317, "bad-alone", "`alone` without others", include_str!("../../../docs/errors/Q0317.md"));

pub(crate) fn in_one_of(option: &Opt, span: Span) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("`alone` at the option `{}` of a one-of", option.name.value))
        .label("one option excludes all others anyway")
        .fix(Fix::delete(span))
}

pub(crate) fn all(owner: &Name) -> Diagnostic {
    Diagnostic::error(RULE.code, owner.span, format!("every option of `{}` stands alone", owner.value))
        .label("so only one can be ticked")
        .help("make it `one of`, or let some options go together")
}
