//! Quotes and dashes.

use super::{Finding, sentences};
use crate::text::dutch::{char_at, char_before, is_letter, is_word_char};
use std::ops::Range;

/// Straight quotes, accents in place of apostrophes, and dashes that are not a pair.
#[must_use]
pub fn typography(text: &str) -> Vec<Finding> {
    let mut found = double_quotes(text);
    found.extend(single_quotes(text));
    found.extend(accents(text));
    found.extend(sentences(text).into_iter().flat_map(|sentence| dashes(text, sentence)));
    found.sort_by_key(|finding| (finding.range.start, finding.range.end));
    found
}

fn opens(before: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '–' | '—' | '/' | '-'))
}

fn double_quotes(text: &str) -> Vec<Finding> {
    let quote = |(at, _): (usize, &str)| {
        let curly = if opens(char_before(text, at)) { "“" } else { "”" };
        Finding::new(at..at + 1, "the quotation mark is straight").instead(curly)
    };
    text.match_indices('"').map(quote).collect()
}

/// Pairs of `'` around words; an apostrophe in or before a word (`foto's`, `'s ochtends`) is none.
fn single_quotes(text: &str) -> Vec<Finding> {
    let (mut found, mut open) = (Vec::new(), None);
    for (at, _) in text.match_indices('\'') {
        let (before, after) = (char_before(text, at), char_at(text, at + 1));
        if opens(before) && !is_clipped(text, at) {
            open = open.or(Some(at));
        } else if !after.is_some_and(is_letter)
            && before.is_some_and(|c| !c.is_whitespace())
            && let Some(start) = open.take()
        {
            let why = "the quotation mark is straight";
            found.push(Finding::new(start..start + 1, why).instead("‘"));
            found.push(Finding::new(at..at + 1, why).instead("’"));
        }
    }
    found
}

/// `'s`, `'t` and the like.
fn is_clipped(text: &str, at: usize) -> bool {
    let letter = char_at(text, at + 1).filter(|c| matches!(c, 's' | 't' | 'n' | 'k' | 'm' | 'S' | 'T'));
    letter.is_some() && !char_at(text, at + 2).is_some_and(is_letter)
}

fn accents(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '´' | '`')) {
        let end = at + c.len_utf8();
        let inside = char_before(text, at).is_some_and(is_word_char) && char_at(text, end).is_some_and(is_word_char);
        if inside {
            found.push(Finding::new(at..end, "an accent stands where an apostrophe belongs").instead("'"));
        }
    }
    found
}

/// How a dash stands against the words around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// Space before, a letter after.
    Opening,
    /// A letter before, space after.
    Closing,
    Apart,
    Joined,
}

#[derive(Clone, Copy)]
struct Dash {
    at: usize,
    mark: char,
    stand: Stand,
}

impl Dash {
    fn range(self) -> Range<usize> {
        self.at..self.at + self.mark.len_utf8()
    }
}

fn dashes(text: &str, sentence: Range<usize>) -> Vec<Finding> {
    let (mut found, mut open): (Vec<Finding>, Option<Dash>) = (Vec::new(), None);
    let inside = text.get(sentence.clone()).unwrap_or_default();
    let marks = inside.char_indices().filter(|(_, c)| matches!(c, '-' | '–' | '—'));
    for dash in marks.map(|(at, mark)| stand(text, sentence.start + at, mark)) {
        match (open, dash.stand) {
            (None, Stand::Opening) if dash.mark != '-' || closes_later(text, dash, sentence.end) => open = Some(dash),
            (Some(first), Stand::Closing) => {
                found.push(pair(first, dash));
                open = None;
            }
            _ => found.extend(alone(text, dash)),
        }
    }
    found.extend(open.map(against));
    found
}

fn stand(text: &str, at: usize, mark: char) -> Dash {
    let (before, after) = (char_before(text, at), char_at(text, at + mark.len_utf8()));
    let word = |c: Option<char>| c.is_some_and(is_word_char);
    let stand = match (word(before), word(after)) {
        (false, true) if before.is_none_or(|c| c.is_whitespace() || c == '(') => Stand::Opening,
        (true, false) if after.is_none_or(|c| !matches!(c, '-' | '–' | '—')) => Stand::Closing,
        (true, true) => Stand::Joined,
        _ => Stand::Apart,
    };
    Dash { at, mark, stand }
}

