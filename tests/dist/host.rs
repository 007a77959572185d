//! Reading sources from the disk: links in circles, pipes, directories and everything else that is no text file.

use crate::support::temp::TempDir;
use peil::cli::disk_host::DiskHost;
use peil::host::{Entry, Host, HostError};
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

fn host(root: &TempDir) -> DiskHost {
    DiskHost::new(root.path())
}

fn entry(name: &str, is_dir: bool) -> Entry {
    Entry { name: name.to_owned(), is_dir }
}

#[test]
fn files_and_directories_are_told_apart() {
    let root = TempDir::new();
    root.put("surveys/b.peil", "b");
    root.put("surveys/a/c.peil", "c");
    let host = host(&root);
    assert_eq!(host.read("surveys/b.peil"), Ok(b"b".to_vec()));
    assert_eq!(host.read("surveys/../surveys/b.peil"), Ok(b"b".to_vec()));
    assert_eq!(host.read("surveys"), Err(HostError::IsDirectory));
    assert_eq!(host.read("surveys/d.peil"), Err(HostError::NotFound));
    assert_eq!(host.read("surveys/b.peil/x"), Err(HostError::NotFound));
    assert_eq!(host.read("../x"), Err(HostError::OutsideProject));
    assert_eq!(host.list("surveys"), Ok(vec![entry("a", true), entry("b.peil", false)]));
    assert_eq!(host.list(""), Ok(vec![entry("surveys", true)]));
    assert_eq!(host.list("surveys/b.peil"), Err(HostError::NotDirectory));
    assert_eq!(host.list("nowhere"), Err(HostError::NotFound));
}

#[test]
fn links_are_followed_but_not_round_and_round() {
    let root = TempDir::new();
    root.put("a/x.peil", "x");
    root.put("b/y.peil", "y");
    let link = |at: &str, to: &str| symlink(to, root.path().join(at)).unwrap();
    link("a/to-b", "../b");
    link("b/to-a", "../a");
    link("a/self", ".");
    link("loop", "loop");
    link("broken", "nowhere");
    let host = host(&root);
    assert_eq!(host.read("a/to-b/y.peil"), Ok(b"y".to_vec()));
    assert_eq!(host.list("a/to-b"), Ok(vec![entry("to-a", true), entry("y.peil", false)]));
    assert_eq!(host.list("a/to-b/to-a"), Err(HostError::TooManyLinks));
    assert_eq!(host.list("a/self"), Err(HostError::TooManyLinks));
    assert_eq!(host.read("loop"), Err(HostError::TooManyLinks));
    assert_eq!(host.read("broken"), Err(HostError::NotFound));
}

#[test]
fn a_pipe_is_not_waited_for() {
    let root = TempDir::new();
    assert!(Command::new("mkfifo").arg(root.path().join("pipe.peil")).status().unwrap().success());
    assert!(matches!(host(&root).read("pipe.peil"), Err(HostError::NotReadable(_))));
}

#[test]
fn a_huge_file_is_refused_before_it_is_read() {
    let root = TempDir::new();
    fs::File::create(root.path().join("huge.peil")).unwrap().set_len(1 << 40).unwrap();
    let error = host(&root).read("huge.peil").unwrap_err();
    assert_eq!(error, HostError::TooLarge { length: 1 << 40 });
    assert_eq!(error.diagnostic("huge.peil").code.slug, "file-too-large");
}
