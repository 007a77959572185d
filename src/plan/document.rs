//! The document itself: measures, figures, tables, parameters and the tree of the report.

use super::{DataCond, Part, PlanSurvey, Pred, Prose};
use crate::number::Decimal;
use serde::{Deserialize, Serialize};

/// A report's plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Always [`super::VERSION`].
    pub plan: String,
    pub report: String,
    pub title: Prose,
    pub surveys: Vec<PlanSurvey>,
    /// What the report is made for: the label of the `per` field.
    pub unit: UnitSpec,
    pub period: Option<Period>,
    /// Everything that is counted, each once.
    pub measures: Vec<Measure>,
    pub figures: Vec<Figure>,
    pub tables: Vec<Table>,
    pub benchmarks: Vec<Benchmark>,
    pub norms: Vec<Norm>,
    pub publish: Option<Publish>,
    pub suppress: Suppress,
    pub promoters: Vec<Promoter>,
    pub strengths: Vec<Strengths>,
    pub rounding: RoundingRules,
    /// Reserved: respondents are not weighted in this version.
    pub weight: Option<String>,
    pub theme: Theme,
    pub cover: Cover,
    pub front: Front,
    pub parts: Vec<Part>,
    /// Where the report's own choices come from; an assumption starts with `assumption:`.
    pub from: Vec<String>,
}

/// What a report is made for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitSpec {
    pub field: String,
    pub label: String,
    pub file: Option<UnitFile>,
}

/// The unit file; its columns as they were when the plan was compiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitFile {
    pub path: String,
    pub columns: Option<Vec<String>>,
    /// Columns that texts and conditions read: they must be there.
    pub needed: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub start: String,
    pub end: String,
}

/// One thing that is counted, per unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// `figure.kanalen`, `net.clients` …; its queries carry it.
    pub id: String,
    /// Index into the plan's surveys.
    pub survey: usize,
    pub kind: MeasureKind,
    /// The variables: one, or the rows of a grid, each with its own base.
    pub rows: Vec<String>,
    /// The loop of the one variable: its base are iterations, per iteration code.
    #[serde(rename = "loop")]
    pub in_loop: Option<String>,
    pub base: Base,
    pub group: Option<Group>,
    /// Reserved.
    pub weight: Option<String>,
}

/// What a measure gives; see `docs/plan.md` for the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Usable responses.
    Responses,
    /// Sample, gross and net.
    Sample,
    /// States, and how often each code or number occurs.
    Values,
    /// States, number and sum of the valid ones.
    Moments,
    /// States, and per option to how many it was offered and how many chose it.
    Options,
    /// States, and the texts.
    Texts,
}

/// Who counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// Only usable responses; then those asked and reached that answered.
    pub usable: bool,
    /// An extra limit, true for the responses that count.
    #[serde(rename = "where")]
    pub filter: Pred,
    pub missing: Missing,
    /// In Dutch, for under a figure.
    pub words: String,
}

/// What is done with missing answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Counted, outside the base.
    Excluded,
    /// Part of the base.
    Included,
}

/// A breakdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// By the code of a one-of (state 4), apart from those without a valid one.
    Item(String),
    /// By index into the survey's wordings.
    Wording,
    /// By index into the survey's modes.
    Mode,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    pub name: String,
    pub kind: String,
    /// Ids of its measures: one; none when static; one per wave with `per wave`.
    pub measures: Vec<String>,
    pub caption: Prose,
    pub note: Option<Prose>,
    /// The author's own words for the base, instead of the measure's.
    pub base: Option<Prose>,
    /// Labels of the rows of a grid, of the codes of a loop, or of a breakdown.
    pub options: Presentation,
    pub file: Option<String>,
    pub when: DataCond,
    pub from: Vec<String>,
}

/// How a figure or a table is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presentation {
    /// Name of a norm that is drawn.
    pub norm: Option<String>,
    /// `none`, `pooled`, `wording`, `mode` or `wave`.
    pub pooling: String,
    /// `file`, `distance` or `share`.
    pub sorted: String,
    /// The question of every wording that was answered is printed under it.
    pub quoting_asks: bool,
    /// No figure on a smaller base, beside the report's own minimum.
    pub minimum_n: Option<u32>,
    /// Names of the benchmarks that it is compared with.
    pub benchmarks: Vec<String>,
    /// Decimals of percentages and of means.
    pub percent_decimals: u8,
    pub mean_decimals: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub name: String,
    #[serde(flatten)]
    pub content: TableContent,
    pub caption: Prose,
    pub note: Option<Prose>,
    pub options: Presentation,
    pub when: DataCond,
    pub from: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TableContent {
    /// Net sample, usable responses, rate, grade and publication, per group and in total.
    Response { surveys: Vec<ResponseRows> },
    /// The entries of a code list in this wave.
    Services { list: String, entries: Vec<super::PlanOption> },
    /// One item's counts and percentages.
    Of { measure: String },
}

