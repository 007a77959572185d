//! What the form says of itself: one catalogue a language, one file each. A new language is a file beside `nl.rs` and a line in
//! [`LANGUAGES`].
//!
//! Names in braces are filled in. Routes in words ("als u bij vraag 3 …") are no fixed texts: they come from [`crate::phrase`],
//! which speaks Dutch.

mod nl;

use crate::number::Decimal;
use serde::Serialize;

/// The form's own texts in one language.
#[derive(Debug, Serialize)]
pub(super) struct Catalogue {
    /// Name of the links to the other wordings.
    pub(super) versions: &'static str,
    /// Behind a question that must be answered.
    pub(super) required: &'static str,
    pub(super) required_spoken: &'static str,
    pub(super) send: &'static str,
    /// Label of a text box behind an option.
    pub(super) specify: &'static str,
    /// How to fill in, on paper.
    pub(super) marking: &'static str,
    /// `{condition}`
    pub(super) offered_if: &'static str,
    pub(super) read_if: &'static str,
    pub(super) fill_if: &'static str,
    pub(super) decimal_mark: &'static str,
    /// `{from}`, `{to}`, `{n}`
    pub(super) whole_number: &'static str,
    pub(super) one_decimal: &'static str,
    pub(super) more_decimals: &'static str,
    /// `{n}`
    pub(super) at_most_one: &'static str,
    pub(super) at_most: &'static str,
    /// Not said by forms.
    #[serde(skip)]
    pub(super) receipt: ReceiptTexts,
}

/// What a receiver says to a respondent without script.
#[derive(Debug, Serialize)]
pub(in crate::emit) struct ReceiptTexts {
    pub(in crate::emit) received: &'static str,
    pub(in crate::emit) thanks: &'static str,
    /// Something required or refused is left; the answers are kept.
    pub(in crate::emit) unfinished: &'static str,
    pub(in crate::emit) not_processed: &'static str,
    /// The form, or the build of it, is not known.
    pub(in crate::emit) not_known: &'static str,
    pub(in crate::emit) number: &'static str,
    pub(in crate::emit) back: &'static str,
}

const LANGUAGES: [(&str, &Catalogue); 1] = [("nl", &nl::CATALOGUE)];

/// The catalogue of a language; Dutch where there is none.
pub(super) fn of(language: &str) -> &'static Catalogue {
    LANGUAGES.iter().find(|(name, _)| *name == language).map_or(&nl::CATALOGUE, |(_, texts)| texts)
}

/// What a receiver says in a language.
pub(in crate::emit) fn receipt_texts(language: &str) -> &'static ReceiptTexts {
    &of(language).receipt
}

/// A text with its names in braces filled in.
pub(super) fn filled(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

impl Catalogue {
    /// The range of a number; `min` and `max` are integers × 10^-`decimals`.
    pub(super) fn number_hint(&self, min: i64, max: i64, decimals: u8) -> String {
        let shown = |units| {
            let value = Decimal::new(units, decimals);
            Decimal::new(value.at(value.needed_decimals()).unwrap_or(units), value.needed_decimals())
                .to_string()
                .replace('.', self.decimal_mark)
        };
        let text = match decimals {
            0 => self.whole_number,
            1 => self.one_decimal,
            _ => self.more_decimals,
        };
        filled(text, &[("from", &shown(min)), ("to", &shown(max)), ("n", &decimals.to_string())])
    }

    pub(super) fn at_most_hint(&self, n: u32) -> String {
        filled(if n == 1 { self.at_most_one } else { self.at_most }, &[("n", &n.to_string())])
    }

    /// What the form itself says that is read aloud, as (id, text).
    pub(super) fn navigation(&self) -> [(&'static str, &'static str); 3] {
        [("required", self.required_spoken), ("send", self.send), ("specify", self.specify)]
    }
}
