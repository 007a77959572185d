//! The manifest: every file of a build with its hash, so that anyone can see whether an output is whole.

use super::kind::Kind;
use super::path::ArtifactPath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the manifest's form.
pub const SCHEMA: &str = "peil-manifest/1";

/// What `manifest.json` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub schema: String,
    /// The version of the compiler.
    pub compiler: String,
    /// The edition of the language.
    pub edition: u16,
    /// The build hash of each survey, by `name@wave`.
    pub builds: BTreeMap<String, String>,
    /// What an artifact cannot express, sorted.
    pub left_out: Vec<LeftOut>,
    /// Sorted by path; the manifest itself is not among them.
    pub files: Vec<FileEntry>,
}

/// A limit of one artifact, in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LeftOut {
    pub path: String,
    pub what: String,
}

/// One file of a build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    pub path: ArtifactPath,
    /// 64 lowercase hexadecimal digits.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: usize,
    pub kind: Kind,
}

impl Manifest {
    /// Indented JSON that ends in a newline.
    #[must_use]
    pub fn to_json(&self) -> String {
        // A struct of texts and numbers always has a JSON form.
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }

    /// Reads a manifest that a build wrote.
    ///
    /// # Errors
    /// In words, when it is not a manifest of this form or names a path that no build makes.
    pub fn from_json(bytes: &[u8]) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Versioned {
            schema: String,
        }
        let Versioned { schema } = serde_json::from_slice(bytes).map_err(|fault| fault.to_string())?;
        if schema != SCHEMA {
            return Err(format!("expected schema `{SCHEMA}`, found `{schema}`"));
        }
        serde_json::from_slice(bytes).map_err(|fault| fault.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Manifest;
    use crate::emit::{Artifacts, Kind};

    fn manifest() -> Manifest {
        let mut all = Artifacts::default();
        all.insert("sql/sqlite/r.sql", Kind::Sql, "SELECT 1;\n").unwrap();
        all.insert("forms/a.html", Kind::Form, "abc").unwrap();
        all.note_build("clients@2023", "0a1b");
        all.note_left_out("schemas/a.json", "b");
        all.note_left_out("schemas/a.json", "a");
        all.manifest(2026)
    }

    #[test]
    fn it_names_every_file_with_its_hash() {
        let version = env!("CARGO_PKG_VERSION");
        let expected = format!(
            r#"{{
  "schema": "peil-manifest/1",
  "compiler": "{version}",
  "edition": 2026,
  "builds": {{
    "clients@2023": "0a1b"
  }},
  "left_out": [
    {{
      "path": "schemas/a.json",
      "what": "a"
    }},
    {{
      "path": "schemas/a.json",
      "what": "b"
    }}
  ],
  "files": [
    {{
      "path": "forms/a.html",
      "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      "bytes": 3,
      "kind": "form"
    }},
    {{
      "path": "sql/sqlite/r.sql",
      "sha256": "b4e0497804e46e0a0b0b8c31975b062152d551bac49c3c2e80932567b4085dcd",
      "bytes": 10,
      "kind": "sql"
    }}
  ]
}}
"#
        );
        let json = manifest().to_json();
        assert_eq!(json, expected);
    }

    #[test]
    fn it_reads_back() {
        assert_eq!(Manifest::from_json(manifest().to_json().as_bytes()), Ok(manifest()));
    }

    #[test]
    fn strange_manifests_are_refused() {
        let newer = manifest().to_json().replace("peil-manifest/1", "peil-manifest/2");
        let climbing = manifest().to_json().replace("forms/a.html", "../a.html");
        assert_eq!(
            Manifest::from_json(newer.as_bytes()),
            Err("expected schema `peil-manifest/1`, found `peil-manifest/2`".to_owned())
        );
        assert!(Manifest::from_json(climbing.as_bytes()).unwrap_err().contains("`../a.html`"));
        assert!(Manifest::from_json(b"{}").is_err());
        assert!(Manifest::from_json(b"\0").is_err());
    }
}
