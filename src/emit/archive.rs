//! The reproducible archive: the same build gives the same tar, byte for byte.

use super::artifacts::{Artifacts, MANIFEST};
use std::io;

impl Artifacts {
    /// An uncompressed tar of all files and, last, the manifest, below the folder `folder`.
    /// Times, owners and modes are fixed; files come sorted.
    ///
    /// # Errors
    /// When `folder` cannot be a path in a tar.
    pub fn archive(&self, edition: u16, folder: &str) -> io::Result<Vec<u8>> {
        let mut tar = tar::Builder::new(Vec::new());
        for (path, artifact) in self.iter() {
            append(&mut tar, &format!("{folder}/{path}"), &artifact.bytes)?;
        }
        append(&mut tar, &format!("{folder}/{MANIFEST}"), self.manifest(edition).to_json().as_bytes())?;
        tar.into_inner()
    }
}

fn append(tar: &mut tar::Builder<Vec<u8>>, path: &str, bytes: &[u8]) -> io::Result<()> {
    let mut header = tar::Header::new_gnu();
    header.set_size(u64::try_from(bytes.len()).map_err(io::Error::other)?);
    header.set_mode(0o644);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(0);
    tar.append_data(&mut header, path, bytes)
}

#[cfg(test)]
mod tests {
    use crate::emit::{Artifacts, Kind};
    use std::io::Read;

    fn artifacts() -> Artifacts {
        let mut all = Artifacts::default();
        all.insert(&format!("forms/{}/index.html", "a".repeat(120)), Kind::Form, "lang").unwrap();
        all.insert("codebooks/b.csv", Kind::Codebook, "code\n").unwrap();
        all
    }

    #[test]
    fn it_holds_every_file_and_the_manifest_last() {
        let all = artifacts();
        let bytes = all.archive(2026, "dist").unwrap();
        let mut archive = tar::Archive::new(bytes.as_slice());
        let mut found = Vec::new();
        for entry in archive.entries().unwrap() {
            let mut entry = entry.unwrap();
            let mut content = String::new();
            entry.read_to_string(&mut content).unwrap();
            let header = entry.header();
            let fixed = (header.mtime().unwrap(), header.uid().unwrap(), header.mode().unwrap());
            assert_eq!(fixed, (0, 0, 0o644));
            found.push((entry.path().unwrap().to_str().unwrap().to_owned(), content));
        }
        let long = format!("dist/forms/{}/index.html", "a".repeat(120));
        let expected = [
            ("dist/codebooks/b.csv".to_owned(), "code\n".to_owned()),
            (long, "lang".to_owned()),
            ("dist/manifest.json".to_owned(), all.manifest(2026).to_json()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_same_build_gives_the_same_bytes() {
        assert_eq!(artifacts().archive(2026, "dist").unwrap(), artifacts().archive(2026, "dist").unwrap());
    }

    #[test]
    fn a_folder_outside_is_refused() {
        assert!(artifacts().archive(2026, "..").is_err());
    }
}
