//! The outside world as the library sees it: files by path, nothing else.

use crate::diag::{Diagnostic, files};
use crate::text::Fault;
use std::collections::{BTreeMap, BTreeSet};

/// Reads files. Paths are relative to the project root, with `/`; the root itself is the empty path.
pub trait Host {
    /// The bytes of a file.
    ///
    /// # Errors
    /// See [`HostError`].
    fn read(&self, path: &str) -> Result<Vec<u8>, HostError>;

    /// What lies in a directory, sorted by name.
    ///
    /// # Errors
    /// See [`HostError`].
    fn list(&self, dir: &str) -> Result<Vec<Entry>, HostError>;
}

/// One member of a directory; `name` without the directory's own path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    pub name: String,
    pub is_dir: bool,
}

/// Why a path could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostError {
    NotFound,
    /// The system's own words.
    NotReadable(String),
    /// A file was expected.
    IsDirectory,
    /// A directory was expected.
    NotDirectory,
    /// Its name is no UTF-8; the name with the odd bytes written out.
    NameNotUtf8(String),
    /// Symbolic links that go round in a circle.
    TooManyLinks,
    /// Absolute, or climbing out of the project with `..`.
    OutsideProject,
    /// Larger than any source; `length` in bytes.
    TooLarge {
        length: usize,
    },
}

impl HostError {
    /// The fault as the author reads it.
    #[must_use]
    pub fn diagnostic(&self, path: &str) -> Diagnostic {
        let at = |code, what: &str| Diagnostic::file(code, path, what.replace("{}", &format!("`{path}`")));
        match self {
            Self::NotFound => at(files::NOT_FOUND, "file {} does not exist"),
            Self::NotReadable(why) => at(files::UNREADABLE, "file {} cannot be read").with_note(why),
            Self::NameNotUtf8(name) => at(files::UNREADABLE, "the name of {} is not UTF-8")
                .with_note(format!("its bytes are `{name}`"))
                .help("rename it; letters, digits, `-` and `_` are safe on every system"),
            Self::IsDirectory => at(files::IS_DIRECTORY, "expected a file, found the directory {}"),
            Self::NotDirectory => at(files::UNREADABLE, "expected a directory, found the file {}"),
            Self::TooManyLinks => at(files::LINK_LOOP, "the symbolic links at {} go round in a circle"),
            Self::OutsideProject => at(files::OUTSIDE_PROJECT, "the path {} lies outside the project")
                .help("move the file into the project and write its path from the project root"),
            Self::TooLarge { length } => files::not_a_text(path, &Fault::TooLarge { length: *length }),
        }
    }
}

/// The path of `target` seen from directory `dir`, with `.` and `..` worked out.
///
/// # Errors
/// [`HostError::OutsideProject`] for an absolute path, one with a drive or `\`, or one that climbs out of the root.
pub fn resolve(dir: &str, target: &str) -> Result<String, HostError> {
    if target.starts_with('/') || target.contains(['\\', ':', '\0']) {
        return Err(HostError::OutsideProject);
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in dir.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(HostError::OutsideProject)?;
            }
            _ => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// Files held in memory: for tests, and for callers without a file system.
#[derive(Debug, Clone, Default)]
pub struct MemoryHost {
    files: BTreeMap<String, Result<Vec<u8>, HostError>>,
}

impl MemoryHost {
    #[must_use]
    pub fn with(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), Ok(content.into()));
        self
    }

    /// A file that exists and fails in this way when it is read.
    #[must_use]
    pub fn failing(mut self, path: &str, error: HostError) -> Self {
        self.files.insert(path.to_owned(), Err(error));
        self
    }

    /// The paths below `dir`, seen from there.
    fn below<'a>(&'a self, dir: &str) -> impl Iterator<Item = &'a str> {
        let prefix = if dir.is_empty() { String::new() } else { format!("{dir}/") };
        self.files.keys().filter_map(move |path| path.strip_prefix(&prefix))
    }
}

impl Host for MemoryHost {
    fn read(&self, path: &str) -> Result<Vec<u8>, HostError> {
        match self.files.get(path) {
            Some(found) => found.clone(),
            None if self.below(path).next().is_some() => Err(HostError::IsDirectory),
            None => Err(HostError::NotFound),
        }
    }

    fn list(&self, dir: &str) -> Result<Vec<Entry>, HostError> {
        let entry = |path: &str| match path.split_once('/') {
            Some((name, _)) => Entry { name: name.to_owned(), is_dir: true },
            None => Entry { name: path.to_owned(), is_dir: false },
        };
        let entries: BTreeSet<Entry> = self.below(dir).map(entry).collect();
        match entries.is_empty() {
            true if self.files.contains_key(dir) => Err(HostError::NotDirectory),
            true if !dir.is_empty() => Err(HostError::NotFound),
            _ => Ok(entries.into_iter().collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Host, HostError, MemoryHost, resolve};

    fn host() -> MemoryHost {
        MemoryHost::default()
            .with("peil.txt", "a")
            .with("surveys/a.peil", "b")
            .with("surveys/shared/b.peil", "c")
            .failing("surveys/locked.peil", HostError::NotReadable("permission denied".to_owned()))
    }

    #[test]
    fn read_tells_a_file_from_a_directory_and_from_nothing() {
        let host = host();
        assert_eq!(host.read("surveys/a.peil"), Ok(b"b".to_vec()));
        assert_eq!(host.read("surveys"), Err(HostError::IsDirectory));
        assert_eq!(host.read("survey"), Err(HostError::NotFound));
        assert!(matches!(host.read("surveys/locked.peil"), Err(HostError::NotReadable(_))));
    }

    #[test]
    fn list_is_sorted_and_shows_each_directory_once() {
        let names = |dir: &str| {
            let entries = host().list(dir).unwrap();
            entries
                .into_iter()
                .map(|Entry { name, is_dir }| format!("{name}{}", if is_dir { "/" } else { "" }))
                .collect::<Vec<_>>()
        };
        assert_eq!(names(""), ["peil.txt", "surveys/"]);
        assert_eq!(names("surveys"), ["a.peil", "locked.peil", "shared/"]);
        assert_eq!(host().list("peil.txt"), Err(HostError::NotDirectory));
        assert_eq!(host().list("nowhere"), Err(HostError::NotFound));
        assert_eq!(MemoryHost::default().list(""), Ok(vec![]));
    }

    #[test]
    fn a_path_stays_inside_the_project() {
        assert_eq!(resolve("surveys", "shared/./a.peil").as_deref(), Ok("surveys/shared/a.peil"));
        assert_eq!(resolve("surveys", "../scales.peil").as_deref(), Ok("scales.peil"));
        for outside in ["../../a", "/etc/a", "C:\\a", "..\\a"] {
            assert_eq!(resolve("surveys", outside), Err(HostError::OutsideProject), "{outside}");
        }
    }

    #[test]
    fn every_error_names_its_path_and_has_its_own_code() {
        let unreadable = HostError::NotReadable("permission denied".to_owned()).diagnostic("a.peil");
        assert_eq!(unreadable.code.to_string(), "Q0002");
        assert_eq!(unreadable.notes, ["permission denied"]);
        assert_eq!(HostError::NotFound.diagnostic("a.peil").message, "file `a.peil` does not exist");
    }
}
