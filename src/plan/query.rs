//! What the queries of a measure give: one relation per kind, the same from SQL and from the reference tabulator.

use super::{Measure, MeasureKind};
use serde::{Deserialize, Serialize};

/// A relation of a measure. All begin with `unit`, `group_state`, `group_code`; without a breakdown the state is 4, the code 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueryKind {
    /// `n`: usable responses.
    Responses,
    /// `gross`, `net`: of the sample.
    Sample,
    /// `row`, `state`, `n`: states of the usable responses.
    States,
    /// `row`, `state`, `value`, `n`: codes or numbers of the valid answers, codes of the missing ones.
    Values,
    /// `row`, `n`, `sum`: of the valid answers.
    Moments,
    /// `row`, `option`, `offered`, `chosen`: of the base.
    Options,
    /// `iterations`, `respondents`: both n of a loop's base.
    Iterations,
    /// `row`, `text`: the valid texts, one by one.
    Texts,
}

impl QueryKind {
    /// The queries of a measure.
    #[must_use]
    pub fn of(measure: &Measure) -> Vec<Self> {
        let own = match measure.kind {
            MeasureKind::Responses => return vec![Self::Responses],
            MeasureKind::Sample => return vec![Self::Sample],
            MeasureKind::Values => Self::Values,
            MeasureKind::Moments => Self::Moments,
            MeasureKind::Options => Self::Options,
            MeasureKind::Texts => Self::Texts,
        };
        let both = measure.in_loop.as_ref().map(|_| Self::Iterations);
        [Self::States, own].into_iter().chain(both).collect()
    }

    /// The names of the columns.
    #[must_use]
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Responses => &["unit", "group_state", "group_code", "n"],
            Self::Sample => &["unit", "group_state", "group_code", "gross", "net"],
            Self::States => &["unit", "group_state", "group_code", "row", "state", "n"],
            Self::Values => &["unit", "group_state", "group_code", "row", "state", "value", "n"],
            Self::Moments => &["unit", "group_state", "group_code", "row", "n", "sum"],
            Self::Options => &["unit", "group_state", "group_code", "row", "option", "offered", "chosen"],
            Self::Iterations => &["unit", "group_state", "group_code", "iterations", "respondents"],
            Self::Texts => &["unit", "group_state", "group_code", "row", "text"],
        }
    }

    /// How many of the columns identify a row.
    #[must_use]
    pub fn keys(self) -> usize {
        match self {
            Self::Responses | Self::Sample | Self::Iterations => 3,
            Self::Moments => 4,
            Self::States | Self::Options | Self::Texts => 5,
            Self::Values => 6,
        }
    }

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Responses => "responses",
            Self::Sample => "sample",
            Self::States => "states",
            Self::Values => "values",
            Self::Moments => "moments",
            Self::Options => "options",
            Self::Iterations => "iterations",
            Self::Texts => "texts",
        }
    }
}
