//! Q0209 use-cycle: Files use each other in a circle.

use super::rule;
use crate::diag::{Diagnostic, RuleInfo};
use crate::syntax::ast::Use;
use crate::text::{FileId, Span};

/// Files use each other in a circle.
pub const RULE: RuleInfo =
    rule(209, "use-cycle", "files that use each other in a circle", include_str!("../../../docs/errors/Q0209.md"));

/// A circle of `use` lines, each with the file that it stands in; the last one closes it.
pub(crate) fn error<'p>(circle: &[(&Use, FileId)], path: impl Fn(FileId) -> &'p str) -> Diagnostic {
    let files: Vec<&str> = circle.iter().map(|(_, file)| path(*file)).collect();
    let chain = files.iter().chain(files.first()).map(|file| format!("`{file}`")).collect::<Vec<_>>().join(" uses ");
    let Some(((closing, _), before)) = circle.split_last() else {
        return Diagnostic::error(RULE.code, Span::default(), "files use each other in a circle");
    };
    let diagnostic = Diagnostic::error(RULE.code, closing.span, "this `use` closes a circle").with_note(chain);
    let diagnostic = before.iter().fold(diagnostic, |all, (line, _)| all.also(line.span, "which is used from here"));
    diagnostic.help("move what both need into a file of its own")
}
