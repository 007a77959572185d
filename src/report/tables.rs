//! The relations of a plan by measure and unit, and what all units give together.

use super::compare::{Behind, Known};
use super::hist::Slice;
use super::sisters::Sisters;
use crate::plan::{Measure, Plan, QueryKind};
use crate::tabulate::{Cell, Relation};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Sums by key, without the unit.
pub(super) type Counts = BTreeMap<Vec<i64>, Vec<i64>>;

/// Every relation of a plan, ready for the reports of all units.
#[derive(Debug, Default)]
pub struct Tables {
    counts: BTreeMap<String, BTreeMap<QueryKind, Units>>,
    texts: BTreeMap<String, BTreeMap<Cell, Vec<(i64, String)>>>,
    known: Known,
    sisters: super::sisters::Made,
}

#[derive(Debug, Default)]
struct Units {
    all: Counts,
    by: BTreeMap<Cell, Counts>,
}

/// Whose answers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scope<'u> {
    One(&'u Cell),
    All,
}

fn add(counts: &mut Counts, key: &[i64], amounts: &[i64]) {
    let sums = counts.entry(key.to_vec()).or_insert_with(|| vec![0; amounts.len()]);
    sums.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
}

impl Tables {
    #[must_use]
    pub fn new(relations: &[Relation]) -> Self {
        let mut tables = Self::default();
        for relation in relations {
            for row in &relation.rows {
                tables.read(relation, row);
            }
        }
        tables
    }

    fn read(&mut self, relation: &Relation, row: &[Cell]) {
        let Some((unit, rest)) = row.split_first() else { return };
        let ints: Vec<i64> =
            rest.iter().filter_map(|cell| if let Cell::Int(n) = cell { Some(*n) } else { None }).collect();
        if relation.kind == QueryKind::Texts {
            let (Some(Cell::Text(text)), Some(at)) = (rest.last(), ints.get(2)) else { return };
            let of = self.texts.entry(relation.measure.clone()).or_default();
            of.entry(unit.clone()).or_default().push((*at, text.clone()));
            return;
        }
        let (key, amounts) = ints.split_at((relation.kind.keys() - 1).min(ints.len()));
        let units = self.counts.entry(relation.measure.clone()).or_default().entry(relation.kind).or_default();
        add(&mut units.all, key, amounts);
        add(units.by.entry(unit.clone()).or_default(), key, amounts);
    }

    /// The sums of a measure's relation.
    pub(super) fn counts(&self, measure: &str, kind: QueryKind, scope: Scope<'_>) -> Cow<'_, Counts> {
        let Some(units) = self.counts.get(measure).and_then(|kinds| kinds.get(&kind)) else {
            return Cow::Owned(Counts::new());
        };
        let own = |unit: &Cell| units.by.get(unit);
        match scope {
            Scope::All => Cow::Borrowed(&units.all),
            Scope::One(unit) => own(unit).map_or_else(|| Cow::Owned(Counts::new()), Cow::Borrowed),
        }
    }

    /// What all units gave to one row of a measure; read once.
    pub(super) fn behind(&self, measure: &Measure, slice: Slice) -> Arc<Behind> {
        self.known.behind(self, measure, slice)
    }

    /// What benchmarks may tell beside the reports of all units; made once.
    pub(super) fn sisters(&self, plan: &Plan) -> Arc<Sisters> {
        self.sisters.of(plan, self)
    }

    /// Units with a row in a measure's relation.
    pub(super) fn units(&self, measure: &str, kind: QueryKind) -> impl Iterator<Item = (&Cell, &Counts)> {
        self.counts.get(measure).and_then(|kinds| kinds.get(&kind)).into_iter().flat_map(|units| units.by.iter())
    }

    /// Every unit of which anything is counted.
    pub(super) fn all_units(&self) -> BTreeSet<&Cell> {
        self.counts.values().flat_map(BTreeMap::values).flat_map(|units| units.by.keys()).collect()
    }

    /// The open answers of a unit, with their row.
    pub(super) fn texts(&self, measure: &str, unit: &Cell) -> &[(i64, String)] {
        self.texts.get(measure).and_then(|units| units.get(unit)).map_or(&[], Vec::as_slice)
    }
}
