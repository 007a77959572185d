//! Q0303 wrong-argument: A function or set gets something that it cannot work on.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::{Name, Path, Spanned};
use crate::text::Span;

/// A function or set gets something that it cannot work on.
pub const RULE: RuleInfo =
    rule(303, "wrong-argument", "an argument that does not fit", include_str!("../../../docs/errors/Q0303.md"));

fn at(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(RULE.code, span, message)
}

pub(crate) fn not_an_item(function: &Name, span: Span) -> Diagnostic {
    at(span, format!("`{}` expects items", function.value)).label("is not the name of an item")
}

pub(crate) fn one_item(function: &Name, span: Span) -> Diagnostic {
    at(span, format!("`{}` expects one item", function.value))
}

pub(crate) fn twice(path: &Path) -> Diagnostic {
    at(path.span, format!("`{}` is listed twice", path.dotted()))
}

pub(crate) fn option_twice(name: &str, span: Span) -> Diagnostic {
    at(span, format!("the option `{name}` is listed twice"))
}

pub(crate) fn needs_where(function: &Name, span: Span) -> Diagnostic {
    let name = &function.value;
    at(span, format!("`{name}` has no `where`")).help(format!("write `{name}(… where CONDITION)`"))
}

pub(crate) fn no_where(function: &Name, span: Span) -> Diagnostic {
    at(span, format!("`{}` takes no `where`", function.value)).help("count with a condition, as in `count(… where …)`")
}

pub(crate) fn count_needs_where(span: Span) -> Diagnostic {
    at(span, "`count` of something that is no any-of needs a `where`")
        .label("only the chosen options of an any-of are counted as they are")
        .help("write `count(… where CONDITION)`")
}

pub(crate) fn sum_of_whole_loop(function: &Name, span: Span) -> Diagnostic {
    at(span, format!("`{}` is given a loop, not an item of it", function.value)).help("write `LOOP.ITEM`")
}

pub(crate) fn not_numbers(function: &Name, found: &str, span: Span) -> Diagnostic {
    at(span, format!("`{}` expects numbers, found {found}", function.value))
}

/// `answer` over members of different kinds.
pub(crate) fn unlike_members(condition: Span) -> Diagnostic {
    at(condition, "the members of this set have no kind in common")
        .label("`answer` stands for each of them")
        .help("list only items with the same options, or only numbers with the same decimals")
}

pub(crate) fn at_least(written: &Spanned<u32>, size: usize) -> Diagnostic {
    at(written.span, format!("`at least {}` does not fit a set of {size}", written.value))
}

pub(crate) fn no_at_least(function: &Name, span: Span) -> Diagnostic {
    at(span, format!("`{}` takes no `at least`", function.value)).label("belongs to `sum` and `mean`")
}

pub(crate) fn loop_needs_any_of(path: &Path) -> Diagnostic {
    at(path.span, format!("`over chosen` expects an any-of item, found `{}`", path.dotted()))
        .help("name an earlier any-of, or write `over LIST`")
}
