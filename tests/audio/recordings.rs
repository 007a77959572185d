//! Recordings by humans: here espeak-ng reads the sheet, and sox spoils what it read.

use super::{SOURCE, TEXTS, codes, faults, files, manifest, peil, project, says, tool};
use crate::support::temp::TempDir;
use std::path::Path;

const ACCEPT: [&str; 7] = ["audio", "accept", "audio/takes", "--speaker", "Riet", "--date", "2026-03-01"];
const RECORD: &str = "audio/record.json";

/// A project whose whole sheet has been read.
fn recorded(source: &str) -> TempDir {
    let dir = project(source);
    std::fs::create_dir_all(dir.path().join("audio/takes")).unwrap();
    let sheet = peil(dir.path(), &["audio", "script", "--format", "csv"]).stdout;
    let mut reader = csv::Reader::from_reader(sheet.as_slice());
    for row in reader.records() {
        let row = row.unwrap();
        read_aloud(&row[2], &take(&dir, &row[5]));
    }
    dir
}

/// As a human would give it: with a proper header.
fn read_aloud(text: &str, to: &str) {
    let wav = tool("espeak-ng", &["--stdin", "--stdout", "-b", "1", "-v", "nl", "-s", "140"], text.as_bytes());
    tool("sox", &["-q", "--ignore-length", "-t", "wav", "-", to], &wav);
}

fn take(dir: &TempDir, name: &str) -> String {
    dir.path().join("audio/takes").join(name).display().to_string()
}

/// `ja_nee-ja` as a file of the sheet.
fn file(name: &str) -> String {
    format!("klein-2026.simpel.{name}.wav")
}

/// Puts through sox what was read, with these effects.
fn spoil(dir: &TempDir, name: &str, options: &[&str], effects: &[&str]) {
    let (good, bad) = (take(dir, name), take(dir, "spoiled.tmp"));
    tool("sox", &[&["-q", good.as_str()], options, &["-t", "wav", &bad], effects].concat(), b"");
    std::fs::rename(bad, good).unwrap();
}

fn accept(dir: &TempDir, more: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = faults(dir.path(), &[&ACCEPT[..], more].concat())
        .into_iter()
        .map(|(code, message)| format!("{code} {}", message.split('`').nth(1).unwrap_or_default()))
        .map(|line| line.replace("audio/takes/klein-2026.simpel.", "").replace(".wav", ""))
        .collect();
    found.sort();
    found
}

#[test]
fn the_sheet_has_each_text_once_with_a_name() {
    let source = SOURCE.replace("3 geen_mening \"Geen mening\"", "3 geen_mening \"Ja\"");
    let dir = project(&source);
    let said = says(dir.path(), &["audio", "script", "--out", "blad.html"], 0);
    assert!(said.contains("8 texts to record"), "{said}");
    let before = std::fs::read_dir(dir.path().join("surveys")).unwrap().next().unwrap().unwrap().path();
    let lost = says(dir.path(), &["audio", "script", "--out", before.to_str().unwrap()], 2);
    assert!(lost.contains("Q0018"), "a sheet replaces no source: {lost}");
    let html = std::fs::read_to_string(dir.path().join("blad.html")).unwrap();
    assert!(html.contains("simpel&#x2f;ja_nee=ja, simpel&#x2f;tevreden=geen_mening"), "{html}");
    assert!(html.contains("<code>klein-2026.simpel.contact.ask.wav</code>"), "{html}");
    assert!(html.contains("Had u in negentienhonderdvijfentachtig contact met de coach?"), "{html}");
    assert!(html.contains("Op het scherm: Had u in 1985 contact met de coach?"), "{html}");
    let text = peil(dir.path(), &["audio", "script", "--format", "text"]).stdout;
    assert!(String::from_utf8(text).unwrap().contains("  2. Had u in negentienhonderd"));
}

