//! A build that is killed, or meets a full or forbidding disk, after every possible number of steps.

use super::{artifacts, build, check, write};
use crate::support::temp::{TempDir, tree};
use peil::cli::dist::{self, Disk, Held, RealDisk, Thing};
use peil::emit::Artifacts;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// What goes wrong after the given number of steps that change the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Nothing works any more, reading included; a file that is being written stays half written.
    Killed,
    /// Nothing new fits any more; a file that is being written stays half written.
    Full,
    /// One step is forbidden.
    Forbidden,
}

struct FaultyDisk {
    fault: Fault,
    steps_left: Cell<usize>,
    met: Cell<bool>,
}

impl FaultyDisk {
    fn new(fault: Fault, steps: usize) -> Self {
        Self { fault, steps_left: Cell::new(steps), met: Cell::new(false) }
    }

    fn step(&self, grows: bool) -> io::Result<()> {
        if let Some(left) = self.steps_left.get().checked_sub(1) {
            self.steps_left.set(left);
            return Ok(());
        }
        let again = self.met.get();
        match self.fault {
            Fault::Full if !grows => return Ok(()),
            Fault::Forbidden if again => return Ok(()),
            _ => self.met.set(true),
        }
        Err(match self.fault {
            Fault::Killed => io::Error::other("killed"),
            Fault::Full => ErrorKind::StorageFull.into(),
            Fault::Forbidden => ErrorKind::PermissionDenied.into(),
        })
    }

    fn alive(&self) -> io::Result<()> {
        if self.fault == Fault::Killed && self.met.get() { Err(io::Error::other("killed")) } else { Ok(()) }
    }
}

impl Disk for FaultyDisk {
    fn look(&self, path: &Path) -> io::Result<Option<Thing>> {
        self.alive().and_then(|()| RealDisk.look(path))
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.alive().and_then(|()| RealDisk.list(folder))
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.alive().and_then(|()| RealDisk.read(path))
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.alive().and_then(|()| RealDisk.resolve(path))
    }
    fn lock(&self, folder: &Path) -> io::Result<Held> {
        self.alive().and_then(|()| RealDisk.lock(folder))
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step(true).and_then(|()| RealDisk.create_folder(path))
    }
    fn create_file(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let first = !self.met.get();
        self.step(true).inspect_err(|_| {
            if first && self.fault != Fault::Forbidden {
                RealDisk.create_file(path, &bytes[..bytes.len() / 2]).unwrap();
            }
        })?;
        RealDisk.create_file(path, bytes)
    }
    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(false).and_then(|()| RealDisk.copy_permissions(from, to))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(false).and_then(|()| RealDisk.rename(from, to))
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step(false).and_then(|()| RealDisk.remove_file(path))
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step(false).and_then(|()| RealDisk.remove_folder(path))
    }
}

/// Between these two, files stay, change, come, go, become a folder, and the other way round.
fn before() -> Artifacts {
    artifacts(&[
        ("changed.html", "een"),
        ("deep/gone/a.html", "weg"),
        ("deep/kept.html", "blijft"),
        ("file-to-folder", "bestand"),
        ("folder-to-file/x/y.html", "map"),
    ])
}

fn after() -> Artifacts {
    artifacts(&[
        ("changed.html", "twee, en langer"),
        ("deep/kept.html", "blijft"),
        ("deep/new/b.html", "nieuw"),
        ("file-to-folder/z.html", "in een map"),
        ("folder-to-file", "bestand"),
    ])
}

fn third() -> Artifacts {
    artifacts(&[("changed.html", "drie"), ("deep/new", "van map tot bestand"), ("folder-to-file/x/y.html", "weer map")])
}

/// A directory with the first build in it, and files of someone else.
fn start() -> TempDir {
    let out = TempDir::new();
    build(out.path(), &before());
    put_foreign(&out);
    out
}

fn put_foreign(out: &TempDir) {
    out.put("notes.txt", "van een ander");
    out.put("deep/notes.txt", "ook");
    out.put("own/notes.txt", "en ook");
}

/// Paths that differ, with what each side holds.
fn difference(found: &Tree, wanted: &Tree) -> Vec<String> {
    let paths: BTreeSet<&String> = found.keys().chain(wanted.keys()).collect();
    let differs = |path: &&&String| found.get(**path) != wanted.get(**path);
    let line = |path: &String| format!("{path}: {:.30?}, not {:.30?}", found.get(path), wanted.get(path));
    paths.iter().filter(differs).map(|path| line(path)).collect()
}

