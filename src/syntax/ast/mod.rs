//! The syntax tree: plain data with spans, as written. A part that may be missing in a broken file is an `Option`.

mod expr;
mod report;
mod same;
mod shared;
mod survey;

pub use expr::*;
pub use report::*;
pub use shared::*;
pub use survey::*;

use crate::text::{FileId, Span};

/// A value with the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A name as written.
pub type Name = Spanned<String>;

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct File {
    pub file: FileId,
    pub edition: Option<Spanned<u32>>,
    pub uses: Vec<Use>,
    pub allows: Vec<Allow>,
    pub declarations: Vec<Declaration>,
}

/// `use "path"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    pub path: Spanned<String>,
    pub span: Span,
}

/// `allow SLUG "reason"`; `block` is the span of the block that it silences (the file's for a top-level one).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    pub slug: Name,
    pub reason: Option<Spanned<String>>,
    pub span: Span,
    pub block: Span,
}

/// A top-level declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Declaration {
    Survey(Box<Survey>),
    Scale(Scale),
    CodeList(CodeList),
    Text(TextBlock),
    Term(Term),
    Report(Box<Report>),
    Thresholds(Thresholds),
}

/// A text as written: a short one, or prose between triple quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub segments: Vec<Segment>,
    /// Between triple quotes: Markdown subset.
    pub prose: bool,
    /// The quotes included.
    pub span: Span,
}

/// A piece of a text. Spans lie inside the quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Unescaped; `span` covers the source, which may be longer.
    Literal(Spanned<String>),
    Pipe(Pipe),
}

/// `{…}` inside a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pipe {
    /// What stands before the first `|`.
    pub source: PipeSource,
    /// Alternatives after `|`: none, a fallback, one and many, or zero, one and many.
    pub alternatives: Vec<Spanned<String>>,
    pub span: Span,
}

/// What a pipe shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PipeSource {
    /// `x`, `grid.row`, `figure.name`, `unit.name`, `text.name`, `norm.name.total` …
    Path(Path),
    /// `n(clients.kanaal)`, `rate(clients)` …
    Call { function: Name, argument: Path },
    /// `figures.a..b`
    Range { first: Path, last: Name },
    /// Empty or not understood; a diagnostic has been given.
    Broken,
}

/// A dotted path of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    pub parts: Vec<Name>,
    pub span: Span,
}

impl Path {
    /// As written, with dots.
    #[must_use]
    pub fn dotted(&self) -> String {
        self.parts.iter().map(|part| part.value.as_str()).collect::<Vec<_>>().join(".")
    }
}

/// A text with its qualifiers and what is read aloud in its stead: `ask laagdrempelig phone "…" spoken "…"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Names of a wording or a mode; resolved later.
    pub qualifiers: Vec<Name>,
    pub text: Text,
    pub spoken: Option<Text>,
    pub recorded: Option<Spanned<String>>,
    pub span: Span,
}
