//! Sounds that an engine makes: content, staleness, failures.

use super::{SOURCE, TEXTS, codes, command, faults, files, manifest, peil, project, says, stderr, tool};
use peil::sound::{Silence, decode};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Output;

const MADE: &str = "audio/made";

/// The programs that are needed; red with its name where one is not there.
fn programs() {
    tool("espeak-ng", &["--version"], b"");
    tool("lame", &["--version"], b"");
}

/// Runs `peil` where these programs are found first; each is a shell script.
fn with_programs(dir: &Path, scripts: &[(&str, &str)], arguments: &[&str]) -> Output {
    let bin = dir.join("bin");
    std::fs::create_dir_all(&bin).unwrap();
    for (name, script) in scripts {
        let path = bin.join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(&path, mode).unwrap();
    }
    let old = std::env::var_os("PATH").unwrap();
    let path = std::env::join_paths(std::iter::once(bin.clone()).chain(std::env::split_paths(&old))).unwrap();
    let output = command(dir, arguments).env("PATH", path).output().expect("peil runs");
    std::fs::remove_dir_all(&bin).unwrap();
    output
}

/// A program that is really installed, to be called by a script that stands in its place.
fn real(program: &str) -> String {
    let path = std::env::var_os("PATH").unwrap();
    let found: Option<PathBuf> = std::env::split_paths(&path).map(|dir| dir.join(program)).find(|path| path.is_file());
    found.unwrap_or_else(|| panic!("{program} is missing: run scripts/setup")).display().to_string()
}

fn about(faults: &[(String, String)], code: &str) -> BTreeSet<String> {
    let name =
        |message: &String| message.split('`').nth(1).unwrap_or_default().trim_start_matches("klein@2026 ").to_owned();
    faults.iter().filter(|(found, _)| found == code).map(|(_, message)| name(message)).collect()
}

