//! Q0201 unknown-name: A condition, pipe, loop or text names something that does not exist.

use super::rule;
use crate::diag::{Diagnostic, Fix, RuleInfo, nearest};
use crate::syntax::ast::{Name, Path};
use crate::text::Span;

/// A condition, pipe, loop or text names something that does not exist.
pub const RULE: RuleInfo =
    rule(201, "unknown-name", "a name that the survey does not have", include_str!("../../../docs/errors/Q0201.md"));

/// A path that leads to no item; `place` is the page or group of that name, if there is one.
pub(crate) fn error<'n>(path: &Path, known: impl Iterator<Item = &'n str>, place: Option<Span>) -> Diagnostic {
    let dotted = path.dotted();
    let diagnostic = Diagnostic::error(RULE.code, path.span, format!("there is no item or field `{dotted}`"));
    if let Some(place) = place {
        return diagnostic
            .label("a condition or pipe reads items, grids, loops and fields")
            .also(place, format!("`{dotted}` is the name of this block, which has no answer"));
    }
    near(diagnostic, path.span, nearest(&dotted, known))
}

/// A text block that the file does not see.
pub(crate) fn text_block<'n>(name: &Name, known: impl Iterator<Item = &'n str>) -> Diagnostic {
    let message = format!("there is no text block `{}` here", name.value);
    let diagnostic = Diagnostic::error(RULE.code, name.span, message);
    match nearest(&name.value, known) {
        found @ Some(_) => near(diagnostic, name.span, found),
        None => diagnostic.help(format!("declare `text {} \"…\"`, or `use` the file that declares it", name.value)),
    }
}

fn near(diagnostic: Diagnostic, span: Span, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => diagnostic.help(format!("a similar name exists: `{near}`")).fix(Fix::replace(span, near)),
        None => diagnostic,
    }
}
