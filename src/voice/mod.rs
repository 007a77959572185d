//! What a survey says aloud: every utterance of its audible wordings, as printed and as spoken.
//!
//! A clip is never pasted together: a pipe is said by its neutral spoken text, or the utterance exists once per declared value.

mod collect;
mod compose;
pub mod name;

pub use collect::utterances;

use crate::model::{Mode, OriginId};
use crate::speech::Unspeakable;
use crate::text::sha256;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// What an utterance is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Intro,
    Title,
    Question,
    Help,
    Option,
    Note,
    Error,
    Navigation,
    End,
}

/// One thing that is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// `laagdrempelig/frequentie.ask`, with `#dienst=8` for one declared value; unique in the survey.
    pub id: String,
    pub wording: usize,
    /// The mode whose text it is; the web's where modes do not differ.
    pub mode: Mode,
    pub role: Role,
    /// As it stands on the screen, pipes by their fallbacks.
    pub printed: String,
    /// As it is read: the author's spoken text or the printed one, normalised.
    pub spoken: String,
    /// A human recording, relative to the project root.
    pub recorded: Option<String>,
    /// Lexicon entries used, as `written = spoken`.
    pub lexicon: Vec<String>,
    pub unspeakable: Vec<Unspeakable>,
    /// Paths of piped variables for which there is nothing to say.
    pub unspoken_pipes: Vec<String>,
    /// The cell that it comes from; none for the form's own texts.
    pub origin: Option<OriginId>,
}

/// SHA-256 over language and spoken text (NFC, white space folded): what decides whether a sound is stale.
#[must_use]
pub fn text_hash(language: &str, spoken: &str) -> String {
    let folded = spoken.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("sha256:{}", sha256(format!("{language}\n{}", folded.nfc().collect::<String>()).as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::text_hash;

    #[test]
    fn the_hash_sees_words_not_white_space() {
        assert_eq!(text_hash("nl", "de  coach "), text_hash("nl", "de coach"));
        assert_ne!(text_hash("nl", "de coach"), text_hash("nl", "de coaches"));
    }
}
