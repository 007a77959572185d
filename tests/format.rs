//! The formatter: its layout by cases, its promises by properties.

#[path = "format/mutate.rs"]
mod mutate;
#[path = "format/squeeze.rs"]
mod squeeze;

use peil::diag::Sink;
use peil::format::{Formatted, LAYOUT_KEPT, format};
use peil::syntax::ast::File;
use peil::syntax::{Cst, Kind, codes, parse_file};
use peil::text::FileId;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

const FILE: FileId = FileId(0);
/// Written by hand and checked in.
const SOURCES: &[&str] = &["surveys", "report-specs"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn below(dir: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

/// Path from the root and text of every Peil file below the directories.
fn peil_files(dirs: &[&str]) -> Vec<(String, String)> {
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        // A file that is no text at all is no matter of layout.
        Some((name, fs::read_to_string(path).ok()?))
    };
    let paths = dirs.iter().flat_map(|dir| below(&root().join(dir)));
    paths.filter(|path| path.extension().is_some_and(|e| e == "peil")).filter_map(read).collect()
}

/// The files that are written by hand and checked in.
pub(crate) fn sources() -> Vec<(String, String)> {
    peil_files(SOURCES)
}

struct Read {
    tree: File,
    comments: Vec<String>,
    /// Nothing has to be kept as it was written.
    sound: bool,
}

fn read(text: &str) -> Read {
    let mut sink = Sink::default();
    let (cst, tree) = parse_file(FILE, text, &mut sink);
    let mut comments = Vec::new();
    collect(&cst, text, &mut comments);
    // These go by indentation, and may hide in a text what is kept.
    let hides = [codes::NESTING_TOO_DEEP.code, codes::STRAY_BRACE.code];
    let hidden = sink.finish().iter().any(|diagnostic| hides.contains(&diagnostic.code));
    Read { tree, comments, sound: !hidden && !has_rest(&cst) }
}

fn collect(cst: &Cst, text: &str, comments: &mut Vec<String>) {
    if matches!(cst.kind, Kind::Comment | Kind::TailComment) {
        comments.push(cst.text(text).trim_end().to_owned());
    }
    cst.children.iter().for_each(|child| collect(child, text, comments));
}

/// Whether there is text that is kept as it was written, spaces and all.
fn has_rest(cst: &Cst) -> bool {
    let broken = matches!(cst.kind, Kind::BadLine | Kind::HeaderRest | Kind::CloseRest | Kind::Masked | Kind::Goto);
    let text = matches!(cst.kind, Kind::ShortOpen | Kind::ProseOpen | Kind::SingleText | Kind::CurlyText);
    let segment = matches!(cst.kind, Kind::BadPipe | Kind::BadEscape | Kind::LoneBrace | Kind::ExprBroken);
    broken || text || segment || cst.children.iter().any(has_rest)
}

/// Every character that can be seen and is no backslash: what layout must not touch.
fn ink(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && peil::text::odd(*c).is_none() && *c != '\\').collect()
}

/// What holds for every text, broken or not. Line ends of `text` are line feeds. Whether its layout was kept.
fn promises(text: &str) -> Result<bool, TestCaseError> {
    let Formatted { text: result, changed, diagnostics } = format(FILE, text);
    if diagnostics.iter().any(|d| d.code == LAYOUT_KEPT.code) {
        prop_assert_eq!(&result, text, "kept");
        prop_assert!(!read(text).sound, "a file of which everything is understood has a layout\n{}", text);
        return Ok(true);
    }
    prop_assert!(diagnostics.is_empty(), "{:?} in\n{}", diagnostics, text);
    prop_assert_eq!(changed, result != text);
    prop_assert_eq!(&format(FILE, &result).text, &result, "twice");
    prop_assert_eq!(ink(&result), ink(text), "words");
    prop_assert!(result.is_empty() || result.ends_with('\n') && !result.ends_with("\n\n"), "end of the file");
    let (before, after) = (read(text), read(&result));
    prop_assert_eq!(before.comments, after.comments, "comments");
    prop_assert_eq!(before.tree.without_spans(), after.tree.without_spans(), "meaning");
    if before.sound {
        prop_assert_eq!(&format(FILE, &squeeze::outside_texts(&result)).text, &result, "squeezed");
    }
    Ok(false)
}

