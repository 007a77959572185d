//! Files broken at random and by size: parsing never panics, never takes long, never loses everything.

use super::{names, parsed};
use crate::support::properties;
use proptest::prelude::*;
use std::time::{Duration, Instant};

const SAMPLE: &str = include_str!("../cases/syntax/ok/sample.peil");
const WIDE: &str = include_str!("../cases/syntax/ok/every_construct.peil");

#[derive(Debug, Clone)]
enum Change {
    DeleteLine(usize),
    DuplicateLine(usize),
    SwapLines(usize, usize),
    Insert(usize, &'static str),
    DeleteCharacter(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "\"",
        "\"\"\"",
        "(",
        ")",
        "\n",
        "//",
        "when",
        "é",
        "\u{1}",
        "\\",
        "|",
        "question",
        "}\n}\n",
        "survey x {",
        " = ",
        "1",
    ]);
    prop_oneof![
        any::<usize>().prop_map(Change::DeleteLine),
        any::<usize>().prop_map(Change::DuplicateLine),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Change::SwapLines(a, b)),
        (any::<usize>(), piece).prop_map(|(at, text)| Change::Insert(at, text)),
        any::<usize>().prop_map(Change::DeleteCharacter),
    ]
}

fn apply(text: &str, change: &Change) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.is_empty() {
        return text.to_owned();
    }
    let count = lines.len();
    match change {
        Change::DeleteLine(at) => drop(lines.remove(at % count)),
        Change::DuplicateLine(at) => lines.insert(at % count, lines[at % count]),
        Change::SwapLines(a, b) => lines.swap(a % count, b % count),
        Change::Insert(at, piece) => return splice(text, at % (text.chars().count() + 1), 0, piece),
        Change::DeleteCharacter(at) => return splice(text, at % (text.chars().count() + 1), 1, ""),
    }
    lines.join("\n")
}

fn splice(text: &str, at: usize, delete: usize, insert: &str) -> String {
    let before = text.chars().take(at);
    before.chain(insert.chars()).chain(text.chars().skip(at + delete)).collect()
}

/// One change keeps something, and one inside a block keeps most.
fn keeps_most(text: &str, change: &Change) -> Result<(), TestCaseError> {
    let whole = names(&parsed(text).0).len();
    let (tree, diagnostics, sources) = parsed(&apply(text, change));
    let kept = names(&tree).len();
    for span in diagnostics.iter().filter_map(|d| d.span) {
        prop_assert!(sources.get(span.file).unwrap().text.get(span.range()).is_some(), "span {span:?} within the text");
    }
    let inside = match change {
        Change::DeleteLine(at) | Change::DuplicateLine(at) => {
            text.lines().nth(at % text.lines().count()).is_some_and(|line| line.starts_with(' '))
        }
        _ => false,
    };
    let least = if inside { whole / 2 } else { 1 };
    prop_assert!(kept >= least, "{kept} of {whole} kept after {change:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_change_keeps_most(change in change()) {
        keeps_most(SAMPLE, &change)?;
        keeps_most(WIDE, &change)?;
    }

    #[test]
    fn many_changes_never_panic(changes in prop::collection::vec(change(), 1..20)) {
        let text = changes.iter().fold(WIDE.to_owned(), |text, change| apply(&text, change));
        parsed(&text);
    }

    #[test]
    fn broken_files_are_formatted_safely(changes in prop::collection::vec(change(), 1..6)) {
        let text = changes.iter().fold(SAMPLE.to_owned(), |text, change| apply(&text, change));
        properties::parse_format_parse(&text);
    }

    #[test]
    fn any_text_is_parsed(text in "\\PC{0,200}") {
        parsed(&text);
    }
}

fn quick(what: &str, text: &str) -> Vec<String> {
    let start = Instant::now();
    let (_, diagnostics, _) = parsed(text);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(20), "{what} took {took:?}");
    diagnostics.iter().map(|d| d.code.to_string()).collect()
}

/// The bound is generous: what is looked for is time that grows faster than the text.
#[test]
fn hostile_sizes_are_quick() {
    let many = 10_000;
    let page = |line: &str| {
        format!(
            "edition 2026\nsurvey s 2026 \"S\" {{\n  page p \"P\" {{\n    question q text {{\n      {line}\n    }}\n  }}\n}}\n"
        )
    };
    let deep = page(&format!("when {}x = y{}", "(".repeat(many), ")".repeat(many)));
    assert_eq!(quick("nested brackets", &deep), ["Q0102"]);
    let open = page(&format!("when {}", "(".repeat(many)));
    assert_eq!(quick("open brackets", &open), ["Q0102"]);
    let calls = page(&format!("when {}", "any(".repeat(60)));
    assert_eq!(quick("open calls", &calls), ["Q0108"]);
    let chain = page(&format!("when x = y{}", " or x = y".repeat(many)));
    assert_eq!(quick("a long chain", &chain), ["Q0102"]);
    let nots = page(&format!("when {}x = y", "not ".repeat(many)));
    assert_eq!(quick("many nots", &nots), ["Q0102"]);
    let braces = page(&format!("ask \"{}\"", "{".repeat(many)));
    assert_eq!(quick("open pipes", &braces), ["Q0113"]);
    let pipes = page(&format!("ask \"{}\"", "{x|".repeat(many)));
    assert_eq!(quick("nested pipes", &pipes), ["Q0113"]);
    let groups = format!(
        "edition 2026\nsurvey s 2026 \"S\" {{\npage p \"P\" {{\n{}{}}}\n}}\n",
        "group g {\n".repeat(many),
        "}\n".repeat(many)
    );
    assert_eq!(quick("nested groups", &groups), ["Q0102"]);
    let closes = format!("edition 2026\n{}", "}\n".repeat(many));
    assert_eq!(quick("closing braces", &closes).len(), many);
    let junk = page(&"x".repeat(100_000));
    quick("a long word", &junk);
    let quotes = page(&"\"\" ".repeat(30_000));
    quick("many quotes", &quotes);
    let headers = format!("edition 2026\n{}", "survey s 2026 \"S\" {\n".repeat(many));
    quick("open surveys", &headers);
}

/// A nest of the deepest kind that is allowed.
#[test]
fn the_deepest_nest_is_parsed() {
    let groups = 60;
    let text = format!(
        "edition 2026\nsurvey s 2026 \"S\" {{\npage p \"P\" {{\n{}question q text\n{}}}\n}}\n",
        "group g {\n".repeat(groups),
        "}\n".repeat(groups)
    );
    let (tree, diagnostics, _) = parsed(&text);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    assert!(names(&tree).contains(&"q:".to_owned()));
    let brackets = format!("when {}x = y{}", "(".repeat(63), ")".repeat(63));
    let (_, diagnostics, _) =
        parsed(&format!("edition 2026\nsurvey s 2026 \"S\" {{\npage p \"P\" {{\n{brackets}\n}}\n}}\n"));
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
}
