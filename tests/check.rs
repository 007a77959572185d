//! Every check, by its cases and by the examples of its page.

use crate::support::marks;
use peil::analysis::rules;
use peil::diag::{Severity, render};
use peil::host::MemoryHost;
use peil::session::{Outcome, compile};
use std::fs;
use std::path::{Path, PathBuf};

/// Compiles a case; a line `// file: NAME` begins another file, perhaps one of data.
fn outcome(source: &str) -> Outcome {
    let (mut host, mut name, mut text) = (MemoryHost::default(), "case.peil".to_owned(), String::new());
    let mut names = Vec::new();
    for line in source.lines() {
        if let Some(next) = line.strip_prefix("// file: ") {
            host = host.with(&name, std::mem::take(&mut text));
            names.push(std::mem::replace(&mut name, next.trim().to_owned()));
        } else {
            text += line;
            text.push('\n');
        }
    }
    names.push(name.clone());
    // Data files are no roots.
    names.retain(|name| name.ends_with(".peil"));
    let host = host.with(&name, text);
    names.retain(|name| name.ends_with(".peil"));
    compile(&host, &names.iter().map(String::as_str).collect::<Vec<_>>())
}

fn human(outcome: &Outcome) -> String {
    render::render(&outcome.diagnostics, &outcome.files.sources, render::Format::Human, false)
}

