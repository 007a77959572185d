//! A report spec, resolved against its surveys: what the plan is made of.
//!
//! Surveys are indices into [`Report::surveys`]; names of norms, benchmarks and the like are indices into their own vectors.

use super::report_text::{DataCond, Prose};
use super::{Cond, GridId, ItemRef, LoopId, Opt, OriginId, Provenance, VarId};
use crate::number::Decimal;
use serde::Serialize;

/// One report, for every unit of its `per` field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    pub name: String,
    pub title: Prose,
    pub surveys: Vec<UsedSurvey>,
    pub per: Per,
    pub units: Option<UnitFile>,
    pub period: Option<Period>,
    pub benchmarks: Vec<Benchmark>,
    pub publish: Option<Publish>,
    pub suppress: Suppress,
    pub promoters: Vec<Promoter>,
    pub strengths: Vec<Strengths>,
    /// Percentages of a single-choice table are made to add up to 100.
    pub largest_remainder: bool,
    pub norms: Vec<Norm>,
    pub theme: Theme,
    pub cover: Cover,
    pub front: Front,
    pub parts: Vec<Part>,
    pub provenance: Vec<Provenance>,
    #[serde(skip)]
    pub origin: OriginId,
}

/// A survey that the report reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UsedSurvey {
    /// How the spec calls it: its name, or the `as` name.
    pub alias: String,
    /// Index into the surveys of the project.
    pub survey: usize,
    /// There may be no respondents at all: what speaks of it stands under a condition.
    pub optional: bool,
    #[serde(skip)]
    pub origin: OriginId,
}

/// What a report is made for: one value of a field that every survey has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Per {
    pub field: String,
    pub label: String,
    /// The field in each of [`Report::surveys`].
    pub vars: Vec<VarId>,
}

/// The unit file and, if it exists, the columns that it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitFile {
    pub path: String,
    pub columns: Option<Vec<String>>,
}

/// Measurement period, both days included, `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Period {
    pub start: String,
    pub end: String,
}

/// What a unit is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Benchmark {
    pub name: String,
    pub label: Prose,
    pub over: BenchmarkOver,
    /// The unit itself is left out.
    pub others: bool,
    /// Not shown when it rests on fewer units.
    pub minimum_units: Option<u32>,
    /// Not shown when one unit gives more than this share of its respondents, in percent.
    pub largest_percent: Option<Decimal>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BenchmarkOver {
    /// Every respondent counts once.
    Respondents,
    /// Every unit counts once.
    Units,
}

/// When a group's grade may be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Publish {
    pub thresholds: Thresholds,
    /// Surveys whose grade is always published.
    pub always: Vec<usize>,
}

/// A publication table, read from a file of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Thresholds {
    pub name: String,
    pub path: String,
    pub rows: Vec<ThresholdRow>,
}

/// For a net sample of `n_min..=n_max`, what response is enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThresholdRow {
    /// A code of the group's list; none for every group without rows of its own.
    pub group: Option<i64>,
    pub n_min: u32,
    /// None: and more.
    pub n_max: Option<u32>,
    pub minimum_count: Option<u32>,
    /// In percent of the net sample.
    pub minimum_percent: Option<Decimal>,
}

/// Small numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suppress {
    /// No percentages or means on a smaller base.
    pub base: u32,
    /// A smaller cell, zero apart, is not printed.
    pub cell: u32,
    /// Open answers are not listed on a smaller base.
    pub open: u32,
    pub profile: Profile,
    /// Not declared: the numbers are Peil's own choice.
    pub assumed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Suppression over the whole report, so that nothing hidden can be computed back.
    Safe,
    /// As the printed reports: nothing hidden, and every page says so.
    Published,
}

/// A promoter score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Promoter {
    pub name: String,
    pub label: Prose,
    pub on: ItemRef,
    pub formula: PromoterFormula,
    pub provenance: Vec<Provenance>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum PromoterFormula {
    /// Share of these codes minus share of those, over all usable respondents that were asked.
    Share { plus: Vec<i64>, minus: Vec<i64> },
    /// Share of 9 and 10 minus share of 1 to 6 of a grade.
    Nps,
}

/// What a unit does relatively well, against the benchmark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Strengths {
    pub name: String,
    pub label: Prose,
    pub over: Vec<ItemRef>,
    /// Share of these option names (of each item's own list); none: the mean.
    pub share_of: Option<Vec<String>>,
    /// Smallest base of an item.
    pub minimum: Option<u32>,
    /// Smallest distance above the benchmark.
    pub distance: Option<Decimal>,
    pub at_most: Option<u32>,
    pub provenance: Vec<Provenance>,
}

/// A norm on a mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Norm {
    pub name: String,
    pub on: ItemRef,
    pub total: Option<NormLine>,
    /// Per group of an item of the same survey.
    pub per: Vec<(ItemRef, NormLine)>,
    pub correct: Option<Correction>,
    pub provenance: Vec<Provenance>,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NormLine {
    pub at_least: Decimal,
    /// Tested on the rounded mean; else on the unrounded one.
    pub rounded: bool,
}

