//! Carries out a plan: everything is written beside the old output first, then put in its place, the manifest last.

use super::disk::{Disk, Thing};
use super::past::{Journal, Past};
use super::plan::Plan;
use super::target::{STAGE, Target};
use crate::diag::Diagnostic;
use crate::emit::{ArtifactPath, MANIFEST, Manifest};
use std::path::PathBuf;

const NEW_JOURNAL: &str = ".peil-stage/journal.new";
const NEW_MANIFEST: &str = ".peil-stage/manifest";

/// A staged file, by its place in the plan.
fn staged(index: usize) -> String {
    format!("{STAGE}/{index}")
}

/// Changes the output directory. When staging fails, the directory is as it was; when something fails later, the journal stays.
pub(super) fn commit<D: Disk>(
    target: &Target<'_, D>,
    past: &Past,
    plan: &Plan<'_>,
    manifest: &Manifest,
) -> Result<(), Box<Diagnostic>> {
    let mut made = Vec::new();
    if let Err(fault) = stage(target, past, plan, manifest, &mut made) {
        clean(target, past.journal.is_some());
        // Innermost first; one that is not empty is not ours alone, and stays.
        made.iter().rev().for_each(|folder| drop(target.disk.remove_folder(&target.at(folder))));
        return Err(fault);
    }
    install(target, past, plan).map_err(|fault| {
        Box::new(fault.with_note("the output is a mix of two builds now").help("mend this and run `peil build` again"))
    })?;
    target.remove_file(Journal::PATH)?;
    clean(target, false);
    Ok(())
}

fn stage<D: Disk>(
    target: &Target<'_, D>,
    past: &Past,
    plan: &Plan<'_>,
    manifest: &Manifest,
    made: &mut Vec<String>,
) -> Result<(), Box<Diagnostic>> {
    if past.has_stage {
        clean(target, true);
    }
    if target.look(STAGE)?.is_none() {
        target.create_folder(STAGE)?;
    }
    let files: Vec<(PathBuf, &[u8])> =
        plan.writes.iter().enumerate().map(|(index, (_, bytes))| (target.at(&staged(index)), *bytes)).collect();
    let done = target.disk.create_files(&files);
    done.map_err(|(index, error)| target.refused(&staged(index), &error))?;
    target.create_file(NEW_MANIFEST, manifest.to_json().as_bytes())?;
    // Only from here on may the output change, so only from here on is the build unfinished.
    let mut journal = past.journal.clone().unwrap_or_default();
    journal.add(manifest);
    target.create_file(NEW_JOURNAL, journal.to_json().as_bytes())?;
    target.rename(NEW_JOURNAL, Journal::PATH)?;
    plan.writes.iter().try_for_each(|(path, _)| create_folders(target, path, made))
}

fn install<D: Disk>(target: &Target<'_, D>, past: &Past, plan: &Plan<'_>) -> Result<(), Box<Diagnostic>> {
    for path in &plan.removes {
        target.remove_file(path.as_str())?;
    }
    for (index, (path, _)) in plan.writes.iter().enumerate() {
        create_folders(target, path, &mut Vec::new())?;
        if target.look(path.as_str())? == Some(Thing::Folder) {
            // Emptied just now.
            remove_empty(target, path.as_str())?;
        }
        target.rename(&staged(index), path.as_str())?;
    }
    past.paths().into_iter().for_each(|path| prune(target, path));
    target.rename(NEW_MANIFEST, MANIFEST)
}

/// Removes the folders above a file of an earlier build that are empty now.
fn prune<D: Disk>(target: &Target<'_, D>, path: &ArtifactPath) {
    let is_folder = |folder: &&str| matches!(target.look(folder), Ok(Some(Thing::Folder)));
    let folders: Vec<&str> = path.folders().take_while(is_folder).collect();
    for folder in folders.into_iter().rev() {
        // Whatever is still in it is in those above as well.
        if target.disk.remove_folder(&target.at(folder)).is_err() {
            break;
        }
    }
}

/// Makes the folders above `path` that are missing, as far as nothing stands in the way, and notes them.
fn create_folders<D: Disk>(
    target: &Target<'_, D>,
    path: &ArtifactPath,
    made: &mut Vec<String>,
) -> Result<(), Box<Diagnostic>> {
    for folder in path.folders() {
        match target.look(folder)? {
            Some(Thing::Folder) => {}
            None => {
                target.create_folder(folder)?;
                made.push(folder.to_owned());
            }
            // A file of an earlier build; it is removed before the second time that this is called.
            Some(_) => return Ok(()),
        }
    }
    Ok(())
}

fn remove_empty<D: Disk>(target: &Target<'_, D>, folder: &str) -> Result<(), Box<Diagnostic>> {
    for name in target.list(folder)? {
        remove_empty(target, &format!("{folder}/{name}"))?;
    }
    target.disk.remove_folder(&target.at(folder)).map_err(|error| target.refused(folder, &error))
}

/// Empties the staging folder of what a build puts there, and removes it when nothing else is in it.
fn clean<D: Disk>(target: &Target<'_, D>, keep_journal: bool) {
    let ours = |name: &str| matches!(name, "manifest" | "journal.new") || name.bytes().all(|b| b.is_ascii_digit());
    for name in target.list(STAGE).unwrap_or_default() {
        if ours(&name) {
            drop(target.remove_file(&format!("{STAGE}/{name}")));
        }
    }
    if !keep_journal {
        drop(target.remove_file(Journal::PATH));
        drop(target.disk.remove_folder(&target.at(STAGE)));
    }
}
