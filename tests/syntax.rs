//! Parsing: sound files, faulty files, files broken at random.

mod broken;
mod outline;

use crate::support::{marks, plain};
use outline::{names, outline};
use peil::diag::{Diagnostic, Sink};
use peil::syntax::ast::File;
use peil::syntax::parse_file;
use peil::text::SourceMap;

/// Parses one text.
fn parsed(text: &str) -> (File, Vec<Diagnostic>, SourceMap) {
    let mut sources = SourceMap::default();
    let id = sources.add("case.peil", text);
    let mut sink = Sink::default();
    let (_, tree) = parse_file(id, text, &mut sink);
    (tree, sink.finish(), sources)
}

fn snapshot(path: &std::path::Path, sound: bool) {
    let text = std::fs::read_to_string(path).unwrap();
    let (tree, diagnostics, sources) = parsed(&text);
    let shown = plain::diagnostics(&diagnostics, &sources);
    assert_eq!(sound, diagnostics.is_empty(), "{}\n{shown}", path.display());
    let result = if sound { outline(&tree) } else { format!("{shown}\nKEPT\n{}", outline(&tree)) };
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => path.parent().unwrap() }, {
        insta::assert_snapshot!("tree", format!("SOURCE\n{text}\nRESULT\n{result}"));
    });
}

#[test]
fn sound_files() {
    insta::glob!("cases/syntax/ok/*.peil", |path| snapshot(path, true));
}

/// Every fault is marked in its file, and every mark is a fault.
#[test]
fn faulty_files_are_marked() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/syntax/err");
    let mut faults = Vec::new();
    for path in std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().unwrap() == "peil")
    {
        let (_, diagnostics, sources) = parsed(&std::fs::read_to_string(&path).unwrap());
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        faults.extend(marks::differences(&sources, &diagnostics).into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn faulty_files() {
    insta::glob!("cases/syntax/err/*.peil", |path| snapshot(path, false));
}

/// The faults of one slip each in a file of seven items: each is told once, and what is sound stays.
#[test]
fn seven_faults_keep_every_sound_item() {
    for text in [
        include_str!("cases/syntax/err/seven_faults_in_seven_questions.peil"),
        include_str!("cases/syntax/err/seven_faults_in_seven_scales.peil"),
    ] {
        let (tree, diagnostics, _) = parsed(text);
        assert!(diagnostics.len() >= 7, "{}", diagnostics.len());
        assert!(diagnostics.iter().all(|d| d.span.is_some()));
        let kept = names(&tree);
        for item in ["een", "twee", "drie", "vier", "vijf", "zes", "zeven"] {
            assert_eq!(kept.iter().filter(|name| name.trim_end_matches(':') == item).count(), 1, "{item} in {kept:?}");
        }
    }
}

#[test]
fn the_pages_of_syntax_errors_show_what_they_say() {
    for rule in peil::syntax::codes::ALL {
        let blocks: Vec<&str> = rule.page.split("```peil\n").skip(1).filter_map(|b| b.split("```").next()).collect();
        let [example, fix] = blocks[..] else {
            assert_eq!(rule.code.number, 9999, "{}", rule.code);
            continue;
        };
        let (_, found, _) = parsed(example);
        assert!(found.iter().any(|d| d.code == rule.code), "{}: {found:#?}", rule.code);
        let (_, found, _) = parsed(fix);
        assert!(found.is_empty(), "{}: {found:#?}", rule.code);
    }
}

/// Every survey and report spec of the project.
#[test]
fn real_files_are_sound() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for dir in ["surveys", "surveys/shared", "report-specs", "report-specs/shared"] {
        let Ok(entries) = std::fs::read_dir(root.join(dir)) else { continue };
        for path in entries.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "peil")) {
            let (_, diagnostics, sources) = parsed(&std::fs::read_to_string(&path).unwrap());
            assert!(diagnostics.is_empty(), "{}\n{}", path.display(), plain::diagnostics(&diagnostics, &sources));
            seen += 1;
        }
    }
    assert!(seen > 0);
}

/// The reference names every word of the grammar.
#[test]
fn the_reference_knows_every_keyword() {
    let reference = include_str!("../docs/language/reference.md");
    let words: Vec<&str> = reference.split(|c: char| !(c.is_ascii_lowercase() || c == '_')).collect();
    let missing: Vec<_> = peil::syntax::keyword::KEYWORDS.iter().filter(|word| !words.contains(word)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Constructs that may still change are named as such.
#[test]
fn the_reference_says_what_is_unstable() {
    use peil::diag::Status;
    use peil::syntax::{edition, keyword};
    let reference = include_str!("../docs/language/reference.md");
    let line = reference.lines().find(|line| line.starts_with("Unstable in this edition:")).unwrap();
    for word in keyword::KEYWORDS {
        let unstable = matches!(edition::status(word), Status::Unstable { .. });
        assert_eq!(unstable, line.contains(&format!("`{word}`")), "{word}");
    }
}
