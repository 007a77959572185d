//! Texts and data conditions of reports: they speak of numbers of the report, never of one respondent.

use super::{CmpOp, Cond, ItemRef};
use crate::number::Decimal;
use serde::Serialize;

/// A text of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Prose {
    /// Markdown subset in paragraphs; else one line of plain text.
    pub prose: bool,
    pub segments: Vec<ProseSegment>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum ProseSegment {
    Literal(String),
    /// A quantity in figures, or in words by number.
    Value {
        of: Quantity,
        plural: Option<Plural>,
    },
    Reference(Reference),
}

/// Forms by number; `#` is the number. `zero` is `many` when absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plural {
    pub zero: Option<String>,
    pub one: String,
    pub many: String,
}

/// A number, name or date of the report at hand. A ratio of zero by zero reads "n.v.t.".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Quantity {
    /// A column of the unit file.
    Unit(String),
    PeriodStart,
    PeriodEnd,
    ReportDate,
    Title,
    /// Usable responses of a survey.
    N(usize),
    /// The base of an item.
    Base(ItemRef),
    Gross(usize),
    Net(usize),
    /// Usable by net.
    Rate(usize),
    Mean(ItemRef),
    /// Index into the promoters.
    Promoter(usize),
    NormTotal(usize),
    NormGroup(usize),
    /// Entries of a code list in this wave.
    Entries {
        list: String,
        count: u32,
    },
}

impl Quantity {
    /// Whether it is a ratio, which has no value at zero by zero.
    #[must_use]
    pub fn is_ratio(&self) -> bool {
        matches!(self, Self::Rate(_) | Self::Mean(_) | Self::Promoter(_))
    }

    /// Whether it has a number, so that it can choose between forms.
    #[must_use]
    pub fn is_count(&self) -> bool {
        matches!(self, Self::N(_) | Self::Base(_) | Self::Gross(_) | Self::Net(_) | Self::Entries { .. })
    }
}

/// A reference by name; its number is computed from what is really in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Reference {
    Figure(String),
    /// Both ends included.
    Figures {
        first: String,
        last: String,
    },
    Table(String),
    Chapter(String),
    Section(String),
}

/// A condition on the data of one unit; two-valued, except that a ratio of zero by zero makes its comparison false.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum DataCond {
    Const(bool),
    Not(Box<DataCond>),
    And(Vec<DataCond>),
    Or(Vec<DataCond>),
    /// A quantity against a number.
    Compare {
        left: DataNum,
        op: CmpOp,
        right: Decimal,
    },
    /// A column of the unit file is this text; without a text: is `ja`.
    Unit {
        column: String,
        equals: Option<String>,
    },
    /// The unit has respondents or sample of this survey.
    Uses(usize),
    /// The grade of this survey may be published.
    Published(usize),
}

/// What a data condition compares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum DataNum {
    Quantity(Quantity),
    /// Usable responses for which a condition is true.
    NWhere {
        survey: usize,
        when: Cond,
    },
}
