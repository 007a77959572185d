//! From the text on the page to the text that a voice can say.
//!
//! What has exactly one reading is written out in words. What has none, or more than one, is reported and left as
//! it stands: nothing is guessed. The lexicon goes before every rule.

mod address;
mod dashes;
mod dates;
mod lexicon;
mod marks;
mod numbers;
mod numerals;
mod output;
mod phone;
mod quantity;
mod scan;
mod units;
mod words;

pub use lexicon::{Entry, Lexicon, LexiconFault};
pub use numerals::{cardinal, ordinal};

use output::Output;
use scan::{Reading, Say, Scan};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A piece of text without one safe reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unspeakable {
    /// Bytes of the text as written.
    pub range: Range<usize>,
    /// The piece itself.
    pub what: String,
    /// Why it has no one reading; lower case, without a point.
    pub reason: &'static str,
    /// The smallest change that gives it one.
    pub remedy: Option<String>,
}

/// A text as it is to be said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spoken {
    /// In NFC, with single spaces. Unspeakable pieces stand in it as written, so it is fit for a voice only when
    /// there are none.
    pub text: String,
    /// In the order of the text.
    pub unspeakable: Vec<Unspeakable>,
    /// The lexicon entries that took part, sorted, each once: what the recipe of a recording depends on.
    pub used: Vec<Entry>,
}

/// Writes out numbers, dates, times, money, telephone numbers, abbreviations and symbols.
#[must_use]
pub fn normalise(text: &str, lexicon: &Lexicon) -> Spoken {
    let mut out = Output::default();
    let mut unspeakable = BTreeMap::new();
    let mut used = BTreeSet::new();
    let mut scan = Scan { text, at: 0 };
    while let Some(c) = scan.char() {
        if let Some((entry, len)) = lexicon.match_at(text, scan.at) {
            out.entry(&entry.spoken);
            used.insert(entry.clone());
            scan.at += len;
            continue;
        }
        let reading = read(scan, c);
        scan.at += reading.len.max(c.len_utf8());
        unspeakable.extend(reading.faults.iter().map(|fault| fault.locate(text)));
        speak(&mut out, &reading, text, scan.at);
    }
    let unspeakable = unspeakable.into_values().collect();
    Spoken { text: out.finish(), unspeakable, used: used.into_iter().collect() }
}

fn read(scan: Scan<'_>, c: char) -> Reading {
    address::read(scan)
        .or_else(|| numbers::read(scan))
        .or_else(|| words::read(scan))
        .unwrap_or_else(|| marks::read(scan, c))
}

fn speak(out: &mut Output, reading: &Reading, text: &str, end: usize) {
    match &reading.say {
        Say::Words(words) => out.words(words),
        Say::Raw => out.raw(text.get(end - reading.len..end).unwrap_or_default()),
        Say::Close(mark) => out.close(*mark),
        Say::Hyphen => out.hyphen(),
        Say::Pause => out.pause(),
        Say::Space => out.space(),
        Say::Nothing => {}
    }
    if reading.full_stop {
        out.close('.');
    }
}

#[cfg(test)]
mod tests;
