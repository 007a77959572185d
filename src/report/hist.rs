//! What was answered to one item: how often each code or number occurs.

use super::tables::Counts;
use crate::plan::Missing;
use crate::tabulate::figures::moments;
use std::collections::BTreeMap;

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Answer {
    Valid(i64),
    Missing(i64),
}

/// The group of a breakdown: its code.
pub(super) type GroupCode = i64;

/// Which rows of a relation: of one group or of all together, of one row or of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Slice {
    pub(super) group: Option<GroupCode>,
    pub(super) row: Option<i64>,
}

impl Slice {
    pub(super) fn row(row: i64) -> Self {
        Self { row: Some(row), group: None }
    }

    /// Whether a key belongs to it; a group has state 4.
    fn holds(self, key: &[i64]) -> bool {
        let group = self.group.is_none_or(|code| key.first() == Some(&4) && key.get(1) == Some(&code));
        group && self.row.is_none_or(|row| key.get(2) == Some(&row))
    }
}

/// How often each answer occurs; what does not occur is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Hist {
    pub(super) cells: BTreeMap<Answer, i64>,
}

impl Hist {
    /// From a `values` relation.
    pub(super) fn read(counts: &Counts, slice: Slice) -> Self {
        let mut hist = Self::default();
        for (key, sums) in counts.iter().filter(|(key, _)| slice.holds(key)) {
            let (Some(state), Some(value), Some(n)) = (key.get(3), key.get(4), sums.first()) else { continue };
            let answer = if *state == 4 { Answer::Valid(*value) } else { Answer::Missing(*value) };
            *hist.cells.entry(answer).or_default() += n;
        }
        hist
    }

    pub(super) fn count(&self, answer: Answer) -> i64 {
        self.cells.get(&answer).copied().unwrap_or(0)
    }

    pub(super) fn valid(&self) -> Vec<(i64, i64)> {
        let valid = |(answer, n): (&Answer, &i64)| if let Answer::Valid(v) = answer { Some((*v, *n)) } else { None };
        self.cells.iter().filter_map(valid).collect()
    }

    /// The base: valid answers, and missing ones where they are part of it.
    pub(super) fn base(&self, missing: Missing) -> i64 {
        let counts = |answer: &Answer| missing == Missing::Included || matches!(answer, Answer::Valid(_));
        self.cells.iter().filter(|(answer, _)| counts(answer)).map(|(_, n)| n).sum()
    }

    /// Number and sum of the valid answers.
    pub(super) fn moments(&self) -> (i64, i64) {
        let (sum, n) = moments(&self.valid()).unwrap_or_default();
        (n, sum)
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        let mut rest = self.clone();
        for (answer, n) in &other.cells {
            *rest.cells.entry(*answer).or_default() -= n;
        }
        rest.cells.retain(|_, n| *n != 0);
        rest
    }
}

/// Number and sum from a `moments` relation.
pub(super) fn read_moments(counts: &Counts, slice: Slice) -> (i64, i64) {
    let own = counts.iter().filter(|(key, _)| slice.holds(key));
    own.fold((0, 0), |(n, sum), (_, sums)| {
        (n + sums.first().copied().unwrap_or(0), sum + sums.get(1).copied().unwrap_or(0))
    })
}

/// Offered and chosen per option, from an `options` relation.
pub(super) fn read_options(counts: &Counts, slice: Slice) -> BTreeMap<i64, (i64, i64)> {
    let mut options: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for (key, sums) in counts.iter().filter(|(key, _)| slice.holds(key)) {
        let (Some(code), Some(offered), Some(chosen)) = (key.get(3), sums.first(), sums.get(1)) else { continue };
        let option = options.entry(*code).or_default();
        *option = (option.0 + offered, option.1 + chosen);
    }
    options
}

/// How many are in each state, from a `states` relation.
pub(super) fn read_states(counts: &Counts, slice: Slice) -> BTreeMap<i64, i64> {
    let mut states = BTreeMap::new();
    for (key, sums) in counts.iter().filter(|(key, _)| slice.holds(key)) {
        let (Some(state), Some(n)) = (key.get(3), sums.first()) else { continue };
        *states.entry(*state).or_default() += n;
    }
    states
}

/// Column `at` of a relation, summed over the groups, or of one group.
pub(super) fn total(counts: &Counts, group: Option<GroupCode>, at: usize) -> i64 {
    let slice = Slice { group, row: None };
    counts.iter().filter(|(key, _)| slice.holds(key)).filter_map(|(_, sums)| sums.get(at)).sum()
}

/// The codes of the groups that occur.
pub(super) fn groups(counts: &Counts) -> Vec<GroupCode> {
    let mut codes: Vec<i64> =
        counts.keys().filter(|key| key.first() == Some(&4)).filter_map(|key| key.get(1)).copied().collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