/// The small-n rule: grades below `below` count as `to`, for a unit that misses the norm, has at most `n_at_most`
/// answers and of which at least `passes_percent` pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    pub below: Decimal,
    pub to: Decimal,
    pub n_at_most: Option<u32>,
    pub passes_percent: Option<Decimal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Theme {
    pub name: Option<String>,
    pub logo: Option<String>,
    /// `#rrggbb`
    pub accent: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Cover {
    pub grade: Option<ItemRef>,
    /// An item, or the rows of a grid taken together.
    pub split: Option<Target>,
    /// Indices into [`Report::strengths`].
    pub strengths: Vec<usize>,
    pub provinces: Option<Provinces>,
}

/// Where the provinces on the cover come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Provinces {
    /// A column of the unit file.
    Unit(String),
    Field(ItemRef),
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Front {
    pub status: Option<Prose>,
    /// Language and text.
    pub disclaimers: Vec<(String, Prose)>,
    pub header: Option<Prose>,
    pub contact: Option<Prose>,
    /// Days after publication.
    pub comment_days: Option<u32>,
}

/// What stands in a report, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Part {
    Chapter(Division),
    Section(Division),
    Text(TextPart),
    Figure(Box<Figure>),
    Table(Box<Table>),
}

/// A chapter or a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Division {
    pub name: Option<String>,
    pub title: Prose,
    pub when: Option<DataCond>,
    pub parts: Vec<Part>,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextPart {
    pub name: Option<String>,
    pub text: Prose,
    pub when: Option<DataCond>,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    pub name: String,
    pub kind: FigureKind,
    /// None for a static figure.
    pub target: Option<Target>,
    pub options: Options,
    pub caption: Option<Prose>,
    pub note: Option<Prose>,
    /// The author's own words for the base.
    pub base: Option<Prose>,
    pub provenance: Vec<Provenance>,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureKind {
    Bars,
    Stacked,
    Distribution,
    Mean,
    Anyof,
    Grid,
    Sum,
    Verbatim,
    Static,
}

impl FigureKind {
    pub const ALL: [(&'static str, Self); 9] = [
        ("bars", Self::Bars),
        ("stacked", Self::Stacked),
        ("distribution", Self::Distribution),
        ("mean", Self::Mean),
        ("anyof", Self::Anyof),
        ("grid", Self::Grid),
        ("sum", Self::Sum),
        ("verbatim", Self::Verbatim),
        ("static", Self::Static),
    ];

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, kind)| kind)
    }

    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Target {
    Item(ItemRef),
    /// Every row of a grid, each with its own base.
    Grid {
        survey: usize,
        grid: GridId,
    },
    /// An item of a loop: its base are iterations.
    Loop {
        item: ItemRef,
        of: LoopId,
    },
}

impl Target {
    #[must_use]
    pub fn survey(self) -> usize {
        match self {
            Self::Item(item) | Self::Loop { item, .. } => item.survey,
            Self::Grid { survey, .. } => survey,
        }
    }
}

/// What a figure or a table adds to its item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Options {
    /// Breakdown by an item of the same survey.
    pub per: Option<VarId>,
    /// Index into [`Report::norms`].
    pub norm: Option<usize>,
    /// Extra limit on the base, over the items of the target's survey.
    pub filter: Option<Cond>,
    pub including_missing: bool,
    pub pooling: Pooling,
    pub sorted: Option<Sorted>,
    pub quoting_asks: bool,
    pub minimum_n: Option<u32>,
    /// The picture of a static figure, relative to the project root.
    pub file: Option<String>,
    pub when: Option<DataCond>,
}

/// What is done where wordings, modes or waves differ in presence, codes or route.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub enum Pooling {
    /// Nothing differs, or nothing was said.
    #[default]
    Plain,
    /// Counted together, and the base in words says who never had the question.
    Pooled,
    PerWording,
    PerMode,
    /// Every used wave of the same survey that has the item, oldest first.
    PerWave(Vec<ItemRef>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sorted {
    /// Distance to the benchmark, largest first.
    Distance,
    File,
    /// Share, largest first.
    Share,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    pub name: String,
    pub kind: TableKind,
    pub options: Options,
    pub caption: Option<Prose>,
    pub note: Option<Prose>,
    pub provenance: Vec<Provenance>,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum TableKind {
    /// Net sample, completed, rate, grade and publication per group and in total, per survey.
    Response,
    /// A code list as it stands in the wave: shared by all surveys of the report.
    Services {
        list: String,
        options: Vec<Opt>,
    },
    Of(Target),
}

impl Report {
    #[must_use]
    pub fn norm(&self, index: usize) -> Option<&Norm> {
        self.norms.get(index)
    }

    /// Every part, depth first, with the divisions around it, outermost first.
    pub fn walk<'a>(&'a self, see: &mut impl FnMut(&[&'a Division], &'a Part)) {
        walk(&self.parts, &mut Vec::new(), see);
    }
}

fn walk<'a>(parts: &'a [Part], around: &mut Vec<&'a Division>, see: &mut impl FnMut(&[&'a Division], &'a Part)) {
    for part in parts {
        see(around, part);
        if let Part::Chapter(division) | Part::Section(division) = part {
            around.push(division);
            walk(&division.parts, around, see);
            around.pop();
        }
    }
}
