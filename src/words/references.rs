//! Numbers of figures, tables and sections that are typed by hand.

use super::Finding;
use crate::text::dutch::{char_before, is_word_char};

/// What is numbered, in small letters.
const NUMBERED: [&str; 18] = [
    "figuur",
    "figuren",
    "fig.",
    "fig",
    "tabel",
    "tabellen",
    "tab.",
    "grafiek",
    "grafieken",
    "hoofdstuk",
    "hoofdstukken",
    "hfst.",
    "paragraaf",
    "paragrafen",
    "par.",
    "bijlage",
    "bijlagen",
    "§",
];
const LINKS: [&str; 8] = [", ", " en ", " of ", " t/m ", " tot en met ", "-", "–", " – "];

/// `figuur 3.10`, `tabel 1.2`, `figuren 3.12 t/m 3.16`, `§ 2.1`: the number does not follow when the order changes.
#[must_use]
pub fn typed_reference(text: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for (at, _) in text.char_indices() {
        if found.last().is_some_and(|last| last.range.end > at) {
            continue;
        }
        if let Some(len) = reference_len(text, at) {
            found.push(Finding::new(at..at + len, "the number is typed by hand and does not follow the order"));
        }
    }
    found
}

/// Where something stands, and what stands there.
const POINTING: [&str; 10] = [
    "onderstaande",
    "onderstaand",
    "bovenstaande",
    "bovenstaand",
    "hiernavolgende",
    "voorgaande",
    "vorige",
    "volgende",
    "bijgaande",
    "nevenstaande",
];
const POINTED_AT: [&str; 7] = ["figuren", "figuur", "tabellen", "tabel", "grafieken", "grafiek", "diagram"];

/// `onderstaande tabel`, `de volgende figuren`: what stands there changes with the order and with the conditions.
#[must_use]
pub fn pointed_reference(text: &str) -> Vec<Finding> {
    let whole = |rest: &str| !rest.starts_with(|c| is_word_char(c) || c == '-');
    let len = |at: usize| {
        let rest = text.get(at..)?;
        let after = POINTING.iter().find_map(|word| after_word(rest, word))?;
        let noun = after.trim_start_matches([' ', '\u{a0}', '\n']);
        let end = POINTED_AT.iter().find_map(|word| after_word(noun, word).filter(|rest| whole(rest)))?;
        (noun.len() < after.len()).then(|| rest.len() - end.len())
    };
    let starts = |at: usize| !char_before(text, at).is_some_and(|c| is_word_char(c) || c == '-');
    let found = text.char_indices().filter(|(at, _)| starts(*at)).filter_map(|(at, _)| Some((at, len(at)?)));
    found.map(|(at, len)| Finding::new(at..at + len, "points at what happens to stand there")).collect()
}

fn reference_len(text: &str, at: usize) -> Option<usize> {
    if char_before(text, at).is_some_and(|c| is_word_char(c) || c == '-') {
        return None;
    }
    let rest = text.get(at..)?;
    let (word, after) = NUMBERED.iter().find_map(|word| Some((word, after_word(rest, word)?)))?;
    let number = after.trim_start_matches([' ', '\u{a0}', '\n']);
    let spaced = number.len() < after.len();
    if !spaced && word.ends_with(char::is_alphabetic) {
        return None;
    }
    let first = number_len(number).filter(|len| *len > 0)?;
    let mut rest_of_list = number.get(first..)?;
    while let Some(more) = next_number(rest_of_list) {
        rest_of_list = more;
    }
    Some(rest.len() - rest_of_list.len())
}

/// What follows `word` when the text starts with it in any case.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    let same = word.chars().all(|expected| rest.next().is_some_and(|c| c.to_lowercase().eq([expected])));
    same.then_some(rest.as_str())
}

fn next_number(text: &str) -> Option<&str> {
    LINKS.iter().find_map(|link| {
        let rest = text.strip_prefix(link)?;
        rest.get(number_len(rest).filter(|len| *len > 0)?..)
    })
}

/// `3`, `3.10`, `3.6a`; `None` when letters follow, as in `2de`.
fn number_len(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut len = digits(text);
    while let Some(part) = text.get(len..)?.strip_prefix('.').map(digits).filter(|part| *part > 0 && len > 0) {
        len += 1 + part;
    }
    let letters = text.get(len..)?.chars().take_while(|c| is_word_char(*c)).count();
    let suffix = text.get(len..)?.starts_with(|c: char| c.is_ascii_lowercase());
    match letters {
        0 => Some(len),
        1 if suffix => Some(len + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::captions::captions;
    use super::super::underlined;
    use super::{pointed_reference, typed_reference};

    #[test]
    fn what_is_pointed_at_is_found() {
        for (text, expected) in [
            ("In onderstaande tabel wordt aangegeven", vec!["onderstaande tabel"]),
            ("Bovenstaande figuren en de vorige\ngrafiek", vec!["Bovenstaande figuren", "vorige\ngrafiek"]),
            ("de volgende tabellenreeks, onderstaande vragen, de tabel", vec![]),
            ("het volgende hoofdstuk", vec![]),
        ] {
            assert_eq!(underlined(text, &pointed_reference(text)), expected, "{text}");
        }
    }

    #[test]
    fn typed_numbers_are_found_with_their_lists() {
        for (text, expected) in [
            ("Zie figuur 3.10.", vec!["figuur 3.10"]),
            ("op deze vraag in figuur 3.10 en 3.11", vec!["figuur 3.10 en 3.11"]),
            ("Figuren 3.12 t/m 3.16 en tabel 1.2 tonen", vec!["Figuren 3.12 t/m 3.16", "tabel 1.2"]),
            ("hoofdstuk 4, paragraaf 2.1, fig. 1", vec!["hoofdstuk 4", "paragraaf 2.1", "fig. 1"]),
            ("FIGUUR 3, § 2.1 en §3", vec!["FIGUUR 3", "§ 2.1", "§3"]),
            ("figuur 3.6a", vec!["figuur 3.6a"]),
            ("tabel\u{a0}1.1, 1.2 en 1.3", vec!["tabel\u{a0}1.1, 1.2 en 1.3"]),
            ("de tabel met 3 rijen", vec![]),
            ("een figuur", vec![]),
            ("hoofdtabel 3", vec![]),
            ("tabel 2de rij", vec![]),
            ("fig 3 en 4 coaches", vec!["fig 3 en 4"]),
        ] {
            assert_eq!(underlined(text, &typed_reference(text)), expected, "{text}");
        }
        assert!(captions().all(|c| typed_reference(c.text).is_empty()));
    }
}
