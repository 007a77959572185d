//! A TextMate grammar for editors, made from the list of keywords.
//!
//! Colours only: a word that may also be a name is coloured by its place on the line. The committed copy is
//! `editors/peil.tmLanguage.json`; a test keeps it equal to this.

use super::keyword::{KEYWORDS, REPORT_BLOCKS, REPORT_MEMBERS, SURVEY_BLOCKS, SURVEY_MEMBERS, TOP};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A name of the language: not part of a longer word.
const NAME: &str = "[a-z][a-z0-9_]*(?![A-Za-z0-9_])";
/// Words that read as operators in a condition.
const OPERATORS: &[&str] = &["and", "any", "at", "has", "in", "least", "not", "or", "where", "when"];
/// What a condition may read without a declaration.
const BUILT_IN: &[&str] = &["answer", "false", "mode", "true", "wording"];
/// The answer types of one word.
const TYPES: &[&str] = &["date", "number", "text"];
/// Top-level words that begin a line rather than a block.
const TOP_LINES: &[&str] = &["edition", "use", "allow"];

/// The grammar as JSON, with a line feed at its end.
#[must_use]
pub fn textmate() -> String {
    let grammar = json!({
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "information_for_contributors": "Generated from src/syntax/keyword.rs; see docs/editors.md.",
        "name": "Peil",
        "scopeName": "source.peil",
        "fileTypes": ["peil"],
        "patterns": includes(&["comment", "text", "block", "option", "member", "condition"]),
        "repository": repository(),
    });
    // Values of these kinds always print.
    serde_json::to_string_pretty(&grammar).unwrap_or_default() + "\n"
}

fn repository() -> Value {
    json!({
        "comment": { "name": "comment.line.double-slash.peil", "match": "//.*$" },
        "text": { "patterns": [prose(), short()] },
        "segment": { "patterns": segments() },
        "block": { "patterns": [
            begins_line(&blocks(), "keyword.declaration.peil", Some("entity.name.type.peil")),
        ] },
        "option": { "patterns": [option()] },
        "member": { "patterns": [begins_line(&members(), "keyword.other.member.peil", None)] },
        "condition": { "patterns": condition() },
    })
}

fn includes(names: &[&str]) -> Value {
    names.iter().map(|name| json!({ "include": format!("#{name}") })).collect()
}

/// Words that begin a block, each once.
fn blocks() -> Vec<&'static str> {
    let top = TOP.iter().filter(|word| !TOP_LINES.contains(word));
    unique(top.chain(SURVEY_BLOCKS).chain(REPORT_BLOCKS))
}

/// Words that begin any other line.
fn members() -> Vec<&'static str> {
    let blocks = blocks();
    let lines = TOP_LINES.iter().chain(SURVEY_MEMBERS).chain(REPORT_MEMBERS);
    unique(lines.filter(|word| !blocks.contains(word)))
}

/// Words that stand inside a line.
fn parts() -> Vec<&'static str> {
    let elsewhere = [OPERATORS, TYPES].concat();
    unique(KEYWORDS.iter().filter(|word| !elsewhere.contains(word)))
}

fn unique(words: impl Iterator<Item = &'static &'static str>) -> Vec<&'static str> {
    words.copied().collect::<BTreeSet<_>>().into_iter().collect()
}

/// One of the words, as a whole word.
fn any_of(words: &[&str]) -> String {
    format!("(?<![A-Za-z0-9_.])(?:{})(?![A-Za-z0-9_])", words.join("|"))
}

fn begins_line(words: &[&str], scope: &str, name_scope: Option<&str>) -> Value {
    let name = if name_scope.is_some() { format!("(?:\\s+({NAME}))?") } else { String::new() };
    let mut captures = json!({ "1": { "name": scope } });
    if let (Some(name_scope), Some(captures)) = (name_scope, captures.as_object_mut()) {
        captures.insert("2".to_owned(), json!({ "name": name_scope }));
    }
    json!({ "match": format!("^\\s*({})(?![A-Za-z0-9_]){name}", words.join("|")), "captures": captures })
}

/// Code and name.
fn option() -> Value {
    json!({
        "match": format!("^\\s*(missing\\s+)?(-?[0-9]+)\\s+({NAME})"),
        "captures": {
            "1": { "name": "keyword.other.member.peil" },
            "2": { "name": "constant.numeric.code.peil" },
            "3": { "name": "variable.other.enummember.peil" },
        },
    })
}

fn short() -> Value {
    json!({
        "name": "string.quoted.double.peil",
        "begin": "\"",
        // A text that is not closed ends with its line.
        "end": "\"|$",
        "patterns": includes(&["segment"]),
    })
}

fn prose() -> Value {
    let markup = [
        json!({ "name": "markup.bold.peil", "match": "\\*\\*[^*]+\\*\\*" }),
        json!({ "name": "markup.italic.peil", "match": "\\*[^*]+\\*" }),
        json!({ "name": "markup.list.peil", "match": "^\\s*- " }),
    ];
    let inside = std::iter::once(json!({ "include": "#segment" })).chain(markup);
    json!({
        "name": "string.quoted.triple.peil",
        "begin": "\"\"\"",
        "end": "\"\"\"",
        "patterns": inside.collect::<Value>(),
    })
}

/// Escapes and pipes.
fn segments() -> Value {
    json!([
        { "name": "constant.character.escape.peil", "match": "\\\\[\"\\\\n{}]" },
        { "name": "invalid.illegal.escape.peil", "match": "\\\\." },
        {
            "name": "meta.template.expression.peil",
            "match": "\\{\\s*([a-z][a-zA-Z0-9_.()]*)\\s*((?:\\|[^|}{\"]*)*)\\}",
            "captures": { "1": { "name": "variable.other.pipe.peil" }, "2": { "name": "string.unquoted.alternative.peil" } },
        },
    ])
}

fn condition() -> Value {
    json!([
        { "name": "constant.numeric.date.peil", "match": "(?<![A-Za-z0-9_])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![A-Za-z0-9_])" },
        { "name": "constant.numeric.peil", "match": "(?<![A-Za-z0-9_])[0-9]+(?:\\.[0-9]+)?(?![A-Za-z0-9_])" },
        { "name": "variable.language.peil", "match": any_of(BUILT_IN) },
        { "name": "entity.name.function.peil", "match": "(?<![A-Za-z0-9_.])[a-z][a-z0-9_]*(?=\\()" },
        { "name": "storage.type.peil", "match": format!("{}|{}", any_of(TYPES), any_of(&["one of", "any of"])) },
        { "name": "keyword.operator.word.peil", "match": any_of(OPERATORS) },
        { "name": "keyword.other.peil", "match": any_of(&parts()) },
        { "name": "variable.other.peil", "match": format!("(?<![A-Za-z0-9_])[a-z][a-z0-9_]*(?:\\.{NAME})*") },
        { "name": "keyword.operator.peil", "match": "!=|<=|>=|=|<|>|\\.\\.|\\+|-|\\*|/" },
    ])
}
