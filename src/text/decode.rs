//! Bytes of a file to the text that the compiler reads: UTF-8, no mark, `\n` at line ends.

/// The longest line that is read, in bytes.
pub const LONGEST_LINE: usize = 1_000_000;

/// The largest file that is read, in bytes; far below what a span can address.
pub const LARGEST_FILE: usize = 256_000_000;

/// A text as the compiler reads it, and what was changed to get there. Spans count bytes of `text`, not of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    /// A byte order mark was taken off.
    pub bom: bool,
    /// How many line ends `\r\n`, or `\r` alone, became `\n`.
    pub line_ends: usize,
}

/// Why a file is not a text. Offsets are zero-based bytes of the file as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing but white space.
    Empty,
    TooLarge {
        length: usize,
    },
    /// `line` is 1-based; `column` is 1-based and counts characters.
    NotUtf8 {
        offset: usize,
        byte: u8,
        line: usize,
        column: usize,
        guess: Option<Guess>,
    },
    /// A byte that no text has, such as NUL.
    Binary {
        offset: usize,
        byte: u8,
    },
    /// `line` is 1-based; `length` in bytes.
    LineTooLong {
        line: usize,
        length: usize,
    },
}

/// The encoding that a file seems to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guess {
    Utf16,
    /// Latin-1, or the Windows-1252 that editors call so.
    Latin1,
}

/// Reads bytes as text.
///
/// # Errors
/// A [`Fault`] when the bytes are no text, or one that is too large to handle.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Fault> {
    if bytes.len() > LARGEST_FILE {
        return Err(Fault::TooLarge { length: bytes.len() });
    }
    let (bom, content) = bytes.strip_prefix(b"\xEF\xBB\xBF").map_or((false, bytes), |rest| (true, rest));
    let text = read_utf8(content, bytes.len() - content.len())?;
    let (text, line_ends) = unify_line_ends(text);
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    match text.split('\n').enumerate().find(|(_, line)| line.len() > LONGEST_LINE) {
        Some((at, line)) => Err(Fault::LineTooLong { line: at + 1, length: line.len() }),
        None => Ok(Decoded { text, bom, line_ends }),
    }
}

/// `skipped` is the number of bytes before `content` in the file.
fn read_utf8(content: &[u8], skipped: usize) -> Result<&str, Fault> {
    if looks_like_utf16(content) {
        return Err(not_utf8(content, 0, skipped, Some(Guess::Utf16)));
    }
    if let Some(at) = content.iter().position(|&byte| byte == 0) {
        return Err(Fault::Binary { offset: at + skipped, byte: 0 });
    }
    std::str::from_utf8(content).map_err(|error| {
        // Letters of Latin-1 among plain text; a control byte beside broken UTF-8 is no text at all.
        match content.iter().position(|&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C)) {
            Some(at) => Fault::Binary { offset: at + skipped, byte: content.get(at).copied().unwrap_or(0) },
            None => not_utf8(content, error.valid_up_to(), skipped, guess_latin1(content)),
        }
    })
}

fn not_utf8(content: &[u8], at: usize, skipped: usize, guess: Option<Guess>) -> Fault {
    let before = content.get(..at).unwrap_or_default();
    let last_line = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    Fault::NotUtf8 {
        offset: at + skipped,
        byte: content.get(at).copied().unwrap_or(0),
        line: before.iter().filter(|&&byte| byte == b'\n').count() + 1,
        column: String::from_utf8_lossy(last_line).chars().count() + 1,
        guess,
    }
}

/// By its mark, or because every other byte of its beginning is NUL, as in plain Latin text.
fn looks_like_utf16(content: &[u8]) -> bool {
    if content.starts_with(b"\xFF\xFE") || content.starts_with(b"\xFE\xFF") {
        return true;
    }
    let head = content.get(..content.len().min(512)).unwrap_or_default();
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    head.len() >= 4 && even.min(odd) == 0 && even.max(odd) * 4 >= head.len()
}

/// UTF-8 has its high bytes in runs of two and more; in Latin-1 they stand alone.
fn guess_latin1(content: &[u8]) -> Option<Guess> {
    let high = |byte: &u8| *byte >= 0x80;
    let single = content.chunk_by(|a, b| high(a) == high(b)).filter(|run| run.first().is_some_and(high));
    let (mut alone, mut runs) = (0_usize, 0_usize);
    for run in single {
        runs += 1;
        alone += usize::from(run.len() == 1);
    }
    (alone * 2 > runs).then_some(Guess::Latin1)
}

fn unify_line_ends(text: &str) -> (String, usize) {
    let count = text.bytes().filter(|&byte| byte == b'\r').count();
    if count == 0 {
        return (text.to_owned(), 0);
    }
    (text.replace("\r\n", "\n").replace('\r', "\n"), count)
}

#[cfg(test)]
mod tests {
    use super::{Decoded, Fault, Guess, decode};

    #[test]
    fn mark_and_line_ends_are_taken_off_and_counted() {
        let decoded = decode(b"\xEF\xBB\xBFa\r\nb\rc\n").unwrap();
        assert_eq!(decoded, Decoded { text: "a\nb\nc\n".to_owned(), bom: true, line_ends: 2 });
    }

    #[test]
    fn nothing_but_white_space_is_empty() {
        for bytes in [&b""[..], b"\xEF\xBB\xBF", b" \r\n\t\n"] {
            assert_eq!(decode(bytes), Err(Fault::Empty));
        }
    }

    #[test]
    fn latin1_is_guessed_with_its_place() {
        let fault = decode(b"survey\n  x Cli\xEBnt").unwrap_err();
        let guess = Some(Guess::Latin1);
        assert_eq!(fault, Fault::NotUtf8 { offset: 14, byte: 0xEB, line: 2, column: 8, guess });
    }

    #[test]
    fn the_offset_counts_the_mark() {
        let fault = decode(b"\xEF\xBB\xBF\xE9").unwrap_err();
        assert!(matches!(fault, Fault::NotUtf8 { offset: 3, byte: 0xE9, line: 1, column: 1, .. }), "{fault:?}");
    }

    #[test]
    fn a_cut_file_in_utf8_is_not_latin1() {
        let mut bytes = "één ingekort bestand: ë".as_bytes().to_vec();
        bytes.pop();
        assert!(matches!(decode(&bytes), Err(Fault::NotUtf8 { guess: None, .. })));
    }

    #[test]
    fn utf16_is_guessed_with_and_without_its_mark() {
        let wide: Vec<u8> = "survey clients".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xFE\xFF".to_vec(), "survey".encode_utf16().flat_map(u16::to_be_bytes).collect()].concat();
        for bytes in [wide, marked] {
            assert!(matches!(decode(&bytes), Err(Fault::NotUtf8 { guess: Some(Guess::Utf16), offset: 0, .. })));
        }
    }

    #[test]
    fn a_nul_or_a_control_byte_beside_broken_utf8_is_binary() {
        assert_eq!(decode(b"survey a\0b"), Err(Fault::Binary { offset: 8, byte: 0 }));
        assert_eq!(decode(b"\x89PNG\r\n\x1A\n"), Err(Fault::Binary { offset: 6, byte: 0x1A }));
    }

    #[test]
    fn a_line_over_the_limit_is_refused_and_one_at_the_limit_is_not() {
        let line = "x".repeat(super::LONGEST_LINE);
        assert!(decode(format!("a\n{line}\n").as_bytes()).is_ok());
        let fault = decode(format!("a\n{line}y\n").as_bytes()).unwrap_err();
        assert_eq!(fault, Fault::LineTooLong { line: 2, length: super::LONGEST_LINE + 1 });
    }
}
