//! Writes a build to disk, and tells whether an output is whole.
//!
//! What it promises: a build that fails while it writes leaves the old output as it was. Then files are put in place one by one,
//! the manifest last; a build that is stopped there leaves a journal, which [`check()`] notices and the next build mends.
//! Files that already hold the right bytes are not touched. Files that no build made are neither replaced nor removed.
//! Not promised: that bytes reach the platters before a power cut; `check` notices that too, by the hashes.

mod check;
mod commit;
mod disk;
mod past;
mod plan;
mod target;

pub use check::check;
pub use disk::{Disk, Held, RealDisk, Thing};
pub use target::refused;

use crate::diag::Diagnostic;
use crate::emit::{Artifacts, MANIFEST};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use target::{STAGE, Target};

/// What a build did to the output directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that already held the right bytes.
    pub unchanged: usize,
    /// Files of an earlier build that are no longer made.
    pub removed: usize,
    /// What lies in the output directory and no build made; folders end in `/`.
    pub foreign: Vec<String>,
}

/// Makes the directory `out` hold these artifacts and their manifest.
///
/// # Errors
/// Q0011, Q0012, Q0015, Q0017, Q0018, Q0019; the output is as it was, or marked as unfinished when a note says so.
pub fn write<D: Disk>(disk: &D, out: &Path, artifacts: &Artifacts, edition: u16) -> Result<Written, Vec<Diagnostic>> {
    let (target, exists) = Target::find(disk, out).map_err(|fault| vec![*fault])?;
    let created = if exists { Vec::new() } else { create_all(&target, out).map_err(|fault| vec![*fault])? };
    let result = write_into(&target, artifacts, edition);
    if result.is_err() {
        // Fails, and rightly so, once something is in them.
        created.iter().rev().for_each(|folder| drop(disk.remove_folder(folder)));
    }
    result
}

fn write_into<D: Disk>(
    target: &Target<'_, D>,
    artifacts: &Artifacts,
    edition: u16,
) -> Result<Written, Vec<Diagnostic>> {
    let one = |fault: Box<Diagnostic>| vec![*fault];
    let _held = target.disk.lock(&target.at("")).map_err(|error| one(target.refused("", &error)))?;
    let past = past::Past::read(target).map_err(one)?;
    let plan = plan::plan(target, &past, artifacts)?;
    let manifest = artifacts.manifest(edition);
    let is_new = past.manifest.as_ref().is_none_or(|(_, bytes)| bytes != manifest.to_json().as_bytes());
    if is_new || past.has_stage || !plan.writes.is_empty() || !plan.removes.is_empty() {
        commit::commit(target, &past, &plan, &manifest).map_err(one)?;
    }
    Ok(Written {
        written: plan.writes.len(),
        unchanged: plan.unchanged,
        removed: plan.removes.len(),
        foreign: foreign(target, artifacts).map_err(one)?,
    })
}

/// Makes `out` and the directories above it, outermost first, and names those that were missing.
fn create_all<D: Disk>(target: &Target<'_, D>, out: &Path) -> Result<Vec<std::path::PathBuf>, Box<Diagnostic>> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && matches!(target.disk.look(folder), Ok(None));
    let missing: Vec<&Path> = out.ancestors().take_while(is_missing).collect();
    let mut created = Vec::new();
    for folder in missing.into_iter().rev() {
        if let Err(error) = target.disk.create_folder(folder) {
            created.iter().rev().for_each(|folder: &std::path::PathBuf| drop(target.disk.remove_folder(folder)));
            return Err(target.refused("", &error));
        }
        created.push(folder.to_owned());
    }
    Ok(created)
}

/// What is in the directory and is not of this build. Folders in which the build has no files are not entered.
fn foreign<D: Disk>(target: &Target<'_, D>, artifacts: &Artifacts) -> Result<Vec<String>, Box<Diagnostic>> {
    let ours: BTreeSet<&str> = artifacts.iter().flat_map(|(path, _)| path.folders()).collect();
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for name in target.list(&folder)? {
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let is_folder = target.look(&path)? == Some(Thing::Folder);
            if is_folder && ours.contains(path.as_str()) {
                folders.push(path);
            } else if is_folder && path != STAGE {
                found.push(path + "/");
            } else if !is_folder && path != MANIFEST && artifacts.get(&path).is_none() {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Writes one file in one step: it is whole or as it was.
///
/// # Errors
/// Q0011, Q0012, Q0015.
pub fn write_file<D: Disk>(disk: &D, path: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    write_files(disk, &[(path, bytes)])
}

/// Writes files that belong together: all lie beside their places before the first is put there, each in one step. When the
/// disk is full, they are as they were.
///
/// # Errors
/// Q0011, Q0012, Q0015.
pub fn write_files<D: Disk>(disk: &D, files: &[(&Path, &[u8])]) -> Result<(), Box<Diagnostic>> {
    let mut beside = Vec::new();
    let done = files
        .iter()
        .try_for_each(|(path, bytes)| {
            let one = Beside::of(disk, path)?;
            let written = one.write(bytes);
            beside.push(one);
            written
        })
        .and_then(|()| beside.iter().try_for_each(Beside::put));
    done.inspect_err(|_| beside.iter().for_each(|one| drop(one.target.remove_file(&one.new))))
}

/// A file, and the place beside it where its new bytes wait.
struct Beside<'d, D> {
    target: Target<'d, D>,
    name: String,
    new: String,
    replaces: bool,
}

impl<'d, D: Disk> Beside<'d, D> {
    fn of(disk: &'d D, path: &Path) -> Result<Self, Box<Diagnostic>> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (target, _) = Target::find(disk, folder)?;
        let Some(name) = path.file_name().and_then(|name| name.to_str()).map(str::to_owned) else {
            return Err(target.refused("", &io::ErrorKind::InvalidFilename.into()));
        };
        let old = target.look(&name)?;
        if !matches!(old, None | Some(Thing::File(_))) {
            return Err(target.occupied(&name));
        }
        let new = format!(".{name}.peil-new");
        if target.look(&new)?.is_some() {
            target.remove_file(&new)?;
        }
        Ok(Self { target, name, new, replaces: old.is_some() })
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
        self.target.create_file(&self.new, bytes)?;
        if self.replaces { self.target.copy_permissions(&self.name, &self.new) } else { Ok(()) }
    }

    fn put(&self) -> Result<(), Box<Diagnostic>> {
        self.target.rename(&self.new, &self.name)
    }
}
