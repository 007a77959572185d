//! Q0307 decimals-do-not-fit: A number has more decimals than its place can hold.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::number::Decimal;
use crate::syntax::ast::Spanned;
use crate::text::Span;

/// A number has more decimals than its place can hold.
pub const RULE: RuleInfo =
    rule(307, "decimals-do-not-fit", "more decimals than declared", include_str!("../../../docs/errors/Q0307.md"));

/// A bound of a range.
pub(crate) fn bound(bound: &Spanned<Decimal>, decimals: u8) -> Diagnostic {
    let needed = bound.value.needed_decimals();
    let message = format!("`{}` needs {needed} decimals, this number has {decimals}", bound.value);
    Diagnostic::error(RULE.code, bound.span, message).help(format!("add `decimals {needed}`"))
}

pub(crate) fn too_many(decimals: &Spanned<u32>) -> Diagnostic {
    let most = Decimal::MAX_DECIMALS;
    Diagnostic::error(RULE.code, decimals.span, format!("a number has at most {most} decimals"))
}

/// A formula that gives more decimals than the item declares.
pub(crate) fn formula(span: Span, needed: u8, declared: u8) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("this formula gives {needed} decimals, the item has {declared}"))
        .label("a sum or product is never rounded")
        .help(format!("declare `decimals {needed}`"))
}

/// `=` with a number that the other side can never be.
pub(crate) fn comparison(span: Span, written: Decimal, decimals: u8) -> Diagnostic {
    let needed = written.needed_decimals();
    Diagnostic::error(RULE.code, span, format!("`{written}` needs {needed} decimals, the left side has {decimals}"))
        .label("can never be equal")
        .help("compare with `<` or `>`, or correct the number")
}
