//! One query of a measure over one block.

use super::Found;
use super::block::{Block, Rows, Turn, answered};
use super::column::{Column, VALID};
use super::keys::{Answers, Keys};
use super::mask::Scope;
use crate::eval::turn_path;
use crate::plan::{Group, Measure, Missing, QueryKind};
use crate::tabulate::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What the query finds; none where it counts other rows than these.
pub(super) fn count(block: &Block<'_>, measure: &Measure, kind: QueryKind) -> Option<Found> {
    match (block.rows, kind) {
        (Rows::Approached(_), QueryKind::Sample) => Some(sample(block, measure)),
        (Rows::Answered(_), QueryKind::Responses) => Some(responses(block, measure)),
        (Rows::Answered(_), QueryKind::Iterations) => Some(iterations(block, measure)),
        (Rows::Approached(_), _) | (Rows::Answered(_), QueryKind::Sample) => None,
        (Rows::Answered(_), _) => Some(lines(block, measure, kind)),
    }
}

/// One row of a measure: a variable, or an iteration of the one in a loop.
struct Line<'a, 'b> {
    row: i64,
    instance: String,
    /// The variable whose options are counted.
    path: &'a str,
    keys: Rc<Keys>,
    column: Rc<Column<'b>>,
    /// Who counts: usable, within the limit, with this iteration.
    within: Rc<Vec<bool>>,
}

fn lines_of<'a, 'b>(block: &Block<'b>, measure: &'a Measure) -> Vec<Line<'a, 'b>> {
    let line = |turn: Turn<'a>, within: &Rc<Vec<bool>>, at: usize, path: &'a String| {
        let instance = turn.map_or_else(|| path.clone(), |(_, code)| turn_path(path, code));
        let row = turn.map_or_else(|| i64::try_from(at).unwrap_or(i64::MAX), |(_, code)| code);
        let path = if turn.is_some() { measure.rows.first().unwrap_or(path) } else { path };
        let keys = block.keys_of(measure.group.as_ref(), turn);
        Line { row, column: block.column(&instance), instance, path, keys, within: Rc::clone(within) }
    };
    let mut lines = Vec::new();
    for turn in turns(block, measure) {
        let mut within = block.mask(&measure.base.filter, Scope::at(turn));
        if measure.base.usable {
            keep(&mut within, &block.usable());
        }
        if let Some((name, code)) = turn {
            keep(&mut within, &block.has_turn(name, code));
        }
        let within = Rc::new(within);
        lines.extend(measure.rows.iter().enumerate().map(|(at, path)| line(turn, &within, at, path)));
    }
    lines
}

fn turns<'a>(block: &Block<'_>, measure: &'a Measure) -> Vec<Turn<'a>> {
    let Some(name) = measure.in_loop.as_deref() else { return vec![None] };
    let turns = block.survey.loops.get(name).map_or(&[][..], Vec::as_slice);
    turns.iter().map(|turn| Some((name, turn.code))).collect()
}

fn keep(mask: &mut [bool], only: &[bool]) {
    mask.iter_mut().zip(only).for_each(|(mask, only)| *mask &= *only);
}

/// How often each pair of a key and one of `width` things occurs.
fn pairs(width: usize, keys: &Keys, things: impl Iterator<Item = Option<usize>>) -> Vec<(usize, usize, i64)> {
    /// Cells of an array per row counted: above it, most cells would be empty.
    const DENSE: usize = 16;
    let found = keys.of.iter().zip(things).filter_map(|(key, thing)| Some(key * width + thing?));
    let cells = keys.list.len().saturating_mul(width);
    let (mut dense, mut sparse) = (Vec::new(), BTreeMap::new());
    if cells <= keys.of.len().saturating_mul(DENSE) {
        dense.resize(cells, 0_i64);
        found.for_each(|at| dense.get_mut(at).into_iter().for_each(|n| *n += 1));
    } else {
        found.for_each(|at| *sparse.entry(at).or_insert(0_i64) += 1);
    }
    let counted = dense.into_iter().enumerate().filter(|(_, n)| *n > 0).chain(sparse);
    counted.map(|(at, n)| (at / width.max(1), at % width.max(1), n)).collect()
}

fn key(keys: &Keys, at: usize, more: &[i64]) -> Vec<Cell> {
    let unit = keys.list.get(at).into_iter().flatten().cloned();
    unit.chain(more.iter().map(|number| Cell::Int(*number))).collect()
}

/// Only where the mask says so.
fn masked(mask: &[bool]) -> impl Iterator<Item = Option<usize>> {
    mask.iter().map(|counts| counts.then_some(0))
}

fn responses(block: &Block<'_>, measure: &Measure) -> Found {
    let mut within = block.mask(&measure.base.filter, Scope::at(None));
    keep(&mut within, &block.usable());
    let keys = block.keys_of(measure.group.as_ref(), None);
    let mut found = Found::default();
    for (at, _, n) in pairs(1, &keys, masked(&within)) {
        found.add(key(&keys, at, &[]), &[n]);
    }
    found
}

