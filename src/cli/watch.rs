//! `peil build --watch`: builds again when a source changes.

use super::args::{Build, Peil};
use super::{Status, project, say};
use notify::{EventKind, RecursiveMode, Watcher};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Editors write a file in several steps; changes this close together are one.
const QUIET: Duration = Duration::from_millis(50);

/// Builds after every change until the process is stopped.
pub(super) fn forever(peil: &Peil, command: &Build, build: &dyn Fn() -> Status) -> Status {
    let Some(roots) = project::roots(peil, &command.paths) else { return Status::Failed };
    let (send, changes) = channel();
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let changed = event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_)));
        if changed {
            // The receiver lives as long as the process.
            let _ = send.send(());
        }
    });
    let mut watcher = match watcher {
        Ok(watcher) => watcher,
        Err(error) => return failed(&error),
    };
    for root in &roots {
        let place = peil.root.join(root);
        if let Err(error) = watcher.watch(Path::new(&place), RecursiveMode::Recursive) {
            return failed(&error);
        }
    }
    say::line("watching for changes; stop with ctrl-c");
    while settled(&changes) {
        build();
    }
    Status::Done
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
