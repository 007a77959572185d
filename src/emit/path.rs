//! Paths of artifacts, checked so that they mean the same on every file system and never leave the output directory.

use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Borrow;
use std::fmt;

/// Windows refuses paths of more than 260 characters; this leaves room for the directory above.
const LONGEST: usize = 180;

/// A relative path with `/`, of ASCII letters, digits and `-_.@`; sound on every file system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct ArtifactPath(String);

/// What is wrong with a path; reads after "output `…`".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathFault {
    Absolute,
    /// An empty part, `.` or `..`.
    Part(String),
    Character(char),
    /// A device's name on Windows.
    Reserved(String),
    /// Windows drops a dot at the end.
    DotAtEnd(String),
    TooLong(usize),
    Taken,
    DiffersByCase(String),
    FileAndFolder(String),
    IsManifest,
}

impl fmt::Display for PathFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absolute => f.write_str("is not relative"),
            Self::Part(part) => write!(f, "has the part `{part}`"),
            Self::Character(character) => write!(f, "has the character {character:?}"),
            Self::Reserved(part) => write!(f, "has the part `{part}`, a device's name on Windows"),
            Self::DotAtEnd(part) => write!(f, "has the part `{part}`, which ends in a dot"),
            Self::TooLong(length) => write!(f, "is {length} characters long, at most {LONGEST} are safe"),
            Self::Taken => f.write_str("is made twice"),
            Self::DiffersByCase(other) => write!(f, "differs from `{other}` by case only"),
            Self::FileAndFolder(other) => write!(f, "is both a file and a folder: `{other}`"),
            Self::IsManifest => f.write_str("has the name of the manifest"),
        }
    }
}

impl ArtifactPath {
    /// # Errors
    /// The first fault from the left.
    pub fn new(path: &str) -> Result<Self, PathFault> {
        if path.starts_with('/') {
            return Err(PathFault::Absolute);
        }
        path.split('/').try_for_each(check_part)?;
        if path.len() > LONGEST {
            return Err(PathFault::TooLong(path.len()));
        }
        Ok(Self(path.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folders above it, outermost first: `a`, `a/b` for `a/b/c`.
    pub fn folders(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.match_indices('/').filter_map(|(at, _)| self.0.get(..at))
    }
}

fn check_part(part: &str) -> Result<(), PathFault> {
    if matches!(part, "" | "." | "..") {
        return Err(PathFault::Part(part.to_owned()));
    }
    if let Some(character) = part.chars().find(|c| !(c.is_ascii_alphanumeric() || "-_.@".contains(*c))) {
        return Err(PathFault::Character(character));
    }
    if part.ends_with('.') {
        return Err(PathFault::DotAtEnd(part.to_owned()));
    }
    if is_device(part) {
        return Err(PathFault::Reserved(part.to_owned()));
    }
    Ok(())
}

/// `con`, `nul.html`, `COM1`: reserved on Windows with any extension.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let is_port = port.is_some_and(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()));
    is_port || matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
}

impl Borrow<str> for ArtifactPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ArtifactPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A manifest is read back from disk, where anyone may have written it: its paths are checked again.
impl<'de> Deserialize<'de> for ArtifactPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let path = String::deserialize(deserializer)?;
        Self::new(&path).map_err(|fault| serde::de::Error::custom(format!("path `{path}` {fault}")))
    }
}

#[cfg(test)]
mod tests {
    use super::{ArtifactPath, PathFault};

    #[test]
    fn sound_paths_pass() {
        for path in ["a", "forms/clients@2023/regulier/web/index.html", "a/b-c_d.e", "com/console/nulla/lpt10"] {
            assert_eq!(ArtifactPath::new(path).as_ref().map(ArtifactPath::as_str), Ok(path));
        }
    }

    #[test]
    fn unsound_paths_are_refused() {
        let part = |part: &str| PathFault::Part(part.to_owned());
        let cases = [
            ("/etc/passwd", PathFault::Absolute),
            ("", part("")),
            ("a//b", part("")),
            ("a/", part("")),
            ("./a", part(".")),
            ("a/../b", part("..")),
            ("a\\b", PathFault::Character('\\')),
            ("C:/a", PathFault::Character(':')),
            ("a b", PathFault::Character(' ')),
            ("caf\u{e9}", PathFault::Character('\u{e9}')),
            ("a/b.", PathFault::DotAtEnd("b.".to_owned())),
            ("forms/AUX/x", PathFault::Reserved("AUX".to_owned())),
            ("nul.html", PathFault::Reserved("nul.html".to_owned())),
            ("com1", PathFault::Reserved("com1".to_owned())),
        ];
        for (path, fault) in cases {
            assert_eq!(ArtifactPath::new(path), Err(fault), "{path}");
        }
        assert_eq!(ArtifactPath::new(&"a".repeat(181)), Err(PathFault::TooLong(181)));
    }

    #[test]
    fn folders_are_those_above() {
        let folders = |path| ArtifactPath::new(path).unwrap().folders().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(folders("a/b/c"), ["a", "a/b"]);
        assert_eq!(folders("a"), [""; 0]);
    }
}
