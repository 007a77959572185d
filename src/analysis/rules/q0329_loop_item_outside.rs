//! Q0329 loop-item-outside: An item of a loop is read outside its loop.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Path;

/// An item of a loop is read outside its loop.
pub const RULE: RuleInfo =
    rule(329, "loop-item-outside", "an item of a loop outside its loop", include_str!("../../../docs/errors/Q0329.md"));

pub(crate) fn error(path: &Path) -> Diagnostic {
    let name = path.dotted();
    Diagnostic::error(RULE.code, path.span, format!("`{name}` has a value per iteration"))
        .label("read outside its loop")
        .help(format!("use an aggregate, as in `sum({name})` or `any({name} where …)`"))
}

/// The name of a loop piped outside it.
pub(crate) fn iteration(path: &Path) -> Diagnostic {
    Diagnostic::error(RULE.code, path.span, format!("the loop `{}` is piped outside itself", path.dotted()))
        .label("inside, it is the label of the current option")
}