type Tree = BTreeMap<String, String>;

/// What a build into an empty directory gives, with the foreign files.
fn expected(artifacts: &Artifacts) -> Tree {
    let out = TempDir::new();
    build(out.path(), artifacts);
    put_foreign(&out);
    tree(out.path())
}

fn without_stage(mut tree: Tree) -> Tree {
    tree.retain(|path, _| !path.starts_with(".peil-stage"));
    tree
}

fn assert_same(found: &Tree, wanted: &Tree, when: &str) {
    assert_eq!(difference(found, wanted), [""; 0], "{when}");
}

/// Each file is wholly of one of these builds, or foreign.
fn assert_whole(found: &Tree, builds: &[&Tree], when: &str) {
    for (path, content) in found {
        let known = path.ends_with('/') || builds.iter().any(|build| build.get(path) == Some(content));
        assert!(known, "{when}: {path} holds {:?}", content);
    }
    for path in ["notes.txt", "deep/notes.txt", "own/notes.txt"] {
        assert!(found.contains_key(path), "{when}: {path} is lost");
    }
}

/// Runs a faulty build on a fresh start for every number of steps until one succeeds; returns how many failed.
fn at_every_step(fault: Fault, mut judge: impl FnMut(usize, &TempDir, Vec<peil::diag::Diagnostic>)) -> usize {
    for steps in 0.. {
        let out = start();
        let disk = FaultyDisk::new(fault, steps);
        match write(&disk, out.path(), &after()) {
            Ok(_) if !disk.met.get() => return steps,
            // What was forbidden was only the tidying up.
            Ok(_) => assert_eq!(check(out.path(), &after()), [""; 0], "{fault:?} after {steps} steps"),
            Err(faults) => judge(steps, &out, faults),
        }
    }
    unreachable!()
}

#[test]
fn a_killed_build_is_noticed_and_the_next_one_mends_it() {
    let (old, new, other) = (expected(&before()), expected(&after()), expected(&third()));
    let mut untouched = 0;
    let killed = at_every_step(Fault::Killed, |steps, out, _| {
        let when = format!("killed after {steps} steps");
        let found = without_stage(tree(out.path()));
        assert_whole(&found, &[&old, &new], &when);
        let is_done = difference(&found, &new).is_empty();
        assert!(is_done || !check(out.path(), &after()).is_empty(), "{when}: not noticed");
        let files = |tree: &Tree| tree.clone().into_iter().filter(|(path, _)| !path.ends_with('/')).collect::<Tree>();
        if files(&found) == files(&old) {
            untouched += 1;
        } else if !is_done {
            assert!(check(out.path(), &before()).contains(&"Q0013".to_owned()), "{when}");
        }
        match steps % 3 {
            0 => build(out.path(), &before()),
            1 => build(out.path(), &after()),
            _ => build(out.path(), &third()),
        };
        assert_same(&tree(out.path()), [&old, &new, &other][steps % 3], &format!("{when}, then built again"));
    });
    assert!(killed > 20 && untouched > 5 && untouched < killed, "{untouched} of {killed}");
}

#[test]
fn a_build_killed_twice_is_mended_by_the_third() {
    let (old, new) = (expected(&before()), expected(&after()));
    // The first build is killed while it puts files in place, the second around the moment at which it begins to.
    for (first, second) in (13..24).step_by(2).flat_map(|first| (5..15).map(move |second| (first, second))) {
        let out = start();
        drop(write(&FaultyDisk::new(Fault::Killed, first), out.path(), &after()));
        drop(write(&FaultyDisk::new(Fault::Killed, second), out.path(), &third()));
        let (wanted, artifacts) = if second % 2 == 0 { (&old, before()) } else { (&new, after()) };
        build(out.path(), &artifacts);
        assert_same(&tree(out.path()), wanted, &format!("killed after {first} steps, then after {second}"));
    }
}

