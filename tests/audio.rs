//! Sound with the real programs: espeak-ng speaks, lame encodes, sox spoils.

mod player;
mod recordings;
mod speech;

pub(crate) use crate::support::command::{command, peil, stderr};
use crate::support::temp::TempDir;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// Nine texts in the wording that is read aloud, one of them the form's own.
pub(crate) const SOURCE: &str = r#"edition 2026

scale ja_nee nominal "Ja of nee" {
  1 ja "Ja"
  2 nee "Nee"
}

scale tevreden ordered "Tevredenheid" {
  1 ontevreden "Nee, daar was ik ontevreden over"
  2 tevreden "Ja, daar was ik wel tevreden over"
  3 geen_mening "Geen mening"
}

survey klein 2026 "Klein" {
  language nl
  wording gewoon "Vragenlijst"
  wording simpel "Eenvoudige vragenlijst" simpler than gewoon audible
  mode web
  voice "nl" rate 140

  page een "Een" {
    question contact one of ja_nee {
      label "Contact"
      ask "Heeft u in het afgelopen jaar contact gehad met uw begeleider?"
      ask simpel "Had u in 1985 contact met de coach?"
      required
    }
    question oordeel one of tevreden {
      label "Oordeel"
      ask "In hoeverre bent u tevreden over de ondersteuning door uw begeleider?"
      ask simpel "Hoe tevreden bent u over wat de coach voor u deed?"
    }
  }
}
"#;

pub(crate) const TEXTS: usize = 9;

pub(crate) fn project(source: &str) -> TempDir {
    let dir = TempDir::new();
    dir.put("surveys/klein.peil", source);
    dir
}

/// Runs it and looks at the status; gives what it says.
#[track_caller]
pub(crate) fn says(dir: &Path, arguments: &[&str], status: i32) -> String {
    let output = peil(dir, arguments);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(status), "{arguments:?}\n{said}");
    assert!(!said.contains("panicked"), "{said}");
    said
}

/// Codes with the ends of messages that `peil` gives.
pub(crate) fn faults(dir: &Path, arguments: &[&str]) -> Vec<(String, String)> {
    let output = peil(dir, &[arguments, &["--message-format", "json"]].concat());
    let json: Json = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", stderr(&output)));
    let text = |fault: &Json, key: &str| fault[key].as_str().unwrap_or_default().to_owned();
    let all = json["diagnostics"].as_array().expect("a list of diagnostics");
    let audio = |code: &str| code.starts_with("Q08");
    all.iter().map(|fault| (text(fault, "code"), text(fault, "message"))).filter(|(code, _)| audio(code)).collect()
}

pub(crate) fn codes(dir: &Path, arguments: &[&str]) -> Vec<String> {
    faults(dir, arguments).into_iter().map(|(code, _)| code).collect()
}

/// A program of the tests; red with its name where it is not there.
#[track_caller]
pub(crate) fn tool(program: &str, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} is missing ({error}): run scripts/setup"));
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{program} {arguments:?}");
    output.stdout
}

/// Bytes of everything below a folder.
pub(crate) fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(root).into_iter().flatten() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        match std::fs::read(entry.path()) {
            Ok(bytes) => drop(found.insert(name, bytes)),
            Err(_) => {
                found.extend(files(&entry.path()).into_iter().map(|(path, bytes)| (format!("{name}/{path}"), bytes)))
            }
        }
    }
    found
}

/// The lines of the audio manifest by id.
pub(crate) fn manifest(dir: &Path) -> BTreeMap<String, Json> {
    let text = std::fs::read_to_string(dir.join("dist/audio/manifest.json")).unwrap();
    let json: Json = serde_json::from_str(&text).unwrap();
    let schema: Json = serde_json::from_str(include_str!("../docs/schemas/peil-audio-1.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    assert!(schema.is_valid(&json), "{:?}", schema.iter_errors(&json).next().map(|error| error.to_string()));
    let id = |line: &Json| line["id"].as_str().unwrap().to_owned();
    json["utterances"].as_array().unwrap().iter().map(|line| (id(line), line.clone())).collect()
}
