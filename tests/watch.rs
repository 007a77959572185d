//! `peil build --watch` as a process: it builds what is saved, keeps the old output when there is an error, and goes on.

use crate::support::temp::{TempDir, tree};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// More than a busy machine needs.
const PATIENCE: Duration = Duration::from_secs(60);

const SURVEY: &str = r#"edition 2026

survey small 2026 "Klein" {
  wording regulier "Vragenlijst"
  mode web

  page een "Een" {
    question mee one of {
      label "Doet mee"
      ask "VRAAG"
      1 ja "Ja"
      2 nee "Nee"
    }
  }
}
"#;

/// A running `peil`, stopped at the end.
struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Running {
    fn start(dir: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_peil"))
            .args(arguments)
            .current_dir(dir)
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (send, lines) = channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
        Self { child, lines }
    }

    /// Waits until a line that holds this is said; gives what was said before it.
    #[track_caller]
    fn until(&self, part: &str) -> Vec<String> {
        let (end, mut said) = (Instant::now() + PATIENCE, Vec::new());
        loop {
            match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) if line.contains(part) => return said,
                Ok(line) => said.push(line),
                Err(_) => panic!("`{part}` is not said after {said:#?}"),
            }
        }
    }

    /// Nothing more is said for a while.
    #[track_caller]
    fn is_quiet(&self) {
        let said = self.lines.recv_timeout(Duration::from_millis(500));
        assert!(said.is_err(), "{said:?}");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[track_caller]
fn asks(dir: &Path, question: &str) {
    let form = fs::read_to_string(dir.join("dist/forms/small-2026/regulier/web/index.html")).unwrap();
    assert!(form.contains(question), "`{question}` is not in the form");
}

fn changes_are_built(file: &str, arguments: &[&str]) {
    let dir = TempDir::new();
    let save = |question: &str| dir.put(file, SURVEY.replace("VRAAG", question));
    save("Doet u mee?");
    let peil = Running::start(dir.path(), arguments);
    peil.until("watching for changes");
    asks(dir.path(), "Doet u mee?");

    save("Doet u weer mee?");
    peil.until("1 survey");
    asks(dir.path(), "Doet u weer mee?");

    let before = tree(&dir.path().join("dist"));
    dir.put(file, SURVEY.replace("2 nee", "1 nee"));
    let said = peil.until("nothing was written");
    assert!(said.iter().any(|line| line.contains("Q0310")), "{said:#?}");
    assert_eq!(tree(&dir.path().join("dist")), before);

    // As editors do: another file takes the place of the old one.
    dir.put("draft", SURVEY.replace("VRAAG", "Doet u nu mee?"));
    fs::rename(dir.path().join("draft"), dir.path().join(file)).unwrap();
    peil.until("1 survey");
    asks(dir.path(), "Doet u nu mee?");

    save("Doet u ook mee?");
    peil.until("1 survey");
    asks(dir.path(), "Doet u ook mee?");
    // What a build writes is no change.
    peil.is_quiet();
}

#[test]
fn the_default_layout_is_watched() {
    changes_are_built("surveys/a.peil", &["build", "--watch"]);
}

/// Sounds are made and recorded while the form is open; the folder may come later than the watching.
#[test]
fn sounds_are_watched_and_what_lies_beside_them_is_not() {
    let dir = TempDir::new();
    dir.put("surveys/a.peil", SURVEY.replace("VRAAG", "Doet u mee?"));
    let peil = Running::start(dir.path(), &["build", "--watch"]);
    peil.until("watching for changes");
    dir.put("notes.txt", "mine");
    peil.is_quiet();
    fs::create_dir(dir.path().join("audio")).unwrap();
    peil.until("1 survey");
    dir.put("audio/takes/a.wav", "no sound");
    peil.until("1 survey");
}

#[test]
fn a_single_file_is_watched() {
    changes_are_built("a.peil", &["build", "--watch", "a.peil"]);
}

#[test]
fn a_folder_that_holds_the_output_is_watched() {
    changes_are_built("a.peil", &["build", "--watch", "."]);
}
