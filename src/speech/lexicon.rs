//! The pronunciation lexicon: how a written word is to be said.

use crate::text::dutch::{char_at, char_before, is_joiner, is_letter, is_word_char};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// One line of a lexicon.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// As it stands in a text; spaces inside are single.
    pub written: String,
    /// What is said instead: words, commas, hyphens and apostrophes.
    pub spoken: String,
}

/// Pronunciations by written form.
///
/// An entry in small letters applies whatever the case in the text. An entry with a capital applies only where
/// the text is written exactly so, and wins over the one in small letters.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    /// Entries by their first letter in lower case, the longest first, exact ones before the others.
    by_first: BTreeMap<char, Vec<usize>>,
}

/// What is wrong with one line of a lexicon file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconFault {
    /// Bytes of the file.
    pub range: Range<usize>,
    pub message: String,
    /// The earlier line that it repeats.
    pub earlier: Option<Range<usize>>,
    pub help: Option<String>,
}

impl LexiconFault {
    fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), earlier: None, help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Lexicon {
    /// Reads `written = spoken` lines; `//` starts a comment at the start of a line or after a space.
    ///
    /// Lines with a fault are left out and reported; the others are kept.
    #[must_use]
    pub fn parse(text: &str) -> (Self, Vec<LexiconFault>) {
        let (mut entries, mut faults) = (Vec::new(), Vec::new());
        let mut seen: BTreeMap<String, Range<usize>> = BTreeMap::new();
        let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        for line in text.get(at..).unwrap_or_default().split_inclusive('\n') {
            match parse_line(line, at) {
                Ok(None) => {}
                Ok(Some((entry, range))) => match seen.get(&entry.written) {
                    Some(earlier) => faults.push(duplicate(&entry, range, earlier.clone())),
                    None => {
                        seen.insert(entry.written.clone(), range);
                        entries.push(entry);
                    }
                },
                Err(fault) => faults.push(fault),
            }
            at += line.len();
        }
        (Self::from_entries(entries), faults)
    }

    /// A lexicon of entries made elsewhere; of two with the same written form the first applies.
    #[must_use]
    pub fn from_entries(entries: impl IntoIterator<Item = Entry>) -> Self {
        let entries: Vec<Entry> = entries.into_iter().collect();
        let mut by_first: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let Some(first) = entry.written.chars().next() else { continue };
            by_first.entry(lower(first)).or_default().push(index);
        }
        let order = |index: &usize| {
            entries.get(*index).map(|entry| (Reverse(entry.written.chars().count()), !is_exact(entry), *index))
        };
        for indices in by_first.values_mut() {
            indices.sort_by_key(order);
        }
        Self { entries, by_first }
    }

    /// In file order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry for a whole word or phrase, spaces around it and double ones inside aside.
    #[must_use]
    pub fn lookup(&self, written: &str) -> Option<&Entry> {
        let written = written.trim();
        self.match_at(written, 0).filter(|(_, len)| *len == written.len()).map(|(entry, _)| entry)
    }

    /// The longest entry that stands at byte `at` of `text` as whole words, and how many bytes it covers there.
    #[must_use]
    pub fn match_at(&self, text: &str, at: usize) -> Option<(&Entry, usize)> {
        let first = char_at(text, at)?;
        let starts_inside = is_word_char(first) && continues_word(text, at);
        let candidates = self.by_first.get(&lower(first)).filter(|_| !starts_inside)?;
        candidates.iter().filter_map(|index| self.entries.get(*index)).find_map(|entry| {
            let len = matched_length(entry, text.get(at..)?)?;
            (!ends_inside(text, at + len)).then_some((entry, len))
        })
    }
}

fn duplicate(entry: &Entry, range: Range<usize>, earlier: Range<usize>) -> LexiconFault {
    let message = format!("`{}` stands in the lexicon twice", entry.written);
    LexiconFault { earlier: Some(earlier), ..LexiconFault::new(range, message).help("delete one of the two lines") }
}

