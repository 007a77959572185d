//! Small numbers for what is counted by: unit and group together, and the answers of a column.

use super::block::{Block, Turn};
use super::column::{Column, Holds, MISSING, VALID};
use crate::plan::Group;
use crate::tabulate::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Unit and group of every row of a block, as an index into what is there.
#[derive(Debug, Default)]
pub(super) struct Keys {
    pub(super) of: Vec<usize>,
    /// Unit, state and code of the group.
    pub(super) list: Vec<Vec<Cell>>,
}

/// Gives every different thing the next number.
#[derive(Debug)]
struct Numbering<T>(BTreeMap<T, usize>);

impl<T: Ord> Numbering<T> {
    fn number(&mut self, thing: T) -> usize {
        let next = self.0.len();
        *self.0.entry(thing).or_insert(next)
    }

    /// In the order of their numbers.
    fn list(self) -> Vec<T> {
        let mut pairs: Vec<(usize, T)> = self.0.into_iter().map(|(thing, number)| (number, thing)).collect();
        pairs.sort_by_key(|(number, _)| *number);
        pairs.into_iter().map(|(_, thing)| thing).collect()
    }
}

impl Block<'_> {
    /// Of a breakdown, or of none, within an iteration.
    pub(super) fn keys_of(&self, group: Option<&Group>, turn: Turn<'_>) -> Rc<Keys> {
        let name = match group {
            None => String::new(),
            Some(Group::Wording) => "by wording".to_owned(),
            Some(Group::Mode) => "by mode".to_owned(),
            Some(Group::Item(path)) => format!("by item {path} in {turn:?}"),
        };
        if let Some(known) = self.keys.borrow().get(&name) {
            return Rc::clone(known);
        }
        let keys = Rc::new(self.made_keys(group, turn));
        self.keys.borrow_mut().insert(name, Rc::clone(&keys));
        keys
    }

    fn made_keys(&self, group: Option<&Group>, turn: Turn<'_>) -> Keys {
        let mut numbering = Numbering(BTreeMap::new());
        let unit = self.column(&self.survey.unit);
        let units = unit.state.iter().enumerate().map(|(row, state)| unit_of(&unit, row, *state));
        let groups = self.groups(group, turn);
        let of = units.zip(groups).map(|(unit, group)| numbering.number((unit, group))).collect();
        let key = |(unit, (state, code)): (Unit<'_>, (i64, i64))| {
            let unit = match unit {
                Unit::Code(code) => Cell::Int(code),
                Unit::Name(name) => Cell::Text(name.to_owned()),
            };
            vec![unit, Cell::Int(state), Cell::Int(code)]
        };
        Keys { of, list: numbering.list().into_iter().map(key).collect() }
    }

    /// State and code of everyone's group.
    fn groups(&self, group: Option<&Group>, turn: Turn<'_>) -> Vec<(i64, i64)> {
        let survey = self.survey;
        match group {
            None => vec![(i64::from(VALID), 0); self.len()],
            Some(Group::Wording) => {
                let at = |name: &String| position(survey.wordings.iter().map(|(name, _)| name), name);
                self.respondents().iter().map(|one| (i64::from(VALID), at(&one.wording))).collect()
            }
            Some(Group::Mode) => {
                let at = |name: &String| position(survey.modes.iter(), name);
                self.respondents().iter().map(|one| (i64::from(VALID), at(&one.mode))).collect()
            }
            Some(Group::Item(path)) => {
                let column = self.column_at(path, turn);
                let coded = column.holds == Holds::Codes;
                let pairs = column.state.iter().zip(&column.value);
                let group =
                    |(state, code): (&u8, &i64)| (i64::from(*state), if coded && *state == VALID { *code } else { 0 });
                pairs.map(group).collect()
            }
        }
    }
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit<'a> {
    Code(i64),
    Name(&'a str),
}

fn unit_of<'a>(column: &Column<'a>, row: usize, state: u8) -> Unit<'a> {
    match column.holds {
        Holds::Codes | Holds::Numbers if state == VALID => Unit::Code(column.value.get(row).copied().unwrap_or(0)),
        Holds::Texts if state == VALID => Unit::Name(column.text.get(row).copied().unwrap_or_default()),
        _ => Unit::Name(""),
    }
}

fn position<'a>(mut names: impl Iterator<Item = &'a String>, name: &str) -> i64 {
    names.position(|known| known == name).and_then(|at| i64::try_from(at).ok()).unwrap_or(-1)
}

/// State and value of the answers of a column, as an index into those that occur.
#[derive(Debug)]
pub(super) struct Answers {
    /// None where there is no missing code and no valid number.
    pub(super) of: Vec<Option<usize>>,
    pub(super) list: Vec<(u8, i64)>,
}

impl Answers {
    pub(super) fn new(column: &Column<'_>) -> Self {
        let mut numbering = Numbering(BTreeMap::new());
        let numeric = column.numeric();
        let counts = |state: u8| state == MISSING || (state == VALID && numeric);
        let pairs = column.state.iter().zip(&column.value);
        let of = pairs.map(|(state, value)| counts(*state).then(|| numbering.number((*state, *value)))).collect();
        Self { of, list: numbering.list() }
    }
}
