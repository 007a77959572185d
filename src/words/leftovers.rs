//! What was meant for a machine and is still in the text: tags, placeholders, plurals in brackets.

use super::Finding;
use crate::text::dutch::{char_before, is_word_char, words};
use crate::text::markup::{entity_len, tag_len};

/// HTML tags and character codes.
#[must_use]
pub fn markup(text: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '<' | '&')) {
        let Some(rest) = text.get(at..) else { continue };
        let (len, why) = match c {
            '<' => (tag_len(rest), "an HTML tag is printed as it stands"),
            _ => (entity_len(rest), "an HTML code is printed as it stands"),
        };
        let inside = found.last().is_some_and(|last| last.range.end > at);
        if let Some(len) = len.filter(|_| !inside) {
            found.push(Finding::new(at..at + len, why));
        }
    }
    found
}

/// Braces, with what stands between them.
#[must_use]
pub fn placeholders(text: &str) -> Vec<Finding> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(offset) = text.get(at..).and_then(|rest| rest.find(['{', '}'])) {
        let start = at + offset;
        let rest = text.get(start..).unwrap_or_default();
        let closed =
            rest.find('}').filter(|end| *end > 0 && rest.get(1..*end).is_some_and(|inner| !inner.contains('{')));
        let len = closed.map_or(1, |end| end + 1);
        let why = if closed.is_some() { "a placeholder is not filled in" } else { "a brace stands alone" };
        found.push(Finding::new(start..start + len, why));
        at = start + len;
    }
    found
}

/// Endings in brackets that mean "one or more": `opdrachtgever(s)`, `dienst(en)`.
const PLURALS: [&str; 9] = ["s", "'s", "’s", "n", "en", "es", "e", "ën", "eren"];

/// A plural that the author left open.
#[must_use]
pub fn unresolved_plural(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for word in words(text) {
        let ending = text.get(word.end..).and_then(|rest| rest.strip_prefix('(')).and_then(|rest| rest.split_once(')'));
        let Some((ending, after)) = ending.filter(|(ending, _)| PLURALS.contains(ending)) else { continue };
        if after.starts_with(is_word_char) || char_before(text, word.start) == Some('(') {
            continue;
        }
        let end = word.end + ending.len() + 2;
        found.push(Finding::new(word.start..end, "one form or the other is meant; the number decides which"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::captions::captions;
    use super::super::underlined;
    use super::{markup, placeholders, unresolved_plural};

    #[test]
    fn tags_and_codes() {
        for (text, expected) in [
            ("Dit is <b>vet</b>.", vec!["<b>", "</b>"]),
            ("een<br/>twee &nbsp; drie &#39;", vec!["<br/>", "&nbsp;", "&#39;"]),
            ("<a href=\"?a=1&amp;b=2\">", vec!["<a href=\"?a=1&amp;b=2\">"]),
            ("minder < 5 en > 3, werk & inkomen; goed", vec![]),
            ("a<b", vec![]),
        ] {
            assert_eq!(underlined(text, &markup(text)), expected, "{text}");
        }
    }

    #[test]
    fn braces() {
        for (text, expected) in [
            ("de coach van {bedrijf}?", vec!["{bedrijf}"]),
            ("{{naam}}", vec!["{", "{naam}", "}"]),
            ("los { en los }", vec!["{ en los }"]),
            ("alleen }", vec!["}"]),
            ("alleen {", vec!["{"]),
            ("niets", vec![]),
        ] {
            assert_eq!(underlined(text, &placeholders(text)), expected, "{text}");
        }
        let found: Vec<&str> = captions().filter(|c| !placeholders(c.text).is_empty()).map(|c| c.figure).collect();
        assert_eq!(found, ["W 3.8"]);
    }

    #[test]
    fn plurals_left_open() {
        for (text, expected) in [
            ("geen opdrachtgever(s) uit de provincie(s):", vec!["opdrachtgever(s)", "provincie(s)"]),
            ("dienst(en), collega('s), coach(es)", vec!["dienst(en)", "collega('s)", "coach(es)"]),
            ("(ander) werk, werk (s)", vec![]),
            ("ge(s)lot", vec![]),
            ("WorkAut (voorheen KompAss)", vec![]),
        ] {
            assert_eq!(underlined(text, &unresolved_plural(text)), expected, "{text}");
        }
        let found: Vec<&str> = captions().filter(|c| !unresolved_plural(c.text).is_empty()).map(|c| c.figure).collect();
        assert_eq!(found, ["T 3.9", "T 4.4"]);
    }
}
