//! Scripts that are wrong in one place: the comparison must notice each.

use super::{Crowd, filled_in};
use crate::support::corpus::Histogram;
use crate::support::generate::random_survey;
use crate::support::survey::survey;
use crate::support::temp::TempDir;
use peil::eval::{Evaluator, Truth};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What is wrong, in which source, what stands there, and what stands there instead.
const MUTANTS: [(&str, &str, &str, &str); 8] = [
    (
        "a two-valued `not`",
        "routes/core/truth.js",
        "answered(read(at, v)) && !codesOf(at, v, codes)",
        "!codesOf(at, v, codes)",
    ),
    (
        "hidden answers are kept",
        "routes/core/walk.js",
        "let state = NOT_ASKED;",
        "let state = v.role ? NOT_ASKED : answer(cell, codes);",
    ),
    (
        "an option is kept that is not offered any more",
        "form/runtime/given.js",
        "return codes.includes(value) ? valid(value) : EMPTY;",
        "return valid(value);",
    ),
    (
        "`alone` takes nothing back",
        "form/runtime/given.js",
        "const excludes = ({ value }) => optionOf(cell, Number(value))?.alone;",
        "const excludes = () => false;",
    ),
    ("a range without its end", "form/runtime/given.js", "value < v.min || value > v.max", "value < v.min"),
    ("an empty answer to a required question", "routes/core/checks.js", "v.required && v.role", "v.core && v.role"),
    ("another random order", "routes/core/order.js", "a < b ? -1 : 1", "a > b ? -1 : 1"),
    (
        "a pipe in other words",
        "routes/core/texts.js",
        "} en ${parts[parts.length - 1]}",
        "} of ${parts[parts.length - 1]}",
    ),
];

const CROWD: Crowd = Crowd { stepping: 1, handing_in: 6 };

/// The script with everything, made of sources of which one is changed.
fn script(file: &str, from: &str, to: &str) -> String {
    let dir = TempDir::new();
    for folder in ["form/runtime", "routes/core"] {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/emit").join(folder);
        fs::create_dir_all(dir.path().join(folder)).unwrap();
        for entry in fs::read_dir(source).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), dir.path().join(folder).join(entry.file_name())).unwrap();
        }
    }
    let changed = dir.path().join(file);
    let source = fs::read_to_string(&changed).unwrap();
    assert_eq!(source.matches(from).count(), 1, "{from:?} in {file}");
    fs::write(&changed, source.replace(from, to)).unwrap();
    let esbuild = concat!(env!("CARGO_MANIFEST_DIR"), "/target/oracle/node_modules/.bin/esbuild");
    let done = Command::new(esbuild)
        .arg(dir.path().join("form/runtime/main.js"))
        .args(["--bundle", "--format=iife", "--target=es2020", "--charset=utf8", "--log-level=warning"])
        .args(["--define:SCOPES=false", "--define:MORE=true", "--define:SOUND=true"])
        .output()
        .expect("esbuild, which scripts/setup installs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// The first of some surveys by which a script is told from the evaluator.
fn caught(script: &str, not: Option<fn(Truth) -> Truth>, surveys: u64) -> Option<u64> {
    (0..surveys).find(|seed| {
        let survey = survey(&random_survey(*seed));
        let evaluator = Evaluator::new(&survey);
        let evaluator = if let Some(not) = not { evaluator.with_not(not) } else { evaluator };
        let (differences, _) = filled_in(&evaluator, Some(script), (*seed, CROWD), &mut Histogram::default());
        differences.iter().any(|difference| !difference.starts_with("the script fails"))
    })
}

#[test]
fn scripts_that_are_wrong_are_caught() {
    let (_, file, same, _) = MUTANTS[0];
    assert_eq!(caught(&script(file, same, same), None, 4), None, "made like this and unchanged, the script is right");
    for (what, file, from, to) in MUTANTS {
        let by = caught(&script(file, from, to), None, 24);
        println!("{what}: {by:?}");
        assert!(by.is_some(), "nobody notices: {what}");
    }
}

/// The other way round: the script as it is, against an evaluator that takes unknown for false.
#[test]
fn an_evaluator_with_a_two_valued_not_is_caught() {
    let not = |truth: Truth| Truth::from(!truth.is_true());
    assert!(caught(peil::emit::form::SCRIPT_MORE, Some(not), 24).is_some());
}
