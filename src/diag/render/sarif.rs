//! SARIF 2.1.0, for code scanning. Columns count UTF-16 code units; paths are relative URIs.

use super::place::locate;
use crate::diag::{Code, Diagnostic, Edit, Fix, Label, Severity};
use crate::text::{SourceMap, Span};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn render(diagnostics: &[Diagnostic], sources: &SourceMap) -> String {
    let rules: BTreeSet<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let index: BTreeMap<Code, usize> = rules.iter().enumerate().map(|(at, code)| (*code, at)).collect();
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| result(diagnostic, &index, sources)).collect();
    super::json_text(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "peil",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    }))
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.to_string(),
        "name": code.slug,
        "shortDescription": { "text": code.slug.replace('-', " ") },
        "help": { "text": format!("peil explain {code}") },
    })
}

fn result(diagnostic: &Diagnostic, index: &BTreeMap<Code, usize>, sources: &SourceMap) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code.to_string(),
        "ruleIndex": index.get(&diagnostic.code),
        "level": level(diagnostic.severity),
        "message": { "text": super::plain_text(diagnostic) },
    });
    let more = [
        ("locations", locations(diagnostic, sources)),
        ("relatedLocations", related(&diagnostic.labels, sources)),
        ("fixes", diagnostic.fix.iter().filter_map(|fix| sarif_fix(fix, sources)).collect()),
    ];
    if let Some(object) = result.as_object_mut() {
        let filled = more.into_iter().filter(|(_, values)| !values.is_empty());
        object.extend(filled.map(|(key, values)| (key.to_owned(), Value::Array(values))));
    }
    result
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn locations(diagnostic: &Diagnostic, sources: &SourceMap) -> Vec<Value> {
    let exact = diagnostic.span.and_then(|span| physical(span, sources));
    let whole = || locate(diagnostic, sources).0.map(|path| json!({ "artifactLocation": { "uri": uri(path) } }));
    exact.or_else(whole).map(|physical| json!({ "physicalLocation": physical })).into_iter().collect()
}

fn related(labels: &[Label], sources: &SourceMap) -> Vec<Value> {
    let placed = labels.iter().filter_map(|label| Some((physical(label.span, sources)?, &label.text)));
    placed
        .enumerate()
        .map(|(id, (physical, text))| json!({ "id": id, "physicalLocation": physical, "message": { "text": text } }))
        .collect()
}

/// `None` when an edit lies in a file that the map does not have: half a fix is no fix.
fn sarif_fix(fix: &Fix, sources: &SourceMap) -> Option<Value> {
    let mut changes: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for Edit { span, text } in &fix.edits {
        let path = &sources.get(span.file)?.path;
        let replacement = json!({ "deletedRegion": region(*span, sources)?, "insertedContent": { "text": text } });
        changes.entry(path).or_default().push(replacement);
    }
    let changes: Vec<Value> = changes
        .into_iter()
        .map(|(path, replacements)| json!({ "artifactLocation": { "uri": uri(path) }, "replacements": replacements }))
        .collect();
    (!changes.is_empty()).then(|| json!({ "description": { "text": fix.title }, "artifactChanges": changes }))
}

fn physical(span: Span, sources: &SourceMap) -> Option<Value> {
    let source = sources.get(span.file)?;
    Some(json!({ "artifactLocation": { "uri": uri(&source.path) }, "region": region(span, sources)? }))
}

/// Lines and columns are 1-based, the end exclusive.
fn region(span: Span, sources: &SourceMap) -> Option<Value> {
    let source = sources.get(span.file)?;
    let range = source.clamp(span);
    let column = |offset| source.lines.utf16_column(&source.text, offset) + 1;
    Some(json!({
        "startLine": source.lines.line(range.start) + 1,
        "startColumn": column(range.start),
        "endLine": source.lines.line(range.end) + 1,
        "endColumn": column(range.end),
    }))
}

/// A relative URI reference: everything but unreserved characters and `/` is percent-encoded.
fn uri(path: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::{render, uri};
    use crate::diag::{Code, Diagnostic, Fix};
    use crate::text::{SourceMap, Span};
    use serde_json::json;

    #[test]
    fn a_log_has_rules_results_and_fixes() {
        let mut sources = SourceMap::default();
        let file = sources.add("surveys/één a.peil", "😀 x\n  cijfre < 3 😀 y\n");
        let span = Span::new(file, 9, 15);
        let diagnostic = Diagnostic::error(Code::new(203, "unknown-name"), span, "unknown name `cijfre`")
            .label("no item has this id")
            .also(Span::new(file, 5, 6), "in this survey")
            .fix(Fix::replace(span, "cijfer"));
        let whole = Diagnostic::file(Code::new(5, "file-empty"), "b.peil", "file `b.peil` is empty");
        let at = json!({ "uri": "surveys/%C3%A9%C3%A9n%20a.peil" });
        let region = json!({ "startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 9 });
        let expected = json!({
            "$schema": super::SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "peil",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": [
                        {
                            "id": "Q0005", "name": "file-empty", "shortDescription": { "text": "file empty" },
                            "help": { "text": "peil explain Q0005" }
                        },
                        {
                            "id": "Q0203", "name": "unknown-name", "shortDescription": { "text": "unknown name" },
                            "help": { "text": "peil explain Q0203" }
                        }
                    ]
                } },
                "columnKind": "utf16CodeUnits",
                "results": [
                    {
                        "ruleId": "Q0203",
                        "ruleIndex": 1,
                        "level": "error",
                        "message": { "text": "unknown name `cijfre`\nno item has this id\nhelp: replace by `cijfer`" },
                        "locations": [{ "physicalLocation": { "artifactLocation": at, "region": region } }],
                        "relatedLocations": [{
                            "id": 0,
                            "physicalLocation": {
                                "artifactLocation": at,
                                "region": { "startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 5 }
                            },
                            "message": { "text": "in this survey" }
                        }],
                        "fixes": [{
                            "description": { "text": "replace by `cijfer`" },
                            "artifactChanges": [{
                                "artifactLocation": at,
                                "replacements": [{ "deletedRegion": region, "insertedContent": { "text": "cijfer" } }]
                            }]
                        }]
                    },
                    {
                        "ruleId": "Q0005",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": { "text": "file `b.peil` is empty" },
                        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "b.peil" } } }]
                    }
                ]
            }]
        });
        assert_eq!(render(&[diagnostic, whole], &sources), serde_json::to_string_pretty(&expected).unwrap() + "\n");
    }

    #[test]
    fn no_diagnostics_is_still_a_log() {
        let log: serde_json::Value = serde_json::from_str(&render(&[], &SourceMap::default())).unwrap();
        assert_eq!(log["runs"][0]["results"], json!([]));
    }

    #[test]
    fn a_colon_cannot_pass_for_a_scheme() {
        assert_eq!(uri("c:/a b.peil"), "c%3A/a%20b.peil");
    }
}
