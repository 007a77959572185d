//! What the audible wordings of a survey say, and the lexicon by which they say it.

use crate::analysis::Context;
use crate::speech::Lexicon;
use crate::voice::{Utterance, utterances};

/// Everything that is read aloud.
#[derive(Debug, Default)]
pub(crate) struct Sound {
    pub(crate) utterances: Vec<Utterance>,
    pub(crate) lexicon: Lexicon,
}

impl Sound {
    pub(crate) fn new(ctx: &Context<'_>) -> Self {
        if !ctx.survey.wordings.iter().any(|wording| wording.audible) {
            return Self::default();
        }
        let sources = &ctx.files.sources;
        let file = ctx.survey.speech.lexicon.as_ref().and_then(|path| sources.find(path));
        let text = file.and_then(|file| sources.get(file)).map(|source| source.text.as_str());
        let lexicon = text.map(|text| Lexicon::parse(text).0).unwrap_or_default();
        Self { utterances: utterances(ctx.survey, &lexicon, &[]), lexicon }
    }
}
