//! What the form says of itself: one catalogue a language, one file each. A new language is a file beside `nl.rs` and a line in
//! [`LANGUAGES`].
//!
//! Names in braces are filled in. Routes in words ("als u bij vraag 3 …") are no fixed texts: they come from [`crate::phrase`],
//! which speaks Dutch.

mod nl;

use crate::number::{Decimal, date_in_dutch};
use serde::Serialize;

/// The form's own texts in one language.
#[derive(Debug, Serialize)]
pub(super) struct Catalogue {
    /// Name of the links to the other wordings.
    pub(super) versions: &'static str,
    /// Behind a question that must be answered.
    pub(super) required: &'static str,
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
    /// How a date is written; `{from}`, `{to}` in the limits behind it.
    pub(super) date: &'static str,
    pub(super) date_between: &'static str,
    pub(super) date_after: &'static str,
    pub(super) date_before: &'static str,
    #[serde(skip)]
    pub(super) running: Running,
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

/// What the running form says: texts that its template has, and those that the script puts there.
#[derive(Debug, Serialize)]
pub(super) struct Running {
    pub(super) back: &'static str,
    pub(super) retry: &'static str,
    pub(super) sure: &'static str,
    pub(super) wipe: &'static str,
    /// The interviewer's button that ends a conversation half-way, and what it says once it was pressed.
    pub(super) break_off: &'static str,
    pub(super) break_off_sure: &'static str,
    /// Headings: the page before sending, while there is no connection, after sending.
    pub(super) check: &'static str,
    pub(super) waiting: &'static str,
    pub(super) later: &'static str,
    pub(super) sent: &'static str,
    /// After sending: an empty form, for somebody else on this device.
    pub(super) again: &'static str,
    /// Where the answers are until then.
    pub(super) keep: &'static str,
    pub(super) script: Script,
    pub(super) more: MoreTexts,
    pub(super) sound: SoundTexts,
}

/// What the script says of sound: before the text in the name of its button, before it and while it plays; a question with its
/// options; the switch.
#[derive(Debug, Serialize)]
pub(super) struct SoundTexts {
    pub(super) listen: &'static str,
    pub(super) hush: &'static str,
    pub(super) all: &'static str,
    pub(super) aloud: &'static str,
    pub(super) quiet: &'static str,
}

/// What the script says. A `#` is a number or a text that it puts there.
#[derive(Debug, Serialize)]
pub(super) struct Script {
    /// Buttons, by what they do.
    pub(super) start: &'static str,
    pub(super) next: &'static str,
    pub(super) send: &'static str,
    /// Progress, then how many there are, or are left at most.
    pub(super) question: &'static str,
    pub(super) of: &'static str,
    pub(super) most: &'static str,
    /// Before the title of a page with a fault; above the faults; what is wrong.
    pub(super) fault: &'static str,
    pub(super) faults: &'static str,
    pub(super) warn: &'static str,
    pub(super) required: &'static str,
    pub(super) long: &'static str,
    /// Instead of an answer, and the link to it.
    pub(super) none: &'static str,
    pub(super) change: &'static str,
    /// After sending.
    pub(super) receipt: &'static str,
}

/// What only the larger script says.
#[derive(Debug, Serialize)]
pub(super) struct MoreTexts {
    /// Progress, where a page has several questions.
    pub(super) questions: &'static str,
    /// Headings of a note and of a stop, which have none of their own.
    pub(super) note: &'static str,
    pub(super) stop: &'static str,
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

    /// How a date is written and, with limits (day numbers), which.
    pub(super) fn date_hint(&self, min: Option<i64>, max: Option<i64>) -> String {
        let limits = match (min, max) {
            (Some(_), Some(_)) => self.date_between,
            (Some(_), None) => self.date_after,
            (None, Some(_)) => self.date_before,
            (None, None) => "",
        };
        let (from, to) = (min.map(date_in_dutch).unwrap_or_default(), max.map(date_in_dutch).unwrap_or_default());
        format!("{}{}", self.date, filled(limits, &[("from", &from), ("to", &to)]))
    }

    pub(super) fn at_most_hint(&self, n: u32) -> String {
        filled(if n == 1 { self.at_most_one } else { self.at_most }, &[("n", &n.to_string())])
    }

    /// What the form itself says that is read aloud, as (id, text): what keeps somebody from going on.
    pub(super) fn navigation(&self) -> [(&'static str, &'static str); 1] {
        [(crate::voice::name::REQUIRED, self.running.script.required)]
    }
}
