//! The audio manifest: one utterance a line, for whoever makes or records the sound, with the sound that there is.

use super::form;
use crate::analysis::{Files, Project};
use crate::model::{OriginId, Survey};
use crate::sound::{By, RATE, Stock, Wanted, one_a_line};
use crate::speech::Lexicon;
use crate::text::Span;
use crate::voice::{Role, text_hash, utterances};
use serde::Serialize;

/// The version of the manifest.
pub const SCHEMA: &str = "peil-audio/1";

/// Where it lies, relative to the output.
pub const PATH: &str = "audio/manifest.json";

/// Where sounds lie, relative to the output: beside the style sheet, so that the forms need nothing outside `forms/`.
pub const FOLDER: &str = "forms/assets/audio";

#[derive(Serialize)]
struct Line<'a> {
    survey: &'a str,
    id: &'a str,
    wording: &'a str,
    role: Role,
    language: &'a str,
    printed: &'a str,
    spoken: &'a str,
    text_hash: &'a str,
    voice: &'a str,
    rate: u32,
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lexicon: &'a Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audio_hash: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_ms: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
}

/// Everything that the surveys of a project say aloud, in their order.
#[must_use]
pub fn wanted(files: &Files, project: &Project) -> Vec<Wanted> {
    project.surveys.iter().flat_map(|survey| wanted_of(files, project, survey)).collect()
}

/// Everything that a survey says aloud.
#[must_use]
pub fn wanted_of(files: &Files, project: &Project, survey: &Survey) -> Vec<Wanted> {
    let span = |origin: OriginId| Some(project.origins.span(origin)).filter(|span| *span != Span::default());
    let said = utterances(survey, &lexicon(files, survey), &form::navigation(&survey.language));
    said.into_iter()
        .map(|said| Wanted {
            survey: survey.id(),
            role: said.role,
            language: survey.language.clone(),
            text_hash: text_hash(&survey.language, &said.spoken),
            voice: survey.speech.voice.clone().unwrap_or_else(|| survey.language.clone()),
            rate: survey.speech.rate.unwrap_or(RATE),
            span: said.origin.and_then(span),
            id: said.id,
            printed: said.printed,
            spoken: said.spoken,
            lexicon: said.lexicon,
            recorded: said.recorded,
        })
        .collect()
}

/// The survey's pronunciation lexicon; empty when it has none.
fn lexicon(files: &Files, survey: &Survey) -> Lexicon {
    let bytes = survey.speech.lexicon.as_ref().and_then(|path| files.data.get(path));
    bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).map(|text| Lexicon::parse(text).0).unwrap_or_default()
}

/// The lines of these utterances. `place` says where a text stands, as `surveys/clients.peil:12`.
///
/// # Errors
/// When an utterance cannot be written as JSON: a fault of ours.
pub fn lines(
    wanted: &[Wanted],
    stock: &Stock,
    place: &dyn Fn(Span) -> Option<String>,
) -> Result<Vec<String>, serde_json::Error> {
    wanted.iter().map(|wanted| serde_json::to_string(&line(wanted, stock, place))).collect()
}

/// The whole manifest of a build.
#[must_use]
pub fn manifest(lines: &[String]) -> String {
    one_a_line(SCHEMA, "utterances", lines)
}

fn line<'a>(wanted: &'a Wanted, stock: &'a Stock, place: &dyn Fn(Span) -> Option<String>) -> Line<'a> {
    let clip = stock.clip(&wanted.survey, &wanted.id);
    let by = clip.map_or(if wanted.recorded.is_some() { By::Human } else { By::Tts }, |clip| clip.by);
    Line {
        survey: &wanted.survey,
        id: &wanted.id,
        wording: wanted.id.split('/').next().unwrap_or_default(),
        role: wanted.role,
        language: &wanted.language,
        printed: &wanted.printed,
        spoken: &wanted.spoken,
        text_hash: &wanted.text_hash,
        voice: &wanted.voice,
        rate: wanted.rate,
        source: match by {
            By::Human => "human",
            By::Tts => "tts",
        },
        recorded: wanted.recorded.as_deref(),
        lexicon: &wanted.lexicon,
        file: clip.map(|clip| format!("{FOLDER}/{}", clip.name)),
        audio_hash: clip.map(|clip| clip.audio_hash.as_str()),
        duration_ms: clip.and_then(|clip| clip.duration_ms),
        place: wanted.span.and_then(place),
    }
}
