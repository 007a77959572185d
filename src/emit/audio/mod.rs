//! The audio manifest: one utterance a line, for whoever makes or records the sound.

use crate::model::{OriginId, Survey};
use crate::text::sha256;
use crate::voice::{Role, Utterance};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// The version of the manifest.
pub const SCHEMA: &str = "peil-audio/1";

/// Where it lies, relative to the output.
pub const PATH: &str = "audio/manifest.json";

#[derive(Serialize)]
struct Line<'a> {
    survey: String,
    id: &'a str,
    wording: &'a str,
    role: Role,
    language: &'a str,
    printed: &'a str,
    spoken: &'a str,
    text_hash: String,
    voice: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rate: Option<u32>,
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lexicon: &'a Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
}

/// The lines of one survey. `place` says where an origin stands, as `surveys/clients.peil:12`.
///
/// # Errors
/// When an utterance cannot be written as JSON: a fault of ours.
pub fn lines(
    survey: &Survey,
    utterances: &[Utterance],
    place: &dyn Fn(OriginId) -> Option<String>,
) -> Result<Vec<String>, serde_json::Error> {
    utterances.iter().map(|utterance| serde_json::to_string(&line(survey, utterance, place))).collect()
}

/// The whole manifest of a build.
#[must_use]
pub fn manifest(lines: &[String]) -> String {
    let separator = if lines.is_empty() { "" } else { "\n" };
    format!("{{\"schema\":\"{SCHEMA}\",\"utterances\":[{separator}{}{separator}]}}\n", lines.join(",\n"))
}

/// SHA-256 over language and spoken text (NFC, white space folded): what decides whether a sound is stale.
#[must_use]
pub fn text_hash(language: &str, spoken: &str) -> String {
    let folded = spoken.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("sha256:{}", sha256(format!("{language}\n{}", folded.nfc().collect::<String>()).as_bytes()))
}

fn line<'a>(survey: &'a Survey, said: &'a Utterance, place: &dyn Fn(OriginId) -> Option<String>) -> Line<'a> {
    Line {
        survey: survey.id(),
        id: &said.id,
        wording: survey.wordings.get(said.wording).map_or("", |wording| wording.name.as_str()),
        role: said.role,
        language: &survey.language,
        printed: &said.printed,
        spoken: &said.spoken,
        text_hash: text_hash(&survey.language, &said.spoken),
        voice: survey.speech.voice.as_deref().unwrap_or(&survey.language),
        rate: survey.speech.rate,
        source: if said.recorded.is_some() { "recorded" } else { "tts" },
        recorded: said.recorded.as_deref(),
        lexicon: &said.lexicon,
        place: said.origin.and_then(place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_sees_words_not_white_space() {
        assert_eq!(text_hash("nl", "de  coach "), text_hash("nl", "de coach"));
        assert_ne!(text_hash("nl", "de coach"), text_hash("nl", "de coaches"));
    }

    #[test]
    fn one_utterance_a_line() {
        assert_eq!(
            manifest(&["{}".into(), "{}".into()]),
            "{\"schema\":\"peil-audio/1\",\"utterances\":[\n{},\n{}\n]}\n"
        );
    }
}
