//! What was answered to one row of a measure, by one unit or by others.

use super::hist::{Answer, Hist, Slice, read_moments, read_options, read_states};
use super::tables::{Scope, Tables};
use crate::number::Ratio;
use crate::plan::{Measure, MeasureKind, Missing, QueryKind};
use crate::tabulate::figures;
use std::collections::BTreeMap;

/// The answers of some respondents to one row of a measure.
#[derive(Debug, Clone, Default)]
pub(super) struct Data {
    pub(super) hist: Hist,
    /// Number and sum of the valid answers.
    pub(super) moments: (i64, i64),
    /// Offered and chosen, per option.
    pub(super) options: BTreeMap<i64, (i64, i64)>,
    /// The base.
    pub(super) n: i64,
}

impl Data {
    pub(super) fn read(tables: &Tables, measure: &Measure, slice: Slice, scope: Scope<'_>) -> Self {
        let counts = |kind| tables.counts(&measure.id, kind, scope);
        let mut data = Self::default();
        match measure.kind {
            MeasureKind::Values => {
                data.hist = Hist::read(&counts(QueryKind::Values), slice);
                data.moments = data.hist.moments();
                data.n = data.hist.base(measure.base.missing);
            }
            MeasureKind::Moments => {
                data.moments = read_moments(&counts(QueryKind::Moments), slice);
                data.n = data.moments.0;
            }
            MeasureKind::Options => {
                data.options = read_options(&counts(QueryKind::Options), slice);
                data.n = base(tables, measure, slice, scope);
            }
            MeasureKind::Texts | MeasureKind::Responses | MeasureKind::Sample => {
                data.n = base(tables, measure, slice, scope);
            }
        }
        data
    }

    pub(super) fn mean(&self, decimals: u8) -> Option<Ratio> {
        figures::mean(self.moments.1, self.moments.0, decimals)
    }

    /// How many gave one of these answers.
    pub(super) fn sum(&self, answers: &[Answer]) -> i64 {
        answers.iter().map(|answer| self.hist.count(*answer)).sum()
    }

    /// What is left without the answers of some of them.
    pub(super) fn minus(&self, some: &Self) -> Self {
        let less = |(code, (offered, chosen)): (&i64, &(i64, i64))| {
            let own = some.options.get(code).copied().unwrap_or_default();
            (*code, (offered - own.0, chosen - own.1))
        };
        Self {
            hist: self.hist.minus(&some.hist),
            moments: (self.moments.0 - some.moments.0, self.moments.1 - some.moments.1),
            options: self.options.iter().map(less).collect(),
            n: self.n - some.n,
        }
    }
}

/// A number of answers, which may be asked of any respondents.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Number {
    /// The share that gave one of these answers, in percent of the base.
    Share(Vec<Answer>),
    /// The share that chose an option, in percent of those to whom it was offered.
    Chosen(i64),
    /// The mean of numbers with so many decimals.
    Mean(u8),
}

impl Number {
    pub(super) fn of(&self, data: &Data) -> Option<Ratio> {
        match self {
            Self::Share(answers) => figures::percentage(data.sum(answers), data.n),
            Self::Chosen(code) => {
                let (offered, chosen) = data.options.get(code).copied().unwrap_or_default();
                figures::percentage(chosen, offered)
            }
            Self::Mean(decimals) => data.mean(*decimals),
        }
    }
}

/// The base from the states.
fn base(tables: &Tables, measure: &Measure, slice: Slice, scope: Scope<'_>) -> i64 {
    let states = read_states(&tables.counts(&measure.id, QueryKind::States, scope), slice);
    let of = |state: i64| states.get(&state).copied().unwrap_or(0);
    of(4) + if measure.base.missing == Missing::Included { of(3) } else { 0 }
}
