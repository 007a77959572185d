//! Surveys as written.

use super::{Allow, Expr, Name, Only, Opt, Path, Spanned, Text, Wording};
use crate::number::Decimal;
use crate::text::Span;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    pub name: Name,
    pub wave: Option<Spanned<u32>>,
    pub title: Option<Text>,
    pub language: Option<Name>,
    pub wordings: Vec<WordingDecl>,
    pub modes: Vec<Name>,
    pub fields: Vec<Field>,
    /// Survey-level `missing` options; `missing` is set.
    pub missing: Vec<Opt>,
    pub usable: Option<Expr>,
    pub voice: Option<Voice>,
    pub lexicon: Option<Spanned<String>>,
    pub intro: Vec<Wording>,
    pub end: Vec<Wording>,
    pub from: Option<Text>,
    pub blocks: Vec<Block>,
    pub allows: Vec<Allow>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordingDecl {
    pub name: Name,
    pub label: Option<Text>,
    pub simpler_than: Option<Name>,
    pub audible: Option<Span>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: Name,
    pub kind: Option<Kind>,
    pub label: Option<Text>,
    pub required: Option<Span>,
    pub spoken: Option<Spoken>,
    pub otherwise: Option<Text>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spoken {
    Text(Text),
    /// One utterance per declared value.
    Each(Span),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    pub name: Spanned<String>,
    pub rate: Option<Spanned<u32>>,
    pub span: Span,
}

/// The kind of answer of a question, grid, field or computed item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    OneOf {
        list: Option<Name>,
        span: Span,
    },
    AnyOf {
        list: Option<Name>,
        at_most: Option<Spanned<u32>>,
        span: Span,
    },
    Number {
        range: Option<(Spanned<Decimal>, Spanned<Decimal>)>,
        decimals: Option<Spanned<u32>>,
        unit: Option<Text>,
        span: Span,
    },
    Text {
        long: bool,
        max: Option<Spanned<u32>>,
        span: Span,
    },
    Date {
        range: Option<(Spanned<String>, Spanned<String>)>,
        span: Span,
    },
}

impl Kind {
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::OneOf { span, .. }
            | Self::AnyOf { span, .. }
            | Self::Number { span, .. }
            | Self::Text { span, .. }
            | Self::Date { span, .. } => *span,
        }
    }
}

/// What a survey, section, page, group or loop holds, in file order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Section(Container),
    Page(Container),
    Group(Container),
    Question(Box<Question>),
    Grid(Box<Grid>),
    Loop(Loop),
    Computed(Box<Computed>),
    Note(Note),
    Stop(Note),
}

impl Block {
    #[must_use]
    pub fn name(&self) -> &Name {
        match self {
            Self::Section(container) | Self::Page(container) | Self::Group(container) => &container.name,
            Self::Question(question) => &question.name,
            Self::Grid(grid) => &grid.question.name,
            Self::Loop(each) => &each.name,
            Self::Computed(computed) => &computed.name,
            Self::Note(note) | Self::Stop(note) => &note.name,
        }
    }
}

/// Members that every container and item shares.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Common {
    pub when: Option<Expr>,
    pub only: Option<Only>,
    pub skip: Vec<Wording>,
    pub refuse: Vec<Check>,
    pub warn: Vec<Check>,
    pub required: Option<Span>,
    pub core: Option<Span>,
    pub private: Option<Span>,
    pub from: Vec<Text>,
    pub was: Vec<Name>,
    pub changed: Option<Text>,
    pub allows: Vec<Allow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Container {
    pub name: Name,
    pub titles: Vec<Wording>,
    pub shuffled: Option<Span>,
    /// Of a page.
    pub layouts: Vec<Layout>,
    pub common: Common,
    pub blocks: Vec<Block>,
    pub span: Span,
}

/// The texts of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts {
    pub label: Vec<Wording>,
    pub ask: Vec<Wording>,
    pub help: Vec<Wording>,
    pub interviewer: Vec<Wording>,
    pub error: Vec<Wording>,
    pub otherwise: Vec<Wording>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub text: Wording,
    pub when: Option<Expr>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub name: Name,
    pub kind: Option<Kind>,
    pub texts: Texts,
    pub common: Common,
    pub order_random: Option<Span>,
    pub offers: Vec<Offer>,
    pub options: Vec<Opt>,
    pub span: Span,
}

/// `offer a b only phone when …`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub names: Vec<Name>,
    pub only: Option<Only>,
    pub when: Option<Expr>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Name, kind, texts and common members of the grid; its options if inline.
    pub question: Question,
    pub layouts: Vec<Layout>,
    pub rows: Vec<Row>,
    pub rows_of: Option<Name>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pub qualifiers: Vec<Name>,
    pub look: Look,
    pub span: Span,
}

/// How the questions of a grid or page stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Grid,
    /// Question by question.
    Separate,
    /// The page with all its questions at once.
    Whole,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub name: Name,
    /// `texts.label` also holds the labels of the header line.
    pub texts: Texts,
    pub common: Common,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loop {
    pub name: Name,
    /// A list (`over diensten`) or, with `chosen`, an any-of item.
    pub over: Option<Path>,
    pub chosen: bool,
    pub titles: Vec<Wording>,
    pub texts: Texts,
    pub common: Common,
    pub blocks: Vec<Block>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    pub name: Name,
    pub kind: Option<Kind>,
    pub value: Option<Expr>,
    pub takes: Vec<Take>,
    /// Inline options; their `when` and `otherwise` are the arms.
    pub options: Vec<Opt>,
    pub texts: Texts,
    pub common: Common,
    pub span: Span,
}

/// `take NAME when C`, `take NAME else`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Take {
    pub option: Name,
    pub when: Option<Expr>,
    pub otherwise: Option<Span>,
    pub span: Span,
}

/// A note between items, or a stop with its own end text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub name: Name,
    pub says: Vec<Wording>,
    pub common: Common,
    pub span: Span,
}
