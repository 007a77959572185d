//! The answers of one variable as dense arrays.

use crate::eval::{State, Value};
use crate::storage::state_code;
use std::collections::BTreeMap;

pub(super) const MISSING: u8 = 3;
pub(super) const VALID: u8 = 4;

/// What the valid answers of a variable are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// No valid answer among these.
    Nothing,
    Codes,
    Sets,
    Numbers,
    Days,
    Texts,
}

/// One variable, one entry per row of the block.
#[derive(Debug)]
pub(super) struct Column<'a> {
    pub(super) holds: Holds,
    /// As stored: 0 not asked, 1 not reached, 2 empty, 3 missing, 4 valid.
    pub(super) state: Vec<u8>,
    /// Code of a missing answer; code, number or day of a valid one; else 0.
    pub(super) value: Vec<i64>,
    /// Per code that anyone chose in a set: who did.
    pub(super) sets: BTreeMap<i64, Vec<bool>>,
    /// The texts; none where the variable has no valid text.
    pub(super) text: Vec<&'a str>,
}

impl<'a> Column<'a> {
    pub(super) fn new(rows: usize, states: impl Iterator<Item = &'a State>) -> Self {
        let mut column = Self {
            holds: Holds::Nothing,
            state: Vec::with_capacity(rows),
            value: Vec::with_capacity(rows),
            sets: BTreeMap::new(),
            text: Vec::new(),
        };
        for (row, state) in states.enumerate() {
            column.state.push(u8::try_from(state_code(state)).unwrap_or(0));
            let value = match state {
                State::NotAsked | State::NotReached | State::Empty => 0,
                State::Missing(code) => *code,
                State::Valid(value) => column.valid(rows, row, value),
            };
            column.value.push(value);
        }
        column
    }

    fn valid(&mut self, rows: usize, row: usize, value: &'a Value) -> i64 {
        let (holds, number) = match value {
            Value::Option(code) => (Holds::Codes, *code),
            Value::Number(number) => (Holds::Numbers, *number),
            Value::Date(day) => (Holds::Days, *day),
            Value::Set(codes) => {
                codes.iter().for_each(|code| flag(&mut self.sets, *code, rows, row));
                (Holds::Sets, 0)
            }
            Value::Text(text) => {
                self.text.resize(rows, "");
                self.text.get_mut(row).into_iter().for_each(|slot| *slot = text);
                (Holds::Texts, 0)
            }
        };
        self.holds = holds;
        number
    }

    /// Whether valid answers have a number in `value`.
    pub(super) fn numeric(&self) -> bool {
        matches!(self.holds, Holds::Codes | Holds::Numbers | Holds::Days)
    }

    /// Who is in this state.
    pub(super) fn in_state(&self, is: impl Fn(u8) -> bool) -> Vec<bool> {
        self.state.iter().map(|state| is(*state)).collect()
    }

    /// Who chose any of these options, as valid or missing answer, alone or in a set.
    pub(super) fn chose(&self, codes: &[i64]) -> Vec<bool> {
        let alone = |state: u8| state == MISSING || (state == VALID && self.holds == Holds::Codes);
        let pairs = self.state.iter().zip(&self.value);
        let mut chosen: Vec<bool> = pairs.map(|(state, value)| alone(*state) && codes.contains(value)).collect();
        for of in codes.iter().filter_map(|code| self.sets.get(code)) {
            chosen.iter_mut().zip(of).for_each(|(all, one)| *all |= one);
        }
        chosen
    }
}

/// Marks a row under a code.
pub(super) fn flag(flags: &mut BTreeMap<i64, Vec<bool>>, code: i64, rows: usize, row: usize) {
    let of = flags.entry(code).or_insert_with(|| vec![false; rows]);
    of.get_mut(row).into_iter().for_each(|slot| *slot = true);
}

#[cfg(test)]
mod tests {
    use super::{Column, Holds};
    use crate::eval::{State, Value};

    #[test]
    fn states_and_choices_lie_side_by_side() {
        let set = |codes: &[i64]| State::Valid(Value::Set(codes.iter().copied().collect()));
        let states = [State::NotAsked, set(&[1, 3]), State::Missing(9), set(&[3]), State::Empty];
        let column = Column::new(states.len(), states.iter());
        assert_eq!(column.holds, Holds::Sets);
        assert_eq!(column.state, [0, 4, 3, 4, 2]);
        assert_eq!(column.chose(&[1]), [false, true, false, false, false]);
        assert_eq!(column.chose(&[3, 9]), [false, true, true, true, false]);
        assert_eq!(column.chose(&[0]), [false; 5], "no answer is not code 0");
    }
}
