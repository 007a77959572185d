//! Q0324 misplaced-clause: A clause of an option or `offer` line that cannot stand there.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo};
use crate::syntax::ast::{Layout, Look, Name, Offer, Opt};
use crate::text::Span;

/// A clause of an option or `offer` line that cannot stand there.
pub const RULE: RuleInfo =
    rule(324, "misplaced-clause", "a clause in the wrong place", include_str!("../../../docs/errors/Q0324.md"));

fn at(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(RULE.code, span, message)
}

pub(crate) fn condition_in_scale(option: &Opt, span: Span) -> Diagnostic {
    at(span, format!("the option `{}` of a shared scale has a condition", option.name.value))
        .label("a scale does not know the items of a survey")
        .help("write `offer` at the question")
}

pub(crate) fn otherwise(option: &Opt, span: Span) -> Diagnostic {
    at(span, format!("`else` at the option `{}`", option.name.value))
        .label("belongs to a recode")
        .fix(Fix::delete(span))
}

pub(crate) fn on_missing_line(option: &Opt, span: Span) -> Diagnostic {
    at(span, format!("the survey's missing option `{}` cannot have this", option.name.value))
        .help("it has a code, a name, texts and `only`")
}

/// Options below a named list.
pub(crate) fn list_and_options(option: &Opt, list: &Name) -> Diagnostic {
    at(option.span, format!("options stand here, and the list `{}` is named", list.value))
        .also(list.span, "already says the options")
        .help("leave out the one or the other")
}

/// A number, text or date with an option that is no missing one.
pub(crate) fn option_without_list(option: &Opt) -> Diagnostic {
    at(option.span, format!("the option `{}` stands at an item that is not chosen from a list", option.name.value))
        .help("mark it `missing`, or make the item `one of`")
}

pub(crate) fn specify(option: &Opt, span: Span) -> Diagnostic {
    at(span, format!("`specify` at the missing option `{}` of an item without a list", option.name.value))
}

pub(crate) fn in_recode(option: &Opt, span: Span) -> Diagnostic {
    at(span, format!("the option `{}` of a recode cannot have this", option.name.value))
        .label("belongs to options that a respondent chooses")
}

pub(crate) fn recode_takes_missing(name: &Name) -> Diagnostic {
    at(name.span, format!("a recode takes the missing option `{}`", name.value))
        .label("a computed item is valid, empty or not asked")
        .help("leave the arm out: without a value the item is empty")
}

pub(crate) fn offer_without_limit(offer: &Offer) -> Diagnostic {
    at(offer.span, "this `offer` limits nothing").help("add `only` or `when`")
}

/// `layout grid` on a page, `layout whole` on a grid.
pub(crate) fn layout(layout: &Layout, together: Look) -> Diagnostic {
    let (message, help) = match together {
        Look::Whole => ("a page is not laid out as a grid", "write `layout whole` or `layout separate`"),
        Look::Grid | Look::Separate => {
            ("a grid is not laid out as a whole page", "write `layout grid` or `layout separate`")
        }
    };
    at(layout.span, message).help(help)
}
