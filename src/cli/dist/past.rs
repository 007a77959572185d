//! What earlier builds left in the output directory: their manifest, and the journal of one that did not finish.

use super::disk::{Disk, Thing};
use super::target::{STAGE, Target};
use crate::diag::Diagnostic;
use crate::emit::{ArtifactPath, MANIFEST, Manifest};
use crate::text::sha256;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Files that an unfinished build may have put in place, each with the hash of what it would have put there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Journal(pub(super) BTreeSet<(ArtifactPath, String)>);

impl Journal {
    pub(super) const PATH: &str = ".peil-stage/journal";

    /// Adds the files of a build that is about to begin.
    pub(super) fn add(&mut self, manifest: &Manifest) {
        self.0.extend(manifest.files.iter().map(|file| (file.path.clone(), file.sha256.clone())));
    }

    pub(super) fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Everything that earlier builds say of the output directory.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// The manifest as it is on disk.
    pub(super) manifest: Option<(Manifest, Vec<u8>)>,
    /// Present when a build did not finish.
    pub(super) journal: Option<Journal>,
    /// The staging folder exists, with or without a journal.
    pub(super) has_stage: bool,
    named: BTreeSet<ArtifactPath>,
}

impl Past {
    pub(super) fn read<D: Disk>(target: &Target<'_, D>) -> Result<Self, Box<Diagnostic>> {
        let manifest = read_manifest(target)?;
        let named = manifest.iter().flat_map(|(manifest, _)| &manifest.files).map(|file| file.path.clone()).collect();
        let has_stage = match target.look(STAGE)? {
            None => false,
            Some(Thing::Folder) => true,
            Some(Thing::Link) => return Err(target.through_link(STAGE)),
            Some(_) => return Err(target.occupied(STAGE)),
        };
        let journal = if has_stage { read_journal(target)? } else { None };
        Ok(Self { manifest, journal, has_stage, named })
    }

    /// An earlier build made the file at `path`; `bytes` gives what it holds now.
    pub(super) fn made(
        &self,
        path: &str,
        bytes: impl FnOnce() -> Result<Vec<u8>, Box<Diagnostic>>,
    ) -> Result<bool, Box<Diagnostic>> {
        if self.named.contains(path) {
            return Ok(true);
        }
        let entries = self.journal.iter().flat_map(|Journal(entries)| entries);
        let hashes: Vec<&str> = entries.filter(|(p, _)| p.as_str() == path).map(|(_, hash)| hash.as_str()).collect();
        Ok(!hashes.is_empty() && hashes.contains(&sha256(&bytes()?).as_str()))
    }

    /// Every path that an earlier build may have made.
    pub(super) fn paths(&self) -> BTreeSet<&ArtifactPath> {
        let begun = self.journal.iter().flat_map(|Journal(entries)| entries).map(|(path, _)| path);
        self.named.iter().chain(begun).collect()
    }
}

fn read_manifest<D: Disk>(target: &Target<'_, D>) -> Result<Option<(Manifest, Vec<u8>)>, Box<Diagnostic>> {
    match target.look(MANIFEST)? {
        None => return Ok(None),
        Some(Thing::File(_)) => {}
        Some(Thing::Link) => return Err(target.through_link(MANIFEST)),
        Some(_) => return Err(target.occupied(MANIFEST)),
    }
    let bytes = target.read(MANIFEST)?;
    match Manifest::from_json(&bytes) {
        Ok(manifest) => Ok(Some((manifest, bytes))),
        Err(why) => {
            Err(target.occupied(MANIFEST).with_note(format!("it is no manifest of this compiler: {why}")).into())
        }
    }
}

/// A journal is put in place whole; one that cannot be read is not ours, and then no build had begun.
fn read_journal<D: Disk>(target: &Target<'_, D>) -> Result<Option<Journal>, Box<Diagnostic>> {
    match target.look(Journal::PATH)? {
        Some(Thing::File(_)) => Ok(serde_json::from_slice(&target.read(Journal::PATH)?).ok()),
        _ => Ok(None),
    }
}
