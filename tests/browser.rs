//! Built forms in real Chromium: whole journeys, every step under axe, hostile texts, figures. What drives it is in `tests/measure`.

mod figures;
mod hostile;
mod journeys;
mod steps;
mod words;

pub(crate) use self::journeys::path_of;
use crate::support::temp::TempDir;
use peil::emit::Artifacts;
use serde_json::Value as Json;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// A survey with every construct, and a fault to be made wherever one can be.
const EVERY: &str = include_str!("browser/every.peil");

/// A folder with the forms of these artifacts, as they are served.
pub(crate) fn served(artifacts: &Artifacts) -> TempDir {
    let dir = TempDir::new();
    for (path, artifact) in artifacts.iter().filter(|(path, _)| path.as_str().starts_with("forms/")) {
        dir.put(path.as_str(), &artifact.bytes);
    }
    dir
}

/// Runs a script of `tests/measure` with Node and Chromium; its answer.
#[track_caller]
pub(crate) fn node(script: &str, job: &Json) -> Json {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/measure").join(script);
    let mut child = Command::new("node")
        .arg(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("node is missing ({error}): run scripts/setup"));
    child.stdin.take().unwrap().write_all(job.to_string().as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{script} in Chromium:\n{said}");
    serde_json::from_slice(&done.stdout).unwrap_or_else(|error| panic!("{script} gave no answer ({error}):\n{said}"))
}
