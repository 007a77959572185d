//! `peil build --watch`: builds again when a source changes.

use super::args::{Build, Peil};
use super::{Status, project, say};
use notify::{Event, EventKind, RecursiveMode, Watcher};
use std::path::{Path, PathBuf, absolute};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Editors write a file in several steps; changes this close together are one.
const QUIET: Duration = Duration::from_millis(50);

/// Builds now and after every change, until the process is stopped.
pub(super) fn forever(peil: &Peil, command: &Build, build: &dyn Fn() -> Status) -> Status {
    let Some(roots) = project::roots(peil, &command.paths) else { return Status::Failed };
    let (send, changes) = channel();
    let out = absolute(peil.root.join(&command.out)).ok();
    let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| matters(&event, out.as_deref())) {
            // The receiver lives as long as the process.
            let _ = send.send(());
        }
    });
    let mut watcher = match watcher {
        Ok(watcher) => watcher,
        Err(error) => return failed(&error),
    };
    let places = roots.iter().map(|root| peil.root.join(root)).chain(command.units.clone());
    for place in places {
        let (place, mode) = watched(place);
        if let Err(error) = watcher.watch(&place, mode) {
            return failed(&error);
        }
    }
    // After the watching has begun, so that nothing is changed unseen in between.
    build();
    say::line("watching for changes; stop with ctrl-c");
    while settled(&changes) {
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

fn failed(error: &notify::Error) -> Status {
    say::error(&format!("the sources cannot be watched: {error}"));
    Status::Failed
}

/// Waits for a change, and until no more come.
fn settled(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    while changes.recv_timeout(QUIET).is_ok() {}
    true
}