fn sample(block: &Block<'_>, measure: &Measure) -> Found {
    let mut found = Found::default();
    let Rows::Approached(people) = block.rows else { return found };
    let left_out = |disposition: &str| ["undeliverable", "duplicate", "excluded"].contains(&disposition);
    let group = measure.group.as_ref().filter(|group| matches!(group, Group::Item(_)));
    let keys = block.keys_of(group, None);
    let things = people.iter().map(|person| Some(usize::from(!left_out(&person.disposition))));
    for (at, in_net, n) in pairs(2, &keys, things) {
        found.add(key(&keys, at, &[]), &[n, if in_net == 1 { n } else { 0 }]);
    }
    found
}

/// Iterations of the base, and how many respondents they are of.
fn iterations(block: &Block<'_>, measure: &Measure) -> Found {
    let with_missing = measure.base.missing == Missing::Included;
    let lines = lines_of(block, measure);
    let mut found = Found::default();
    let mut counted: BTreeMap<&[Cell], (i64, i64, usize)> = BTreeMap::new();
    for row in 0..block.len() {
        for line in &lines {
            let state = line.column.state.get(row).copied().unwrap_or(0);
            let within = line.within.get(row).copied().unwrap_or(false);
            let key = line.keys.of.get(row).and_then(|at| line.keys.list.get(*at));
            if let (true, Some(key)) = (within && answered(state, with_missing), key) {
                let (iterations, respondents, last) = counted.entry(key).or_insert((0, 0, usize::MAX));
                *iterations += 1;
                *respondents += i64::from(*last != row);
                *last = row;
            }
        }
    }
    for (key, (iterations, respondents, _)) in counted {
        found.add(key.to_vec(), &[iterations, respondents]);
    }
    found
}

fn lines(block: &Block<'_>, measure: &Measure, kind: QueryKind) -> Found {
    let mut found = Found::default();
    for line in lines_of(block, measure) {
        match kind {
            QueryKind::States => states(&line, &mut found),
            QueryKind::Values => values(&line, &mut found),
            QueryKind::Moments => moments(&line, &mut found),
            QueryKind::Options => options(block, measure, &line, &mut found),
            QueryKind::Texts => texts(&line, &mut found),
            QueryKind::Responses | QueryKind::Sample | QueryKind::Iterations => {}
        }
    }
    found
}

fn states(line: &Line<'_, '_>, found: &mut Found) {
    let things =
        line.within.iter().zip(&line.column.state).map(|(within, state)| within.then_some(usize::from(*state)));
    for (at, state, n) in pairs(usize::from(VALID) + 1, &line.keys, things) {
        found.add(key(&line.keys, at, &[line.row, i64::try_from(state).unwrap_or(0)]), &[n]);
    }
}

fn values(line: &Line<'_, '_>, found: &mut Found) {
    let answers = Answers::new(&line.column);
    let things = line.within.iter().zip(&answers.of).map(|(within, answer)| answer.filter(|_| *within));
    for (at, answer, n) in pairs(answers.list.len(), &line.keys, things) {
        if let Some((state, value)) = answers.list.get(answer) {
            found.add(key(&line.keys, at, &[line.row, i64::from(*state), *value]), &[n]);
        }
    }
}

fn moments(line: &Line<'_, '_>, found: &mut Found) {
    let mut sums = vec![(0_i64, 0_i64); line.keys.list.len()];
    let numeric = line.column.numeric();
    let answers = line.column.state.iter().zip(&line.column.value);
    for ((at, within), (state, value)) in line.keys.of.iter().zip(line.within.iter()).zip(answers) {
        if numeric
            && *within
            && *state == VALID
            && let Some((n, sum)) = sums.get_mut(*at)
        {
            *n += 1;
            *sum += *value;
        }
    }
    for (at, (n, sum)) in sums.into_iter().enumerate().filter(|(_, (n, _))| *n > 0) {
        found.add(key(&line.keys, at, &[line.row]), &[n, sum]);
    }
}

fn options(block: &Block<'_>, measure: &Measure, line: &Line<'_, '_>, found: &mut Found) {
    let with_missing = measure.base.missing == Missing::Included;
    let states = line.within.iter().zip(&line.column.state);
    let base: Vec<bool> = states.map(|(within, state)| *within && answered(*state, with_missing)).collect();
    let offers = block.offers(&line.instance);
    let options = block.survey.var(line.path).map_or(&[][..], |var| var.kind.options());
    for option in options.iter().filter(|option| with_missing || !option.missing) {
        let mut count = |mask: &[bool], amounts: fn(i64) -> [i64; 2]| {
            for (at, _, n) in pairs(1, &line.keys, masked(mask)) {
                found.add(key(&line.keys, at, &[line.row, option.code]), &amounts(n));
            }
        };
        // Each option has a row, also where it was offered to nobody of the base.
        count(&base, |_| [0, 0]);
        let mut offered = offers.get(&option.code).cloned().unwrap_or_default();
        keep(&mut offered, &base);
        count(&offered, |n| [n, 0]);
        let mut chosen = line.column.chose(&[option.code]);
        keep(&mut chosen, &base);
        count(&chosen, |n| [0, n]);
    }
}

fn texts(line: &Line<'_, '_>, found: &mut Found) {
    for (((at, within), state), text) in
        line.keys.of.iter().zip(line.within.iter()).zip(&line.column.state).zip(&line.column.text)
    {
        if *within && *state == VALID {
            let mut row = key(&line.keys, *at, &[line.row]);
            row.push(Cell::Text((*text).to_owned()));
            found.single.push(row);
        }
    }
}
