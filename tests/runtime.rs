//! The scripts that are committed are those that their sources make.

use crate::support::temp::TempDir;
use peil::emit::{form, routes};
use std::process::Command;

#[test]
fn committed_scripts_are_remade_byte_by_byte() {
    let dir = TempDir::new();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/runtime");
    let done = Command::new(script).arg(dir.path()).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    for (name, committed) in [
        ("form.js", form::SCRIPT),
        ("form.min.css", form::STYLE),
        ("form-sound.min.css", form::STYLE_SOUND),
        ("form-sound.js", form::SCRIPT_SOUND),
        ("form-more.js", form::SCRIPT_MORE),
        ("interpreter.js", routes::INTERPRETER),
    ] {
        let made = std::fs::read_to_string(dir.path().join(name)).unwrap();
        assert!(made == committed, "{name} differs from its sources: run scripts/runtime");
    }
}
