//! The tree of the report: chapters, texts, and the conditions and numbers in them.

use crate::number::Decimal;
use serde::{Deserialize, Serialize};

/// What stands in the report, in its order. Numbers of chapters, sections, figures and tables are given when it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Part {
    Chapter(Division),
    Section(Division),
    Text {
        name: Option<String>,
        text: Prose,
        when: DataCond,
    },
    /// By name.
    Figure {
        figure: String,
    },
    Table {
        table: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Division {
    pub name: Option<String>,
    pub title: Prose,
    pub when: DataCond,
    pub parts: Vec<Part>,
}

/// A text of the report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Prose {
    /// Markdown subset in paragraphs; else one line of plain text.
    pub prose: bool,
    pub segments: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    Text(String),
    /// A quantity in digits.
    Value(Quantity),
    /// A text by number, `#` for the number.
    Plural {
        of: Quantity,
        zero: String,
        one: String,
        many: String,
    },
    /// The kind (`figure`, `table`, `chapter`, `section`) and the name; with `to`, a range.
    Reference {
        kind: String,
        name: String,
        to: Option<String>,
    },
}

/// A number, name or date. A ratio of zero by zero reads "n.v.t.".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// A column of the unit file.
    Unit(String),
    PeriodStart,
    PeriodEnd,
    ReportDate,
    Title,
    /// Usable responses: id of a measure.
    N(String),
    /// The base of an item: id of a measure.
    Base(String),
    /// From a sample measure.
    Gross(String),
    Net(String),
    /// Usable by net.
    Rate {
        responses: String,
        sample: String,
    },
    /// Of a moments measure.
    Mean(String),
    /// Name of a promoter.
    Promoter(String),
    NormTotal(Decimal),
    NormGroup(Decimal),
    Entries(u32),
}

/// A condition on one unit's data. A comparison with a ratio of zero by zero is false.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataCond {
    Const(bool),
    Not(Box<DataCond>),
    All(Vec<DataCond>),
    Any(Vec<DataCond>),
    Compare {
        left: Quantity,
        op: crate::model::CmpOp,
        right: Decimal,
    },
    /// The column is this text.
    Unit {
        column: String,
        equals: String,
    },
    /// The unit has respondents or sample: ids of measures.
    Uses {
        responses: String,
        sample: String,
    },
    /// The grade of the survey with this index may be published.
    Published(usize),
}
