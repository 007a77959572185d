//! Benchmarks: what lies behind one row of a measure is read once for all units; the others of a unit are all less its own.

use super::data::{Data, Number};
use super::hist::Slice;
use super::safety::{fits, vague};
use super::tables::{Scope, Tables};
use crate::number::Ratio;
use crate::plan::{Benchmark, Measure, MeasureKind, QueryKind};
use crate::tabulate::figures::{self, Total};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Why there is no benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoBenchmark {
    FewUnits,
    Dominated,
    /// Of some answers only.
    Partly,
    /// What is left without the unit itself, or without all that is printed, has small cells, or nobody answered.
    Traceable,
}

/// The answers of all units to one row of a measure.
#[derive(Debug, Default)]
pub(super) struct Behind {
    pub(super) all: Data,
    /// Units with answers.
    units: i64,
    /// The bases of the two largest of them.
    largest: (i64, i64),
    /// Numbers of the units, added up when they are first asked for.
    totals: Mutex<BTreeMap<Number, Arc<Total>>>,
}

impl Behind {
    fn read(tables: &Tables, measure: &Measure, slice: Slice) -> Self {
        let mut behind = Self { all: Data::read(tables, measure, slice, Scope::All), ..Self::default() };
        for data in each(tables, measure, slice) {
            behind.units += 1;
            let (first, second) = behind.largest;
            behind.largest = if data.n > first { (data.n, first) } else { (first, second.max(data.n)) };
        }
        behind
    }

    /// A number of each unit, added up.
    fn total(&self, tables: &Tables, measure: &Measure, slice: Slice, number: &Number) -> Arc<Total> {
        let mut totals = self.totals.lock().unwrap_or_else(PoisonError::into_inner);
        let added = || Arc::new(each(tables, measure, slice).filter_map(|data| number.of(&data)).collect());
        Arc::clone(totals.entry(number.clone()).or_insert_with(added))
    }
}

/// Every unit that has answers.
fn each(tables: &Tables, measure: &Measure, slice: Slice) -> impl Iterator<Item = Data> {
    let kind = if measure.kind == MeasureKind::Moments { QueryKind::Moments } else { QueryKind::States };
    let units = tables.units(&measure.id, kind).map(|(unit, _)| unit);
    units.map(move |unit| Data::read(tables, measure, slice, Scope::One(unit))).filter(|data| data.n > 0)
}

/// What lies behind rows of measures, read when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Known(Mutex<BTreeMap<(String, Slice), Arc<Behind>>>);

impl Known {
    pub(super) fn behind(&self, tables: &Tables, measure: &Measure, slice: Slice) -> Arc<Behind> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || Arc::new(Behind::read(tables, measure, slice));
        Arc::clone(known.entry((measure.id.clone(), slice)).or_insert_with(read))
    }
}

/// A benchmark of one row, for any number of its own.
#[derive(Debug)]
pub(super) struct Compared<'a> {
    tables: &'a Tables,
    measure: &'a Measure,
    slice: Slice,
    benchmark: &'a Benchmark,
    behind: Arc<Behind>,
    own: Data,
    /// All without the unit itself.
    others: Data,
}

impl<'a> Compared<'a> {
    /// A benchmark beside the unit's `own` answers.
    ///
    /// # Errors
    /// When it rests on too few units, or too much on one.
    pub(super) fn new(
        tables: &'a Tables,
        measure: &'a Measure,
        slice: Slice,
        own: Data,
        benchmark: &'a Benchmark,
    ) -> Result<Self, NoBenchmark> {
        let behind = tables.behind(measure, slice);
        let out = benchmark.others && own.n > 0;
        let (first, second) = behind.largest;
        let largest = if out && own.n == first { second } else { first };
        let (units, n) = if out { (behind.units - 1, behind.all.n - own.n) } else { (behind.units, behind.all.n) };
        if units == 0 || benchmark.minimum_units.is_some_and(|least| units < i64::from(least)) {
            return Err(NoBenchmark::FewUnits);
        }
        let share = match benchmark.over.as_str() {
            "units" => figures::percentage(1, units),
            _ => figures::percentage(largest, n),
        };
        let too_large = |most: crate::number::Decimal| share.is_none_or(|share| share > most.ratio());
        if benchmark.largest_percent.is_some_and(too_large) {
            return Err(NoBenchmark::Dominated);
        }
        let others = behind.all.minus(&own);
        Ok(Self { tables, measure, slice, benchmark, behind, own, others })
    }

    /// A number of the benchmark; over units the mean of theirs.
    pub(super) fn number(&self, number: &Number) -> Option<Ratio> {
        let without = self.benchmark.others;
        if self.benchmark.over == "units" {
            let total = self.behind.total(self.tables, self.measure, self.slice, number);
            let own = number.of(&self.own).filter(|_| without && self.own.n > 0);
            return total.mean_without(own);
        }
        number.of(if without { &self.others } else { &self.behind.all })
    }

    /// Rule 9 for counts: what the others gave fits.
    pub(super) fn counts_may(&self, cell: i64, of: impl Fn(&Data) -> Vec<i64>) -> bool {
        fits(of(&self.others), cell)
    }

    /// Rule 9 for a mean.
    pub(super) fn mean_may(&self, base: i64, range: Option<(i64, i64)>) -> bool {
        let (n, sum) = self.others.moments;
        n >= base && range.is_some_and(|(low, high)| vague(n, sum, low, high))
    }
}
