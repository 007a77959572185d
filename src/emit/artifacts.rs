//! What a build makes: files by relative path, with a manifest and an archive of them. Pure; the disk is elsewhere.

use super::kind::Kind;
use super::manifest::{FileEntry, LeftOut, Manifest, SCHEMA};
use super::path::{ArtifactPath, PathFault};
use crate::diag::{Diagnostic, output};
use crate::text::sha256;
use std::collections::BTreeMap;
use std::fmt;

/// The name of the manifest; no artifact may have it.
pub const MANIFEST: &str = "manifest.json";

/// A file that a build makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    pub kind: Kind,
    pub bytes: Vec<u8>,
    /// Of the bytes, 64 lowercase hexadecimal digits; taken where the file is made, so that it is made side by side.
    sha256: String,
}

/// All files of one build, sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Artifacts {
    files: BTreeMap<ArtifactPath, Artifact>,
    /// Each file and folder in lower case, with the spelling that came first.
    spellings: BTreeMap<String, Spelling>,
    builds: BTreeMap<String, String>,
    left_out: Vec<LeftOut>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Spelling {
    path: String,
    is_folder: bool,
}

/// Why an artifact cannot be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArtifactError {
    pub path: String,
    pub fault: PathFault,
}

impl fmt::Display for ArtifactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "output `{}` {}", self.path, self.fault)
    }
}

impl std::error::Error for ArtifactError {}

impl ArtifactError {
    /// The fault as the author reads it: the name of a survey, wording or report ends up in paths.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        Diagnostic::file(output::NAME_UNSOUND, &self.path, self.to_string())
            .help("rename the survey, wording, report or unit that this path is made of")
    }
}

impl Artifacts {
    /// Adds a file.
    ///
    /// # Errors
    /// When the path is not sound on every file system, is taken, or differs from another only by case.
    pub fn insert(&mut self, path: &str, kind: Kind, bytes: impl Into<Vec<u8>>) -> Result<(), ArtifactError> {
        let bytes = bytes.into();
        self.add(path, Artifact { kind, sha256: sha256(&bytes), bytes })
    }

    fn add(&mut self, path: &str, artifact: Artifact) -> Result<(), ArtifactError> {
        let checked = self.check(path).map_err(|fault| ArtifactError { path: path.to_owned(), fault })?;
        for folder in checked.folders() {
            self.remember(folder, true);
        }
        self.remember(path, false);
        self.files.insert(checked, artifact);
        Ok(())
    }

    /// Adds all files and notes of another store.
    ///
    /// # Errors
    /// As [`Artifacts::insert`].
    pub fn merge(&mut self, other: Self) -> Result<(), ArtifactError> {
        for (path, artifact) in other.files {
            self.add(path.as_str(), artifact)?;
        }
        self.builds.extend(other.builds);
        self.left_out.extend(other.left_out);
        Ok(())
    }

    /// Notes the build hash of a survey, by its identity `name@wave`.
    pub fn note_build(&mut self, survey: impl Into<String>, hash: impl Into<String>) {
        self.builds.insert(survey.into(), hash.into());
    }

    /// Notes what `path` cannot express and therefore accepts or omits.
    pub fn note_left_out(&mut self, path: impl Into<String>, what: impl Into<String>) {
        self.left_out.push(LeftOut { path: path.into(), what: what.into() });
    }

    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Artifact> {
        self.files.get(path)
    }

    /// Sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&ArtifactPath, &Artifact)> {
        self.files.iter()
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The manifest of these files for this language edition.
    #[must_use]
    pub fn manifest(&self, edition: u16) -> Manifest {
        let entry = |(path, artifact): (&ArtifactPath, &Artifact)| FileEntry {
            path: path.clone(),
            sha256: artifact.sha256.clone(),
            bytes: artifact.bytes.len(),
            kind: artifact.kind,
        };
        let mut left_out = self.left_out.clone();
        left_out.sort();
        left_out.dedup();
        Manifest {
            schema: SCHEMA.to_owned(),
            compiler: env!("CARGO_PKG_VERSION").to_owned(),
            edition,
            builds: self.builds.clone(),
            left_out,
            files: self.files.iter().map(entry).collect(),
        }
    }

    fn check(&self, path: &str) -> Result<ArtifactPath, PathFault> {
        let checked = ArtifactPath::new(path)?;
        if path.eq_ignore_ascii_case(MANIFEST) {
            return Err(PathFault::IsManifest);
        }
        for folder in checked.folders() {
            self.check_spelling(folder, true)?;
        }
        self.check_spelling(path, false)?;
        Ok(checked)
    }

    fn check_spelling(&self, path: &str, is_folder: bool) -> Result<(), PathFault> {
        match self.spellings.get(&path.to_ascii_lowercase()) {
            None => Ok(()),
            Some(known) if known.path != path => Err(PathFault::DiffersByCase(known.path.clone())),
            Some(known) if known.is_folder != is_folder => Err(PathFault::FileAndFolder(known.path.clone())),
            Some(_) if is_folder => Ok(()),
            Some(_) => Err(PathFault::Taken),
        }
    }

    fn remember(&mut self, path: &str, is_folder: bool) {
        self.spellings.insert(path.to_ascii_lowercase(), Spelling { path: path.to_owned(), is_folder });
    }
}

#[cfg(test)]
mod tests {
    use super::{Artifacts, Kind};

    fn store(paths: &[&str]) -> Result<Artifacts, String> {
        let mut all = Artifacts::default();
        for path in paths {
            all.insert(path, Kind::Form, *path).map_err(|error| error.to_string())?;
        }
        Ok(all)
    }

    #[test]
    fn files_come_sorted_whatever_the_order_of_insertion() {
        let all = store(&["b/c.html", "a.html", "b/a.html"]).unwrap();
        let paths: Vec<_> = all.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["a.html", "b/a.html", "b/c.html"]);
        assert_eq!(all, store(&["a.html", "b/a.html", "b/c.html"]).unwrap());
        assert_eq!(all.get("a.html").unwrap().bytes, b"a.html");
    }

    #[test]
    fn clashes_are_refused() {
        let fault = |paths: &[&str]| store(paths).unwrap_err();
        assert_eq!(fault(&["a", "a"]), "output `a` is made twice");
        assert_eq!(fault(&["a/b", "A/c"]), "output `A/c` differs from `a` by case only");
        assert_eq!(fault(&["a/b", "a"]), "output `a` is both a file and a folder: `a`");
        assert_eq!(fault(&["a", "a/b"]), "output `a/b` is both a file and a folder: `a`");
        assert_eq!(fault(&["Manifest.json"]), "output `Manifest.json` has the name of the manifest");
        assert!(store(&["x/manifest.json"]).is_ok());
    }

    #[test]
    fn a_refused_file_leaves_no_trace() {
        let mut all = store(&["a/b"]).unwrap();
        let before = all.clone();
        assert!(all.insert("new/nul", Kind::Sql, "").is_err());
        assert_eq!(all, before);
    }

    #[test]
    fn merge_keeps_both_and_refuses_twins() {
        let mut all = store(&["a"]).unwrap();
        let mut other = store(&["b"]).unwrap();
        other.note_build("clients@2023", "00");
        all.merge(other.clone()).unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!(all.manifest(2026).builds["clients@2023"], "00");
        assert!(all.merge(other).is_err());
    }
}