/// A hyphen before a word opens an aside only if a dash closes it; `-5` and `en -wederhoor` do not.
fn closes_later(text: &str, dash: Dash, end: usize) -> bool {
    let digit = char_at(text, dash.at + 1).is_some_and(|c| c.is_ascii_digit());
    let rest = text.get(dash.at + 1..end).unwrap_or_default();
    let closing = rest.char_indices().filter(|(_, c)| matches!(c, '-' | '–' | '—'));
    !digit && closing.map(|(at, c)| stand(text, dash.at + 1 + at, c)).any(|d| d.stand == Stand::Closing)
}

fn pair(first: Dash, last: Dash) -> Finding {
    let why = if first.mark == last.mark {
        format!("the aside stands between `{}` without spaces", first.mark)
    } else {
        format!("the aside opens with `{}` and closes with `{}`", first.mark, last.mark)
    };
    Finding::new(first.at..last.range().end, why)
}

fn alone(text: &str, dash: Dash) -> Option<Finding> {
    let line_start =
        text.get(..dash.at).is_none_or(|past| past.trim_end_matches([' ', '\t']).is_empty() || past.ends_with('\n'));
    match (dash.mark, dash.stand) {
        ('-', Stand::Apart) if !line_start && between_spaces(text, dash) => {
            Some(Finding::new(dash.range(), "a hyphen stands for a dash").instead("–"))
        }
        ('–' | '—', Stand::Opening | Stand::Closing) => Some(against(dash)),
        _ => None,
    }
}

fn between_spaces(text: &str, dash: Dash) -> bool {
    let space = |c: Option<char>| c.is_some_and(char::is_whitespace);
    space(char_before(text, dash.at)) && space(char_at(text, dash.at + 1))
}

fn against(dash: Dash) -> Finding {
    Finding::new(dash.range(), format!("`{}` stands against a word on one side only", dash.mark))
}

#[cfg(test)]
mod tests {
    use super::super::captions::captions;
    use super::super::{mended, underlined};
    use super::typography;

    #[test]
    fn quotes_are_mended() {
        for (text, expected) in [
            ("Zegt u \"ja\" (\"nee\")?", "Zegt u “ja” (“nee”)?"),
            ("Kies 'ja' of 'nee'.", "Kies ‘ja’ of ‘nee’."),
            ("collega's en 's ochtends", "collega's en 's ochtends"),
            ("Hans' boek", "Hans' boek"),
            ("collega´s, foto`s", "collega's, foto's"),
            ("‘ja’ en “nee”", "‘ja’ en “nee”"),
            ("'de foto's'", "‘de foto's’"),
        ] {
            assert_eq!(mended(text, &typography(text)), expected, "{text}");
        }
    }

    #[test]
    fn dashes_come_in_pairs_with_spaces() {
        for (text, expected) in [
            ("dat deze –indien uw organisatie heeft begeleid- in dit", vec!["–indien uw organisatie heeft begeleid-"]),
            ("deze -indien nodig- in", vec!["-indien nodig-"]),
            ("deze –indien nodig– in", vec!["–indien nodig–"]),
            ("deze – indien nodig – in", vec![]),
            ("deze - indien nodig - in", vec!["-", "-"]),
            ("deze –indien nodig", vec!["–"]),
            ("deze indien– nodig", vec!["–"]),
            ("hoor- en wederhoor, in- en uitstroom", vec![]),
            ("e-mail, 12–18 jaar, -5 graden", vec![]),
            ("- een punt", vec![]),
            ("wederhoor -functie", vec![]),
        ] {
            assert_eq!(underlined(text, &typography(text)), expected, "{text}");
        }
        assert_eq!(mended("dit - dat", &typography("dit - dat")), "dit – dat");
    }

    #[test]
    fn the_captions_of_the_seeds_are_sound() {
        let found: Vec<&str> = captions().filter(|c| !typography(c.text).is_empty()).map(|c| c.figure).collect();
        assert_eq!(found, Vec::<&str>::new());
    }
}