/// The rows of one survey in a response table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseRows {
    pub survey: usize,
    /// The variable of the groups; none: only a total.
    pub group: Option<String>,
    /// Ids of measures: gross and net, usable responses, grades.
    pub sample: String,
    pub responses: String,
    pub grades: Option<String>,
    pub always_published: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Benchmark {
    pub name: String,
    pub label: Prose,
    /// `respondents` or `units`.
    pub over: String,
    /// The unit itself is left out.
    pub others: bool,
    pub minimum_units: Option<u32>,
    pub largest_percent: Option<Decimal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norm {
    pub name: String,
    /// Values per grade, in total; means are tested as ratios.
    pub measure: String,
    pub total: Option<NormLine>,
    pub per: Vec<NormGroup>,
    pub correct: Option<Correction>,
    pub from: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NormLine {
    pub at_least: Decimal,
    /// Tested on the mean as printed; else on the exact ratio.
    pub rounded: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NormGroup {
    /// Values per grade, per group of this variable.
    pub item: String,
    pub measure: String,
    pub line: NormLine,
}

/// The small-n rule; see the language reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub below: Decimal,
    pub to: Decimal,
    pub n_at_most: Option<u32>,
    pub passes_percent: Option<Decimal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publish {
    /// Name and path of the table, and its rows.
    pub table: String,
    pub path: String,
    pub rows: Vec<ThresholdRow>,
    /// Indices of surveys whose grade is always published.
    pub always: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThresholdRow {
    pub group: Option<i64>,
    pub n_min: u32,
    pub n_max: Option<u32>,
    pub minimum_count: Option<u32>,
    pub minimum_percent: Option<Decimal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppress {
    pub base: u32,
    pub cell: u32,
    pub open: u32,
    /// `safe` or `published`.
    pub profile: String,
    /// Not declared in the spec: Peil's own numbers.
    pub assumed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promoter {
    pub name: String,
    pub label: Prose,
    /// Values of the item.
    pub measure: String,
    /// Usable responses: the denominator of a score by shares.
    pub responses: String,
    pub formula: PromoterFormula,
    pub from: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromoterFormula {
    Share {
        plus: Vec<i64>,
        minus: Vec<i64>,
    },
    /// Grades of at least `promoters` minus grades of at most `detractors`, over the valid ones.
    Nps {
        promoters: i64,
        detractors: i64,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strengths {
    pub name: String,
    pub label: Prose,
    pub items: Vec<StrengthItem>,
    /// By the share of certain codes; else by the mean.
    pub by_share: bool,
    pub minimum: Option<u32>,
    pub distance: Option<Decimal>,
    pub at_most: Option<u32>,
    pub from: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StrengthItem {
    pub item: String,
    pub label: Prose,
    pub measure: String,
    /// Codes of the share; empty for a mean.
    pub codes: Vec<i64>,
}

/// How numbers become digits: once, at output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundingRules {
    /// `half away from zero`
    pub rule: String,
    /// `each` or `largest remainder`.
    pub percentages: String,
    pub rate_decimals: u8,
    pub grade_decimals: u8,
    pub promoter_decimals: u8,
    pub split_decimals: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Theme {
    pub name: Option<String>,
    pub logo: Option<String>,
    pub accent: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cover {
    /// Id of the measure of the grade.
    pub grade: Option<String>,
    /// Id of the measure of the split; its rows are taken together.
    pub split: Option<String>,
    /// Names of strengths.
    pub strengths: Vec<String>,
    pub provinces: Option<Provinces>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provinces {
    /// A column of the unit file.
    Column(String),
    /// Id of a measure over a field.
    Measure(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Front {
    pub status: Option<Prose>,
    pub disclaimers: Vec<(String, Prose)>,
    pub header: Option<Prose>,
    pub contact: Option<Prose>,
    /// Days after publication.
    pub comment_days: Option<u32>,
}

impl Plan {
    #[must_use]
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    #[must_use]
    pub fn survey_of(&self, measure: &Measure) -> Option<&PlanSurvey> {
        self.surveys.get(measure.survey)
    }
}