#[test]
fn every_text_gets_a_sound_that_the_build_takes_along() {
    programs();
    let dir = project(SOURCE);
    assert_eq!(codes(dir.path(), &["audio", "check"]), vec!["Q0808"; TEXTS]);
    let said = says(dir.path(), &["audio", "build"], 0);
    assert!(said.contains("9 made"), "{said}");
    assert!(said.contains("1 text spoken differently"), "{said}");
    says(dir.path(), &["audio", "check"], 0);
    says(dir.path(), &["build"], 0);
    let (made, dist) = (files(&dir.path().join(MADE)), files(&dir.path().join("dist")));
    let lines = manifest(dir.path());
    assert_eq!(lines.len(), TEXTS);
    for line in lines.values() {
        let path = line["file"].as_str().unwrap();
        let pcm = decode(dist.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap();
        assert_eq!((pcm.channels, pcm.rate), (1, 22_050));
        assert!(!Silence::of(&pcm).is_silent(), "{line}");
        let (told, real) = (line["duration_ms"].as_u64().unwrap(), u64::from(pcm.duration_ms()));
        assert!(told <= real && real < told + 150, "{told} ms told, {real} ms read");
        assert_eq!(line["source"], "tts");
    }
    assert_eq!(made.values().collect::<BTreeSet<_>>().len(), TEXTS + 1, "two texts sound the same");
    says(dir.path(), &["build", "--check"], 0);
}

#[test]
fn the_same_sources_give_the_same_bytes_and_nothing_is_made_twice() {
    programs();
    let (one, two) = (project(SOURCE), project(SOURCE));
    for dir in [&one, &two] {
        says(dir.path(), &["audio", "build"], 0);
    }
    let first = files(&one.path().join(MADE));
    assert_eq!(first, files(&two.path().join(MADE)));
    let said = says(one.path(), &["audio", "build"], 0);
    assert!(said.contains("0 made, 9 kept, 0 removed"), "{said}");
    assert_eq!(first, files(&one.path().join(MADE)));
}

#[test]
fn a_letter_makes_exactly_its_texts_stale_and_order_makes_none() {
    programs();
    let dir = project(SOURCE);
    says(dir.path(), &["audio", "build"], 0);
    let before = files(&dir.path().join(MADE));
    dir.put("surveys/klein.peil", SOURCE.replace("\"Geen mening\"", "\"Geen meningen\""));
    let found = faults(dir.path(), &["audio", "check"]);
    assert_eq!(about(&found, "Q0809"), BTreeSet::from(["simpel/tevreden=geen_mening".to_owned()]));
    assert_eq!(found.len(), 1, "{found:?}");
    let said = says(dir.path(), &["audio", "build"], 0);
    assert!(said.contains("1 made, 8 kept, 1 removed"), "{said}");
    let after = files(&dir.path().join(MADE));
    let new = after.keys().filter(|name| !before.contains_key(*name)).count();
    assert_eq!((new, after.len()), (1, before.len()));

    let (head, rest) = SOURCE.split_once("    question contact").unwrap();
    let (contact, rest) = rest.split_once("    question oordeel").unwrap();
    let (oordeel, end) = rest.split_once("\n  }\n").unwrap();
    let swapped = format!("{head}    question oordeel{oordeel}\n    question contact{contact}  }}\n{end}");
    assert_ne!(swapped, SOURCE);
    dir.put("surveys/klein.peil", swapped.replace("\"Geen mening\"", "\"Geen meningen\""));
    says(dir.path(), &["audio", "check"], 0);
    dir.put("surveys/klein.peil", SOURCE.replace("rate 140", "rate 130"));
    assert_eq!(codes(dir.path(), &["audio", "check"]), vec!["Q0809"; TEXTS]);
}

#[test]
fn a_stale_sound_never_gets_into_a_form() {
    programs();
    let dir = project(SOURCE);
    says(dir.path(), &["audio", "build"], 0);
    dir.put("surveys/klein.peil", SOURCE.replace("\"Nee\"", "\"Neen\""));
    let said = says(dir.path(), &["build"], 0);
    assert!(said.contains("warning[Q0809]: 1 text has no current sound: `klein@2026 simpel/ja_nee=nee`"), "{said}");
    let lines = manifest(dir.path());
    assert!(lines["simpel/ja_nee=nee"].get("file").is_none());
    assert!(lines["simpel/ja_nee=ja"].get("file").is_some());
    assert_eq!(files(&dir.path().join("dist/forms/assets/audio")).len(), TEXTS - 1);
}

#[test]
fn without_programs_it_is_said_what_to_install_and_the_rest_works() {
    let dir = project(SOURCE);
    let bare = |arguments: &[&str]| command(dir.path(), arguments).env("PATH", "").output().unwrap();
    let output = bare(&["audio", "build"]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("error[Q0806]: the program `espeak-ng` is not installed"), "{said}");
    assert!(said.contains("apt-get install espeak-ng"), "{said}");
    assert!(files(&dir.path().join("audio")).is_empty());
    let output = with_programs(
        dir.path(),
        &[("lame", "exit 0")],
        &["audio", "build", "--engine", "piper", "--voice-file", "x.onnx"],
    );
    assert!(stderr(&output).contains("Q0806") || stderr(&output).contains("x.onnx"), "{}", stderr(&output));
    programs();
    says(dir.path(), &["audio", "build"], 0);
    assert_eq!(bare(&["audio", "check"]).status.code(), Some(0));
    assert_eq!(bare(&["build"]).status.code(), Some(0));
    assert_eq!(bare(&["audio", "build", "--show"]).status.code(), Some(0));
}

#[test]
fn an_engine_that_fails_on_one_text_stops_no_other() {
    programs();
    let failures = [
        ("exit 3", "ended with"),
        ("echo 'no such voice' >&2; exit 1", "no such voice"),
        ("exit 0", "no wav, flac, mp3 or m4a"),
        ("sox -n -r 22050 -c 1 -b 16 -t wav - trim 0 1", "silent"),
    ];
    for (failure, why) in failures {
        let dir = project(SOURCE);
        let espeak = real("espeak-ng");
        let script = format!(
            "case \"$*\" in --version) exec {espeak} --version;; esac\ntext=$(cat)\n\
             case \"$text\" in 'Geen mening') {failure};; *) printf %s \"$text\" | {espeak} \"$@\";; esac"
        );
        let output = with_programs(dir.path(), &[("espeak-ng", &script)], &["audio", "build"]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        let fault = "error[Q0807]: `espeak-ng` fails on `klein@2026 simpel/tevreden=geen_mening`";
        assert!(said.contains(fault) && said.contains(why), "{failure}: {said}");
        assert_eq!(codes(dir.path(), &["audio", "check"]), ["Q0808"]);
        let said = says(dir.path(), &["audio", "build"], 0);
        assert!(said.contains("1 made, 8 kept"), "{said}");
    }
}

#[test]
fn a_full_disk_leaves_nothing_half_written() {
    programs();
    let dir = project(SOURCE);
    let lame = real("lame");
    // As large as its files may get: the short sounds fit, the questions do not.
    let small = format!("case \"$*\" in --version) ;; *) ulimit -f 24;; esac\nexec {lame} \"$@\"");
    let output = with_programs(dir.path(), &[("lame", &small)], &["audio", "build"]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("error[Q0807]: `lame` fails on `klein@2026 simpel/oordeel.ask`"), "{said}");
    let made = files(&dir.path().join(MADE));
    assert!(made.keys().all(|name| !name.starts_with(".peil")), "{:?}", made.keys());
    let left = codes(dir.path(), &["audio", "check"]);
    assert!(left.iter().all(|code| code == "Q0808") && !left.is_empty() && left.len() < TEXTS, "{left:?}");
    // An encoder that does not notice.
    let script = format!(
        "for last; do :; done\n{lame} \"$@\" || exit 1\n\
         case \"$*\" in --version) ;; *) head -c 2000 \"$last\" >\"$last.cut\" && mv \"$last.cut\" \"$last\";; esac"
    );
    let output = with_programs(dir.path(), &[("lame", &script)], &["audio", "build"]);
    assert!(stderr(&output).contains("is the disk full?"), "{}", stderr(&output));
    assert_eq!(made.len(), files(&dir.path().join(MADE)).len());
    says(dir.path(), &["audio", "build"], 0);
    says(dir.path(), &["audio", "check"], 0);
}

#[test]
fn a_changed_or_lost_file_is_seen_and_made_again() {
    programs();
    let dir = project(SOURCE);
    says(dir.path(), &["audio", "build"], 0);
    let before = files(&dir.path().join(MADE));
    let mut names = before.keys().filter(|name| name.ends_with(".mp3"));
    let (spoiled, lost) = (names.next().unwrap(), names.next().unwrap());
    std::fs::write(dir.path().join(MADE).join(spoiled), b"other").unwrap();
    std::fs::remove_file(dir.path().join(MADE).join(lost)).unwrap();
    let mut found = codes(dir.path(), &["audio", "check"]);
    found.sort();
    assert_eq!(found, ["Q0808", "Q0810"]);
    says(dir.path(), &["audio", "build"], 0);
    assert_eq!(before, files(&dir.path().join(MADE)));
    // Nobody's file, and no path out of the folder.
    std::fs::write(dir.path().join(MADE).join("mine.mp3"), b"mine").unwrap();
    let record = dir.path().join(MADE).join("record.json");
    let text = std::fs::read_to_string(&record).unwrap().replacen(spoiled, "../../surveys/klein.peil", 1);
    std::fs::write(&record, text).unwrap();
    says(dir.path(), &["audio", "build"], 0);
    assert!(dir.path().join("surveys/klein.peil").is_file() && dir.path().join(MADE).join("mine.mp3").is_file());
    std::fs::write(&record, "{").unwrap();
    assert!(says(dir.path(), &["audio", "build"], 2).contains("Q0825"));
}

/// No Dutch voice of Piper is at hand for the tests, so a script stands in for it: its arguments and its bytes are looked at,
/// not its sound.
#[test]
fn piper_is_called_with_the_voice_that_is_named() {
    programs();
    let dir = project(SOURCE);
    dir.put("stem.onnx", "een stem");
    let script = format!("echo \"$@\" >>calls\nexec {} --stdin --stdout -v nl", real("espeak-ng"));
    let build = ["audio", "build", "--engine", "piper", "--voice-file", "stem.onnx"];
    let run = || with_programs(dir.path(), &[("piper", &script)], &build);
    let output = run();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let calls = std::fs::read_to_string(dir.path().join("calls")).unwrap();
    assert_eq!(calls.lines().count(), TEXTS);
    for call in calls.lines() {
        assert!(call.starts_with("--model ") && call.contains("stem.onnx --output_file -"), "{call}");
        assert!(call.ends_with("--length_scale 1.14 --noise_scale 0 --noise_w 0"), "{call}");
    }
    says(dir.path(), &["audio", "check"], 0);
    assert!(stderr(&run()).contains("0 made, 9 kept"));
    dir.put("stem.onnx", "een andere stem");
    assert!(stderr(&run()).contains("9 made, 0 kept, 9 removed"));
    let without = peil(dir.path(), &["audio", "build", "--engine", "piper"]);
    assert_eq!(without.status.code(), Some(2));
    assert!(stderr(&without).contains("--voice-file"), "{}", stderr(&without));
}

#[test]
fn a_voice_that_the_engine_does_not_have() {
    programs();
    let dir = project(&SOURCE.replace("voice \"nl\"", "voice \"nederlands\""));
    let said = says(dir.path(), &["audio", "build"], 2);
    assert!(said.contains("Q0807") && said.contains("`espeak-ng` has no voice `nederlands`"), "{said}");
    assert_eq!(said.matches("Q0807").count(), 1, "told once, not for each text: {said}");
    assert!(said.contains("write `voice \"nl\"` for Dutch"), "{said}");
}

/// What a respondent of our own simple form can hear; time is told in docs/sound.md, not asserted.
#[test]
fn our_simple_form_speaks() {
    programs();
    let dir = project("");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, bytes) in files(&root.join("surveys")) {
        dir.put(&format!("surveys/{path}"), bytes);
    }
    std::fs::remove_file(dir.path().join("surveys/klein.peil")).unwrap();
    says(dir.path(), &["audio", "build"], 0);
    says(dir.path(), &["build"], 0);
    let dist = dir.path().join("dist");
    let lines = manifest(dir.path());
    let prompts = lines.values().filter(|line| line["role"] == "question" || line["role"] == "option");
    let texts: BTreeSet<&str> = prompts.clone().map(|line| line["spoken"].as_str().unwrap()).collect();
    let sounds: BTreeSet<&str> = prompts.map(|line| line["file"].as_str().unwrap()).collect();
    assert_eq!(texts.len(), sounds.len(), "two texts share a sound, or one text has two");
    assert!(sounds.len() >= 47, "{}", sounds.len());
    let mut sizes = Vec::new();
    for path in sounds {
        let bytes = std::fs::read(dist.join(path)).unwrap();
        let silence = Silence::of(&decode(&bytes).unwrap());
        assert!(!silence.is_silent() && silence.tail_ms < 300, "{path}: {silence:?}");
        sizes.push(bytes.len());
    }
    // 47 prompts fit in 1.1 MB; ours are more.
    let (number, all): (usize, usize) = (sizes.len(), sizes.iter().sum());
    assert!(all * 47 <= 1_100_000 * number, "{number} prompts, {all} bytes");
    assert!(all <= 1_350_000, "{number} prompts, {all} bytes");
}