#[test]
fn good_recordings_are_accepted_and_used() {
    let dir = recorded(SOURCE);
    assert_eq!(accept(&dir, &[]), [""; 0]);
    let record = std::fs::read_to_string(dir.path().join(RECORD)).unwrap();
    assert_eq!(record.lines().count(), TEXTS + 2);
    assert!(record.contains(r#""speaker":"Riet","date":"2026-03-01"}"#), "{record}");
    says(dir.path(), &["audio", "check"], 0);
    says(dir.path(), &["build"], 0);
    let line = &manifest(dir.path())["simpel/contact.ask"];
    assert_eq!(line["source"], "human");
    assert!(line["file"].as_str().unwrap().ends_with(".wav"), "{line}");
    // Smaller once an encoder has been at it; the recording itself stays as it is.
    let takes = files(&dir.path().join("audio/takes"));
    let said = says(dir.path(), &["audio", "build"], 0);
    assert!(said.contains("9 made") && said.contains("9 recorded by a human"), "{said}");
    says(dir.path(), &["build"], 0);
    let line = &manifest(dir.path())["simpel/contact.ask"];
    assert!(line["file"].as_str().unwrap().ends_with(".mp3") && line["source"] == "human", "{line}");
    assert_eq!(takes, files(&dir.path().join("audio/takes")));
    says(dir.path(), &["audio", "check"], 0);
    // Once more: nothing moves.
    says(dir.path(), &[&ACCEPT[..6], &["2026-04-02"]].concat(), 0);
    assert_eq!(record, std::fs::read_to_string(dir.path().join(RECORD)).unwrap());
}

/// Spoils one file of a good set: exactly its codes come, and it is accepted or not.
#[track_caller]
fn spoiled(name: &str, options: &[&str], effects: &[&str], expected: &[&str], fit: bool) {
    let dir = recorded(SOURCE);
    spoil(&dir, &file(name), options, effects);
    let found = accept(&dir, &["--partial"]);
    let expected: Vec<String> = expected.iter().map(|code| format!("{code} {name}")).collect();
    assert_eq!(found, expected, "{effects:?}");
    let record = std::fs::read_to_string(dir.path().join(RECORD)).unwrap();
    assert_eq!(record.contains(&format!("{}\"", file(name))), fit, "{record}");
}

#[test]
fn a_silent_file() {
    spoiled("contact.ask", &[], &["vol", "0"], &["Q0817"], false);
}

#[test]
fn a_clipped_file() {
    spoiled("form.required", &[], &["gain", "14"], &["Q0819", "Q0820"], true);
}

#[test]
fn a_soft_file() {
    spoiled("oordeel.ask", &[], &["gain", "-6"], &["Q0820"], true);
}

#[test]
fn a_truncated_file() {
    spoiled("oordeel.ask", &[], &["trim", "0", "1"], &["Q0821"], true);
}

#[test]
fn a_file_with_a_pause() {
    spoiled("contact.ask", &[], &["pad", "0.8", "0"], &["Q0818"], true);
}

#[test]
fn a_file_in_stereo() {
    spoiled("contact.ask", &["-c", "2"], &[], &["Q0823"], true);
}

#[test]
fn a_file_that_breaks_off() {
    let dir = recorded(SOURCE);
    let path = take(&dir, &file("contact.ask"));
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() - 20_000]).unwrap();
    assert!(accept(&dir, &["--partial"]).contains(&"Q0824 contact.ask".to_owned()));
    std::fs::write(&path, b"no sound").unwrap();
    assert_eq!(accept(&dir, &["--partial"]), ["Q0824 contact.ask"]);
}

#[test]
fn swapped_and_copied_files() {
    let dir = recorded(SOURCE);
    let (long, short) = (take(&dir, &file("oordeel.ask")), take(&dir, &file("ja_nee-ja")));
    std::fs::rename(&long, take(&dir, "x")).unwrap();
    std::fs::rename(&short, &long).unwrap();
    std::fs::rename(take(&dir, "x"), &short).unwrap();
    assert_eq!(accept(&dir, &[]), ["Q0821 ja_nee-ja", "Q0821 oordeel.ask"]);
    std::fs::copy(&short, &long).unwrap();
    let found = accept(&dir, &["--partial"]);
    assert!(found.starts_with(&["Q0816 ja_nee-ja".to_owned(), "Q0816 oordeel.ask".to_owned()]), "{found:?}");
}