fn parse_line(line: &str, at: usize) -> Result<Option<(Entry, Range<usize>)>, LexiconFault> {
    let kept = without_comment(line);
    let part = |from: usize, to: usize| {
        let text = kept.get(from..to).unwrap_or_default();
        let start = at + from + (text.len() - text.trim_start().len());
        (text.trim(), start..start + text.trim().len())
    };
    let (whole, range) = part(0, kept.len());
    if whole.is_empty() {
        return Ok(None);
    }
    let Some(equals) = kept.find('=') else {
        return Err(LexiconFault::new(range, "expected `=` between a written form and how it is said")
            .help(format!("write `{whole} = …`")));
    };
    let (written, written_range) = part(0, equals);
    let (spoken, spoken_range) = part(equals + 1, kept.len());
    if written.is_empty() {
        return Err(LexiconFault::new(range, "no written form stands before `=`"));
    }
    if spoken.is_empty() {
        return Err(LexiconFault::new(range, format!("nothing says how `{written}` is said"))
            .help("write the words to be read after `=`"));
    }
    if !spoken.chars().any(is_letter) && spoken.chars().all(is_sayable) {
        return Err(LexiconFault::new(
            spoken_range,
            format!("nothing is heard of `{written}`: `{spoken}` has no letter"),
        )
        .help("write the words to be read after `=`"));
    }
    if let Some((offset, odd)) = spoken.char_indices().find(|(_, c)| !is_sayable(*c)) {
        let start = spoken_range.start + offset;
        return Err(LexiconFault::new(start..start + odd.len_utf8(), format!("`{odd}` is not a letter or a pause"))
            .help("write the spoken form in letters, with commas for pauses"));
    }
    Ok(Some((Entry { written: single_spaced(written), spoken: single_spaced(spoken) }, written_range)))
}

/// The spoken form goes to the voice as it stands, so it holds nothing that would need reading rules again.
fn is_sayable(c: char) -> bool {
    is_letter(c) || is_joiner(c) || matches!(c, ' ' | '\t' | ',')
}

