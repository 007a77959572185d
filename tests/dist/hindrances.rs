//! What may stand where the output goes, and what is left alone.

use super::{artifacts, build, check, line, lines, write};
use crate::support::temp::{TempDir, tree};
use peil::cli::dist::{self, RealDisk};
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;

fn refusal(out: &Path, files: &[(&str, &str)]) -> Vec<String> {
    lines(&write(&RealDisk, out, &artifacts(files)).unwrap_err(), out)
}

#[test]
fn a_first_build_makes_the_directory_and_a_second_touches_nothing() {
    let parent = TempDir::new();
    let out = parent.path().join("site/dist");
    let all = artifacts(&[("a.html", "a"), ("b/c.html", "c")]);
    assert_eq!(build(&out, &all).written, 2);
    let stamps = || {
        let stamp = |path: &str| fs::metadata(out.join(path)).map(|m| (m.ino(), m.modified().unwrap())).unwrap();
        ["a.html", "b/c.html", "b", "manifest.json", ""].map(stamp)
    };
    let first = stamps();
    let second = build(&out, &all);
    assert_eq!((second.written, second.unchanged, second.removed), (0, 2, 0));
    assert_eq!(stamps(), first);
    assert_eq!(check(&out, &all), [""; 0]);
}

#[test]
fn only_what_changed_is_written_and_only_what_a_build_made_is_removed() {
    let out = TempDir::new();
    build(out.path(), &artifacts(&[("a.html", "a"), ("old/x.html", "x"), ("keep/y.html", "y")]));
    out.put("keep/mine.txt", "m");
    out.put("mine/z.txt", "z");
    let before = fs::metadata(out.path().join("keep/y.html")).unwrap().ino();
    let done = build(out.path(), &artifacts(&[("a.html", "b"), ("keep/y.html", "y")]));
    assert_eq!((done.written, done.unchanged, done.removed), (1, 1, 1));
    assert_eq!(done.foreign, ["keep/mine.txt", "mine/"]);
    assert_eq!(fs::metadata(out.path().join("keep/y.html")).unwrap().ino(), before);
    let paths: Vec<_> = tree(out.path()).into_keys().collect();
    assert_eq!(paths, ["a.html", "keep/", "keep/mine.txt", "keep/y.html", "manifest.json", "mine/", "mine/z.txt"]);
}

#[test]
fn a_foreign_file_in_the_way_is_kept_unless_it_already_holds_the_right_bytes() {
    let out = TempDir::new();
    out.put("a.html", "of someone else");
    out.put("b.html", "b");
    let files = [("a.html", "a"), ("b.html", "b")];
    assert_eq!(refusal(out.path(), &files), ["Q0018 `out/a.html` is in the way, and no build made it"]);
    assert_eq!(tree(out.path()).len(), 2);
    fs::remove_file(out.path().join("a.html")).unwrap();
    let done = build(out.path(), &artifacts(&files));
    assert_eq!((done.written, done.unchanged), (1, 1));
}

