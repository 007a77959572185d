//! What a build has to change in the output directory; looks, and touches nothing.

use super::disk::{Disk, Thing};
use super::past::Past;
use super::target::Target;
use crate::diag::Diagnostic;
use crate::emit::{ArtifactPath, Artifacts};
use std::collections::BTreeMap;

/// The changes, sorted by path.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    pub(super) writes: Vec<(&'a ArtifactPath, &'a [u8])>,
    pub(super) removes: Vec<ArtifactPath>,
    pub(super) unchanged: usize,
}

/// What stands where a folder is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Open,
    /// Nothing, or a file of ours that will be removed.
    Missing,
    Link,
    Blocked,
}

struct Planner<'a, 'd, D> {
    target: &'a Target<'d, D>,
    past: &'a Past,
    ways: BTreeMap<String, Way>,
}

/// Compares the artifacts with the disk.
pub(super) fn plan<'a, D: Disk>(
    target: &Target<'_, D>,
    past: &Past,
    artifacts: &'a Artifacts,
) -> Result<Plan<'a>, Vec<Diagnostic>> {
    let mut planner = Planner { target, past, ways: BTreeMap::new() };
    let (mut plan, mut faults) = (Plan::default(), Vec::new());
    for path in past.paths() {
        if artifacts.get(path.as_str()).is_none() {
            match planner.is_left_over(path) {
                Ok(true) => plan.removes.push(path.clone()),
                Ok(false) => {}
                Err(fault) => faults.push(*fault),
            }
        }
    }
    for (path, artifact) in artifacts.iter() {
        match planner.differs(path, &artifact.bytes, &plan.removes) {
            Ok(true) => plan.writes.push((path, &artifact.bytes)),
            Ok(false) => plan.unchanged += 1,
            Err(fault) => faults.push(*fault),
        }
    }
    faults.dedup();
    if faults.is_empty() { Ok(plan) } else { Err(faults) }
}

impl<D: Disk> Planner<'_, '_, D> {
    /// A file of an earlier build that may be removed. Whatever else took its place is left alone.
    fn is_left_over(&mut self, path: &ArtifactPath) -> Result<bool, Box<Diagnostic>> {
        if self.way_to(path)?.1 != Way::Open {
            return Ok(false);
        }
        match self.target.look(path.as_str())? {
            Some(Thing::File(_)) => self.past.made(path.as_str(), || self.target.read(path.as_str())),
            _ => Ok(false),
        }
    }

    /// The file must be written. A fault when something stands in its place that no build made.
    fn differs(
        &mut self,
        path: &ArtifactPath,
        bytes: &[u8],
        removes: &[ArtifactPath],
    ) -> Result<bool, Box<Diagnostic>> {
        match self.way_to(path)? {
            (_, Way::Open) => {}
            (_, Way::Missing) => return Ok(true),
            (at, Way::Link) => return Err(self.target.through_link(&at)),
            (at, Way::Blocked) => return Err(self.target.not_directory(&at, "a file")),
        }
        let place = path.as_str();
        match self.target.look(place)? {
            None => Ok(true),
            Some(Thing::File(length)) => self.file_differs(path, bytes, length),
            Some(Thing::Folder) if self.will_vanish(place, removes)? => Ok(true),
            Some(Thing::Link) => Err(self.target.through_link(place)),
            Some(_) => Err(self.target.occupied(place)),
        }
    }

    fn file_differs(&self, path: &ArtifactPath, bytes: &[u8], length: u64) -> Result<bool, Box<Diagnostic>> {
        let read = || self.target.read(path.as_str());
        if u64::try_from(bytes.len()) == Ok(length) && read()? == bytes {
            return Ok(false);
        }
        if self.past.made(path.as_str(), read)? { Ok(true) } else { Err(self.target.occupied(path.as_str())) }
    }

    /// The folder holds nothing but files that will be removed.
    fn will_vanish(&self, folder: &str, removes: &[ArtifactPath]) -> Result<bool, Box<Diagnostic>> {
        for name in self.target.list(folder)? {
            let path = format!("{folder}/{name}");
            let goes = match self.target.look(&path)? {
                Some(Thing::Folder) => self.will_vanish(&path, removes)?,
                _ => removes.iter().any(|removed| removed.as_str() == path),
            };
            if !goes {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The first folder above `path` that is not open, and why; else open.
    fn way_to(&mut self, path: &ArtifactPath) -> Result<(String, Way), Box<Diagnostic>> {
        for folder in path.folders() {
            let way = match self.ways.get(folder) {
                Some(way) => *way,
                None => self.look_at_way(folder)?,
            };
            if way != Way::Open {
                return Ok((folder.to_owned(), way));
            }
        }
        Ok((String::new(), Way::Open))
    }

    fn look_at_way(&mut self, folder: &str) -> Result<Way, Box<Diagnostic>> {
        let way = match self.target.look(folder)? {
            Some(Thing::Folder) => Way::Open,
            Some(Thing::Link) => Way::Link,
            Some(Thing::File(_)) if self.past.made(folder, || self.target.read(folder))? => Way::Missing,
            Some(_) => Way::Blocked,
            None => Way::Missing,
        };
        self.ways.insert(folder.to_owned(), way);
        Ok(way)
    }
}
