//! Q0312 bad-missing-code: A missing option has a code below 1, or one inside the range of its number.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::model::Opt;
use crate::syntax::ast::{Name, Spanned};
use crate::text::Span;

/// A missing option has a code below 1, or one inside the range of its number.
pub const RULE: RuleInfo = rule(
    312,
    "bad-missing-code",
    "a missing code that could be an answer",
    include_str!("../../../docs/errors/Q0312.md"),
);

pub(crate) fn below_one(code: &Spanned<i64>) -> Diagnostic {
    Diagnostic::error(RULE.code, code.span, format!("the missing code {} is below 1", code.value))
        .help("choose a code of at least 1, such as 9, 99 or 999")
}

/// `place` is where the option is declared; `most` the largest answer.
pub(crate) fn in_range(number: &Name, option: &Opt, place: Span, most: Option<i64>) -> Diagnostic {
    // As such codes are written: nines, more than an answer has.
    let free = most.and_then(|most| (1..=18).map(|n| 10_i64.pow(n) - 1).find(|nines| *nines > most));
    let help = free.map_or_else(
        || "choose a code outside the range".to_owned(),
        |free| format!("choose a code outside the range, such as {free}"),
    );
    let message =
        format!("the missing code {} of `{}` lies inside the range of `{}`", option.code, option.name, number.value);
    Diagnostic::error(RULE.code, number.span, message)
        .label("the number could be the code")
        .also(place, "the missing option")
        .help(help)
}
