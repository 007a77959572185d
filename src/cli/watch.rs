//! Tells when a source changes: for `peil build --watch` and `peil preview`.

use super::args::{Build, Peil};
use super::{Status, project, say};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf, absolute};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Editors write a file in several steps; changes this close together are one.
const QUIET: Duration = Duration::from_millis(50);

/// Sources that are watched.
pub(super) struct Watch {
    changes: Receiver<()>,
    /// Ends the watching when it is dropped.
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches what the paths name, and `more` places; changes below `out` are our own. None when that cannot be done,
    /// which is said.
    pub(super) fn start(peil: &Peil, paths: &[PathBuf], more: Option<&PathBuf>, out: Option<&Path>) -> Option<Self> {
        let roots = project::roots(peil, paths)?;
        let (send, changes) = channel();
        let out = out.and_then(|out| absolute(peil.root.join(out)).ok());
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| matters(&event, out.as_deref())) {
                // Nobody waits any more when the process ends.
                let _ = send.send(());
            }
        });
        let places = roots.iter().map(|root| peil.root.join(root)).chain(more.cloned());
        let watching = watcher.and_then(|mut watcher| {
            for (place, mode) in places.map(watched) {
                watcher.watch(&place, mode)?;
            }
            Ok(watcher)
        });
        match watching {
            Ok(watcher) => Some(Self { changes, _watcher: watcher }),
            Err(error) => {
                say::error(&format!("the sources cannot be watched: {error}"));
                None
            }
        }
    }

    /// Waits for a change, and until no more come; false when none can come any more.
    pub(super) fn changed(&self) -> bool {
        if self.changes.recv().is_err() {
            return false;
        }
        while self.changes.recv_timeout(QUIET).is_ok() {}
        true
    }
}

/// Builds now and after every change, until the process is stopped.
pub(super) fn forever(peil: &Peil, command: &Build, build: &dyn Fn() -> Status) -> Status {
    let watch = Watch::start(peil, &command.paths, command.units.as_ref(), Some(&command.out));
    let Some(watch) = watch else { return Status::Failed };
    // After the watching has begun, so that nothing is changed unseen in between.
    build();
    say::line("watching for changes; stop with ctrl-c");
    while watch.changed() {
        build();
    }
    Status::Done
}

/// A folder with all below it. Of a file its folder: an editor that replaces a file takes the watch away with the old one.
fn watched(place: PathBuf) -> (PathBuf, RecursiveMode) {
    match place.parent() {
        Some(folder) if place.is_file() => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            (folder.to_owned(), RecursiveMode::NonRecursive)
        }
        _ => (place, RecursiveMode::Recursive),
    }
}

/// Something was changed, and not by a build of ours.
fn matters(event: &Event, out: Option<&Path>) -> bool {
    let ours = |path: &PathBuf| out.is_some_and(|out| absolute(path).is_ok_and(|path| path.starts_with(out)));
    !matches!(event.kind, EventKind::Access(_)) && !event.paths.iter().all(ours)
}
