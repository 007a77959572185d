//! The player in the form, in Chromium, with sounds that were really made.

use super::{SOURCE, project, says};
use std::path::Path;
use std::process::Command;

#[test]
fn the_form_reads_aloud_when_asked_and_never_else() {
    // A random order, so that reading on has one to follow.
    let dir = project(&SOURCE.replace("label \"Oordeel\"", "label \"Oordeel\"\n      order random"));
    says(dir.path(), &["audio", "build"], 0);
    says(dir.path(), &["build"], 0);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/player.mjs");
    let form = |wording: &str| format!("klein-2026/{wording}/web/index.html");
    let done = Command::new("node")
        .arg(script)
        .arg(dir.path().join("dist/forms"))
        .args([form("simpel"), form("gewoon")])
        .output()
        .unwrap_or_else(|error| panic!("node is missing ({error}): run scripts/setup"));
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
    let checks: usize = said.split_whitespace().next().and_then(|n| n.parse().ok()).unwrap_or_default();
    assert!(checks >= 40, "{said}");
}
