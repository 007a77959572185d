//! The output directory: its disk, its place, and its faults in the author's words.

use super::disk::{Disk, Thing};
use crate::diag::{Code, Diagnostic, output};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The folder for files that are being written; its journal marks a build that is not finished.
pub(super) const STAGE: &str = ".peil-stage";

const ROOM: &str = "make room, or choose another directory with `--out`";
const WAIT: &str = "wait until it ends, or choose another directory with `--out`";
const ELSEWHERE: &str = "move it away, or choose another directory with `--out`";

/// What the system refused to do at an output, by its name for the author.
#[must_use]
pub fn refused(name: &str, error: &io::Error) -> Box<Diagnostic> {
    let fault = |code, message: String| Diagnostic::file(code, name, message);
    let fault = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            fault(output::FULL, format!("no room on the disk for output `{name}`")).help(ROOM)
        }
        ErrorKind::WouldBlock => fault(output::BUSY, format!("another build is writing into `{name}`")).help(WAIT),
        _ => fault(output::NOT_WRITABLE, format!("output `{name}` cannot be written")).with_note(error.to_string()),
    };
    fault.into()
}

/// An output directory on a disk.
#[derive(Debug)]
pub(super) struct Target<'a, D> {
    pub(super) disk: &'a D,
    root: PathBuf,
    /// As the author wrote it.
    shown: String,
}

impl<'a, D: Disk> Target<'a, D> {
    /// `None` inside when nothing is there yet. A link to a directory is followed: the author chose it.
    pub(super) fn find(disk: &'a D, out: &Path) -> Result<(Self, bool), Box<Diagnostic>> {
        let shown = out.display().to_string().replace('\\', "/");
        let mut target = Self { disk, root: out.to_owned(), shown };
        let mut found = target.look("")?;
        if found == Some(Thing::Link) {
            let resolved = disk.resolve(out).map_err(|_| target.not_directory("", "a link that leads nowhere"))?;
            target.root = resolved;
            found = target.look("")?;
        }
        match found {
            None => Ok((target, false)),
            Some(Thing::Folder) => Ok((target, true)),
            Some(Thing::File(_)) => Err(target.not_directory("", "a file")),
            Some(_) => Err(target.not_directory("", "a device")),
        }
    }

    /// The place of `path` on the disk; the empty path is the directory itself.
    pub(super) fn at(&self, path: &str) -> PathBuf {
        if path.is_empty() { self.root.clone() } else { self.root.join(path) }
    }

    /// `path` as the author reads it.
    pub(super) fn name(&self, path: &str) -> String {
        match (path, self.shown.as_str()) {
            ("", shown) => shown.to_owned(),
            (path, "" | ".") => path.to_owned(),
            (path, shown) => format!("{}/{path}", shown.trim_end_matches('/')),
        }
    }

    pub(super) fn look(&self, path: &str) -> Result<Option<Thing>, Box<Diagnostic>> {
        self.disk.look(&self.at(path)).map_err(|error| self.refused(path, &error))
    }

    pub(super) fn list(&self, path: &str) -> Result<Vec<String>, Box<Diagnostic>> {
        self.disk.list(&self.at(path)).map_err(|error| self.refused(path, &error))
    }

    pub(super) fn read(&self, path: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.disk.read(&self.at(path)).map_err(|error| self.refused(path, &error))
    }

    pub(super) fn create_folder(&self, path: &str) -> Result<(), Box<Diagnostic>> {
        self.disk.create_folder(&self.at(path)).map_err(|error| self.refused(path, &error))
    }

    pub(super) fn create_file(&self, path: &str, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
        self.disk.create_file(&self.at(path), bytes).map_err(|error| self.refused(path, &error))
    }

    pub(super) fn copy_permissions(&self, from: &str, to: &str) -> Result<(), Box<Diagnostic>> {
        self.disk.copy_permissions(&self.at(from), &self.at(to)).map_err(|error| self.refused(to, &error))
    }

    pub(super) fn rename(&self, from: &str, to: &str) -> Result<(), Box<Diagnostic>> {
        self.disk.rename(&self.at(from), &self.at(to)).map_err(|error| self.refused(to, &error))
    }

    pub(super) fn remove_file(&self, path: &str) -> Result<(), Box<Diagnostic>> {
        self.disk.remove_file(&self.at(path)).map_err(|error| self.refused(path, &error))
    }

    /// What the system refused to do at `path`.
    pub(super) fn refused(&self, path: &str, error: &io::Error) -> Box<Diagnostic> {
        match error.kind() {
            ErrorKind::NotADirectory => self.not_directory(path, "a file on the way"),
            _ => refused(&self.name(path), error),
        }
    }

    pub(super) fn not_directory(&self, path: &str, found: &str) -> Box<Diagnostic> {
        let message = format!("expected a directory, found {found} at `{}`", self.name(path));
        self.fault(output::NOT_DIRECTORY, path, message).help(ELSEWHERE).into()
    }

    pub(super) fn occupied(&self, path: &str) -> Box<Diagnostic> {
        let message = format!("`{}` is in the way, and no build made it", self.name(path));
        self.fault(output::OCCUPIED, path, message).help(ELSEWHERE).into()
    }

    pub(super) fn through_link(&self, path: &str) -> Box<Diagnostic> {
        let message = format!("`{}` is a symbolic link", self.name(path));
        self.fault(output::THROUGH_LINK, path, message).help("replace the link by a directory").into()
    }

    pub(super) fn fault(&self, code: Code, path: &str, message: String) -> Diagnostic {
        Diagnostic::file(code, self.name(path), message)
    }
}
