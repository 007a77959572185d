//! The glossary: one thing, one word.

use super::Finding;
use crate::text::dutch::{char_at, words};
use std::ops::Range;

/// A word that the project prefers, and the words that it replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term<'a> {
    pub preferred: &'a str,
    pub instead_of: Vec<&'a str>,
}

/// Replaced words in a text, also in their plain plurals (`-s`, `-'s`, `-en`, `-n`, `-es`, with a doubled consonant).
///
/// A replaced word in small letters is found in any case; one with a capital only as written, so `Blik Op Werk` can be
/// told from `Blik op Werk`. Words inside the preferred term itself are left alone. A replacement is offered only where
/// the word is not inflected, because the plural of the preferred one is not known.
#[must_use]
pub fn terms(text: &str, glossary: &[Term<'_>]) -> Vec<Finding> {
    let places = words(text);
    let mut found: Vec<Finding> = Vec::new();
    for term in glossary {
        let kept: Vec<Range<usize>> =
            (0..places.len()).filter_map(|at| phrase_at(text, &places, at, term.preferred)).map(|(r, _)| r).collect();
        for replaced in &term.instead_of {
            let hits = (0..places.len()).filter_map(|at| phrase_at(text, &places, at, replaced));
            let free = hits.filter(|(range, _)| !kept.iter().any(|k| k.start <= range.start && range.end <= k.end));
            found.extend(free.map(|(range, plain)| finding(text, range, plain, term.preferred)));
        }
    }
    found.sort_by_key(|finding| (finding.range.start, finding.range.end));
    found.dedup();
    found
}

fn finding(text: &str, range: Range<usize>, plain: bool, preferred: &str) -> Finding {
    let capital = char_at(text, range.start).is_some_and(char::is_uppercase);
    let found = Finding::new(range, format!("the glossary says `{preferred}`"));
    if !plain {
        return found;
    }
    let mut letters = preferred.chars();
    match letters.next().filter(|_| capital) {
        Some(first) => found.instead(first.to_uppercase().chain(letters).collect::<String>()),
        None => found.instead(preferred),
    }
}

/// The phrase at word number `at`, and whether it stands there uninflected. Only its last word may be inflected.
fn phrase_at(text: &str, places: &[Range<usize>], at: usize, phrase: &str) -> Option<(Range<usize>, bool)> {
    let wanted: Vec<&str> = words(phrase).into_iter().filter_map(|range| phrase.get(range)).collect();
    let exact = phrase.chars().any(char::is_uppercase);
    let taken = places.get(at..at.checked_add(wanted.len())?)?;
    let (last, plain) = (wanted.len().checked_sub(1)?, taken.iter().filter_map(|range| text.get(range.clone())));
    let mut uninflected = true;
    for (index, (found, wanted)) in plain.zip(&wanted).enumerate() {
        let found = if exact { found.to_owned() } else { found.to_lowercase() };
        if found == *wanted {
            continue;
        }
        uninflected = false;
        if index != last || !is_plural(&found, wanted) {
            return None;
        }
    }
    let range = taken.first()?.start..taken.last()?.end;
    let gaps = taken.windows(2).all(|pair| match pair {
        [a, b] => text.get(a.end..b.start).is_some_and(|gap| gap.chars().all(char::is_whitespace)),
        _ => true,
    });
    gaps.then_some((range, uninflected))
}

fn is_plural(found: &str, singular: &str) -> bool {
    let Some(ending) = found.strip_prefix(singular) else { return false };
    let doubled = singular.chars().next_back().and_then(|last| ending.strip_prefix(last));
    matches!(ending, "s" | "'s" | "’s" | "en" | "n" | "es") || doubled == Some("en")
}

#[cfg(test)]
mod tests {
    use super::super::{mended, underlined};
    use super::{Term, terms};

    fn glossary() -> Vec<Term<'static>> {
        vec![
            Term { preferred: "coach", instead_of: vec!["medewerker", "contactpersoon", "begeleider"] },
            Term { preferred: "e-mail", instead_of: vec!["email", "mail"] },
            Term { preferred: "Blik op Werk", instead_of: vec!["Blik Op Werk"] },
            Term { preferred: "vaste coach", instead_of: vec!["coach", "vast contactpersoon"] },
            Term { preferred: "groep", instead_of: vec!["klas"] },
        ]
    }

    #[test]
    fn replaced_words_are_found_in_their_plain_forms() {
        for (text, expected) in [
            ("de medewerker belt", vec!["medewerker"]),
            ("Medewerkers bellen", vec!["Medewerkers"]),
            ("medewerkersblad en opmedewerker", vec![]),
            ("contactpersonen", vec![]),
            ("contactpersoonen", vec!["contactpersoonen"]),
            ("per email, per e-mail", vec!["email"]),
            ("Stichting Blik Op Werk en Blik op Werk", vec!["Blik Op Werk"]),
            ("de klassen", vec!["klassen"]),
            ("een vaste coach en een coach", vec!["coach"]),
            ("een vast contactpersoon", vec!["vast contactpersoon", "contactpersoon"]),
            ("vast, contactpersoon", vec!["contactpersoon"]),
            ("", vec![]),
        ] {
            assert_eq!(underlined(text, &terms(text, &glossary())), expected, "{text}");
        }
    }

    #[test]
    fn a_replacement_keeps_the_capital_and_skips_plurals() {
        let glossary = [Term { preferred: "coach", instead_of: vec!["medewerker"] }];
        for (text, expected) in [("Medewerker of medewerker", "Coach of coach"), ("de medewerkers", "de medewerkers")] {
            assert_eq!(mended(text, &terms(text, &glossary)), expected);
        }
    }

    #[test]
    fn an_empty_term_finds_nothing() {
        assert_eq!(terms("iets", &[Term { preferred: "", instead_of: vec!["", "?"] }]), []);
    }
}
