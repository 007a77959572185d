//! Tells when a source changes: for `peil build --watch` and `peil preview`.

use super::args::{Build, Peil};
use super::{Status, project, say};
use crate::sound::FOLDER;
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
    watcher: RecommendedWatcher,
    /// Sounds, where there are none yet: watched as soon as there is such a folder.
    sounds: Option<PathBuf>,
}

impl Watch {
    /// Watches what the paths name, the sounds of the project, and `more`; changes below `out` are our own. None when that cannot be done,
    /// which is said.
    pub(super) fn start(peil: &Peil, paths: &[PathBuf], more: Option<&PathBuf>, out: Option<&Path>) -> Option<Self> {
        let roots = project::roots(peil, paths)?;
        let places: Vec<PathBuf> = roots.iter().map(|root| peil.root.join(root)).chain(more.cloned()).collect();
        if let Some(absent) = places.iter().find(|place| !place.exists()) {
            say::error(&format!("there is no `{}`", absent.display()));
            say::line("help: name files or directories that hold sources");
            return None;
        }
        let places: Vec<_> = places.into_iter().map(watched).collect();
        let full = |path: &Path| absolute(path).unwrap_or_default();
        let (root, sounds) = (full(&peil.root), full(&peil.root.join(FOLDER)));
        // Of the project's own folder only that the sounds appear in it, unless sources lie there.
        let beside = !places.iter().any(|(place, _)| full(place) == root);
        let (send, changes) = channel();
        let out = out.and_then(|out| absolute(peil.root.join(out)).ok());
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let passed = |path: &PathBuf| {
                let path = full(path);
                beside && path.parent() == Some(&*root) && path != sounds
            };
            if event.is_ok_and(|event| matters(&event, out.as_deref()) && !event.paths.iter().all(passed)) {
                // Nobody waits any more when the process ends.
                let _ = send.send(());
            }
        });
        let watching = watcher.and_then(|mut watcher| {
            if beside {
                watcher.watch(&peil.root, RecursiveMode::NonRecursive)?;
            }
            for (place, mode) in &places {
                watcher.watch(place, *mode)?;
            }
            let mut watch = Self { changes, watcher, sounds: Some(peil.root.join(FOLDER)) };
            watch.follow_sounds();
            Ok(watch)
        });
        match watching {
            Ok(watch) => Some(watch),
            Err(error) => {
                say::error(&format!("the sources cannot be watched: {error}"));
                None
            }
        }
    }

    /// Waits for a change, and until no more come; false when none can come any more.
    pub(super) fn changed(&mut self) -> bool {
        if self.changes.recv().is_err() {
            return false;
        }
        while self.changes.recv_timeout(QUIET).is_ok() {}
        self.follow_sounds();
        true
    }

    /// Where it cannot be watched, a source that changes takes the sounds along.
    fn follow_sounds(&mut self) {
        let there = self.sounds.take_if(|sounds| sounds.is_dir());
        if let Some(sounds) = there {
            drop(self.watcher.watch(&sounds, RecursiveMode::Recursive));
        }
    }
}

/// Builds now and after every change, until the process is stopped.
pub(super) fn forever(peil: &Peil, command: &Build, build: &dyn Fn() -> Status) -> Status {
    let watch = Watch::start(peil, &command.paths, command.units.as_ref(), Some(&command.out));
    let Some(mut watch) = watch else { return Status::Failed };
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