#[test]
fn faults_are_found_where_they_are_marked() {
    let mut faults = Vec::new();
    for path in files("tests/cases/check", ".err.peil") {
        let outcome = outcome(&fs::read_to_string(&path).unwrap());
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !outcome.diagnostics.iter().any(|d| name.starts_with(&d.code.to_string())) {
            faults.push(format!("{name} does not show its code"));
        }
        let differences = marks::differences(&outcome.files.sources, &outcome.diagnostics);
        faults.extend(differences.iter().map(|difference| format!("{name}: {difference}")));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Files as a spreadsheet saves them, in an encoding of its own.
#[test]
fn a_table_in_another_encoding_is_told_so() {
    let report = "report r \"R\" {\n  uses proef 2026\n  per b \"B\"\n  units \"u.csv\"\n  publish by t\n}\n\
                  thresholds t from \"t.csv\"\n";
    let survey = "edition 2026\n\nsurvey proef 2026 \"P\" {\n  mode web\n  field b text \"B\" required\n  \
                  lexicon \"l.txt\"\n  page p {\n    question q text {\n      ask \"Q?\"\n    }\n  }\n}\n";
    let host = MemoryHost::default().with("a.peil", format!("{survey}\n{report}"));
    let host = host.with("u.csv", *b"id;name\na;Caf\xE9\n").with("t.csv", *b"n_min;caf\xE9\n1;2\n").with("l.txt", "\n");
    let outcome = compile(&host, &["a.peil"]);
    let shown = human(&outcome);
    assert_eq!(shown.matches("the file looks like Windows-1252 (Latin-1)").count(), 2, "{shown}");
    assert!(shown.contains("the lexicon `l.txt` is empty"), "{shown}");
}

#[test]
fn faults_read_well() {
    insta::glob!("cases/check/*.err.peil", |path| {
        let source = fs::read_to_string(path).unwrap();
        insta::with_settings!({ snapshot_path => "snapshots/check", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("check", format!("SOURCE\n{source}\nRESULT\n{}", human(&outcome(&source))));
        });
    });
}

#[test]
fn sound_cases_have_no_fault() {
    let mut faults = Vec::new();
    for path in files("tests/cases/check", ".ok.peil") {
        let outcome = outcome(&fs::read_to_string(&path).unwrap());
        if !outcome.diagnostics.is_empty() {
            faults.push(format!("{}\n{}", path.display(), human(&outcome)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The files of a folder whose names end so, sorted.
fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.to_string_lossy().ends_with(end));
    files.sort();
    assert!(!files.is_empty(), "no {end} in {folder}");
    files
}

/// The `peil` blocks of a section of a page.
fn blocks(page: &str, section: &str) -> Vec<String> {
    let after = page.split_once(&format!("## {section}\n")).map_or("", |(_, after)| after);
    let part = after.split("\n## ").next().unwrap_or("");
    part.split("```peil\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```"))
        .map(|(block, _)| block.to_owned())
        .collect()
}

#[test]
fn the_example_of_a_page_shows_its_fault_and_the_fix_does_not() {
    let mut faults = Vec::new();
    for path in files("docs/errors", ".md") {
        let code = path.file_stem().unwrap().to_string_lossy().into_owned();
        // Pages of files, of syntax, of unit files and of sound files are tested beside their stages.
        let of_sources = ("Q0200".."Q0806").contains(&code.as_str()) && !code.starts_with("Q07");
        if !of_sources {
            continue;
        }
        let page = fs::read_to_string(&path).unwrap();
        let gives = |block: &String| outcome(block).diagnostics.iter().any(|d| d.code.to_string() == code);
        let (examples, fixes) = (blocks(&page, "Example"), blocks(&page, "Fix"));
        if examples.is_empty() || !examples.iter().all(gives) {
            faults.push(format!("{code}: the example does not give the fault"));
        }
        for fix in &fixes {
            let outcome = outcome(fix);
            let errors = outcome.diagnostics.iter().any(|d| d.severity == Severity::Error);
            if errors || gives(fix) {
                faults.push(format!("{code}: the fix is not sound\n{}", human(&outcome)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Faults of Peil itself, which no input should raise.
const OURS: [&str; 2] = ["Q9998", "Q9999"];

/// Marks and assertions are compared with what is given, so a code that a test names is raised there.
#[test]
fn every_code_can_be_explained_and_is_raised_by_a_test() {
    let codes: Vec<String> = rules::all().iter().map(|rule| rule.code.to_string()).collect();
    let pages: Vec<String> = files("docs/errors", ".md")
        .iter()
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "README")
        .collect();
    assert_eq!(codes, pages);
    let mut tests = String::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    read_all(&root.join("tests"), &mut tests, &|text| text);
    read_all(&root.join("src"), &mut tests, &|text| text.split_once("#[cfg(test)]").map_or("", |(_, tests)| tests));
    let raised = |rule: &&peil::diag::RuleInfo| {
        let (code, slug) = (rule.code.to_string(), format!("\"{}\"", rule.code.slug));
        OURS.contains(&code.as_str()) || tests.contains(&code) || tests.contains(&slug)
    };
    let silent: Vec<String> =
        rules::all().iter().filter(|rule| !raised(rule)).map(|rule| rule.code.to_string()).collect();
    assert_eq!(silent, Vec::<String>::new(), "no test raises these");
}

/// Of every source and case below a folder the part that tests; not of this file, nor of snapshots.
fn read_all(folder: &Path, text: &mut String, part: &dyn Fn(&str) -> &str) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("snapshots") {
            read_all(&path, text, part);
        } else if !path.ends_with("tests/check.rs") && path.extension().is_some_and(|end| end == "rs" || end == "peil")
        {
            text.push_str(part(&fs::read_to_string(path).unwrap()));
        }
    }
}

/// Every caption of the published reports as a question: the instructions in them are those that the list of defects
/// names (E18 to E21), and no other rule on instructions speaks.
#[test]
fn instructions_in_the_published_captions_are_found_and_nothing_else() {
    let captions = include_str!("data/seed-captions.txt").lines().filter(|line| !line.starts_with("//"));
    let mut found = Vec::new();
    for (figure, caption) in captions.filter_map(|line| line.split_once('\t')) {
        let caption = caption.replace('\\', "\\\\").replace('"', "\\\"").replace('{', "\\{").replace('}', "\\}");
        let source = format!(
            "edition 2026\n\nsurvey seed 2026 \"Seed\" {{\n  mode web\n\n  page een \"Een\" {{\n    \
             question vraag text {{\n      ask \"{caption}\"\n    }}\n  }}\n}}\n"
        );
        let outcome = outcome(&source);
        let told = outcome.diagnostics.iter().filter(|d| d.code.slug == "instruction-in-question").count();
        assert!(!outcome.has_errors(), "{figure}\n{}", human(&outcome));
        if told > 0 {
            found.push(figure);
        }
    }
    assert_eq!(found, ["W 3.9", "T 3.4", "T 3.5", "T 3.6", "T 3.17", "T 3.21", "T 4.5", "T 4.6"]);
}
