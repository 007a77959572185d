//! Q0609 unguarded-survey: A chapter, figure or text speaks of an optional survey and stands there even when nobody of it took part.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::text::Span;

/// A chapter, figure or text speaks of an optional survey and stands there even when nobody of it took part.
pub const RULE: RuleInfo = rule(
    609,
    "unguarded-survey",
    "a part on an optional survey without its condition",
    include_str!("../../../docs/errors/Q0609.md"),
);

/// `chapter` is the place of the chapter's title, where the condition would best stand.
pub(crate) fn error(span: Span, survey: &str, used: Span, chapter: Option<Span>) -> Diagnostic {
    let message = format!("this speaks of `{survey}` without a condition that there are any");
    let diagnostic = Diagnostic::error(RULE.code, span, message).also(used, "optional here");
    let diagnostic = diagnostic.help(format!("add `when n({survey}) > 0` to it, or to its section or chapter"));
    match chapter {
        Some(chapter) => diagnostic.also(chapter, "in this chapter"),
        None => diagnostic,
    }
}
