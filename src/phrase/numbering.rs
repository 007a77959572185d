//! Question numbers of a printed form.

use super::offer::{askable, openable};
use crate::model::{Cond, GridId, Mode, Node, Page, Survey, VarId};
use std::collections::BTreeMap;

/// The numbered questions of one wording and mode, in printed order.
#[derive(Debug, Clone, Default)]
pub struct Numbering {
    entries: Vec<Entry>,
    numbers: BTreeMap<VarId, String>,
    grids: BTreeMap<GridId, String>,
}

/// What is printed in order: a question (or all rows of a grid under one number), or a stop between pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    Question {
        number: String,
        vars: Vec<VarId>,
    },
    /// Index into [`Survey::stops`].
    Stop(usize),
}

impl Numbering {
    /// Numbers every question that the wording and mode can ask, from 1; rows of a grid are `7a`, `7b`, and so are the
    /// iterations of a question in a loop.
    #[must_use]
    pub fn new(survey: &Survey, wording: usize, mode: Mode) -> Self {
        let mut numbering = Self::default();
        let mut walk = Walk { survey, wording, mode, next: 1, numbering: &mut numbering };
        walk.stops_after(None);
        for (index, page) in survey.pages.iter().enumerate() {
            walk.page(page);
            walk.stops_after(Some(index));
        }
        numbering
    }

    /// The same numbers without the questions and stops that a survey with fewer routes never comes to.
    #[must_use]
    pub fn left(&self, survey: &Survey, wording: usize, mode: Mode) -> Self {
        let asked = |var: &VarId| survey.var(*var).is_some_and(|item| askable(survey, item, wording, mode));
        let mut entries = Vec::new();
        for entry in &self.entries {
            match entry {
                Entry::Question { number, vars } => {
                    let vars: Vec<VarId> = vars.iter().copied().filter(asked).collect();
                    if !vars.is_empty() {
                        entries.push(Entry::Question { number: number.clone(), vars });
                    }
                }
                Entry::Stop(index) => {
                    let gates = survey.stops.get(*index).map_or(&[][..], |stop| &stop.gates);
                    if openable(survey, gates, wording, mode) {
                        entries.push(entry.clone());
                    }
                    if survey.route(gates, wording, mode) == Cond::Const(true) {
                        break;
                    }
                }
            }
        }
        Self { entries, ..self.clone() }
    }

    #[must_use]
    pub fn of(&self, var: VarId) -> Option<&str> {
        self.numbers.get(&var).map(String::as_str)
    }

    /// The number in one iteration of its loop, by its position from 0: `4a`, `4b`.
    #[must_use]
    pub fn of_iteration(&self, var: VarId, turn: usize) -> Option<String> {
        Some(format!("{}{}", self.of(var)?, letters(turn)))
    }

    #[must_use]
    pub fn of_grid(&self, grid: GridId) -> Option<&str> {
        self.grids.get(&grid).map(String::as_str)
    }

    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

struct Walk<'a> {
    survey: &'a Survey,
    wording: usize,
    mode: Mode,
    next: usize,
    numbering: &'a mut Numbering,
}

impl Walk<'_> {
    fn page(&mut self, page: &Page) {
        if openable(self.survey, &page.gates, self.wording, self.mode) {
            page.nodes.iter().for_each(|node| self.node(node));
        }
    }

    fn stops_after(&mut self, page: Option<usize>) {
        for (index, stop) in self.survey.stops.iter().enumerate() {
            let here = stop.after.map(crate::model::PageId::index) == page;
            if here && openable(self.survey, &stop.gates, self.wording, self.mode) {
                self.numbering.entries.push(Entry::Stop(index));
            }
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Group(group) => group.nodes.iter().for_each(|inner| self.node(inner)),
            Node::Item(var) => self.question(*var),
            Node::Grid(grid) => self.grid(*grid),
            Node::Loop(id) => {
                let nodes = self.survey.loops.get(id.index()).map_or(&[][..], |l| &l.nodes);
                nodes.iter().for_each(|inner| self.node(inner));
            }
            Node::Computed(_) | Node::Note(_) => {}
        }
    }

    fn asked(&self, var: VarId) -> bool {
        self.survey.var(var).is_some_and(|item| askable(self.survey, item, self.wording, self.mode))
    }

    fn question(&mut self, var: VarId) {
        if self.asked(var) {
            let number = self.take();
            self.numbering.numbers.insert(var, number.clone());
            self.numbering.entries.push(Entry::Question { number, vars: vec![var] });
        }
    }

    fn grid(&mut self, id: GridId) {
        let Some(grid) = self.survey.grids.get(id.index()) else { return };
        let rows: Vec<VarId> = grid.rows.iter().copied().filter(|row| self.asked(*row)).collect();
        if grid.separate(self.wording, self.mode) {
            rows.into_iter().for_each(|row| self.question(row));
        } else if !rows.is_empty() {
            self.grid_as_one(id, rows);
        }
    }

    fn grid_as_one(&mut self, id: GridId, rows: Vec<VarId>) {
        let number = self.take();
        for (index, row) in rows.iter().enumerate() {
            self.numbering.numbers.insert(*row, format!("{number}{}", letters(index)));
        }
        self.numbering.grids.insert(id, number.clone());
        self.numbering.entries.push(Entry::Question { number, vars: rows });
    }

    fn take(&mut self) -> String {
        let number = self.next.to_string();
        self.next += 1;
        number
    }
}

/// a, b, … z, aa, ab, …
fn letters(index: usize) -> String {
    let last = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    if index < 26 { last.to_string() } else { format!("{}{last}", letters(index / 26 - 1)) }
}
