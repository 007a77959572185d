//! What was answered to one row of a measure, by one unit or by others, and the benchmark of it.

use super::hist::{Hist, Slice, read_moments, read_options, read_states};
use super::safety::{fits, vague};
use super::tables::{Scope, Tables};
use crate::number::Ratio;
use crate::plan::{Benchmark, Measure, MeasureKind, Missing, QueryKind};
use crate::tabulate::{Cell, figures};
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
}

/// The base from the states.
fn base(tables: &Tables, measure: &Measure, slice: Slice, scope: Scope<'_>) -> i64 {
    let states = read_states(&tables.counts(&measure.id, QueryKind::States, scope), slice);
    let of = |state: i64| states.get(&state).copied().unwrap_or(0);
    of(4) + if measure.base.missing == Missing::Included { of(3) } else { 0 }
}

/// Why there is no benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoBenchmark {
    FewUnits,
    Dominated,
    /// What is left without the unit itself has small cells, or nobody answered.
    Traceable,
}

/// A benchmark of one row, for any number of its own.
#[derive(Debug)]
pub(super) struct Compared<'a> {
    tables: &'a Tables,
    measure: &'a Measure,
    slice: Slice,
    unit: &'a Cell,
    benchmark: &'a Benchmark,
}

impl<'a> Compared<'a> {
    /// # Errors
    /// When the benchmark rests on too few units, or too much on one.
    pub(super) fn new(
        tables: &'a Tables,
        measure: &'a Measure,
        slice: Slice,
        unit: &'a Cell,
        benchmark: &'a Benchmark,
    ) -> Result<Self, NoBenchmark> {
        let compared = Self { tables, measure, slice, unit, benchmark };
        let sizes: Vec<i64> = compared.each().map(|data| data.n).collect();
        let count = i64::try_from(sizes.len()).unwrap_or(i64::MAX);
        if count == 0 || benchmark.minimum_units.is_some_and(|least| count < i64::from(least)) {
            return Err(NoBenchmark::FewUnits);
        }
        let largest = match benchmark.over.as_str() {
            "units" => figures::percentage(1, count),
            _ => figures::percentage(sizes.iter().copied().max().unwrap_or(0), sizes.iter().sum()),
        };
        let too_large = |most: crate::number::Decimal| largest.is_none_or(|largest| largest > most.ratio());
        if benchmark.largest_percent.is_some_and(too_large) {
            return Err(NoBenchmark::Dominated);
        }
        Ok(compared)
    }

    /// Every unit behind it that has answers.
    fn each(&self) -> impl Iterator<Item = Data> + '_ {
        let kind = if self.measure.kind == MeasureKind::Moments { QueryKind::Moments } else { QueryKind::States };
        let units = self.tables.units(&self.measure.id, kind).map(|(unit, _)| unit);
        let wanted = units.filter(|unit| !self.benchmark.others || *unit != self.unit);
        wanted.map(|unit| Data::read(self.tables, self.measure, self.slice, Scope::One(unit))).filter(|data| data.n > 0)
    }

    /// A number of the benchmark; over units the mean of theirs.
    pub(super) fn number(&self, of: impl Fn(&Data) -> Option<Ratio>) -> Option<Ratio> {
        if self.benchmark.over == "units" {
            return figures::mean_of(&self.each().filter_map(|data| of(&data)).collect::<Vec<_>>());
        }
        let scope = if self.benchmark.others { Scope::Others(self.unit) } else { Scope::All };
        of(&Data::read(self.tables, self.measure, self.slice, scope))
    }

    /// Rule 9 for counts: what the others gave fits.
    pub(super) fn counts_may(&self, cell: i64, of: impl Fn(&Data) -> Vec<i64>) -> bool {
        fits(of(&self.others()), cell)
    }

    /// Rule 9 for a mean.
    pub(super) fn mean_may(&self, base: i64, range: Option<(i64, i64)>) -> bool {
        let (n, sum) = self.others().moments;
        n >= base && range.is_some_and(|(low, high)| vague(n, sum, low, high))
    }

    fn others(&self) -> Data {
        Data::read(self.tables, self.measure, self.slice, Scope::Others(self.unit))
    }
}