#[test]
fn a_strange_manifest_is_not_overwritten() {
    let out = TempDir::new();
    out.put("manifest.json", r#"{"schema": "peil-manifest/2"}"#);
    let why = "it is no manifest of this compiler: expected schema `peil-manifest/1`, found `peil-manifest/2`";
    let fault = format!("Q0018 `out/manifest.json` is in the way, and no build made it; {why}");
    assert_eq!(refusal(out.path(), &[("a", "a")]), [fault]);
    assert_eq!(check(out.path(), &artifacts(&[])), ["Q0018"]);
}

#[test]
fn a_manifest_cannot_make_a_build_remove_files_elsewhere() {
    let parent = TempDir::new();
    parent.put("precious.txt", "p");
    let out = parent.path().join("dist");
    build(&out, &artifacts(&[("a", "a")]));
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap();
    fs::write(out.join("manifest.json"), manifest.replace("\"a\"", "\"../precious.txt\"")).unwrap();
    assert!(refusal(&out, &[("b", "b")])[0].starts_with("Q0018"));
    assert!(parent.path().join("precious.txt").exists());
}

#[test]
fn links_inside_the_output_are_not_followed() {
    let parent = TempDir::new();
    parent.put("elsewhere/x.html", "precious");
    let out = parent.path().join("dist");
    build(&out, &artifacts(&[("forms/x.html", "x"), ("y.html", "y")]));
    fs::remove_dir_all(out.join("forms")).unwrap();
    symlink(parent.path().join("elsewhere"), out.join("forms")).unwrap();
    let faults = refusal(&out, &[("forms/x.html", "new"), ("forms/z.html", "z")]);
    assert_eq!(faults, ["Q0019 `out/forms` is a symbolic link"]);
    // Nor to remove what the manifest names below it.
    assert_eq!(build(&out, &artifacts(&[("y.html", "y")])).foreign, ["forms"]);
    assert_eq!(fs::read(parent.path().join("elsewhere/x.html")).unwrap(), b"precious");

    fs::remove_file(out.join("y.html")).unwrap();
    symlink(parent.path().join("elsewhere/x.html"), out.join("y.html")).unwrap();
    assert_eq!(refusal(&out, &[("y.html", "new")]), ["Q0019 `out/y.html` is a symbolic link"]);
}

#[test]
fn the_output_itself_may_be_a_link_to_a_directory_and_to_nothing_else() {
    let parent = TempDir::new();
    parent.put("real/mine.txt", "m");
    parent.put("file", "f");
    let link = |name: &str, to: &str| {
        symlink(parent.path().join(to), parent.path().join(name)).unwrap();
        parent.path().join(name)
    };
    let good = link("good", "real");
    build(&good, &artifacts(&[("a", "a")]));
    assert!(parent.path().join("real/a").is_file() && good.is_symlink());
    let broken = link("broken", "nowhere");
    let message = "Q0015 expected a directory, found a link that leads nowhere at `out`";
    assert_eq!(refusal(&broken, &[("a", "a")]), [message]);
    let to_file = link("to-file", "file");
    assert_eq!(refusal(&to_file, &[("a", "a")]), ["Q0015 expected a directory, found a file at `out`"]);
    assert_eq!(refusal(&link("loop", "loop"), &[("a", "a")]), [message]);
}

#[test]
fn a_file_where_a_directory_is_needed_is_kept() {
    let parent = TempDir::new();
    parent.put("dist", "a file");
    let out = parent.path().join("dist");
    assert_eq!(refusal(&out, &[("a", "a")]), ["Q0015 expected a directory, found a file at `out`"]);
    let below = out.join("deeper");
    assert_eq!(refusal(&below, &[("a", "a")]), ["Q0015 expected a directory, found a file on the way at `out`"]);
    let inside = TempDir::new();
    inside.put("forms", "a file");
    let faults = refusal(inside.path(), &[("forms/a", "a"), ("forms/b", "b")]);
    assert_eq!(faults, ["Q0015 expected a directory, found a file at `out/forms`"]);
    assert_eq!(tree(inside.path()).len(), 1);
}

#[test]
fn two_builds_at_once_are_refused() {
    let out = TempDir::new();
    let held = fs::File::open(out.path()).unwrap();
    held.try_lock().unwrap();
    assert_eq!(refusal(out.path(), &[("a", "a")]), ["Q0017 another build is writing into `out`"]);
    held.unlock().unwrap();
    build(out.path(), &artifacts(&[("a", "a")]));
}

#[test]
fn check_tells_stale_from_damaged() {
    let out = TempDir::new();
    let check = |files: &[(&str, &str)]| {
        lines(&dist::check(&RealDisk, out.path(), &artifacts(files), super::EDITION), out.path())
    };
    assert_eq!(check(&[]), ["Q0014 output `out` has no manifest"]);
    build(out.path(), &artifacts(&[("a", "a"), ("b", "b"), ("c", "c")]));
    assert_eq!(
        check(&[("a", "a"), ("b", "2"), ("d", "d")]),
        ["Q0014 output `out` is not what the sources give; changed: `b`; no longer made: `c`; new: `d`"]
    );
    out.put("a", "A");
    fs::remove_file(out.path().join("b")).unwrap();
    assert_eq!(
        check(&[("a", "a"), ("b", "b"), ("c", "c")]),
        ["Q0013 output `out` is not what its manifest says; changed by hand or half written: `a`; missing: `b`"]
    );
    let gone = out.path().join("gone");
    let faults = dist::check(&RealDisk, &gone, &artifacts(&[]), super::EDITION);
    assert_eq!(lines(&faults, &gone), ["Q0014 output `out` does not exist"]);
}

#[test]
fn a_long_list_of_differences_is_cut() {
    let out = TempDir::new();
    build(out.path(), &artifacts(&[]));
    let names: Vec<String> = (10..30).map(|number| format!("n{number}")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let faults = dist::check(&RealDisk, out.path(), &artifacts(&files), super::EDITION);
    assert!(line(&faults[0], out.path()).ends_with("new: `n19`; and 10 more"));
}

#[test]
fn a_single_file_is_whole_or_as_it_was() {
    let out = TempDir::new();
    let path = out.path().join("dist.tar");
    dist::write_file(&RealDisk, &path, b"one").unwrap();
    dist::write_file(&RealDisk, &path, b"two").unwrap();
    assert_eq!(tree(out.path()), [("dist.tar".to_owned(), "two".to_owned())].into());
    let folder = out.path().join("folder");
    fs::create_dir(&folder).unwrap();
    assert_eq!(dist::write_file(&RealDisk, &folder, b"x").unwrap_err().code.slug, "output-occupied");
    let nowhere = out.path().join("nowhere/dist.tar");
    assert_eq!(dist::write_file(&RealDisk, &nowhere, b"x").unwrap_err().code.slug, "output-not-writable");
    assert_eq!(dist::write_file(&RealDisk, &path.join("x"), b"x").unwrap_err().code.slug, "output-not-directory");
}
