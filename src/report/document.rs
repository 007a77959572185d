//! The document of one unit: every number decided and printed, every reference resolved. Renderers only draw it.

use serde::Serialize;

/// A report for one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    pub name: String,
    pub title: String,
    pub unit: String,
    /// "1 september 2022 tot en met 31 augustus 2023".
    pub period: Option<String>,
    pub date: Option<String>,
    /// What every page says: that nothing was suppressed.
    pub banner: Option<String>,
    pub accent: Option<String>,
    /// The drawing of the client, by the path that the plan names.
    pub logo: Option<String>,
    pub client: Option<String>,
    pub cover: Cover,
    pub front: Front,
    pub pieces: Vec<Piece>,
    /// How to read the report: what is really in it.
    pub method: Vec<String>,
    /// What the makers of the report assumed, in their own words.
    pub assumptions: Vec<String>,
    /// What was not printed, and why.
    pub hidden: Vec<Hidden>,
}

/// Something that is not in the report, or not in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hidden {
    pub what: What,
    pub place: String,
    pub why: String,
}

/// What became of a number that is not printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Kept back, since small numbers could be found out.
    Suppressed,
    /// Printed in sum with others.
    Merged,
    /// There is nothing to compare with.
    NoBenchmark,
    /// In the report, but too few for publication.
    Unpublished,
    /// Nobody answered.
    Empty,
}

impl What {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Suppressed => "suppressed",
            Self::Merged => "merged",
            Self::NoBenchmark => "no benchmark",
            Self::Unpublished => "unpublished",
            Self::Empty => "empty",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Cover {
    pub grade: Option<Grade>,
    pub split: Option<Split>,
    pub strengths: Vec<Strength>,
    pub provinces: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Grade {
    pub label: String,
    pub value: String,
    pub n: Option<String>,
    /// "7,1–8,0".
    pub interval: Option<String>,
    pub benchmark: Option<(String, String)>,
}

/// All answers of the rows of a grid taken together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Split {
    pub label: String,
    pub chart: Chart,
    pub table: Grid,
    pub remarks: Vec<String>,
}

/// "De medewerkers scoren relatief goed op de volgende punten": label, sentence and items, best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Strength {
    pub label: String,
    pub lead: String,
    pub items: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Front {
    pub status: Option<Vec<Run>>,
    pub disclaimers: Vec<(String, Vec<Run>)>,
    pub header: Option<Vec<Run>>,
    pub contact: Option<Vec<Run>>,
    pub comment: Option<String>,
}

/// What stands in the report, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "piece", rename_all = "snake_case")]
pub enum Piece {
    Chapter(Division),
    Section(Division),
    Text { markdown: bool, runs: Vec<Run> },
    Figure(Box<Figure>),
    Table(Box<Table>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Division {
    pub number: String,
    pub title: String,
    pub anchor: String,
    pub pieces: Vec<Piece>,
}

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Run {
    /// The author's words; in prose with the Markdown subset.
    Text(String),
    /// A number, name or date: its characters mean themselves.
    Value(String),
    Link {
        label: String,
        anchor: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    pub name: String,
    pub anchor: String,
    /// "Figuur 3.1".
    pub label: String,
    pub caption: String,
    /// The question of every wording that was answered.
    pub questions: Vec<Question>,
    pub base: Option<String>,
    /// "11", or none where it is not printed.
    pub n: Option<String>,
    pub content: Content,
    pub remarks: Vec<String>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The wording, where there are several.
    pub wording: Option<String>,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "content", rename_all = "snake_case")]
pub enum Content {
    Chart {
        chart: Chart,
        table: Grid,
    },
    /// No number is printed.
    Hidden {
        why: String,
    },
    /// Open answers.
    Texts {
        texts: Vec<String>,
    },
    /// A drawing, by the path that the plan names.
    Picture {
        path: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    pub name: String,
    pub anchor: String,
    pub label: String,
    pub caption: String,
    pub grid: Grid,
    pub remarks: Vec<String>,
    pub note: Option<String>,
}

/// Rows of printed cells; the first cell of a row names it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Grid {
    pub head: Vec<String>,
    pub rows: Vec<GridRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridRow {
    pub cells: Vec<String>,
    /// A heading over the rows below.
    pub heading: bool,
    pub total: bool,
    /// The numbers of others, below one's own.
    pub aside: bool,
}

impl GridRow {
    #[must_use]
    pub fn plain(cells: Vec<String>) -> Self {
        Self { cells, heading: false, total: false, aside: false }
    }
}

/// What any renderer draws. Sizes are thousandths of the axis, computed from the same numbers as the texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chart {
    pub kind: ChartKind,
    pub title: String,
    pub description: String,
    /// Names of the tones of a stacked bar.
    pub legend: Vec<Tone>,
    pub benchmark: Option<String>,
    /// The first and the last number of the axis.
    pub axis: (String, String),
    pub bars: Vec<Bar>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// A bar per answer.
    Bars,
    /// A column per value.
    Columns,
    /// A bar per group on the scale of a mean, with the line of a norm.
    Means,
    /// Shares of one bar, from the best to the worst.
    Stacked,
}

/// A colour by meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tone {
    pub label: String,
    pub side: Side,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The better half of an ordered scale: 0 is the end of the scale.
    Good(u8),
    Middle,
    Bad(u8),
    /// Outside the scale.
    Apart,
    /// Of a scale without order, by place.
    Plain(u8),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    pub label: String,
    pub n: Option<String>,
    /// One part, or one per tone.
    pub parts: Vec<Length>,
    pub benchmark: Vec<Length>,
    pub norm: Option<Length>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Length {
    pub text: String,
    /// Thousandths of the axis.
    pub size: i64,
    /// Where the number would probably lie if everyone had answered: a whisker on a bar or a column. Stacked bars have none to draw.
    pub interval: Option<Interval>,
}

/// An interval of 95%.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// "43–90%".
    pub text: String,
    /// Thousandths of the axis.
    pub low: i64,
    pub high: i64,
}

/// What the tables call an interval: head of a column, or name of a row below the one that it belongs to.
pub const INTERVAL: &str = "95%-interval";
