//! Compiled projects and what is made of them: our own, once for all tests, and the clean cases.

use super::real;
use peil::diag::Severity;
use peil::emit::form::Delivery;
use peil::emit::{self, Artifacts};
use peil::host::MemoryHost;
use peil::session::{Outcome, compile};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The surveys and reports of this repository, without errors.
pub(crate) fn ours() -> &'static Outcome {
    static OURS: OnceLock<Outcome> = OnceLock::new();
    OURS.get_or_init(|| {
        let outcome = real::project();
        let errors: Vec<_> = outcome.diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        outcome
    })
}

/// The artifacts of [`ours`], made once.
pub(crate) fn our_artifacts() -> &'static Artifacts {
    static ALL: OnceLock<Artifacts> = OnceLock::new();
    ALL.get_or_init(|| artifacts(ours()))
}

pub(crate) fn artifacts(outcome: &Outcome) -> Artifacts {
    artifacts_with(outcome, &Delivery::default())
}

pub(crate) fn artifacts_with(outcome: &Outcome, delivery: &Delivery) -> Artifacts {
    emit::artifacts(&outcome.files, &outcome.project, delivery).unwrap_or_else(|error| panic!("{error:?}"))
}

/// A source that stands alone, compiled.
pub(crate) fn alone(source: &str) -> Outcome {
    compile(&MemoryHost::default().with("test.peil", source), &["test.peil"])
}

/// The cases that declare a survey, stand alone and compile without errors, by path.
pub(crate) fn clean_cases() -> &'static [(PathBuf, Outcome)] {
    static CASES: OnceLock<Vec<(PathBuf, Outcome)>> = OnceLock::new();
    CASES.get_or_init(|| {
        let files = files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"));
        let compiled = files.into_iter().filter_map(|path| Some((alone(&std::fs::read_to_string(&path).ok()?), path)));
        let clean = compiled.filter(|(outcome, _)| !outcome.has_errors() && !outcome.project.surveys.is_empty());
        clean.map(|(outcome, path)| (path, outcome)).collect()
    })
}

/// Every `.peil` file below a directory, sorted.
fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else if path.extension().is_some_and(|extension| extension == "peil") {
            found.push(path);
        }
    }
    found.sort();
    found
}
