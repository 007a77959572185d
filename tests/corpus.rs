//! Replays what fuzzing found, all case files, and all surveys: on a stable compiler, in every run of the tests.

use crate::support::properties;
use std::fs;
use std::path::{Path, PathBuf};

fn files(dir: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "peil") {
            found.push(path);
        }
    }
}

fn replay(property: fn(&str)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for dir in ["tests/corpus", "tests/cases", "surveys", "report-specs"] {
        files(&root.join(dir), &mut found);
    }
    assert!(found.len() > 50, "{}", found.len());
    for path in found {
        let bytes = fs::read(&path).unwrap();
        let text = properties::text(&bytes).unwrap_or_else(|| String::from_utf8_lossy(&bytes).into_owned());
        let result = std::panic::catch_unwind(|| property(&text));
        assert!(result.is_ok(), "{}", path.display());
    }
}

#[test]
fn every_file_parses() {
    replay(properties::parse);
}

#[test]
fn every_file_is_checked_to_the_end() {
    replay(properties::check);
}

#[test]
fn every_file_is_formatted_once_and_for_all() {
    replay(properties::parse_format_parse);
}