fn without_comment(line: &str) -> &str {
    let comment = line.match_indices("//").find(|(at, _)| char_before(line, *at).is_none_or(char::is_whitespace));
    comment.and_then(|(at, _)| line.get(..at)).unwrap_or(line)
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn is_exact(entry: &Entry) -> bool {
    entry.written.chars().any(char::is_uppercase)
}

/// How many bytes of `text` the entry covers from its start; a space stands for any white space.
fn matched_length(entry: &Entry, text: &str) -> Option<usize> {
    let exact = is_exact(entry);
    let mut rest = text;
    for expected in entry.written.chars() {
        if expected == ' ' {
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
            continue;
        }
        let found = rest.chars().next()?;
        if found != expected && (exact || lower(found) != expected) {
            return None;
        }
        rest = rest.get(found.len_utf8()..)?;
    }
    Some(text.len() - rest.len())
}

/// Whether the word before `at` goes on at `at`; a hyphen parts words here, so that `UWV-coach` finds `UWV`.
fn continues_word(text: &str, at: usize) -> bool {
    match char_before(text, at) {
        Some(c) if is_word_char(c) => true,
        Some('\'' | '’') => {
            let quote = at - char_before(text, at).map_or(0, char::len_utf8);
            char_before(text, quote).is_some_and(is_word_char)
        }
        _ => false,
    }
}

fn ends_inside(text: &str, end: usize) -> bool {
    let Some(last) = char_before(text, end).filter(|c| is_word_char(*c)) else { return false };
    match char_at(text, end) {
        Some(c @ ('\'' | '’')) => char_at(text, end + c.len_utf8()).is_some_and(is_letter),
        // `2` is not the number in `2,5` or `2.000`.
        Some(c @ (',' | '.')) if last.is_ascii_digit() => {
            char_at(text, end + c.len_utf8()).is_some_and(|c| c.is_ascii_digit())
        }
        Some(c) => is_word_char(c),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Lexicon};

    const FILE: &str = "// Uitkeringen\nUWV = u w v\nwia=wie a\n\n\
        sociale  dienst = sociale dienst, // twee woorden\n24/7 = altijd\nhbo'er = ha bee oo'er\n";

    fn read(text: &str) -> Lexicon {
        let (lexicon, faults) = Lexicon::parse(text);
        assert_eq!(faults, []);
        lexicon
    }

    fn said<'a>(lexicon: &'a Lexicon, written: &str) -> Option<&'a str> {
        lexicon.lookup(written).map(|entry| entry.spoken.as_str())
    }

    #[test]
    fn lines_become_entries() {
        let lexicon = read(FILE);
        assert_eq!(lexicon.entries().len(), 5);
        assert_eq!(said(&lexicon, "UWV"), Some("u w v"));
        assert_eq!(said(&lexicon, "sociale dienst"), Some("sociale dienst,"));
        assert_eq!(said(&lexicon, "24/7"), Some("altijd"));
        assert_eq!(said(&lexicon, "dienst"), None);
    }

    #[test]
    fn what_is_said_has_a_letter() {
        for silent in ["-", ",", "' -"] {
            let (lexicon, faults) = Lexicon::parse(&format!("UWV = {silent}\n"));
            assert_eq!((lexicon.entries().len(), faults.len()), (0, 1), "{silent}");
            assert!(faults[0].message.starts_with("nothing is heard of `UWV`"), "{faults:?}");
        }
    }

    #[test]
    fn a_capital_in_an_entry_makes_it_exact() {
        let lexicon = read("UWV = u w v\nwia = wie a\nmbo = em bee oo\nMBO = middelbaar beroepsonderwijs\n");
        for (written, spoken) in [
            ("UWV", Some("u w v")),
            ("uwv", None),
            ("Uwv", None),
            ("WIA", Some("wie a")),
            ("Wia", Some("wie a")),
            ("mbo", Some("em bee oo")),
            ("Mbo", Some("em bee oo")),
            ("MBO", Some("middelbaar beroepsonderwijs")),
        ] {
            assert_eq!(said(&lexicon, written), spoken, "{written}");
        }
    }

    #[test]
    fn the_longest_entry_that_is_whole_words_matches() {
        let lexicon = read("UWV = u w v\nUWV Perspectief = u w v perspectief\nhbo = ha bee oo\n2 = twee\n");
        let matched = |text, at| lexicon.match_at(text, at).map(|(e, len)| (e.written.as_str(), len));
        assert_eq!(matched("van UWV  Perspectief.", 4), Some(("UWV Perspectief", 16)));
        assert_eq!(matched("van UWV.", 4), Some(("UWV", 3)));
        assert_eq!(matched("UWV-coach", 0), Some(("UWV", 3)));
        assert_eq!(matched("pre-UWV", 4), Some(("UWV", 3)));
        assert_eq!(matched("UWVs", 0), None);
        assert_eq!(matched("XUWV", 1), None);
        assert_eq!(matched("hbo'er", 0), None);
        assert_eq!(matched("'hbo'", 1), Some(("hbo", 3)));
        assert_eq!(matched("2,5", 0), None);
        assert_eq!(matched("2, 5", 0), Some(("2", 1)));
    }

    #[test]
    fn faults_are_located() {
        for (text, underlined, message) in [
            ("a = b\nUWV u w v\n", "UWV u w v", "expected `=` between a written form and how it is said"),
            (" = u w v", "= u w v", "no written form stands before `=`"),
            ("UWV = // later", "UWV =", "nothing says how `UWV` is said"),
            ("UWV = u w v 2", "2", "`2` is not a letter or a pause"),
            ("UWV = <b>", "<", "`<` is not a letter or a pause"),
            ("UWV = u\nWW = w\n  UWV = v", "UWV", "`UWV` stands in the lexicon twice"),
        ] {
            let (_, faults) = Lexicon::parse(text);
            assert_eq!(faults.len(), 1, "{text}");
            let found = (text.get(faults[0].range.clone()), faults[0].message.as_str());
            assert_eq!(found, (Some(underlined), message));
        }
    }

    #[test]
    fn a_duplicate_names_the_earlier_line_and_the_first_one_applies() {
        let (lexicon, faults) = Lexicon::parse("UWV = u\nUWV = v\n");
        assert_eq!(faults[0].earlier, Some(0..3));
        assert_eq!(faults[0].range, 8..11);
        assert_eq!(lexicon.entries(), [Entry { written: "UWV".into(), spoken: "u".into() }]);
    }

    #[test]
    fn a_byte_order_mark_and_carriage_returns_are_skipped() {
        let lexicon = read("\u{feff}UWV = u w v\r\nWW = w w\r\n");
        assert_eq!(said(&lexicon, "UWV"), Some("u w v"));
        assert_eq!(said(&lexicon, "WW"), Some("w w"));
    }
}
