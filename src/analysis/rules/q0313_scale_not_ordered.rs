//! Q0313 scale-not-ordered: The codes of an ordered scale neither rise nor fall.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Spanned;

/// The codes of an ordered scale neither rise nor fall.
pub const RULE: RuleInfo =
    rule(313, "scale-not-ordered", "an ordered scale out of order", include_str!("../../../docs/errors/Q0313.md"));

pub(crate) fn error(code: &Spanned<i64>, before: &Spanned<i64>, rising: bool) -> Diagnostic {
    let (direction, wrong) = if rising { ("rise", "falls") } else { ("fall", "rises") };
    Diagnostic::error(RULE.code, code.span, format!("the code {} breaks the order of its scale", code.value))
        .label(format!("the codes {direction}, and here one {wrong}"))
        .also(before.span, "the code before it")
        .help("put the options in order, or leave out `ordered`")
}
