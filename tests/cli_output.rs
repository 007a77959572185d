//! Where the command writes: full devices, readers that go away, files that must not be lost.

use crate::support::command::{SURVEY, command, peil, project, stderr};
use crate::support::temp::{TempDir, tree};
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Stdio;

#[track_caller]
fn refused(dir: &Path, arguments: &[&str], said: &str) {
    let output = peil(dir, arguments);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains(said), "expected `{said}` in:\n{text}");
}

#[test]
fn a_full_standard_output_is_a_failure() {
    let dir = project(SURVEY.as_bytes());
    for arguments in [&["simulate", "small@2026", "-n", "20000"][..], &["dump", "routes"], &["explain", "Q0201"]] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = command(dir.path(), arguments).stdout(full).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("standard output cannot be written"));
    }
}

#[test]
fn a_full_standard_error_is_no_panic() {
    let dir = project("}\n".repeat(2_000).as_bytes());
    let full = File::options().write(true).open("/dev/full").unwrap();
    let status = command(dir.path(), &["check"]).stdout(Stdio::null()).stderr(full).status().unwrap();
    assert_eq!(status.code(), Some(1));
}

#[test]
fn a_reader_that_goes_away_has_read_enough() {
    let dir = project(SURVEY.as_bytes());
    let mut child =
        command(dir.path(), &["simulate", "small@2026", "-n", "50000"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let dir = project("}\n".repeat(20_000).as_bytes());
    let mut child = command(dir.path(), &["check"]).stderr(Stdio::piped()).spawn().unwrap();
    child.stderr.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn no_option_replaces_a_source_or_an_artifact() {
    let dir = project(SURVEY.as_bytes());
    let source = dir.path().join("surveys/a.peil");
    refused(dir.path(), &["simulate", "small@2026", "--out", "surveys/a.peil"], "is a source");
    refused(dir.path(), &["build", "--archive", "surveys/a.peil"], "is a source");
    assert!(!dir.path().join("dist").exists(), "nothing is built when the archive cannot be made");
    assert_eq!(fs::read_to_string(&source).unwrap(), SURVEY);
    assert_eq!(peil(dir.path(), &["build"]).status.code(), Some(0));
    refused(dir.path(), &["build", "--archive", "dist/manifest.json"], "lies in the output directory");
    refused(dir.path(), &["build", "--archive", "dist/new/all.tar"], "lies in the output directory");
    refused(dir.path(), &["simulate", "small@2026", "--out", "dist/a.jsonl"], "lies in the output directory");
    assert_eq!(peil(dir.path(), &["build", "--check"]).status.code(), Some(0));
    assert_eq!(peil(dir.path(), &["build", "--archive", "all.tar"]).status.code(), Some(0));
}

#[test]
fn output_lies_among_nothing_else() {
    let dir = project(SURVEY.as_bytes());
    dir.put("audio/takes/notes.txt", "mine");
    for out in ["surveys", "surveys/out", "audio", ".", ".."] {
        let before = tree(dir.path());
        let output = peil(dir.path(), &["build", "--out", out]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{out}: {said}");
        assert!(said.contains("Q0018") && said.contains("--out"), "{out}: {said}");
        assert_eq!(tree(dir.path()), before, "{out}");
        if out != ".." {
            refused(dir.path(), &["man", out], "the output would lie among it");
        }
    }
    assert_eq!(peil(dir.path(), &["build", "--out", "dist"]).status.code(), Some(0));
    refused(dir.path(), &["man", "dist"], "is an output directory");
    assert_eq!(peil(dir.path(), &["build", "--check"]).status.code(), Some(0));
    assert_eq!(peil(dir.path(), &["man", "man"]).status.code(), Some(0));
    assert_eq!(peil(dir.path(), &["man", "man"]).status.code(), Some(0));
}

#[test]
fn emptied_sources_do_not_empty_the_output() {
    let dir = project(SURVEY.as_bytes());
    assert_eq!(peil(dir.path(), &["build"]).status.code(), Some(0));
    fs::remove_file(dir.path().join("surveys/a.peil")).unwrap();
    refused(dir.path(), &["build"], "there is no `.peil` file in `surveys`");
    assert!(dir.path().join("dist/manifest.json").exists());
}

#[test]
fn formatting_keeps_permissions_and_links() {
    let dir = project(SURVEY.as_bytes());
    let source = dir.path().join("surveys/a.peil");
    fs::set_permissions(&source, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&source, dir.path().join("surveys/b.peil")).unwrap();
    let output = peil(dir.path(), &["fmt", "surveys/b.peil"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(fs::read_to_string(&source).unwrap().contains("  language  nl\n"));
    assert_eq!(fs::metadata(&source).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(dir.path().join("surveys/b.peil")).unwrap().is_symlink());
}

#[test]
fn a_new_project_stands_below_the_root() {
    let dir = TempDir::new();
    let output = peil(dir.path(), &["--root", "q", "new", "met spatie"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(dir.path().join("q/met spatie/surveys/example.peil").exists());
    assert!(String::from_utf8_lossy(&output.stderr).contains("cd 'q/met spatie' &&"));
}

#[test]
fn the_readme_prints_what_the_command_prints() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let block = |fence: &str| {
        let (_, rest) = readme.split_once(&format!("```{fence}\n")).unwrap();
        rest.split_once("```").unwrap().0.to_owned()
    };
    let sample = block("peil");
    let dir = TempDir::new();
    fs::create_dir(dir.path().join("surveys")).unwrap();
    let file = dir.path().join("surveys/tevreden.peil");
    fs::write(&file, &sample).unwrap();
    let sound = peil(dir.path(), &["check", "--deny", "warnings"]);
    assert_eq!(sound.status.code(), Some(0), "{}", String::from_utf8_lossy(&sound.stderr));
    assert_eq!(peil(dir.path(), &["fmt", "--check"]).status.code(), Some(0));
    fs::write(&file, sample.replace("contact = ja\n", "contact = jaa\n")).unwrap();
    let said = peil(dir.path(), &["check"]);
    assert!(String::from_utf8_lossy(&said.stderr).starts_with(&block("text")));
}
