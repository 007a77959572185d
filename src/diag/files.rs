//! Q00xx: files that cannot be read, or are no text.

use super::{Code, Diagnostic, RuleInfo, Status};
use crate::text::{Fault, Guess, LARGEST_FILE, LONGEST_LINE};

pub const NOT_FOUND: Code = Code::new(1, "file-not-found");
pub const UNREADABLE: Code = Code::new(2, "file-unreadable");
pub const NOT_UTF8: Code = Code::new(3, "not-utf8");
pub const BINARY: Code = Code::new(4, "binary-file");
pub const EMPTY: Code = Code::new(5, "file-empty");
pub const LINE_TOO_LONG: Code = Code::new(6, "line-too-long");
pub const TOO_LARGE: Code = Code::new(7, "file-too-large");
pub const IS_DIRECTORY: Code = Code::new(8, "path-is-directory");
pub const LINK_LOOP: Code = Code::new(9, "link-loop");
pub const OUTSIDE_PROJECT: Code = Code::new(10, "path-outside-project");

/// The codes of this file for the catalogue.
pub const RULES: &[RuleInfo] = &[
    rule(NOT_FOUND, "a file that is named does not exist", include_str!("../../docs/errors/Q0001.md")),
    rule(UNREADABLE, "the system refuses to read a file", include_str!("../../docs/errors/Q0002.md")),
    rule(NOT_UTF8, "a file is in another encoding than UTF-8", include_str!("../../docs/errors/Q0003.md")),
    rule(BINARY, "a file is no text", include_str!("../../docs/errors/Q0004.md")),
    rule(EMPTY, "a file has nothing in it", include_str!("../../docs/errors/Q0005.md")),
    rule(LINE_TOO_LONG, "a line is longer than a million bytes", include_str!("../../docs/errors/Q0006.md")),
    rule(TOO_LARGE, "a file is larger than the compiler reads", include_str!("../../docs/errors/Q0007.md")),
    rule(IS_DIRECTORY, "a directory stands where a file is expected", include_str!("../../docs/errors/Q0008.md")),
    rule(LINK_LOOP, "symbolic links go round in a circle", include_str!("../../docs/errors/Q0009.md")),
    rule(OUTSIDE_PROJECT, "a path leads out of the project", include_str!("../../docs/errors/Q0010.md")),
];

const fn rule(code: Code, summary: &'static str, page: &'static str) -> RuleInfo {
    RuleInfo { code, summary, status: Status::Stable { since: "0.1.0" }, page }
}

/// A file that is no text, as the author reads it.
#[must_use]
pub fn not_a_text(path: &str, fault: &Fault) -> Diagnostic {
    match fault {
        Fault::Empty => Diagnostic::file(EMPTY, path, format!("file `{path}` is empty")),
        Fault::TooLarge { length } => too_large(path, *length),
        Fault::NotUtf8 { offset, byte, line, column, guess } => {
            not_utf8(path, &format!("0x{byte:02X} at offset {offset} (line {line}, column {column})"), *guess)
        }
        Fault::Binary { offset, byte } => binary(path, *offset, *byte),
        Fault::LineTooLong { line, length } => line_too_long(path, *line, *length),
    }
}

fn too_large(path: &str, length: usize) -> Diagnostic {
    Diagnostic::file(TOO_LARGE, path, format!("file `{path}` is {length} bytes long"))
        .with_note(format!("a file of at most {LARGEST_FILE} bytes is read"))
}

fn not_utf8(path: &str, place: &str, guess: Option<Guess>) -> Diagnostic {
    let diagnostic = Diagnostic::file(NOT_UTF8, path, format!("file `{path}` is not UTF-8: found byte {place}"));
    let (name, help) = match guess {
        Some(Guess::Utf16) => ("UTF-16", "save the file as UTF-8"),
        Some(Guess::Latin1) => ("Windows-1252 (Latin-1)", "save the file as UTF-8"),
        None => return diagnostic.help("save the file as UTF-8, or fetch it again if it was cut off"),
    };
    diagnostic.with_note(format!("the file looks like {name}")).help(help)
}

fn binary(path: &str, offset: usize, byte: u8) -> Diagnostic {
    let found = if byte == 0 { "a NUL byte".to_owned() } else { format!("control byte 0x{byte:02X}") };
    Diagnostic::file(BINARY, path, format!("file `{path}` is not a text: found {found} at offset {offset}"))
}

fn line_too_long(path: &str, line: usize, length: usize) -> Diagnostic {
    Diagnostic::file(LINE_TOO_LONG, path, format!("line {line} of file `{path}` is {length} bytes long"))
        .with_note(format!("a line of at most {LONGEST_LINE} bytes is read"))
        .help("break the line")
}

#[cfg(test)]
mod tests {
    use super::{RULES, not_a_text};
    use crate::text::decode;

    fn message(bytes: &[u8]) -> String {
        let diagnostic = not_a_text("a.peil", &decode(bytes).unwrap_err());
        let more = diagnostic.notes.iter().chain(&diagnostic.help).fold(String::new(), |all, text| all + "; " + text);
        format!("{} {}{more}", diagnostic.code, diagnostic.message)
    }

    #[test]
    fn the_encoding_is_guessed_in_words() {
        assert_eq!(
            message(b"survey\n  x Cli\xEBnt"),
            "Q0003 file `a.peil` is not UTF-8: found byte 0xEB at offset 14 (line 2, column 8); \
             the file looks like Windows-1252 (Latin-1); save the file as UTF-8"
        );
    }

    #[test]
    fn binary_and_empty_files_are_told_apart() {
        assert_eq!(message(b"ab\0"), "Q0004 file `a.peil` is not a text: found a NUL byte at offset 2");
        assert_eq!(message(b"\n"), "Q0005 file `a.peil` is empty");
    }

    #[test]
    fn every_page_names_its_code_and_slug() {
        for rule in RULES {
            let title = format!("# {} {}\n", rule.code, rule.code.slug);
            assert!(rule.page.starts_with(&title), "{title}");
        }
    }
}
