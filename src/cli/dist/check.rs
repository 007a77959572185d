//! `build --check`: is the output whole, and is it what the sources give?

use super::disk::{Disk, Thing};
use super::past::Past;
use super::target::Target;
use crate::diag::{Code, Diagnostic, output};
use crate::emit::{Artifacts, FileEntry, Manifest};
use crate::text::sha256;
use std::collections::BTreeMap;
use std::path::Path;

/// A fault names at most this many files.
const SHOWN: usize = 10;

/// Compares the directory `out` with its own manifest and with these artifacts; changes nothing. Empty when all is well.
#[must_use]
pub fn check<D: Disk>(disk: &D, out: &Path, artifacts: &Artifacts, edition: u16) -> Vec<Diagnostic> {
    match Target::find(disk, out) {
        Ok((target, true)) => compare(&target, artifacts, edition).unwrap_or_else(|fault| vec![*fault]),
        Ok((target, false)) => {
            let message = format!("output `{}` does not exist", target.name(""));
            vec![target.fault(output::STALE, "", message).help("run `peil build`")]
        }
        Err(fault) => vec![*fault],
    }
}

fn compare<D: Disk>(
    target: &Target<'_, D>,
    artifacts: &Artifacts,
    edition: u16,
) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
    let past = Past::read(target)?;
    let out = target.name("");
    let mut faults = Vec::new();
    if past.journal.is_some() {
        let message = format!("the last build into `{out}` did not finish");
        faults.push(target.fault(output::INTERRUPTED, "", message).help("run `peil build` again"));
    }
    let Some((manifest, bytes)) = &past.manifest else {
        let message = format!("output `{out}` has no manifest");
        faults.push(target.fault(output::STALE, "", message).help("run `peil build`"));
        return Ok(faults);
    };
    let damaged = damage(target, manifest)?;
    if !damaged.is_empty() {
        let message = format!("output `{out}` is not what its manifest says");
        faults.push(listing(target, output::INTERRUPTED, message, &damaged).help("run `peil build` again"));
    }
    let fresh = artifacts.manifest(edition);
    if *bytes != fresh.to_json().as_bytes() {
        let message = format!("output `{out}` is not what the sources give");
        faults.push(listing(target, output::STALE, message, &differences(manifest, &fresh)).help("run `peil build`"));
    }
    Ok(faults)
}

fn listing<D: Disk>(target: &Target<'_, D>, code: Code, message: String, lines: &[String]) -> Diagnostic {
    let fault = lines.iter().take(SHOWN).fold(target.fault(code, "", message), Diagnostic::with_note);
    match lines.len().saturating_sub(SHOWN) {
        0 => fault,
        more => fault.with_note(format!("and {more} more")),
    }
}

/// Files on disk that are not as their own manifest says.
fn damage<D: Disk>(target: &Target<'_, D>, manifest: &Manifest) -> Result<Vec<String>, Box<Diagnostic>> {
    let mut found = Vec::new();
    for file in &manifest.files {
        let path = file.path.as_str();
        match target.look(path)? {
            None => found.push(format!("missing: `{path}`")),
            Some(Thing::File(_)) if sha256(&target.read(path)?) == file.sha256 => {}
            Some(_) => found.push(format!("changed by hand or half written: `{path}`")),
        }
    }
    Ok(found)
}

/// How the manifest on disk differs from that of the sources.
fn differences(old: &Manifest, new: &Manifest) -> Vec<String> {
    let mut all: BTreeMap<&str, (Option<&FileEntry>, Option<&FileEntry>)> = BTreeMap::new();
    old.files.iter().for_each(|file| all.entry(file.path.as_str()).or_default().0 = Some(file));
    new.files.iter().for_each(|file| all.entry(file.path.as_str()).or_default().1 = Some(file));
    let line = |(path, pair): (&str, (Option<&FileEntry>, Option<&FileEntry>))| match pair {
        (Some(old), Some(new)) if old != new => Some(format!("changed: `{path}`")),
        (Some(_), None) => Some(format!("no longer made: `{path}`")),
        (None, Some(_)) => Some(format!("new: `{path}`")),
        _ => None,
    };
    let lines: Vec<String> = all.into_iter().filter_map(line).collect();
    if lines.is_empty() && old.compiler != new.compiler {
        return vec![format!("it was made by peil {}, this is {}", old.compiler, new.compiler)];
    }
    lines
}
