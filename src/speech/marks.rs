//! Punctuation, symbols, brackets and markup.

use super::dashes;
use super::scan::{Reading, Say, Scan, is_invisible};
use crate::text::dutch::{char_at, char_before, is_end_mark, is_letter, is_word_char};
use crate::text::markup::{entity_len, tag_len};
use std::ops::Range;

pub(super) fn read(scan: Scan<'_>, c: char) -> Reading {
    let len = c.len_utf8();
    if c.is_whitespace() {
        return Reading::new(len, Say::Space);
    }
    if is_invisible(c) {
        return Reading::new(len, Say::Nothing);
    }
    dashes::read(scan, c)
        .or_else(|| punctuation(scan, c))
        .or_else(|| quote(scan, c))
        .or_else(|| bracket(scan, c))
        .or_else(|| markup(scan, c))
        .or_else(|| slash(scan, c))
        .or_else(|| symbol(scan, c))
        .unwrap_or_else(|| unknown(scan, c))
}

fn punctuation(scan: Scan<'_>, c: char) -> Option<Reading> {
    if scan.rest().starts_with("...") {
        let len = scan.rest().bytes().take_while(|b| *b == b'.').count();
        return Some(Reading::new(len, Say::Close('…')));
    }
    matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | '…').then(|| Reading::new(c.len_utf8(), Say::Close(c)))
}

fn quote(scan: Scan<'_>, c: char) -> Option<Reading> {
    let next = char_at(scan.text, scan.at + c.len_utf8());
    if matches!(c, '\'' | '’' | '‘') && next.is_some_and(|c| c.is_ascii_digit()) {
        let len = c.len_utf8()
            + scan.rest().chars().skip(1).take_while(|c| is_word_char(*c)).map(char::len_utf8).sum::<usize>();
        return Some(Reading::unspeakable(
            scan,
            len,
            "a clipped year leaves its century open",
            "write the year in full",
        ));
    }
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '\'' | '«' | '»' | '‹' | '›')
        .then(|| Reading::new(c.len_utf8(), Say::Nothing))
}

/// The bracket at this place with its partner; `None` when it has none.
fn partner(text: &str, at: usize, open: bool) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    let mut step = |c: char, deeper: char, back: char| {
        if c == deeper {
            depth += 1;
        } else if c == back {
            depth = depth.saturating_sub(1);
        }
        depth == 0
    };
    if open {
        let inside = text.get(at..)?;
        inside.char_indices().find(|(_, c)| step(*c, '(', ')')).map(|(end, _)| at..at + end + 1)
    } else {
        let inside = text.get(..=at)?;
        inside.char_indices().rev().find(|(_, c)| step(*c, ')', '(')).map(|(start, _)| start..at + 1)
    }
}

/// Round brackets are left out around whole sentences; anywhere else it is open whether the words are said.
fn bracket(scan: Scan<'_>, c: char) -> Option<Reading> {
    if !matches!(c, '(' | ')') {
        return None;
    }
    let Some(pair) = partner(scan.text, scan.at, c == '(') else {
        return Some(Reading::unspeakable(scan, 1, "the bracket has no partner", "delete the bracket"));
    };
    if is_whole_sentence(scan.text, &pair) {
        return Some(Reading::new(1, Say::Nothing));
    }
    let raw = Reading::new(1, Say::Raw);
    Some(if c == ')' { raw } else { in_brackets(raw, scan.text, pair) })
}

fn in_brackets(reading: Reading, text: &str, pair: Range<usize>) -> Reading {
    let ending = char_before(text, pair.start).is_some_and(is_word_char);
    let beginning = char_at(text, pair.end).is_some_and(is_word_char);
    if ending || beginning {
        let word = token(text, pair, |c| is_word_char(c) || matches!(c, '(' | ')' | '-'));
        let reason = "letters in brackets stand for two words at once";
        return reading.fault(word, reason, "write out both words, or choose one");
    }
    let reason = "words in brackets may be said or left out";
    reading.fault(pair, reason, "write them between commas, or as a sentence of their own")
}

