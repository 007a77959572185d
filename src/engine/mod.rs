//! The counting engine: every measure of a plan for all units at once, by columns.
//!
//! Answers are taken in blocks. Of a block each variable that the plan reads becomes one dense column, made once; limits are
//! masks over it, and counts are arrays of unit, group and code. Blocks are counted on all processors and added up, so that
//! what is held beside the answers depends on the block and the outcome, not on the number of respondents.
//! [`crate::tabulate`] says what it has to give.

mod block;
mod column;
mod keys;
mod mask;
mod measure;

use crate::parallel::on_all_processors;
use crate::plan::{Measure, Plan, QueryKind};
use crate::tabulate::{Cell, Person, Relation, Respondent};
use block::{Block, Rows};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Respondents of a block, unless told otherwise: its columns stay within a processor's cache.
pub const BLOCK: usize = 1 << 14;

/// Sums by key, and rows that stand alone: of one relation.
#[derive(Debug, Default)]
struct Found {
    sums: BTreeMap<Vec<Cell>, Vec<i64>>,
    single: Vec<Vec<Cell>>,
}

impl Found {
    fn add(&mut self, key: Vec<Cell>, amounts: &[i64]) {
        let sum = self.sums.entry(key).or_insert_with(|| vec![0; amounts.len()]);
        sum.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
    }

    fn merge(&mut self, other: Self) {
        for (key, amounts) in other.sums {
            self.add(key, &amounts);
        }
        self.single.extend(other.single);
    }

    /// In order of all cells.
    fn rows(self) -> Vec<Vec<Cell>> {
        let summed =
            self.sums.into_iter().map(|(key, sum)| key.into_iter().chain(sum.into_iter().map(Cell::Int)).collect());
        let mut rows: Vec<Vec<Cell>> = summed.chain(self.single).collect();
        rows.sort();
        rows
    }
}

/// Every relation of a plan, as [`crate::tabulate::tabulate`] gives them. `respondents` and `sample` are per survey of the plan.
///
/// Ids of the respondents of a survey differ: two entries are two respondents.
#[must_use]
pub fn count(plan: &Plan, respondents: &[Vec<Respondent>], sample: &[Vec<Person>]) -> Vec<Relation> {
    count_in_blocks(plan, respondents, sample, BLOCK)
}

/// The same with blocks of so many respondents, at least one; the size changes nothing of what is found.
#[must_use]
pub fn count_in_blocks(
    plan: &Plan,
    respondents: &[Vec<Respondent>],
    sample: &[Vec<Person>],
    block: usize,
) -> Vec<Relation> {
    let queries: Vec<(&Measure, QueryKind, Mutex<Found>)> = plan
        .measures
        .iter()
        .filter(|measure| measure.survey < plan.surveys.len())
        .flat_map(|measure| QueryKind::of(measure).into_iter().map(move |kind| (measure, kind, Mutex::default())))
        .collect();
    let mut work: Vec<(usize, Rows<'_>)> = Vec::new();
    for at in 0..plan.surveys.len() {
        let people = respondents.get(at).map_or(&[][..], Vec::as_slice);
        let approached = sample.get(at).map_or(&[][..], Vec::as_slice);
        work.extend(people.chunks(block.max(1)).map(|rows| (at, Rows::Answered(rows))));
        work.extend(approached.chunks(block.max(1)).map(|rows| (at, Rows::Approached(rows))));
    }
    on_all_processors(&work, |(at, rows)| {
        let Some(survey) = plan.surveys.get(*at) else { return };
        let block = Block::new(survey, *rows);
        for (measure, kind, found) in queries.iter().filter(|(measure, ..)| measure.survey == *at) {
            if let Some(here) = measure::count(&block, measure, *kind) {
                found.lock().unwrap_or_else(PoisonError::into_inner).merge(here);
            }
        }
    });
    let relation = |(measure, kind, found): (&Measure, QueryKind, Mutex<Found>)| {
        let rows = found.into_inner().unwrap_or_else(PoisonError::into_inner).rows();
        Relation { measure: measure.id.clone(), kind, rows }
    };
    queries.into_iter().map(relation).collect()
}
