//! Words, abbreviations and letters that are no words.

use super::scan::{LEXICON, Reading, Scan, is_invisible};
use crate::text::dutch::{AMBIGUOUS, abbreviation_at, char_at, char_before, is_letter, is_word_char, written_at};
use unicode_normalization::UnicodeNormalization;

/// Abbreviations with a slash in them.
const SLASHED: [(&str, &str); 2] = [("t/m", "tot en met"), ("km/u", "kilometer per uur")];
/// Words that begin with an apostrophe: `'s ochtends`, `'t`.
const CLIPPED: [char; 5] = ['s', 't', 'n', 'k', 'm'];
/// Sounds that are words without a vowel.
const SOUNDS: [&str; 4] = ["hm", "hmm", "sst", "pst"];

pub(super) fn read(scan: Scan<'_>) -> Option<Reading> {
    let c = scan.char()?;
    if let Some(len) = clipped_len(scan, c) {
        return Some(Reading::words(len, word_text(scan.rest().get(..len)?)));
    }
    if !is_letter(c) && !is_word_char(c) {
        return None;
    }
    slashed(scan)
        .or_else(|| ambiguous(scan))
        .or_else(|| abbreviation(scan))
        .or_else(|| dotted(scan))
        .or_else(|| Some(word(scan)))
}

/// One spelling of the apostrophe, whichever the author typed.
fn word_text(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).map(|c| if c == '’' { '\'' } else { c }).collect()
}

fn clipped_len(scan: Scan<'_>, c: char) -> Option<usize> {
    if !matches!(c, '\'' | '’') || scan.before().is_some_and(is_word_char) {
        return None;
    }
    let letter = char_at(scan.text, scan.at + c.len_utf8()).filter(|letter| CLIPPED.contains(letter))?;
    let len = c.len_utf8() + letter.len_utf8();
    let next = char_at(scan.text, scan.at + len);
    next.is_none_or(|next| matches!(next, ' ' | '\u{a0}' | '-' | '.' | ',' | '?')).then_some(len)
}

fn slashed(scan: Scan<'_>) -> Option<Reading> {
    let (written, words) = SLASHED.iter().find(|(written, _)| written_at(scan.text, scan.at, written))?;
    Some(Reading::words(written.len(), like_written(words, scan)))
}

/// With a capital where the author wrote one.
fn like_written(words: &str, scan: Scan<'_>) -> String {
    let mut letters = words.chars();
    match letters.next().filter(|_| scan.char().is_some_and(char::is_uppercase)) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words.to_owned(),
    }
}

fn ambiguous(scan: Scan<'_>) -> Option<Reading> {
    let (written, [first, second]) = AMBIGUOUS.iter().find(|(written, _)| written_at(scan.text, scan.at, written))?;
    let after = scan.skip(written.len()).rest();
    if *written == "min." && after.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        return Some(Reading::words(written.len(), like_written("minimaal", scan)));
    }
    let remedy = format!("write `{first}` or `{second}`");
    Some(Reading::unspeakable(scan, written.len(), "the abbreviation has more than one meaning", &remedy))
}

fn abbreviation(scan: Scan<'_>) -> Option<Reading> {
    let (found, len) = abbreviation_at(scan.text, scan.at)?;
    let stop = found.written.ends_with('.') && scan.skip(len).ends_sentence(found.closing);
    Some(Reading::words(len, like_written(found.read, scan)).full_stop(stop))
}

/// Single letters with points between them, which no table knows: `k.k.`, `A.B.`, `o.a`.
fn dotted(scan: Scan<'_>) -> Option<Reading> {
    let (mut len, mut letters, mut rest) = (0, 0, scan.rest());
    while let Some(letter) = rest.chars().next().filter(|c| is_letter(*c)) {
        let Some(after) = rest.get(letter.len_utf8()..) else { break };
        let pointed = after.strip_prefix('.');
        if pointed.is_none() && after.starts_with(is_word_char) {
            return None;
        }
        letters += 1;
        len += letter.len_utf8() + usize::from(pointed.is_some());
        rest = pointed.unwrap_or(after);
        if pointed.is_none() {
            break;
        }
    }
    if letters < 2 || char_before(scan.text, scan.at + len).is_none() {
        return None;
    }
    Some(Reading::unspeakable(scan, len, "no reading of this abbreviation is known", LEXICON))
}

/// One part of a word, up to a hyphen.
fn word(scan: Scan<'_>) -> Reading {
    let len = word_len(scan.rest());
    let text = scan.rest().get(..len).unwrap_or_default();
    let said = word_text(text);
    let Some((reason, remedy)) = trouble(&said).or_else(|| cut_off(scan, len)) else {
        return Reading::words(len, said);
    };
    Reading::words(len, said).fault(scan.range(len), reason, &remedy)
}

/// Letters and digits, with an apostrophe between letters.
fn word_len(text: &str) -> usize {
    let mut len = 0;
    for (at, c) in text.char_indices() {
        let inside = matches!(c, '\'' | '’') && char_at(text, at + c.len_utf8()).is_some_and(is_letter);
        if !is_word_char(c) && !is_invisible(c) && !inside {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

fn trouble(text: &str) -> Option<(&'static str, String)> {
    const CAPITALS: &str = "capitals may be said letter by letter or as a word";
    const VOWELS: &str = "letters without a vowel are not a word";
    if text.chars().any(|c| !is_latin(c)) {
        return Some(("the letters are not Latin ones", LEXICON.to_owned()));
    }
    if text.chars().any(|c| c.is_ascii_digit()) {
        return Some(("letters and digits in one word are a code", LEXICON.to_owned()));
    }
    let mut parts = text.split(['\'', '’']);
    if parts.clone().any(has_capitals) {
        let remedy = "give `{}` a line in the lexicon; a word that is only stressed is written in small letters";
        return Some((CAPITALS, remedy.to_owned()));
    }
    parts.any(lacks_vowel).then(|| (VOWELS, "write it in full, or give `{}` a line in the lexicon".to_owned()))
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\'' | '’' | '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}')
            && !matches!(c, '×' | '÷')
}

/// Two capitals in a row, but not those of `IJsland`.
fn has_capitals(part: &str) -> bool {
    let rest = part.strip_prefix("IJ").filter(|rest| rest.starts_with(char::is_lowercase)).unwrap_or(part);
    let mut last = false;
    rest.chars().any(|c| {
        let pair = last && c.is_uppercase();
        last = c.is_uppercase();
        pair
    })
}

fn lacks_vowel(part: &str) -> bool {
    let bare: Vec<char> = part.to_lowercase().nfd().filter(|c| c.is_alphabetic()).collect();
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ĳ' | 'æ' | 'ø' | 'œ');
    let sound = SOUNDS.contains(&bare.iter().collect::<String>().as_str());
    bare.len() > 1 && !sound && !bare.iter().any(vowel)
}

/// A point inside a sentence: the word before it is an abbreviation that no table knows.
fn cut_off(scan: Scan<'_>, len: usize) -> Option<(&'static str, String)> {
    let after = scan.skip(len).rest().strip_prefix('.')?;
    let next = after.trim_start().chars().next()?;
    let inside = is_letter(next) && (!after.starts_with(char::is_whitespace) || next.is_lowercase());
    let remedy = "write `{}` in full, or start the sentence after it with a space and a capital";
    inside.then(|| ("a point stands inside a sentence", remedy.to_owned()))
}
