//! Slips whose meaning is plain are mended in a copy of the text before it is parsed, each with its diagnostic.
//!
//! So one slip costs one error: `qestion lid one of ja_nee {` opens a question named `lid`, an invisible character
//! between two words is no word. Everything after this reads the copy; [`Mended`] leads every place in it back to the
//! text as written, so trees, diagnostics and the formatter know only that.

mod characters;
mod comments;
mod lines;
mod marks;
mod shift;
mod texts;
mod words;

pub(super) use shift::Mended;

use crate::diag::Diagnostic;
use crate::text::FileId;
use std::ops::Range;

/// A piece of the text and what it is read as.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Slip {
    at: Range<usize>,
    text: String,
}

impl Slip {
    fn new(at: Range<usize>, text: impl Into<String>) -> Self {
        Self { at, text: text.into() }
    }
}

/// Slips and what is said about them, in the places of one text.
#[derive(Debug, Default)]
struct Slips {
    slips: Vec<Slip>,
    diagnostics: Vec<Diagnostic>,
}

/// The text to parse, and what was mended in it.
pub(super) fn mend(file: FileId, source: &str) -> (Mended<'_>, Vec<Diagnostic>) {
    let characters = characters::slips(file, source);
    let clean = Mended::new(source, characters.slips.clone());
    let found = lines::slips(file, clean.text());
    let mut diagnostics = characters.diagnostics;
    if found.slips.is_empty() && found.diagnostics.is_empty() {
        return (clean, diagnostics);
    }
    diagnostics.extend(found.diagnostics.into_iter().map(|diagnostic| clean.back(diagnostic)));
    let mut slips: Vec<Slip> = found.slips.into_iter().map(|slip| Slip { at: clean.range(slip.at), ..slip }).collect();
    let covered = |at: &Range<usize>| slips.iter().any(|s| s.at.start <= at.start && at.end <= s.at.end);
    let others: Vec<Slip> = characters.slips.into_iter().filter(|slip| !covered(&slip.at)).collect();
    slips.extend(others);
    (Mended::new(source, slips), diagnostics)
}

#[cfg(test)]
mod tests {
    use super::mend;
    use crate::text::FileId;

    fn read(source: &str) -> (String, usize) {
        let (mended, diagnostics) = mend(FileId::default(), source);
        (mended.text().to_owned(), diagnostics.len())
    }

    #[test]
    fn a_sound_text_stays_as_it_is() {
        let text = "edition 2026\n\nscale s \"S\" {\n  1 a \"A\" // # --\n}\n";
        assert_eq!(read(text), (text.to_owned(), 0));
    }

    #[test]
    fn slips_of_both_sorts_on_one_line() {
        let text = "scael\u{200B} s\u{2009}\"S\" {\n  1) a \"A\"\n}\n";
        assert_eq!(read(text).0, "scale s \"S\" {\n  1 a \"A\"\n}\n");
    }
}
