//! Routes in plain Dutch: the one generator that form, codebook and base-in-words share.
//!
//! "Ga naar vraag 7" where the hidden run follows the question at once, else "Alleen invullen als …" at the item.

mod clause;
mod numbering;
mod numeric;
mod offer;
mod partial;
mod skip;
mod ticks;
mod unfold;

pub use clause::{Style, condition_in_words, list_in_words, mode_in_words};
pub use numbering::{Entry, Numbering};
pub use offer::{any_offered, askable, offered, openable, option_route, whole_route};
pub use skip::{Jump, SkipRules};

use crate::model::{Content, Mode, PipeSource, Role, Survey, Text, VarId};

/// The plain text of a text in one cell, every pipe by its fallback; empty when there is none.
#[must_use]
pub fn plain(survey: &Survey, text: &Text, wording: usize, mode: Mode) -> String {
    text.get(wording, mode).map(|cell| content_in_words(survey, &cell.content, wording, mode)).unwrap_or_default()
}

/// A content with every pipe by its fallback, or by the source's own, or by the source's label in brackets.
#[must_use]
pub fn content_in_words(survey: &Survey, content: &Content, wording: usize, mode: Mode) -> String {
    content.with_fallbacks(|source| match source {
        PipeSource::Var(var) => pipe_fallback(survey, var, wording, mode),
        PipeSource::Iteration(_) => "…".to_owned(),
    })
}

/// The item's own fallback; for a field its neutral spoken text ("de organisatie"); else its label in brackets.
fn pipe_fallback(survey: &Survey, var: VarId, wording: usize, mode: Mode) -> String {
    let Some(item) = survey.var(var) else { return String::new() };
    let own = plain(survey, &item.texts.otherwise, wording, mode);
    if !own.is_empty() {
        return own;
    }
    match &item.role {
        Role::Field { spoken: Some(neutral), .. } => content_in_words(survey, neutral, wording, mode),
        _ => format!("[{}]", label(survey, var, wording, mode)),
    }
}

/// What an item is called in a caption or a base: its label, else its question, else its path.
#[must_use]
pub fn label(survey: &Survey, var: VarId, wording: usize, mode: Mode) -> String {
    let Some(item) = survey.var(var) else { return String::new() };
    [&item.texts.label, &item.texts.ask]
        .into_iter()
        .map(|text| plain(survey, text, wording, mode))
        .find(|text| !text.is_empty())
        .unwrap_or_else(|| item.path.clone())
}

/// The label of an option in one wording and mode; its name when it has none.
#[must_use]
pub fn option_label(survey: &Survey, var: VarId, code: i64, wording: usize, mode: Mode) -> String {
    let option = survey.var(var).and_then(|item| survey.options_of(item).iter().find(|option| option.code == code));
    option.map_or_else(
        || code.to_string(),
        |option| {
            let text = plain(survey, &option.label, wording, mode);
            if text.is_empty() { option.name.clone() } else { text }
        },
    )
}
