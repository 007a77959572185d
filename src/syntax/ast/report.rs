//! Report specs as written.

use super::{Allow, Expr, Name, Path, Spanned, Text};
use crate::number::Decimal;
use crate::text::Span;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub name: Name,
    pub title: Option<Text>,
    pub uses: Vec<UsesSurvey>,
    pub per: Option<(Name, Option<Text>)>,
    pub units: Option<Spanned<String>>,
    pub period: Option<(Spanned<String>, Spanned<String>)>,
    pub benchmarks: Vec<Benchmark>,
    pub publish: Option<Publish>,
    pub suppress: Option<Suppress>,
    pub promoters: Vec<Promoter>,
    pub strengths: Vec<Strengths>,
    /// `true` for `round largest remainder`.
    pub round_largest_remainder: Option<Spanned<bool>>,
    pub norms: Vec<Norm>,
    pub theme: Option<Theme>,
    pub cover: Option<Cover>,
    pub front: Option<Front>,
    pub parts: Vec<Part>,
    pub from: Vec<Text>,
    pub allows: Vec<Allow>,
    pub span: Span,
}

/// `uses clients 2023 optional as c`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsesSurvey {
    pub survey: Name,
    pub wave: Option<Spanned<u32>>,
    pub optional: Option<Span>,
    pub alias: Option<Name>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benchmark {
    pub name: Name,
    pub label: Option<Text>,
    /// `over units`, else `over respondents`.
    pub over_units: bool,
    /// Leave the unit itself out.
    pub others: Option<Span>,
    pub minimum_units: Option<Spanned<u32>>,
    /// The largest share that one unit may have, in percent.
    pub largest: Option<Spanned<Decimal>>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publish {
    pub by: Name,
    /// Surveys whose grade is always published.
    pub always: Vec<Name>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppress {
    pub base: Option<Spanned<u32>>,
    pub cell: Option<Spanned<u32>>,
    pub open: Option<Spanned<u32>>,
    /// `safe` or `published`.
    pub profile: Option<Name>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promoter {
    pub name: Name,
    pub label: Option<Text>,
    pub on: Option<Path>,
    pub formula: Option<PromoterFormula>,
    pub from: Vec<Text>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromoterFormula {
    /// `as share of a b minus share of c d`
    Share { plus: Vec<Name>, minus: Vec<Name> },
    /// `as nps`: share of 9–10 minus share of 1–6 on a grade.
    Nps,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strengths {
    pub name: Name,
    pub label: Option<Text>,
    /// Items, rows or whole grids.
    pub over: Vec<Path>,
    /// `by mean` when empty, else `by share of OPTION…`.
    pub by_share_of: Vec<Name>,
    pub minimum: Option<Spanned<u32>>,
    pub distance: Option<Spanned<Decimal>>,
    pub at_most: Option<Spanned<u32>>,
    pub from: Vec<Text>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Norm {
    pub name: Name,
    pub on: Option<Path>,
    pub total: Option<NormLine>,
    pub per: Vec<(Path, NormLine)>,
    pub correct: Option<Correct>,
    pub from: Vec<Text>,
    pub allows: Vec<Allow>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NormLine {
    pub at_least: Spanned<Decimal>,
    pub rounded: Option<Span>,
    pub span: Span,
}

/// `correct below 5.5 to 5 when n <= 20 and passes >= 50 %`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correct {
    pub below: Spanned<Decimal>,
    pub to: Spanned<Decimal>,
    pub n_at_most: Option<Spanned<u32>>,
    pub passes_at_least: Option<Spanned<Decimal>>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theme {
    pub name: Option<Text>,
    pub logo: Option<Spanned<String>>,
    pub accent: Option<Spanned<String>>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cover {
    pub grade: Option<Path>,
    pub split: Option<Path>,
    pub strengths: Vec<Name>,
    pub provinces: Option<Path>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Front {
    pub status: Option<Text>,
    /// Language and text.
    pub disclaimers: Vec<(Name, Text)>,
    pub header: Option<Text>,
    pub contact: Option<Text>,
    /// End of the comment period, in days after publication.
    pub comment_days: Option<Spanned<u32>>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Chapter(Division),
    Section(Division),
    Text(ReportText),
    Figure(Box<Figure>),
    Table(Box<Table>),
}

/// A chapter or a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    pub title: Option<Text>,
    pub name: Option<Name>,
    pub when: Option<Expr>,
    pub parts: Vec<Part>,
    pub allows: Vec<Allow>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportText {
    pub name: Option<Name>,
    pub text: Option<Text>,
    pub when: Option<Expr>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub name: Name,
    /// `bars`, `stacked`, `distribution`, `mean`, `anyof`, `grid`, `sum`, `verbatim`, `static`
    pub kind: Option<Name>,
    pub of: Option<Path>,
    pub options: FigureOptions,
    pub caption: Option<Text>,
    pub note: Option<Text>,
    pub base: Option<Text>,
    pub from: Vec<Text>,
    pub allows: Vec<Allow>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FigureOptions {
    pub per: Option<Path>,
    pub norm: Option<Name>,
    pub filter: Option<Expr>,
    pub including_missing: Option<Span>,
    /// `pooled`, or `wording` / `mode` / `wave` of `per …`.
    pub pooling: Option<Spanned<String>>,
    /// `distance`, `file`, `share`
    pub sorted_by: Option<Name>,
    pub quoting_asks: Option<Span>,
    pub minimum_n: Option<Spanned<u32>>,
    pub file: Option<Spanned<String>>,
    pub when: Option<Expr>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub name: Name,
    pub kind: TableKind,
    pub options: FigureOptions,
    pub caption: Option<Text>,
    pub note: Option<Text>,
    pub from: Vec<Text>,
    pub allows: Vec<Allow>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableKind {
    /// Net sample, completed, rate, grade and publication per group.
    Response,
    /// The entries of a code list in this wave.
    Services(Option<Name>),
    /// Counts and percentages of one item.
    Of(Option<Path>),
    Broken,
}
