//! One JSON document with every diagnostic, for tools of one's own.

use super::place::{Place, locate};
use crate::diag::{Code, Diagnostic, Fix, Severity};
use crate::text::SourceMap;
use serde::Serialize;

/// Rises when a member changes its meaning or goes away; not when one is added.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    diagnostics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: Code,
    slug: &'a str,
    severity: Severity,
    message: &'a str,
    path: Option<&'a str>,
    place: Option<Place<'a>>,
    label: &'a str,
    labels: Vec<LabelEntry<'a>>,
    notes: &'a [String],
    help: Option<&'a str>,
    fix: Option<FixEntry<'a>>,
}

#[derive(Serialize)]
struct LabelEntry<'a> {
    place: Option<Place<'a>>,
    text: &'a str,
}

#[derive(Serialize)]
struct FixEntry<'a> {
    title: &'a str,
    edits: Vec<EditEntry<'a>>,
}

#[derive(Serialize)]
struct EditEntry<'a> {
    place: Option<Place<'a>>,
    text: &'a str,
}

pub(super) fn render(diagnostics: &[Diagnostic], sources: &SourceMap) -> String {
    let diagnostics = diagnostics.iter().map(|diagnostic| entry(diagnostic, sources)).collect();
    super::json_text(&Document { version: VERSION, diagnostics })
}

fn entry<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> Entry<'a> {
    let (path, place) = locate(diagnostic, sources);
    let label = |label: &'a crate::diag::Label| LabelEntry { place: Place::of(label.span, sources), text: &label.text };
    Entry {
        code: diagnostic.code,
        slug: diagnostic.code.slug,
        severity: diagnostic.severity,
        message: &diagnostic.message,
        path,
        place,
        label: &diagnostic.label,
        labels: diagnostic.labels.iter().map(label).collect(),
        notes: &diagnostic.notes,
        help: diagnostic.help.as_deref(),
        fix: diagnostic.fix.as_ref().map(|fix| fix_entry(fix, sources)),
    }
}

fn fix_entry<'a>(fix: &'a Fix, sources: &'a SourceMap) -> FixEntry<'a> {
    let edit = |edit: &'a crate::diag::Edit| EditEntry { place: Place::of(edit.span, sources), text: &edit.text };
    FixEntry { title: &fix.title, edits: fix.edits.iter().map(edit).collect() }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::diag::{Code, Diagnostic, Fix};
    use crate::text::{SourceMap, Span};

    #[test]
    fn a_diagnostic_has_all_its_parts() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.peil", "één\n  cijfre < 3\n");
        let span = Span::new(file, 8, 14);
        let diagnostic = Diagnostic::error(Code::new(203, "unknown-name"), span, "unknown name `cijfre`")
            .label("no item has this id")
            .also(Span::new(file, 0, 5), "in this survey")
            .with_note("ids are case-sensitive")
            .fix(Fix::replace(span, "cijfer"));
        let expected = serde_json::json!({
            "version": 1,
            "diagnostics": [{
                "code": "Q0203",
                "slug": "unknown-name",
                "severity": "error",
                "message": "unknown name `cijfre`",
                "path": "a.peil",
                "place": { "path": "a.peil", "start": 8, "end": 14, "line": 2, "column": 3, "end_line": 2, "end_column": 9 },
                "label": "no item has this id",
                "labels": [{
                    "place": { "path": "a.peil", "start": 0, "end": 5, "line": 1, "column": 1, "end_line": 1, "end_column": 4 },
                    "text": "in this survey"
                }],
                "notes": ["ids are case-sensitive"],
                "help": null,
                "fix": {
                    "title": "replace by `cijfer`",
                    "edits": [{
                        "place": { "path": "a.peil", "start": 8, "end": 14, "line": 2, "column": 3, "end_line": 2, "end_column": 9 },
                        "text": "cijfer"
                    }]
                }
            }]
        });
        assert_eq!(render(&[diagnostic], &sources), serde_json::to_string_pretty(&expected).unwrap() + "\n");
    }

    #[test]
    fn a_fault_of_a_whole_file_has_a_path_and_no_place() {
        let diagnostic = Diagnostic::file(Code::new(5, "file-empty"), "a.peil", "file `a.peil` is empty");
        let text = render(&[diagnostic], &SourceMap::default());
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["diagnostics"][0]["path"], "a.peil");
        assert_eq!(document["diagnostics"][0]["place"], serde_json::Value::Null);
    }

    #[test]
    fn no_diagnostics_is_still_a_document() {
        assert_eq!(render(&[], &SourceMap::default()), "{\n  \"version\": 1,\n  \"diagnostics\": []\n}\n");
    }
}
