//! The concrete syntax tree: every token and every comment of a file, by kind and span.
//!
//! Lossless but for white space: the text of a token is the source at its span. Faults are kinds of their own
//! (`BadLine`, `HeaderRest`, `MissingClose` …), so a broken file has a tree as well.

use crate::text::{FileId, Span};

/// A node or token. Tokens have no children.
///
/// The span of a node runs from its first to its last token, comments at either end left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cst {
    pub kind: Kind,
    pub span: Span,
    pub children: Vec<Cst>,
}

impl Cst {
    /// The source text that the node covers.
    #[must_use]
    pub fn text<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.span.range()).unwrap_or("")
    }

    /// The first child of a kind.
    #[must_use]
    pub fn child(&self, kind: Kind) -> Option<&Cst> {
        self.children.iter().find(|c| c.kind == kind)
    }

    /// All children of a kind.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = &Cst> {
        self.children.iter().filter(move |c| c.kind == kind)
    }

    /// Where the keyword `word` stands as a direct child.
    #[must_use]
    pub fn word(&self, word: &str) -> Option<Span> {
        self.children.iter().find(|c| matches!(c.kind, Kind::Keyword(w) if w == word)).map(|c| c.span)
    }

    /// The first keyword among the children: what the line is.
    #[must_use]
    pub fn keyword(&self) -> Option<&'static str> {
        self.children.iter().find_map(|c| match c.kind {
            Kind::Keyword(word) => Some(word),
            _ => None,
        })
    }

    /// The empty tree of a file.
    #[must_use]
    pub fn empty(file: FileId, length: usize) -> Self {
        Self { kind: Kind::File, span: Span::new(file, 0, length), children: Vec::new() }
    }
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A word of the language, as written.
    Keyword(&'static str),
    /// The end of the file; only as an expectation.
    End,
    /// One or more blank lines.
    Blank,
    /// A comment on a line of its own.
    Comment,
    /// A comment after something on the same line.
    TailComment,
    /// `,` or `;` at a line end: a fault.
    LineMark,
    /// Text that was kept from the parser; a diagnostic says why.
    Masked,
    /// A line that fits nothing here, comment and all.
    BadLine,
    Open,
    /// `{` on the next line: a fault; the span includes the line break.
    OpenBelow,
    Close,
    /// What stands after `}`: a fault.
    CloseRest,
    /// Empty: where `}` is missing.
    MissingClose,
    /// Empty: where `{` is missing.
    MissingOpen,
    /// What a header does not understand.
    HeaderRest,
    /// A name in its right form.
    Name,
    /// A name with capitals, hyphens or accents: a fault.
    BadName,
    Path,
    Slug,
    Integer,
    Number,
    BadNumber,
    Date,
    /// A date in another order: a fault.
    BadDate,
    Dots,
    Percent,
    /// `"…"`; children are its segments, quotes lie outside them.
    Short,
    /// `"…` without an end.
    ShortOpen,
    Literal,
    /// `"""…"""`
    Prose,
    /// `"""…` without an end.
    ProseOpen,
    Escape,
    BadEscape,
    LoneBrace,
    Pipe,
    PipeCall,
    PipeRange,
    Alternative,
    BadPipe,
    /// `'…'`: a fault.
    SingleText,
    /// `“…”`: a fault.
    CurlyText,
    /// Operands and operators, flat: precedence is given in lowering.
    Expr,
    Prefix,
    GroupExpr,
    Percentage,
    Call,
    Function,
    UsesTest,
    WherePart,
    AtLeast,
    Infix,
    InSet,
    InRange,
    Has,
    Bound,
    Operator,
    Lparen,
    Rparen,
    Lbrace,
    Rbrace,
    Comma,
    Colon,
    Assign,
    ForeignOperator,
    WhenPart,
    /// A condition that is not understood; may be empty.
    ExprBroken,
    HeaderWhen,
    File,
    Edition,
    Use,
    Allow,
    /// `}` that closes nothing.
    StrayClose,
    Survey,
    Scale,
    Codelist,
    TextBlock,
    Term,
    Thresholds,
    Section,
    Page,
    Group,
    Loop,
    Question,
    Grid,
    Computed,
    Note,
    Stop,
    Row,
    FromFile,
    Over,
    Chosen,
    Value,
    RowLabel,
    AnswerType,
    OneOf,
    AnyOf,
    NumberAnswer,
    TextAnswer,
    DateAnswer,
    AtMost,
    Range,
    DateRange,
    Decimals,
    Unit,
    Max,
    Worded,
    Spoken,
    Recorded,
    WhenMember,
    Only,
    Check,
    Flag,
    Order,
    Offer,
    From,
    Was,
    Changed,
    Layout,
    RowsOf,
    Take,
    Instead,
    Option,
    OptionLabel,
    Specify,
    FromYear,
    UntilYear,
    /// An option without a code, or a misspelt member.
    Codeless,
    /// `goto x`: a fault.
    Goto,
    Language,
    Wording,
    Simpler,
    Mode,
    Field,
    SpokenEach,
    FieldElse,
    Missing,
    Usable,
    Voice,
    Rate,
    Lexicon,
    Report,
    Chapter,
    PartSection,
    Norm,
    OnItem,
    Theme,
    Cover,
    Front,
    Figure,
    Table,
    FigureKind,
    OfItem,
    Services,
    PerItem,
    NormName,
    Including,
    Sorted,
    Quoting,
    MinimumN,
    FileName,
    Promoter,
    PromoterFormula,
    ShareOf,
    MinusShare,
    Strengths,
    OverItems,
    ByMeasure,
    Minimum,
    Distance,
    Uses,
    Alias,
    Per,
    PerNorm,
    NormLine,
    Total,
    Correct,
    CorrectWhen,
    Passes,
    Units,
    Period,
    Benchmark,
    MinimumUnits,
    Largest,
    Publish,
    Always,
    Suppress,
    SuppressBase,
    SuppressCell,
    SuppressOpen,
    SuppressProfile,
    Round,
    Plain,
    Pathed,
    StrengthsNames,
    Disclaimer,
    CommentUntil,
    PartText,
}

impl Kind {
    /// Comments and blank lines.
    #[must_use]
    pub fn is_trivia(self) -> bool {
        matches!(self, Self::Blank | Self::Comment | Self::TailComment)
    }
}