#[test]
fn layout() {
    insta::glob!("cases/format/*.peil", |path| {
        let text = fs::read_to_string(path).unwrap();
        let Formatted { text: result, diagnostics, .. } = format(FILE, &text);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        insta::assert_snapshot!(format!("{text}\n---- formatted ----\n{result}"));
    });
}

#[test]
fn every_file_keeps_the_promises() {
    let files = peil_files(&["tests/cases", "surveys", "report-specs"]);
    let broken: Vec<String> =
        files.iter().filter_map(|(name, text)| promises(text).err().map(|error| format!("{name}: {error}"))).collect();
    assert!(files.len() > 10, "the files have moved");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn sources_are_formatted() {
    let files = sources();
    let other: Vec<&String> =
        files.iter().filter(|(_, text)| format(FILE, text).changed).map(|(name, _)| name).collect();
    assert!(files.len() > 5, "the files have moved");
    assert!(other.is_empty(), "run `peil fmt`: {other:?}");
}

/// The whole layout follows from words and line breaks.
#[test]
fn sources_without_any_indentation_are_restored_to_the_byte() {
    for (name, text) in sources() {
        let formatted = format(FILE, &text).text;
        let squeezed = squeeze::everywhere(&formatted);
        assert!(squeezed.len() < formatted.len(), "{name}");
        assert_eq!(format(FILE, &squeezed).text, formatted, "{name}");
    }
}

#[test]
fn line_ends_and_mark_are_unified() {
    let plain = "edition 2026\n\n// c\nterm a \"b\" { }\n";
    let foreign = format!("\u{FEFF}{}", plain.replace('\n', "\r\n"));
    assert_eq!(format(FILE, &foreign).text, plain);
    assert!(format(FILE, &foreign).changed);
    assert!(!format(FILE, plain).changed);
    assert_eq!(format(FILE, "edition 2026").text, "edition 2026\n");
    assert_eq!(format(FILE, " \n\n\t").text, "");
}

/// The broken result of each of these once differed from its source.
#[test]
fn odd_texts_keep_the_promises() {
    let deep = format!("usable when {}a{}\n", "(".repeat(100), ")".repeat(100));
    let odd = [
        "text a \"\"\"\nb \\\"\"\"\"c\n",
        "text a \"\"\"}\"\"\"\n",
        "survey a 1 \"a\" {\nend x \"\"\"\nDag.\n\"\"\" spoken \"\"\"\nD\"\"\"ag\n\"\"\" // c\n}\n",
        "text a \"\"\"b \\\" \"\"\"\ntext c \"\"\" \\\" d\ne\" \"\"\"\n",
        "text a \"\"\"page x {\"\"\"\n",
        "text a \"\"\"x \\ \n y\"\"\"\n",
        "survey a 1 \"a\" {\n}}\n",
        "page x // c\n\n{\nquestion q text\n}\n",
        "scale s \"s\" {\n}, // c\n",
        "\"\"\"\n  a\n\n",
        "question a--b text\nwhen - - 1 = !!x\n",
        &format!("survey a 1 \"a\" {{\n{deep}}}\n"),
    ];
    for text in odd {
        promises(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    }
}

/// The same damage in every run; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for more of it and for other.
#[test]
fn damaged_files_keep_the_promises_and_nearly_all_get_a_layout() {
    let asked = ProptestConfig::default();
    let cases = asked.cases * 2;
    let rng_seed = if asked.rng_seed == RngSeed::Random { RngSeed::Fixed(2026) } else { asked.rng_seed };
    let config = ProptestConfig { failure_persistence: None, cases, rng_seed, ..asked };
    let (mut runner, kept) = (TestRunner::new(config), Cell::new(0));
    let damage = (0..mutate::BASES.len(), mutate::edits());
    let outcome = runner.run(&damage, |(base, edits)| {
        kept.set(kept.get() + u32::from(promises(&mutate::apply(mutate::BASES[base], &edits))?));
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    assert!(kept.get() <= cases / 50, "{} of {cases} kept their layout", kept.get());
}
