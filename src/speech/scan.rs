//! Where the reader stands, and what it makes of the text there.

use super::Unspeakable;
use crate::text::dutch::{char_at, char_before, sentence_may_end};
use std::ops::Range;

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Scan<'a> {
    pub(super) fn char(self) -> Option<char> {
        char_at(self.text, self.at)
    }

    pub(super) fn before(self) -> Option<char> {
        char_before(self.text, self.at)
    }

    pub(super) fn rest(self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The text before this place.
    pub(super) fn past(self) -> &'a str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// The place `len` bytes on.
    pub(super) fn skip(self, len: usize) -> Self {
        Self { at: self.at + len, ..self }
    }

    /// Bytes from here on.
    pub(super) fn range(self, len: usize) -> Range<usize> {
        self.at..self.at + len
    }

    /// Whether a point that an abbreviation ends with here is also the full stop of the sentence.
    pub(super) fn ends_sentence(self, closing: bool) -> bool {
        self.rest().trim().is_empty() || (closing && sentence_may_end(self.text, self.at))
    }
}

/// What is said.
#[derive(Debug)]
pub(super) enum Say {
    Words(String),
    /// The text as written.
    Raw,
    /// A mark that closes a clause or sentence.
    Close(char),
    /// A hyphen between two parts of a word.
    Hyphen,
    Pause,
    Space,
    Nothing,
}

/// The next piece of text and how it is said.
#[derive(Debug)]
pub(super) struct Reading {
    /// Bytes read.
    pub(super) len: usize,
    pub(super) say: Say,
    pub(super) full_stop: bool,
    pub(super) faults: Vec<Fault>,
}

/// An [`Unspeakable`] without its text.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) range: Range<usize>,
    pub(super) reason: &'static str,
    pub(super) remedy: String,
}

impl Fault {
    /// With the key that keeps reports in the order of the text.
    pub(super) fn locate(&self, text: &str) -> ((usize, usize, &'static str), Unspeakable) {
        let what = text.get(self.range.clone()).unwrap_or_default().to_owned();
        let remedy = Some(self.remedy.replace("{}", &what));
        let key = (self.range.start, self.range.end, self.reason);
        (key, Unspeakable { range: self.range.clone(), what, reason: self.reason, remedy })
    }
}

impl Reading {
    pub(super) fn new(len: usize, say: Say) -> Self {
        Self { len, say, full_stop: false, faults: Vec::new() }
    }

    pub(super) fn words(len: usize, words: impl Into<String>) -> Self {
        Self::new(len, Say::Words(words.into()))
    }

    /// The next `len` bytes as written, because of a fault in exactly them; `{}` in the remedy is that text.
    pub(super) fn unspeakable(scan: Scan<'_>, len: usize, reason: &'static str, remedy: &str) -> Self {
        Self::new(len, Say::Raw).fault(scan.range(len), reason, remedy)
    }

    pub(super) fn fault(mut self, range: Range<usize>, reason: &'static str, remedy: &str) -> Self {
        self.faults.push(Fault { range, reason, remedy: remedy.to_owned() });
        self
    }

    pub(super) fn full_stop(self, full_stop: bool) -> Self {
        Self { full_stop, ..self }
    }
}

/// The remedy that always works.
pub(super) const LEXICON: &str = "write it in words, or give `{}` a line in the lexicon";

/// Soft hyphens, joiners and marks of direction: nothing to see and nothing to hear.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}
