//! What must be heard.

use super::Recipe;
use crate::text::{Span, sha256};
use crate::voice::Role;

/// Words a minute where the survey does not say. An assumption: to be judged by ear, between 120 and 150.
pub const RATE: u32 = 140;

/// An utterance of a survey with what its sound depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// `clients@2023`
    pub survey: String,
    /// Of the utterance; unique in the survey.
    pub id: String,
    pub role: Role,
    pub language: String,
    pub printed: String,
    pub spoken: String,
    pub text_hash: String,
    /// The engine's voice.
    pub voice: String,
    /// Words a minute.
    pub rate: u32,
    /// Lexicon entries used, as `written = spoken`.
    pub lexicon: Vec<String>,
    /// The recording that the source names, from the project root.
    pub recorded: Option<String>,
    /// Where the text stands; none for the form's own.
    pub span: Option<Span>,
}

impl Wanted {
    /// `clients@2023 laagdrempelig/werk.ask`, for people.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.survey, self.id)
    }

    /// The name without ending under which it is recorded: `clients-2023.laagdrempelig.werk.ask`. Names of a survey hold no
    /// dash, so no two are the same.
    #[must_use]
    pub fn stem(&self) -> String {
        let survey = self.survey.replace('@', "-");
        let id = self.id.replace('/', ".").replace('=', "-").replace('#', "--");
        format!("{survey}.{id}")
    }

    /// The name of its sound when this engine and this encoder make it: 16 hexadecimal digits.
    #[must_use]
    pub fn made_name(&self, recipe: &Recipe) -> String {
        let rate = self.rate.to_string();
        let mut parts = vec![self.text_hash.as_str(), &recipe.engine, &recipe.encoder, &self.voice, &rate];
        parts.extend(self.lexicon.iter().map(String::as_str));
        short(&sha256(parts.join("\n").as_bytes()))
    }
}

/// The first 16 digits of a hash: enough for names of files.
pub(super) fn short(hash: &str) -> String {
    hash.trim_start_matches("sha256:").chars().take(16).collect()
}
