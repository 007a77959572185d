//! Variable instances: a variable, and inside a loop its iteration.

use crate::model::{LoopId, Role, Survey, VarId};
use std::collections::BTreeMap;

/// One instance of a variable; `turn` indexes [`Places::turns`] of its loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub var: VarId,
    pub turn: Option<usize>,
}

impl Place {
    #[must_use]
    pub fn single(var: VarId) -> Self {
        Self { var, turn: None }
    }
}

/// All instances of a survey, numbered in file order, with their paths in the wire form.
#[derive(Debug, Clone)]
pub struct Places {
    /// The cell of a variable's first instance; one more at the end.
    first: Vec<usize>,
    places: Vec<Place>,
    paths: Vec<String>,
    by_path: BTreeMap<String, usize>,
    /// Per loop the codes of its iterations.
    turns: Vec<Vec<i64>>,
    /// Per variable its specify texts, by code.
    specifies: BTreeMap<VarId, Vec<(i64, VarId)>>,
}

impl Places {
    #[must_use]
    pub fn new(survey: &Survey) -> Self {
        let turns: Vec<Vec<i64>> = survey.loops.iter().map(|l| turn_codes(survey, l.over.list())).collect();
        let mut all = Self {
            first: Vec::with_capacity(survey.vars.len() + 1),
            places: Vec::new(),
            paths: Vec::new(),
            by_path: BTreeMap::new(),
            turns,
            specifies: BTreeMap::new(),
        };
        for (id, var) in survey.vars_with_ids() {
            all.first.push(all.places.len());
            match var.in_loop {
                None => all.add(Place::single(id), var.path.clone()),
                Some(of) => {
                    let codes = all.turns.get(of.index()).cloned().unwrap_or_default();
                    for (turn, code) in codes.into_iter().enumerate() {
                        all.add(Place { var: id, turn: Some(turn) }, turn_path(&var.path, code));
                    }
                }
            }
            if let Role::Specify { of, code } = var.role {
                all.specifies.entry(of).or_default().push((code, id));
            }
        }
        all.first.push(all.places.len());
        all
    }

    fn add(&mut self, place: Place, path: String) {
        self.by_path.insert(path.clone(), self.places.len());
        self.places.push(place);
        self.paths.push(path);
    }

    /// The number of instances.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The cell of an instance; `None` for one that the survey does not have.
    #[must_use]
    pub fn cell(&self, place: Place) -> Option<usize> {
        let cell = self.first.get(place.var.index())? + place.turn.unwrap_or(0);
        (self.places.get(cell) == Some(&place)).then_some(cell)
    }

    /// The instances of a variable, in order of iteration.
    pub fn of(&self, var: VarId) -> impl Iterator<Item = Place> {
        let bound = |at: usize| self.first.get(at).copied().unwrap_or(0);
        let range = bound(var.index())..bound(var.index() + 1);
        self.places.get(range).unwrap_or_default().iter().copied()
    }

    pub fn iter(&self) -> impl Iterator<Item = Place> {
        self.places.iter().copied()
    }

    #[must_use]
    pub fn path(&self, place: Place) -> &str {
        self.cell(place).and_then(|cell| self.paths.get(cell)).map_or("", String::as_str)
    }

    #[must_use]
    pub fn find(&self, path: &str) -> Option<Place> {
        self.by_path.get(path).and_then(|cell| self.places.get(*cell)).copied()
    }

    /// The option codes of a loop's iterations: every option of its list, `missing` ones apart.
    #[must_use]
    pub fn turns(&self, of: LoopId) -> &[i64] {
        self.turns.get(of.index()).map_or(&[], Vec::as_slice)
    }

    /// The specify texts of a variable, with the codes of their options.
    #[must_use]
    pub fn specifies(&self, var: VarId) -> &[(i64, VarId)] {
        self.specifies.get(&var).map_or(&[], Vec::as_slice)
    }
}

/// `personen.aantal` in iteration 8: `personen.8.aantal`.
#[must_use]
pub fn turn_path(path: &str, code: i64) -> String {
    match path.split_once('.') {
        Some((name, rest)) => format!("{name}.{code}.{rest}"),
        None => format!("{path}.{code}"),
    }
}

fn turn_codes(survey: &Survey, list: crate::model::ListId) -> Vec<i64> {
    let options = survey.list(list).map_or(&[][..], |list| &list.options);
    options.iter().filter(|option| !option.missing).map(|option| option.code).collect()
}
