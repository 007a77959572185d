//! `peil new`: a small project that builds as it is.

use super::args::{New, Peil};
use super::{Status, say};
use std::fs;
use std::path::Path;

/// The files of a new project. The tests build them.
const FILES: &[(&str, &str)] = &[
    ("surveys/example.peil", include_str!("scaffold/survey.peil")),
    ("surveys/shared/scales.peil", include_str!("scaffold/scales.peil")),
    ("report-specs/example.peil", include_str!("scaffold/report.peil")),
    (".github/workflows/peil.yml", include_str!("scaffold/peil.yml")),
    (".gitignore", "/dist/\n/audio/made/\n"),
];

pub(super) fn run(peil: &Peil, command: &New) -> Status {
    let dir = &peil.root.join(&command.dir);
    if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        say::error(&format!("`{}` is not empty", dir.display()));
        say::line("help: name a directory that does not exist yet");
        return Status::Failed;
    }
    for (path, text) in FILES {
        if let Err(error) = write(&dir.join(path), text) {
            say::error(&format!("`{}` cannot be written: {error}", dir.join(path).display()));
            return Status::Failed;
        }
    }
    say::line(&format!("made {} in {}", say::count(FILES.len(), "file"), dir.display()));
    say::line(&format!("next: cd {} && peil build", shell_word(dir)));
    Status::Done
}

/// A path as one word for a shell.
fn shell_word(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = path.chars().all(|c| c.is_alphanumeric() || "._-/\\:".contains(c));
    if plain { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, text)
}