#[test]
fn files_that_are_missing_misnamed_or_too_many() {
    let dir = recorded(SOURCE);
    let (path, wrong) = (take(&dir, &file("contact.ask")), take(&dir, &file("contract.ask")));
    std::fs::rename(path, wrong).unwrap();
    std::fs::copy(take(&dir, &file("ja_nee-ja")), take(&dir, "klein-2026.simpel.ja_nee-ja.flac")).unwrap();
    std::fs::write(take(&dir, "klein-2026.simpel.ja_nee-nee.ogg"), b"OggS").unwrap();
    std::fs::write(take(&dir, "notes.txt"), b"mine").unwrap();
    let found = faults(dir.path(), &ACCEPT);
    let found: Vec<&str> = found.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(found, ["Q0813", "Q0816", "Q0824", "Q0815"]);
    let said = says(dir.path(), &ACCEPT, 1);
    assert!(said.contains("did you mean `klein-2026.simpel.contact.ask.wav`?"), "{said}");
    assert!(said.contains("no recording of `klein@2026 simpel/contact.ask` in `audio/takes`"), "{said}");
    says(dir.path(), &["audio", "accept", "nowhere", "--speaker", "Riet", "--date", "2026-03-01"], 2);
    says(dir.path(), &["audio", "accept", "audio/takes", "--speaker", " ", "--date", "2026-03-01"], 2);
    says(dir.path(), &["audio", "accept", "audio/takes", "--speaker", "Riet", "--date", "2026-02-30"], 2);
}

#[test]
fn a_text_that_changed_after_it_was_recorded_stops_a_release() {
    let dir = recorded(SOURCE);
    says(dir.path(), &ACCEPT, 0);
    let takes = files(&dir.path().join("audio/takes"));
    dir.put("surveys/klein.peil", SOURCE.replace("\"Geen mening\"", "\"Geen meningen\""));
    let said = says(dir.path(), &["build"], 1);
    assert!(said.contains("error[Q0811]") && said.contains("surveys/klein.peil:11:"), "{said}");
    assert!(said.contains("nothing was written"), "{said}");
    let said = says(dir.path(), &["build", "--draft"], 0);
    assert!(said.contains("warning[Q0811]"), "{said}");
    assert!(manifest(dir.path())["simpel/tevreden=geen_mening"].get("file").is_none());
    // A sound may be made for the draft; the recording stays, and still stops a release.
    says(dir.path(), &["audio", "build"], 0);
    says(dir.path(), &["build", "--draft"], 0);
    assert_eq!(manifest(dir.path())["simpel/tevreden=geen_mening"]["source"], "tts");
    assert_eq!(takes, files(&dir.path().join("audio/takes")));
    says(dir.path(), &["build"], 1);
    assert_eq!(codes(dir.path(), &["audio", "check"]), ["Q0811"]);
    let sheet = peil(dir.path(), &["audio", "script", "--format", "text", "--missing"]).stdout;
    assert!(String::from_utf8(sheet).unwrap().starts_with("  1. Geen meningen\n"));
    assert_eq!(codes(dir.path(), &ACCEPT), ["Q0811", "Q0815"]);
    says(dir.path(), &[&ACCEPT[..], &["--same-words"]].concat(), 0);
    says(dir.path(), &["build"], 0);
}

#[test]
fn a_recording_that_changed_or_went_is_seen() {
    let dir = recorded(SOURCE);
    says(dir.path(), &ACCEPT, 0);
    spoil(&dir, &file("contact.ask"), &[], &["gain", "-1"]);
    std::fs::remove_file(take(&dir, &file("oordeel.ask"))).unwrap();
    assert_eq!(codes(dir.path(), &["audio", "check"]), ["Q0812", "Q0815"]);
    assert_eq!(codes(dir.path(), &["build"]), ["Q0812", "Q0815"]);
    says(dir.path(), &["build"], 1);
    let gone = SOURCE.replace("  3 geen_mening \"Geen mening\"\n", "");
    dir.put("surveys/klein.peil", gone);
    assert_eq!(codes(dir.path(), &["audio", "check"]), ["Q0812", "Q0815", "Q0813"]);
}

#[test]
fn a_recording_that_the_source_names_is_used_and_told_of_until_it_is_accepted() {
    let source = SOURCE.replace("3 geen_mening \"Geen mening\"", "3 geen_mening \"Geen mening\" recorded \"geen.wav\"");
    let dir = project(&source);
    read_aloud("Geen mening", &Path::new(dir.path()).join("surveys/geen.wav").display().to_string());
    let found = faults(dir.path(), &["build"]);
    assert_eq!(found.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["Q0814", "Q0808"]);
    assert_eq!(manifest(dir.path())["simpel/tevreden=geen_mening"]["source"], "human");
    let accept = ["audio", "accept", "surveys", "--speaker", "Riet", "--date", "2026-03-01", "--partial"];
    says(dir.path(), &accept, 0);
    assert_eq!(codes(dir.path(), &["build"]), ["Q0808"]);
    assert!(manifest(dir.path())["simpel/tevreden=geen_mening"]["duration_ms"].is_u64());
}
