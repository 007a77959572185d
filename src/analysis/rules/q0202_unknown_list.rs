//! Q0202 unknown-list: A question or loop names a scale or code list that its file does not see.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo, nearest};
use crate::syntax::ast::Name;
use crate::text::Span;

/// A question or loop names a scale or code list that its file does not see.
pub const RULE: RuleInfo = rule(
    202,
    "unknown-list",
    "a scale or code list that does not exist",
    include_str!("../../../docs/errors/Q0202.md"),
);

pub(crate) fn error<'n>(name: &Name, known: impl Iterator<Item = &'n str>) -> Diagnostic {
    let message = format!("there is no scale or code list `{}` here", name.value);
    let diagnostic = Diagnostic::error(RULE.code, name.span, message);
    match nearest(&name.value, known) {
        Some(near) => diagnostic.help(format!("a similar name exists: `{near}`")).fix(Fix::replace(name.span, near)),
        None => diagnostic.help("declare it in this file, or `use` the file that declares it"),
    }
}

/// A list that another file declares: `path` leads there from this one, `at` is where a `use` may stand.
pub(crate) fn elsewhere(name: &Name, declared: Span, path: &str, at: Span) -> Diagnostic {
    let line = format!("use \"{path}\"");
    Diagnostic::error(RULE.code, name.span, format!("there is no scale or code list `{}` here", name.value))
        .also(declared, "declared in a file that this one does not use")
        .help(format!("add a line `{line}` below `edition`"))
        .fix(Fix::insert(at, format!("\n{line}")))
}
