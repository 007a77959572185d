//! What may follow a number and is read with it: units, percentages, ordinal endings, halves.

use super::dates::month_abbreviation;
use super::numerals::{cardinal, ordinal};
use super::quantity::Numeral;
use super::scan::Scan;
use crate::text::dutch::{is_letter, is_word_char};

/// Written form, for one, for more. A unit that is also a word (`u`) must stand against its number.
const UNITS: [(&str, &str, &str); 35] = [
    ("%", "procent", "procent"),
    ("‰", "promille", "promille"),
    ("km/u", "kilometer per uur", "kilometer per uur"),
    ("km", "kilometer", "kilometer"),
    ("m²", "vierkante meter", "vierkante meter"),
    ("m2", "vierkante meter", "vierkante meter"),
    ("m³", "kubieke meter", "kubieke meter"),
    ("m3", "kubieke meter", "kubieke meter"),
    ("m", "meter", "meter"),
    ("cm", "centimeter", "centimeter"),
    ("mm", "millimeter", "millimeter"),
    ("kg", "kilo", "kilo"),
    ("g", "gram", "gram"),
    ("l", "liter", "liter"),
    ("ml", "milliliter", "milliliter"),
    ("°C", "graad Celsius", "graden Celsius"),
    ("°", "graad", "graden"),
    ("sec.", "seconde", "seconden"),
    ("sec", "seconde", "seconden"),
    ("min.", "minuut", "minuten"),
    ("dgn.", "dag", "dagen"),
    ("dgn", "dag", "dagen"),
    ("wk.", "week", "weken"),
    ("wk", "week", "weken"),
    ("mnd.", "maand", "maanden"),
    ("mnd", "maand", "maanden"),
    ("jr.", "jaar", "jaar"),
    ("jr", "jaar", "jaar"),
    ("mln.", "miljoen", "miljoen"),
    ("mln", "miljoen", "miljoen"),
    ("mld.", "miljard", "miljard"),
    ("mld", "miljard", "miljard"),
    ("st.", "stuk", "stuks"),
    ("ct", "cent", "cent"),
    ("x", "keer", "keer"),
];
const ATTACHED: [(&str, &str, &str); 3] = [("u", "uur", "uur"), ("min", "minuut", "minuten"), ("×", "keer", "keer")];

/// What a number is read as together with what follows it.
#[derive(Debug)]
pub(super) struct Tail {
    /// Bytes after the number.
    pub(super) len: usize,
    pub(super) words: String,
    /// The written form ends with a point.
    pub(super) pointed: bool,
}

impl Tail {
    fn new(len: usize, words: String) -> Self {
        Self { len, words, pointed: false }
    }
}

/// A number in words with the unit, ending or half that follows it at `after`.
pub(super) fn with_tail(number: Numeral<'_>, after: Scan<'_>) -> Option<Tail> {
    half(number, after)
        .or_else(|| ordinal_ending(number, after))
        .or_else(|| compound(number, after))
        .or_else(|| plus(number, after))
        .or_else(|| unit(number, after))
        .or_else(|| month(number, after))
}

/// The unit at `after`, for a count that is already in words.
pub(super) fn unit_after(one: bool, after: Scan<'_>) -> Option<Tail> {
    let rest = after.rest();
    let spaced = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let gap = rest.len() - spaced.len();
    let attached = ATTACHED.iter().filter(|_| gap == 0);
    let (len, written, words) = UNITS.iter().chain(attached).find_map(|(written, single, many)| {
        let end = spaced.strip_prefix(written)?;
        let whole = written.ends_with('.') || !end.starts_with(|c: char| is_word_char(c) || matches!(c, '²' | '³'));
        whole.then_some((gap + written.len(), *written, if one { *single } else { *many }))
    })?;
    Some(Tail { len, words: words.to_owned(), pointed: written.ends_with('.') })
}

fn unit(number: Numeral<'_>, after: Scan<'_>) -> Option<Tail> {
    let tail = unit_after(number.is_one(), after)?;
    Some(Tail { words: format!("{} {}", number.say(), tail.words), ..tail })
}

fn month(number: Numeral<'_>, after: Scan<'_>) -> Option<Tail> {
    let rest = after.rest().strip_prefix(' ')?;
    let (len, name) = month_abbreviation(rest).filter(|_| number.fraction.is_none())?;
    let pointed = rest.get(..len).is_some_and(|short| short.ends_with('.'));
    Some(Tail { len: len + 1, words: format!("{} {name}", number.say()), pointed })
}

fn half(number: Numeral<'_>, after: Scan<'_>) -> Option<Tail> {
    let sign = after.char()?;
    let part = fraction_sign(sign).filter(|_| number.fraction.is_none())?;
    let words = match (number.whole, sign) {
        (1, '½') => "anderhalf".to_owned(),
        (whole, _) => format!("{} en {part}", cardinal(whole)),
    };
    Some(Tail::new(sign.len_utf8(), words))
}

pub(super) fn fraction_sign(c: char) -> Option<&'static str> {
    match c {
        '½' => Some("een half"),
        '¼' => Some("een kwart"),
        '¾' => Some("drie kwart"),
        _ => None,
    }
}

/// `2e`, `2de`, `8ste`; a wrong ending (`2ste`) is not one.
fn ordinal_ending(number: Numeral<'_>, after: Scan<'_>) -> Option<Tail> {
    let rest = after.rest();
    let ending: &str = ["ste", "de", "e"].into_iter().find(|ending| {
        rest.strip_prefix(ending).is_some_and(|end| !end.starts_with(|c: char| is_word_char(c) || c == '\''))
    })?;
    let word = ordinal(number.whole);
    let right = number.fraction.is_none() && word.ends_with(ending);
    right.then(|| Tail::new(ending.len(), word))
}

/// `10-jarige`, `4-puntsschaal`.
fn compound(number: Numeral<'_>, after: Scan<'_>) -> Option<Tail> {
    let rest = after.rest().strip_prefix('-')?;
    let len: usize = rest.chars().take_while(|c| is_letter(*c)).map(char::len_utf8).sum();
    let second = rest.get(..len).filter(|_| number.fraction.is_none())?;
    let capitals = second.chars().filter(|c| c.is_uppercase()).count();
    let simple = len > 2 && capitals == 0 && !rest.get(len..)?.starts_with(|c: char| is_word_char(c) || c == '\'');
    // `een-jarig`, without the accents of the separate number.
    let first = if number.whole == 1 { "een".to_owned() } else { cardinal(number.whole) };
    simple.then(|| Tail::new(1 + len, format!("{first}-{second}")))
}

/// `65+`.
fn plus(number: Numeral<'_>, after: Scan<'_>) -> Option<Tail> {
    let end = after.rest().strip_prefix('+')?;
    let alone = !end.starts_with(|c: char| is_word_char(c) || matches!(c, '+' | '-' | '\'' | '’'));
    alone.then(|| Tail::new(1, format!("{} plus", number.say())))
}
