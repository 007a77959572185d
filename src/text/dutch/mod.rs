//! Words, sentences and abbreviations of Dutch: one tokeniser for wording checks and for what is read aloud.

mod abbreviations;
mod syllables;

pub use abbreviations::{ABBREVIATIONS, AMBIGUOUS, Abbreviation, abbreviation_at, written_at};
pub use syllables::syllables;

use std::ops::Range;

/// A letter, or a mark that combines with one.
#[must_use]
pub fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining(c)
}

/// A letter, a combining mark or a digit: what a word is made of.
#[must_use]
pub fn is_word_char(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit()
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Joins the two halves of one word when letters stand on both sides: `e-mail`, `collega's`.
#[must_use]
pub fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | '\u{2011}')
}

/// The character that ends just before byte `at`.
#[must_use]
pub fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character that starts at byte `at`.
#[must_use]
pub fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Words in order, as byte ranges: letters and digits, with `-` and `'` inside (`e-mail`, `collega's`, `2de`).
#[must_use]
pub fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let continues = is_word_char(c) || (is_joiner(c) && char_at(text, end).is_some_and(is_word_char));
        match found.last_mut() {
            Some(word) if word.end == at && continues => word.end = end,
            _ if is_word_char(c) => found.push(at..end),
            _ => {}
        }
    }
    found
}

/// Sentences in order, as byte ranges without the space around them.
///
/// A sentence ends at `.`, `?`, `!` or `…` (with the quotes and brackets that close after it) before space or the end,
/// and at a blank line. A point does not end one after an abbreviation, after an initial or before a small letter.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if at < start {
            continue;
        }
        let Some(end) = sentence_end(text, at, c) else { continue };
        push_trimmed(text, start..end, &mut found);
        start = end;
    }
    push_trimmed(text, start..text.len(), &mut found);
    found
}

fn push_trimmed(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let Some(part) = text.get(range.clone()) else { return };
    let start = range.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    if start < end {
        found.push(start..end);
    }
}

fn sentence_end(text: &str, at: usize, c: char) -> Option<usize> {
    if c == '\n' {
        let rest = text.get(at + 1..)?;
        let blank = rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        return blank.then_some(at);
    }
    if !is_end_mark(c) {
        return None;
    }
    let rest = text.get(at..)?;
    let marks = rest.trim_start_matches(is_end_mark);
    let closed = marks.trim_start_matches([')', ']', '”', '’', '"', '\'', '»']);
    let end = text.len() - closed.len();
    if !closed.is_empty() && !closed.starts_with(char::is_whitespace) {
        return None;
    }
    let last = text.get(..text.len() - marks.len())?.chars().next_back()?;
    let pointed = matches!(last, '.' | '…');
    (!pointed || point_ends_sentence(text, at, closed)).then_some(end)
}

/// One of the marks that end a sentence.
#[must_use]
pub fn is_end_mark(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…')
}

fn point_ends_sentence(text: &str, point: usize, after: &str) -> bool {
    let Some(next) = after.trim_start().chars().next() else { return true };
    if next.is_lowercase() {
        return false;
    }
    let before = text.get(..point).unwrap_or_default();
    let start = before.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let token = before.get(start..).unwrap_or_default().trim_start_matches(['(', '‘', '“', '"', '\'']);
    let initial = token.chars().count() == 1 && token.chars().all(char::is_uppercase);
    let token_at = start + before.get(start..).unwrap_or_default().len() - token.len();
    let open_abbreviation =
        abbreviation_at(text, token_at).is_some_and(|(found, len)| !found.closing && token_at + len > point);
    !initial && !open_abbreviation
}

/// Whether a sentence may end at byte `at`: nothing follows, or space and then anything but a small letter.
#[must_use]
pub fn sentence_may_end(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let next = rest.trim_start().chars().next();
    next.is_none_or(|next| rest.starts_with(char::is_whitespace) && next.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::{sentences, words};

    fn pieces(text: &str, ranges: Vec<std::ops::Range<usize>>) -> Vec<&str> {
        ranges.into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn words_keep_their_hyphens_and_apostrophes() {
        for (text, expected) in [
            ("Stuur een e-mail.", vec!["Stuur", "een", "e-mail"]),
            ("hoor- en wederhoor", vec!["hoor", "en", "wederhoor"]),
            ("collega's, foto’s", vec!["collega's", "foto’s"]),
            ("Had/Heeft u de 2de?", vec!["Had", "Heeft", "u", "de", "2de"]),
            ("cliënten - 'ja'", vec!["cliënten", "ja"]),
            ("clie\u{308}nt", vec!["clie\u{308}nt"]),
            ("  ", vec![]),
        ] {
            assert_eq!(pieces(text, words(text)), expected, "{text}");
        }
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        for (text, expected) in [
            ("Ja. Nee.", vec!["Ja.", "Nee."]),
            ("Vindt u dat? Hoe tevreden bent u?", vec!["Vindt u dat?", "Hoe tevreden bent u?"]),
            ("Stuur bijv. UWV een brief. Goed?", vec!["Stuur bijv. UWV een brief.", "Goed?"]),
            ("Coaches, trainers, etc. Zij helpen.", vec!["Coaches, trainers, etc.", "Zij helpen."]),
            ("De heer J. Jansen belde.", vec!["De heer J. Jansen belde."]),
            ("Om 9.30 uur.", vec!["Om 9.30 uur."]),
            ("Wat nu… en dan?", vec!["Wat nu… en dan?"]),
            ("Snel? (Bijvoorbeeld hoe snel.) Ja", vec!["Snel?", "(Bijvoorbeeld hoe snel.)", "Ja"]),
            ("Kop\n\nTekst", vec!["Kop", "Tekst"]),
            ("een regel\nverder", vec!["een regel\nverder"]),
            ("contact had", vec!["contact had"]),
            ("", vec![]),
        ] {
            assert_eq!(pieces(text, sentences(text)), expected, "{text}");
        }
    }
}
