//! Dashes and hyphens: part of a word, a pause, or without one reading.

use super::scan::{Reading, Say, Scan};
use crate::text::dutch::{is_letter, is_word_char};

const DASHES: [char; 5] = ['-', '–', '—', '\u{2011}', '−'];

pub(super) fn read(scan: Scan<'_>, c: char) -> Option<Reading> {
    if !DASHES.contains(&c) {
        return None;
    }
    let rest = scan.rest();
    let after = rest.trim_start_matches(DASHES);
    let len = rest.len() - after.len();
    if len > c.len_utf8() {
        return Some(Reading::unspeakable(scan, len, "a row of dashes is not a word", "write one dash, with spaces"));
    }
    let (before, next) = (scan.before(), after.chars().next());
    let hyphen = matches!(c, '-' | '\u{2011}');
    Some(match (before, next) {
        (Some(a), Some(b)) if is_word_char(a) && is_word_char(b) && hyphen => between(a, b, len),
        _ if is_space(before) && is_space(next) => spaced(scan, len, after),
        _ if hyphen && before.is_some_and(is_word_char) && is_suspended(after) => Reading::new(len, Say::Nothing),
        _ => Reading::unspeakable(
            scan,
            len,
            "a dash against a word may be a pause, a range or a hyphen",
            "put spaces on both sides, or on neither",
        ),
    })
}

fn is_space(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

fn between(a: char, b: char, len: usize) -> Reading {
    Reading::new(len, if is_letter(a) && is_letter(b) { Say::Hyphen } else { Say::Space })
}

/// `hoor- en wederhoor`: the second half of the word comes later.
fn is_suspended(after: &str) -> bool {
    let Some(rest) = after.strip_prefix([' ', '\u{a0}']) else { return after.starts_with(',') };
    ["en ", "of ", "tot "].iter().any(|word| rest.starts_with(word))
}

fn spaced(scan: Scan<'_>, len: usize, after: &str) -> Reading {
    let past = scan.past();
    if past.trim_end_matches([' ', '\t']).is_empty() || past.trim_end_matches([' ', '\t']).ends_with('\n') {
        return Reading::unspeakable(scan, len, "a dash at the start of a line marks a list", "write a sentence");
    }
    let digits = past.trim_end().ends_with(|c: char| c.is_ascii_digit())
        && after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    if digits {
        let reason = "a dash between numbers may be a range, a minus or a pause";
        return Reading::unspeakable(scan, len, reason, "write `tot en met`, `tot` or `min`");
    }
    Reading::new(len, Say::Pause)
}