fn is_whole_sentence(text: &str, pair: &Range<usize>) -> bool {
    let before = text.get(..pair.start).unwrap_or_default();
    let inner = text.get(pair.start + 1..pair.end.saturating_sub(1)).unwrap_or_default();
    let fresh = before.is_empty() || before.ends_with(char::is_whitespace);
    let starts = before.trim_end().chars().next_back().is_none_or(is_end_mark);
    fresh && starts && inner.trim_end().ends_with(is_end_mark)
}

/// `range` and everything of its kind that touches it.
fn token(text: &str, range: Range<usize>, part: impl Fn(char) -> bool) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let start = before.trim_end_matches(&part).len();
    let end = text.len() - after.trim_start_matches(&part).len();
    start..end
}

fn markup(scan: Scan<'_>, c: char) -> Option<Reading> {
    let rest = scan.rest();
    let (reason, remedy) = match c {
        '<' => ("an HTML tag is not read aloud", "delete the tag"),
        '&' => ("an HTML code is not read aloud", "write the character itself"),
        '{' => ("a placeholder is left in the text", "fill it in, or give a spoken text"),
        '[' => ("square brackets have no reading", "write the words without them"),
        _ => return None,
    };
    let len = match c {
        '<' => tag_len(rest)?,
        '&' => entity_len(rest)?,
        '{' => rest.find('}').map_or(1, |end| end + 1),
        _ => rest.find(']').map_or(1, |end| end + 1),
    };
    Some(Reading::unspeakable(scan, len, reason, remedy))
}

fn slash(scan: Scan<'_>, c: char) -> Option<Reading> {
    if c != '/' {
        return None;
    }
    let before = scan.past().trim_end_matches([' ', '\u{a0}']);
    let after = scan.rest().get(1..)?.trim_start_matches([' ', '\u{a0}']);
    let around = before.len()..scan.text.len() - after.len();
    let words = token(scan.text, around, |c| is_word_char(c) || matches!(c, '\'' | '’' | '-' | '/'));
    let reason = "a slash may mean `of`, `en` or `per`";
    Some(Reading::new(1, Say::Raw).fault(words, reason, "write the word that is meant"))
}

fn symbol(scan: Scan<'_>, c: char) -> Option<Reading> {
    let after = scan.rest().get(c.len_utf8()..)?;
    let (before, next) = (scan.before(), after.chars().next());
    let digit_next = after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let digit_past = scan.past().trim_end().ends_with(|c: char| c.is_ascii_digit());
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let apart = space(before) && space(next);
    let joins = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || is_word_char(c));
    let (words, safe) = match c {
        '&' => ("en", apart || (before.is_some_and(is_letter) && next.is_some_and(is_letter))),
        '=' => ("is", joins(before) && joins(next)),
        '+' => ("plus", apart || (digit_past && digit_next)),
        '×' => ("keer", digit_past && digit_next),
        '<' => ("minder dan", digit_next),
        '>' => ("meer dan", digit_next),
        '≤' => ("hoogstens", digit_next),
        '≥' => ("minstens", digit_next),
        '§' => ("paragraaf", digit_next),
        _ => return None,
    };
    safe.then(|| Reading::words(c.len_utf8(), words))
}

/// A symbol, or a row of them, that no rule reads.
fn unknown(scan: Scan<'_>, c: char) -> Reading {
    if matches!(c, '*' | '_' | '`' | '#' | '~' | '^' | '|' | '\\') {
        let len = scan.rest().chars().take_while(|d| *d == c).count();
        return Reading::unspeakable(scan, len, "markup is not read aloud", "delete `{}`");
    }
    let ascii = c.is_ascii();
    let row = scan.rest().chars().take_while(|d| if ascii { *d == c } else { is_picture(*d) });
    let len = row.map(char::len_utf8).sum::<usize>().max(c.len_utf8());
    let reason = if ascii { "the sign has no one reading" } else { "the symbol has no reading" };
    Reading::unspeakable(scan, len, reason, "write it in words, or delete it")
}

/// Neither text nor ASCII; the joiners inside an emoji belong to it.
fn is_picture(c: char) -> bool {
    let joiner = matches!(c, '\u{200d}' | '\u{fe0f}');
    joiner || !(c.is_ascii() || c.is_whitespace() || c.is_alphanumeric() || is_word_char(c) || "“”„‘’«»…–—".contains(c))
}
