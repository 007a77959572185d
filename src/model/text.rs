//! Texts per wording and mode.

use super::{LoopId, Mode, OriginId, VarId};
use serde::{Deserialize, Serialize};

/// A text in all its cells; without cells there is no such text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    pub cells: Vec<Cell>,
}

/// A text as written for one wording or mode, or for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Index into [`super::Survey::wordings`].
    pub wording: Option<usize>,
    pub mode: Option<Mode>,
    pub content: Content,
    /// Read aloud instead of `content`.
    pub spoken: Option<Content>,
    /// A human recording, relative to the project root.
    pub recorded: Option<String>,
    #[serde(skip)]
    pub origin: OriginId,
}

/// Literal text and pipes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Content {
    /// Markdown subset in paragraphs; else one line of plain text.
    pub prose: bool,
    pub segments: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Segment {
    Literal(String),
    /// An answer or field in words; `fallback` where it is empty, missing, not asked or unknown (paper, no script).
    Pipe {
        source: PipeSource,
        fallback: Option<String>,
    },
    /// By number; `#` is the number. `zero` is `many` when absent.
    Plural {
        source: VarId,
        zero: Option<String>,
        one: String,
        many: String,
        fallback: Option<String>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PipeSource {
    Var(VarId),
    /// The label of the current iteration's option.
    Iteration(LoopId),
}

impl Text {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cell for a wording and mode: both, then wording, then mode, then the unqualified one.
    #[must_use]
    pub fn get(&self, wording: usize, mode: Mode) -> Option<&Cell> {
        let find = |w: Option<usize>, m: Option<Mode>| self.cells.iter().find(|c| c.wording == w && c.mode == m);
        find(Some(wording), Some(mode))
            .or_else(|| find(Some(wording), None))
            .or_else(|| find(None, Some(mode)))
            .or_else(|| find(None, None))
    }

    /// Whether this wording has a text of its own (for any mode).
    #[must_use]
    pub fn has_own(&self, wording: usize) -> bool {
        self.cells.iter().any(|cell| cell.wording == Some(wording))
    }
}

impl Content {
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { prose: false, segments: vec![Segment::Literal(text.into())] }
    }

    /// The text with every pipe's fallback in its place; `shown` names what has none.
    #[must_use]
    pub fn with_fallbacks(&self, mut shown: impl FnMut(PipeSource) -> String) -> String {
        self.segments
            .iter()
            .map(|segment| match segment {
                Segment::Literal(text) => text.clone(),
                Segment::Pipe { fallback: Some(text), .. } | Segment::Plural { fallback: Some(text), .. } => {
                    text.clone()
                }
                Segment::Pipe { source, fallback: None } => shown(*source),
                Segment::Plural { source, fallback: None, .. } => shown(PipeSource::Var(*source)),
            })
            .collect()
    }

    /// The variables that the pipes read.
    pub fn reads(&self) -> impl Iterator<Item = VarId> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Pipe { source: PipeSource::Var(var), .. } | Segment::Plural { source: var, .. } => Some(*var),
            Segment::Pipe { source: PipeSource::Iteration(_), .. } | Segment::Literal(_) => None,
        })
    }
}
