//! Q0206 names-differ-in-case: Two files are read under paths that differ only in capitals.

use super::rule;
use crate::analysis::Files;
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::text::{FileId, Span};
use std::collections::BTreeMap;

/// Two files are read under paths that differ only in capitals.
pub const RULE: RuleInfo = rule(
    206,
    "names-differ-in-case",
    "two paths that differ only in capitals",
    include_str!("../../../docs/errors/Q0206.md"),
);

/// Compares the paths of all files that were read.
pub(crate) fn check(files: &Files, sink: &mut Sink) {
    let mut seen: BTreeMap<String, (&str, Option<Span>)> = BTreeMap::new();
    for unit in &files.units {
        let path = files.path(unit.id());
        let place = place_of(files, unit.id());
        match seen.get(&path.to_lowercase()) {
            Some((first, other)) if *first != path => {
                sink.extend(place.or(*other).map(|span| error(span, path, first)));
            }
            Some(_) => {}
            None => {
                seen.insert(path.to_lowercase(), (path, place));
            }
        }
    }
}

/// The first `use` that leads to a file.
fn place_of(files: &Files, file: FileId) -> Option<Span> {
    let mut lines = files.units.iter().flat_map(|unit| unit.file.uses.iter().zip(&unit.uses));
    lines.find(|(_, target)| **target == Some(file)).map(|(line, _)| line.path.span)
}

fn error(span: Span, path: &str, first: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, span, format!("the paths `{path}` and `{first}` differ only in capitals"))
        .with_note("on Windows and macOS both lead to the same file")
        .help("write the path in one way everywhere, in small letters")
}
