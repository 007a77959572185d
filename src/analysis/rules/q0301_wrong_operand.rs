//! Q0301 wrong-operand: An operator stands beside something that it cannot work on.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo};
use crate::syntax::ast::{BinaryOp, Name, Path, Spanned};
use crate::text::Span;

/// An operator stands beside something that it cannot work on.
pub const RULE: RuleInfo =
    rule(301, "wrong-operand", "an operand of the wrong kind", include_str!("../../../docs/errors/Q0301.md"));

fn at(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(RULE.code, span, message)
}

/// A condition was expected; `example` is how one on this item could read.
pub(crate) fn no_condition(span: Span, found: &str, example: Option<&str>) -> Diagnostic {
    let diagnostic = at(span, format!("expected a condition, found {found}"));
    match example {
        Some(example) => diagnostic.help(format!("compare it, as in `{example}`")),
        None => diagnostic,
    }
}

pub(crate) fn operand(op: &Spanned<BinaryOp>, span: Span, found: &str) -> Diagnostic {
    at(span, format!("`{}` cannot compare {found}", op.value.symbol()))
}

pub(crate) fn arithmetic(span: Span, found: &str) -> Diagnostic {
    at(span, format!("expected a number, found {found}"))
}

pub(crate) fn percentage(span: Span) -> Diagnostic {
    at(span, "a survey has no percentages").label("percentages stand in reports").help("write a number")
}

pub(crate) fn answer_outside(span: Span) -> Diagnostic {
    at(span, "`answer` stands outside a `where`").label("means the member at hand of a grid or list")
}

pub(crate) fn grid(path: &Path) -> Diagnostic {
    let name = path.dotted();
    at(path.span, format!("the grid `{name}` has no value"))
        .label("each of its rows has one")
        .help(format!("name a row, or use an aggregate, as in `any({name} where valid(answer))`"))
}

pub(crate) fn whole_loop(path: &Path) -> Diagnostic {
    let name = path.dotted();
    at(path.span, format!("the loop `{name}` has no value"))
        .label("its items have one in every iteration")
        .help(format!("use an aggregate, as in `count({name} where …)`"))
}

/// A comparison of an any-of.
pub(crate) fn any_of(op: &Spanned<BinaryOp>, left: Span) -> Diagnostic {
    at(op.span, format!("`{}` cannot compare an any-of item", op.value.symbol()))
        .also(left, "can hold several options")
        .help("write `has` and an option")
        .fix(Fix::replace(op.span, "has"))
}

pub(crate) fn in_of_any_of(span: Span, path: &str) -> Diagnostic {
    at(span, "`in` cannot be used on an any-of item").help(format!("write `{path} has any {{ … }}`"))
}

pub(crate) fn has_needs_any_of(span: Span, found: &str) -> Diagnostic {
    at(span, format!("`has` expects an any-of item, found {found}")).help("write `=`, or `in { … }`")
}

pub(crate) fn in_needs_options(span: Span, found: &str) -> Diagnostic {
    at(span, format!("`in {{ … }}` expects an item with options, found {found}")).help("write a range, as in `in 1..5`")
}

pub(crate) fn text(span: Span) -> Diagnostic {
    at(span, "an open text cannot be compared").help("ask whether it is there, as in `valid(…)`")
}

pub(crate) fn no_order(op: &Spanned<BinaryOp>, what: &str) -> Diagnostic {
    at(op.span, format!("`{}` cannot order {what}", op.value.symbol())).help("write `=` or `!=`")
}

/// `<` on a list that is not ordered.
pub(crate) fn not_ordered(op: &Spanned<BinaryOp>, item: &str, list: Option<&str>) -> Diagnostic {
    let diagnostic = at(op.span, format!("the options of `{item}` have no order"));
    match list {
        Some(list) => diagnostic.help(format!("declare the scale `{list}` as `ordered`, or write `in {{ … }}`")),
        None => diagnostic.help("name the options, as in `in { … }`, or use an `ordered` scale"),
    }
}

pub(crate) fn missing_has_no_order(op: &Spanned<BinaryOp>, span: Span, option: &str) -> Diagnostic {
    at(span, format!("the missing option `{option}` has no place in the order"))
        .also(op.span, "compares by order")
        .help("write `=`, or `missing(…)`")
}

pub(crate) fn date_and_number(op: Span) -> Diagnostic {
    at(op, "a date is compared with a number").help("write a date, as in `2023-08-31`")
}

/// Something other than an option's name; `name` is the option that a code stands for.
pub(crate) fn option_expected(span: Span, item: &str, name: Option<&str>) -> Diagnostic {
    let diagnostic = at(span, format!("expected an option of `{item}`"));
    match name {
        Some(name) => diagnostic
            .label("a code may mean something else in the next wave")
            .help(format!("write the option's name: `{name}`"))
            .fix(Fix::replace(span, name)),
        None => diagnostic.help("write the name of one of its options"),
    }
}

/// A label; `name` is the option that has it.
pub(crate) fn label_as_option(span: Span, item: &str, name: Option<&str>) -> Diagnostic {
    let diagnostic = at(span, format!("expected an option of `{item}`")).label("a label may change, a name stays");
    match name {
        Some(name) => diagnostic.help(format!("write the option's name: `{name}`")).fix(Fix::replace(span, name)),
        None => diagnostic.help("write the name of one of its options"),
    }
}

/// Another item where an option is expected.
pub(crate) fn item_as_option(name: &Name, item: &str) -> Diagnostic {
    at(name.span, format!("expected an option of `{item}`, found the item `{}`", name.value))
        .label("two items with options cannot be compared")
}

pub(crate) fn option_on_the_left(name: &Name, item: &Path) -> Diagnostic {
    let item = item.dotted();
    at(name.span, "the option stands before the item").help(format!("write `{item} = {}`", name.value))
}

pub(crate) fn scope_expected(span: Span, what: &str) -> Diagnostic {
    at(span, format!("expected the name of a {what}"))
}