#[test]
fn a_full_disk_leaves_the_old_output_as_it_was() {
    let (old, new) = (expected(&before()), expected(&after()));
    let mut as_it_was = 0;
    let failed = at_every_step(Fault::Full, |steps, out, faults| {
        let when = format!("full after {steps} steps");
        assert_eq!((faults.len(), faults[0].code.slug), (1, "output-full"), "{when}");
        let found = tree(out.path());
        if faults[0].notes.is_empty() {
            as_it_was += 1;
            assert_same(&found, &old, &when);
        } else {
            assert_whole(&without_stage(found), &[&old, &new], &when);
            assert!(check(out.path(), &after()).contains(&"Q0013".to_owned()), "{when}");
        }
        build(out.path(), &after());
        assert_same(&tree(out.path()), &new, &when);
    });
    assert!(as_it_was >= 8, "{as_it_was} of {failed}");
}

#[test]
fn a_forbidden_step_leaves_the_old_output_or_a_mark() {
    let (old, new) = (expected(&before()), expected(&after()));
    at_every_step(Fault::Forbidden, |steps, out, faults| {
        let when = format!("forbidden after {steps} steps");
        assert_eq!((faults.len(), faults[0].code.slug), (1, "output-not-writable"), "{when}");
        let found = tree(out.path());
        if check(out.path(), &before()).is_empty() {
            assert_same(&found, &old, &when);
        } else {
            assert_whole(&without_stage(found), &[&old, &new], &when);
            assert!(check(out.path(), &before()).contains(&"Q0013".to_owned()), "{when}");
        }
        build(out.path(), &after());
        assert_same(&tree(out.path()), &new, &when);
    });
}

#[test]
fn a_failing_build_into_a_new_directory_leaves_nothing() {
    for steps in 0..6 {
        let parent = TempDir::new();
        let out = parent.path().join("a/b/dist");
        let faults = write(&FaultyDisk::new(Fault::Full, steps), &out, &after()).unwrap_err();
        assert_eq!(faults[0].code.slug, "output-full");
        assert_eq!(tree(parent.path()), Tree::new(), "full after {steps} steps");
    }
}

/// A file system of 256 kB in memory, where this user may make one.
struct TinyDisk(TempDir);

impl TinyDisk {
    fn mount() -> Option<Self> {
        let folder = TempDir::new();
        let mut command = std::process::Command::new("mount");
        let done = command.args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"]).arg(folder.path()).output();
        done.is_ok_and(|done| done.status.success()).then_some(Self(folder))
    }

    fn read_only(&self) {
        let mut command = std::process::Command::new("mount");
        assert!(command.args(["-o", "remount,ro"]).arg(self.0.path()).status().unwrap().success());
    }
}

impl Drop for TinyDisk {
    fn drop(&mut self) {
        drop(std::process::Command::new("umount").arg(self.0.path()).status());
    }
}

/// The same with a real file system; who may not mount one has the two tests above.
#[test]
fn a_really_full_and_a_really_read_only_disk_leave_the_old_output_as_it_was() {
    let Some(disk) = TinyDisk::mount() else { return };
    let out = disk.0.path().join("dist");
    build(&out, &before());
    let old = tree(&out);
    let large = "x".repeat(150_000);
    let faults = write(&RealDisk, &out, &artifacts(&[("a", &large), ("b", &large)])).unwrap_err();
    assert_eq!(faults[0].code.slug, "output-full", "{faults:?}");
    assert_eq!(tree(&out), old);
    assert_eq!(check(&out, &before()), [""; 0]);

    disk.read_only();
    let faults = write(&RealDisk, &out, &after()).unwrap_err();
    assert_eq!(faults[0].code.slug, "output-not-writable", "{faults:?}");
    assert!(fs::metadata(&out).is_ok());
    assert_eq!(tree(&out), old);
    assert_eq!(build(&out, &before()).written, 0, "what is up to date needs no writing");
}

#[test]
fn files_that_belong_together_are_new_or_as_they_were_on_a_full_disk() {
    for steps in 0..8 {
        let out = TempDir::new();
        out.put("a.html", "old a");
        out.put("a.xlsx", "old x");
        let before = tree(out.path());
        let disk = FaultyDisk::new(Fault::Full, steps);
        let (html, xlsx) = (out.path().join("a.html"), out.path().join("a.xlsx"));
        let done = dist::write_files(&disk, &[(&html, b"new a"), (&xlsx, b"new x")]);
        let after = tree(out.path());
        if done.is_ok() {
            assert_eq!(after["a.html"], "new a");
            assert_eq!((after["a.xlsx"].as_str(), after.len()), ("new x", 2));
        } else {
            assert_eq!(after, before, "after {steps} steps");
        }
        assert_eq!(done.is_err(), disk.met.get(), "after {steps} steps");
    }
}
