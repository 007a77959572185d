//! Checks of wording that need nothing but the text: each takes a text and says where and why.
//!
//! They look at form, never at the questionnaire around it; which text is checked for what, and how loud, is decided
//! by whoever calls them.

mod instructions;
mod leftovers;
mod phone;
mod questions;
mod references;
mod spacing;
mod terms;
mod typography;

#[cfg(test)]
mod captions;
#[cfg(test)]
mod properties;

pub use crate::text::dutch::{sentences, words};
pub use instructions::instruction;
pub use leftovers::{markup, placeholders, unresolved_plural};
pub use phone::phone_unfit;
pub use questions::{double_question, missing_question_mark};
pub use references::{pointed_reference, typed_reference};
pub use spacing::{space_before_punctuation, spacing};
pub use terms::{Term, terms};
pub use typography::typography;

use std::ops::Range;

/// One place where the wording is not right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Bytes of the text; empty where something is missing.
    pub range: Range<usize>,
    /// Why here, in the voice of a diagnostic's label: lower case, no point.
    pub why: String,
    /// What to put in place of exactly `range`; `None` where only the author can know.
    pub instead: Option<String>,
}

impl Finding {
    fn new(range: Range<usize>, why: impl Into<String>) -> Self {
        Self { range, why: why.into(), instead: None }
    }

    fn instead(mut self, text: impl Into<String>) -> Self {
        self.instead = Some(text.into());
        self
    }
}

/// The words of a text in small letters.
fn lower_words(text: &str) -> Vec<String> {
    words(text).into_iter().filter_map(|range| text.get(range)).map(str::to_lowercase).collect()
}

/// The pieces of `text` that `findings` underline.
#[cfg(test)]
fn underlined<'a>(text: &'a str, findings: &[Finding]) -> Vec<&'a str> {
    findings.iter().filter_map(|finding| text.get(finding.range.clone())).collect()
}

/// `text` with every replacement made.
#[cfg(test)]
fn mended(text: &str, findings: &[Finding]) -> String {
    let mut mended = text.to_owned();
    for finding in findings.iter().rev() {
        if let Some(instead) = &finding.instead {
            mended.replace_range(finding.range.clone(), instead);
        }
    }
    mended
}
