//! Names that no file can have: what a check says of them is what a build would stop at.

use peil::emit::form::Delivery;
use peil::emit::{EmitError, artifacts, unsound_names};
use peil::host::MemoryHost;
use peil::session::compile;

/// What is said of the names of a source, and whether a build would stop at them.
fn said(source: &str) -> (Vec<String>, bool) {
    let outcome = compile(&MemoryHost::default().with("a.peil", source), &["a.peil"]);
    let made = artifacts(&outcome.files, &outcome.project, &Delivery::default());
    let marked = |fault: peil::diag::Diagnostic| outcome.files.sources.slice(fault.span.unwrap_or_default()).to_owned();
    let faults = unsound_names(&outcome.project).into_iter().map(marked).collect();
    (faults, matches!(made, Err(EmitError::Path(_))))
}

fn source(survey: &str, wordings: [&str; 2], report: &str) -> String {
    let [first, second] = wordings;
    format!(
        "edition 2026\n\nsurvey {survey} 2026 \"A\" {{\n  wording {first} \"A\"\n  wording {second} \"B\"\n  mode web paper\n  \
         field b text \"B\" required\n  page p {{\n    question q number 1..10 {{\n      ask \"Q?\"\n    }}\n  }}\n}}\n\n\
         report {report} \"R\" {{\n  uses {survey} 2026\n  per b \"B\"\n  chapter \"C\" {{\n    figure f bars of {survey}.q\n  }}\n}}\n"
    )
}

#[test]
fn what_a_build_refuses_is_told_at_the_name() {
    let (long, longest) = ("n".repeat(155), "n".repeat(170));
    for (source, marked) in [
        (source("s", ["a", "b"], "r"), ""),
        (source("s", ["a", "aux"], "r"), "aux"),
        (source("s", ["a", "b"], "nul"), "nul"),
        (source("s", [&long, "b"], "r"), &long),
        (source(&longest, ["a", "b"], "r"), &longest),
        (source("s", ["a", "b"], &longest), &longest),
    ] {
        let (faults, refused) = said(&source);
        assert_eq!(faults, if marked.is_empty() { vec![] } else { vec![marked.to_owned()] });
        assert_eq!(refused, !marked.is_empty(), "{marked}");
    }
}
