//! Surveys for tests: from source text, and the project's own.

use peil::diag::render::{Format, render};
use peil::diag::{Area, Diagnostic, Severity};
use peil::host::MemoryHost;
use peil::model::Survey;
use peil::session::{Outcome, compile};

/// The one survey of a source text; panics with the diagnostics where it has errors.
pub(crate) fn survey(source: &str) -> Survey {
    let outcome = compile(&MemoryHost::default().with("test.peil", source), &["test.peil"]);
    sound(&outcome);
    outcome.project.surveys.into_iter().next().expect("a survey")
}

/// The error lines of a source text.
pub(crate) fn errors(source: &str) -> Vec<String> {
    let outcome = compile(&MemoryHost::default().with("test.peil", source), &["test.peil"]);
    let errors = outcome.diagnostics.iter().filter(|diagnostic| grave(diagnostic));
    errors
        .map(|error| {
            format!(
                "{}: {}: {}",
                error.code,
                error.message,
                outcome.files.sources.slice(error.span.unwrap_or_default())
            )
        })
        .collect()
}

/// Errors that leave no model to test with; the short sources of tests leave out texts.
fn grave(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error && diagnostic.code.area() != Area::Wordings
}

fn sound(outcome: &Outcome) {
    if outcome.diagnostics.iter().any(grave) {
        let shown = render(&outcome.diagnostics, &outcome.files.sources, Format::Human, false);
        let source: String = outcome.files.sources.iter().map(|(_, source)| source.text.as_str()).collect();
        panic!("{shown}\n{source}");
    }
}
