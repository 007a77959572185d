//! The command as its users meet it: statuses, messages, and bad input of every kind.

use crate::support::command::{SURVEY, command, peil, project, stderr};
use crate::support::temp::TempDir;
use std::process::Output;

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("results are UTF-8")
}

/// Checks a file of these bytes: the status and a piece of what is said. Never a panic, never a status above 2.
#[track_caller]
fn refused(bytes: &[u8], status: i32, said: &str) {
    let dir = project(bytes);
    let output = peil(dir.path(), &["check"]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(status), "{text}");
    assert!(text.contains(said), "expected `{said}` in:\n{text}");
    assert!(!text.contains("panicked"), "{text}");
    assert!(text.len() < 100_000, "{} bytes of messages", text.len());
}

#[test]
fn a_sound_survey_builds_checks_and_rebuilds() {
    let dir = project(SURVEY.as_bytes());
    let built = peil(dir.path(), &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", stderr(&built));
    assert!(dir.path().join("dist/forms/small-2026/regulier/web/index.html").is_file());
    assert_eq!(peil(dir.path(), &["build", "--check"]).status.code(), Some(0));
    let again = stderr(&peil(dir.path(), &["build"]));
    assert!(again.contains("0 written"), "{again}");
    std::fs::write(dir.path().join("surveys/a.peil"), SURVEY.replace("Doet u mee?", "Doet u weer mee?")).unwrap();
    let stale = peil(dir.path(), &["build", "--check"]);
    assert_eq!(stale.status.code(), Some(1));
    assert!(stderr(&stale).contains("Q0014"), "{}", stderr(&stale));
}

#[test]
fn an_error_blocks_the_build_and_leaves_the_old_output() {
    let dir = project(SURVEY.as_bytes());
    peil(dir.path(), &["build"]);
    let before = std::fs::read(dir.path().join("dist/manifest.json")).unwrap();
    std::fs::write(dir.path().join("surveys/a.peil"), SURVEY.replace("1 ja", "2 ja")).unwrap();
    let output = peil(dir.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("nothing was written"));
    assert_eq!(std::fs::read(dir.path().join("dist/manifest.json")).unwrap(), before);
}

#[test]
fn bytes_that_are_no_text() {
    refused(b"", 1, "Q0005");
    refused(b"\x7fELF\0\0\x01", 1, "Q0004");
    refused(b"edition 2026\n\0\n", 1, "Q0004");
    refused(b"edition 2026\n// caf\xe9\n", 1, "offset 19");
    refused(b"edition 2026\n// caf\xe9\n", 1, "Q0003");
    refused(&[0xff, 0xfe, b'e', 0, b'd', 0], 1, "Q000");
    refused("x".repeat(10_000_000).as_bytes(), 1, "Q0006");
}

#[test]
fn crlf_and_a_byte_order_mark_are_welcome() {
    let text = format!("\u{feff}{}", SURVEY.replace('\n', "\r\n"));
    let dir = project(text.as_bytes());
    let output = peil(dir.path(), &["check"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn names_that_no_file_can_have() {
    let dir = project(SURVEY.replace("wording regulier", "wording aux").as_bytes());
    for command in ["check", "build"] {
        let output = peil(dir.path(), &[command]);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert_eq!(stderr(&output).matches("Q0016").count(), 1, "{}", stderr(&output));
        assert!(stderr(&output).contains("surveys/a.peil:"), "{}", stderr(&output));
    }
    assert!(!dir.path().join("dist").exists());
}

#[test]
fn answers_are_not_sent_in_the_clear() {
    let dir = project(SURVEY.as_bytes());
    let output = peil(dir.path(), &["build", "--send-to", "http://antwoorden.example.nl/in"]);
    assert_ne!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("Q0020"), "{}", stderr(&output));
    assert!(!dir.path().join("dist").exists());
}

#[test]
fn uses_of_what_is_no_file() {
    let using = |path: &str| SURVEY.replace("edition 2026\n", &format!("edition 2026\nuse \"{path}\"\n"));
    refused(using("../surveys").as_bytes(), 1, "Q0008");
    refused(using("../../other.peil").as_bytes(), 1, "Q0010");
    refused(using("aa.peil").as_bytes(), 1, "a similar file exists: `a.peil`");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_utf8_is_told_so() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let dir = project(SURVEY.as_bytes());
    std::fs::write(dir.path().join("surveys").join(OsStr::from_bytes(b"caf\xe9.peil")), SURVEY).unwrap();
    std::fs::create_dir(dir.path().join("surveys").join(OsStr::from_bytes(b"m\xe9r"))).unwrap();
    let text = stderr(&peil(dir.path(), &["check"]));
    for (name, bytes) in [("caf\u{FFFD}.peil", r"caf\xE9.peil"), ("m\u{FFFD}r", r"m\xE9r")] {
        assert!(text.contains(&format!("error[Q0002]: the name of `surveys/{name}` is not UTF-8")), "{text}");
        assert!(text.contains(&format!("its bytes are `{bytes}`")), "{text}");
    }
    assert!(!text.contains("does not exist"), "{text}");
    let named = command(dir.path(), &["check"]).arg(OsStr::from_bytes(b"surveys/caf\xe9.peil")).output().unwrap();
    let text = stderr(&named);
    assert!(text.contains(r#"the path "surveys/caf\xE9.peil" is not UTF-8"#), "{text}");
}

#[cfg(unix)]
#[test]
fn a_device_is_not_read() {
    let dir = project(SURVEY.as_bytes());
    std::os::unix::fs::symlink("/dev/zero", dir.path().join("surveys/b.peil")).unwrap();
    let output = peil(dir.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("Q0002"), "{}", stderr(&output));
}

#[test]
fn ten_thousand_brackets() {
    refused(SURVEY.replace("label \"Ja\"", &format!("when {}", "(".repeat(10_000))).as_bytes(), 1, "Q0102");
    refused("survey a 2026 \"A\" {\n".repeat(10_000).as_bytes(), 1, "Q0102");
}

#[test]
fn files_that_are_not_there() {
    let dir = project(SURVEY.as_bytes());
    let output = peil(dir.path(), &["check", "surveys/b.peil"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("Q0001"), "{}", stderr(&output));
    let empty = TempDir::new();
    let output = peil(empty.path(), &["build"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("peil new"), "{}", stderr(&output));
    let outside = peil(dir.path(), &["check", "/etc/hostname"]);
    assert_eq!(outside.status.code(), Some(2), "{}", stderr(&outside));
}

#[test]
fn a_circle_of_uses() {
    let dir = project(SURVEY.replace("edition 2026", "edition 2026\nuse \"b.peil\"").as_bytes());
    std::fs::write(dir.path().join("surveys/b.peil"), "edition 2026\nuse \"a.peil\"\n").unwrap();
    let output = peil(dir.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("Q0209"), "{}", stderr(&output));
}

#[test]
fn two_files_with_one_survey() {
    let dir = project(SURVEY.as_bytes());
    std::fs::write(dir.path().join("surveys/b.peil"), SURVEY).unwrap();
    let output = peil(dir.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    let text = stderr(&output);
    assert!(text.contains("Q0220") && text.contains("a.peil") && text.contains("b.peil"), "{text}");
}

#[cfg(unix)]
#[test]
fn links_that_go_round() {
    let dir = project(SURVEY.as_bytes());
    std::os::unix::fs::symlink(".", dir.path().join("surveys/again")).unwrap();
    std::os::unix::fs::symlink("loop.peil", dir.path().join("surveys/loop.peil")).unwrap();
    let output = peil(dir.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("Q0009"), "{}", stderr(&output));
}

#[test]
fn an_output_that_is_a_file() {
    let dir = project(SURVEY.as_bytes());
    std::fs::write(dir.path().join("dist"), "mine").unwrap();
    let output = peil(dir.path(), &["build"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert_eq!(std::fs::read(dir.path().join("dist")).unwrap(), b"mine");
}

#[test]
fn machine_formats_go_to_standard_output() {
    let dir = project(SURVEY.replace("1 ja", "2 ja").as_bytes());
    for (format, begins) in [("json", "{"), ("sarif", "{"), ("github", "::error")] {
        let output = peil(dir.path(), &["check", "--message-format", format]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stdout(&output).starts_with(begins), "{format}: {}", stdout(&output));
    }
    let short = stderr(&peil(dir.path(), &["check", "--message-format", "short"]));
    assert!(short.starts_with("surveys/a.peil:13:"), "{short}");
}

#[test]
fn warnings_can_be_denied() {
    let dir = project(
        SURVEY.replace("edition 2026", "edition 2026\n\nscale los nominal \"Los\" {\n  1 a \"A\"\n}").as_bytes(),
    );
    assert_eq!(peil(dir.path(), &["check"]).status.code(), Some(0));
    assert_eq!(peil(dir.path(), &["check", "--deny", "warnings"]).status.code(), Some(1));
}

#[test]
fn a_new_project_builds_without_a_warning() {
    let dir = TempDir::new();
    assert_eq!(peil(dir.path(), &["new", "mine"]).status.code(), Some(0));
    let mine = dir.path().join("mine");
    let built = peil(&mine, &["build", "--deny", "warnings", "--archive", "peil.tar"]);
    assert_eq!(built.status.code(), Some(0), "{}", stderr(&built));
    assert!(mine.join("peil.tar").is_file());
    let formatted = peil(&mine, &["fmt", "--check"]);
    assert_eq!(formatted.status.code(), Some(0), "{}", stderr(&formatted));
    let again = peil(dir.path(), &["new", "mine"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(stderr(&again).contains("not empty"));
}

#[test]
fn formatting_in_place_and_as_a_check() {
    let dir = project(SURVEY.replace("  language nl", "language   nl").as_bytes());
    let check = peil(dir.path(), &["fmt", "--check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(stderr(&check).contains("surveys/a.peil"), "{}", stderr(&check));
    assert_eq!(peil(dir.path(), &["fmt"]).status.code(), Some(0));
    assert_eq!(peil(dir.path(), &["fmt", "--check"]).status.code(), Some(0));
    let text = std::fs::read_to_string(dir.path().join("surveys/a.peil")).unwrap();
    assert!(text.contains("\n  language  nl\n"), "{text}");
}

#[test]
fn a_file_too_broken_for_a_layout_keeps_its_own_and_says_so() {
    let broken = " page een \"Een\"\n question x one of { ja,  nee }\n questi\"on y  number 1-10 {\n";
    let dir = project(broken.as_bytes());
    let output = peil(dir.path(), &["fmt"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("warning[Q0123]"), "{}", stderr(&output));
    assert!(stderr(&output).contains("surveys/a.peil:1:2"), "{}", stderr(&output));
    assert_eq!(std::fs::read_to_string(dir.path().join("surveys/a.peil")).unwrap(), broken);
}

#[test]
fn respondents_by_seed() {
    let dir = project(SURVEY.as_bytes());
    let arguments = ["simulate", "small@2026", "-n", "20", "--seed", "7"];
    let (one, two) = (stdout(&peil(dir.path(), &arguments)), stdout(&peil(dir.path(), &arguments)));
    assert_eq!(one, two);
    assert_eq!(one.lines().count(), 20);
    let wrong = peil(dir.path(), &["simulate", "smal@2026"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("did you mean `small@2026`"), "{}", stderr(&wrong));
}

#[test]
fn every_diagnostic_explains_itself() {
    let dir = TempDir::new();
    let list = stdout(&peil(dir.path(), &["explain"]));
    assert!(list.lines().count() > 80, "{list}");
    for line in list.lines() {
        let (code, rest) = line.split_once(' ').unwrap();
        let slug = rest.split_whitespace().next().unwrap();
        let page = stdout(&peil(dir.path(), &["explain", code]));
        assert!(page.starts_with(&format!("# {code} {slug}")), "{code}: {page}");
    }
    let unknown = peil(dir.path(), &["explain", "Q9876"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn reserved_commands_say_so() {
    let dir = TempDir::new();
    let output = peil(dir.path(), &["export", "anything", "--flag"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("reserved"), "{}", stderr(&output));
}

#[test]
fn completions_and_manual_pages() {
    let dir = TempDir::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(stdout(&peil(dir.path(), &["completions", shell])).contains("simulate"));
    }
    assert_eq!(peil(dir.path(), &["man", "pages"]).status.code(), Some(0));
    assert!(dir.path().join("pages/peil-build.1").is_file());
}
