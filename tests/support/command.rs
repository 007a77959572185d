//! The command as a process, and a project for it.

use super::temp::TempDir;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A survey without faults.
pub(crate) const SURVEY: &str = r#"edition 2026

survey small 2026 "Klein" {
  language nl
  wording regulier "Vragenlijst"
  mode web

  page een "Een" {
    question ja one of {
      label "Ja"
      ask "Doet u mee?"
      1 ja "Ja"
      2 nee "Nee"
    }
  }
}
"#;

/// `peil` in a directory, with nothing on standard input; not started.
pub(crate) fn command(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_peil"));
    command.args(arguments).current_dir(dir).stdin(Stdio::null()).env_remove("NO_COLOR");
    command
}

/// Runs `peil` to its end.
pub(crate) fn peil(dir: &Path, arguments: &[&str]) -> Output {
    command(dir, arguments).output().expect("peil runs")
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

/// A project with one survey file of these bytes, `surveys/a.peil`.
pub(crate) fn project(bytes: &[u8]) -> TempDir {
    let dir = TempDir::new();
    std::fs::create_dir(dir.path().join("surveys")).unwrap();
    std::fs::write(dir.path().join("surveys/a.peil"), bytes).unwrap();
    dir
}
