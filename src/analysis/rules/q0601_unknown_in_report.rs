//! Q0601 unknown-in-report: A report names something that does not exist.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo, nearest};
use crate::syntax::ast::{Name, Path};
use crate::text::Span;

/// A report names something that does not exist.
pub const RULE: RuleInfo = rule(
    601,
    "unknown-in-report",
    "a name that the report, its surveys or its texts do not have",
    include_str!("../../../docs/errors/Q0601.md"),
);

/// `what` with its article left out: "survey", "figure", "norm".
pub(crate) fn error<'n>(name: &Name, what: &str, known: impl IntoIterator<Item = &'n str>) -> Diagnostic {
    at(name.span, &name.value, what, known)
}

/// The same for a dotted path.
pub(crate) fn at<'n>(span: Span, name: &str, what: &str, known: impl IntoIterator<Item = &'n str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(RULE.code, span, format!("there is no {what} `{name}`"));
    match nearest(name, known) {
        Some(near) => diagnostic.help(format!("a similar name exists: `{near}`")).fix(Fix::replace(span, near)),
        None => diagnostic,
    }
}

/// An item without the survey that it belongs to.
pub(crate) fn without_survey(path: &Path, whole: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, path.span, format!("there is no survey `{}`", path.dotted()))
        .label("an item is written with its survey")
        .help(format!("write `{whole}`"))
        .fix(Fix::replace(path.span, whole))
}

/// A survey that is there in other waves only.
pub(crate) fn wave(name: &Name, wave: u32, waves: &[u32]) -> Diagnostic {
    let known: Vec<String> = waves.iter().map(ToString::to_string).collect();
    Diagnostic::error(RULE.code, name.span, format!("there is no survey `{}` of wave {wave}", name.value))
        .help(format!("`{}` has wave {}", name.value, known.join(", ")))
}
