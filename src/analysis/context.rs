//! What a rule on the finished model may look at.

use super::{Files, Scope};
use crate::model::{OriginId, Origins, Survey};
use crate::syntax::ast;
use crate::text::Span;

/// One survey with everything that its rules read.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub survey: &'a Survey,
    /// The survey as written.
    pub source: &'a ast::Survey,
    pub origins: &'a Origins,
    /// The shared declarations that the survey's file sees.
    pub scope: &'a Scope<'a>,
    /// All files: source texts by span, and data files such as the lexicon.
    pub files: &'a Files,
    /// Errors were found while the survey was built, so that a condition, list or text may be absent for that reason.
    pub broken: bool,
}

impl Context<'_> {
    /// Where something of the model stands.
    #[must_use]
    pub fn span(&self, origin: OriginId) -> Span {
        self.origins.span(origin)
    }
}
