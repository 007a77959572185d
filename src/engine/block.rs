//! Some respondents of a survey, or some people of its sample, by columns: each made when it is first read.

use super::column::{Column, VALID, flag};
use super::keys::Keys;
use crate::eval::{State, turn_path};
use crate::plan::PlanSurvey;
use crate::tabulate::{Person, Respondent};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a block is made of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rows<'a> {
    Answered(&'a [Respondent]),
    Approached(&'a [Person]),
}

/// Per code: who had the option before them.
pub(super) type Offers = BTreeMap<i64, Vec<bool>>;

/// An iteration: the loop and the code.
pub(super) type Turn<'a> = Option<(&'a str, i64)>;

#[derive(Debug)]
pub(super) struct Block<'a> {
    pub(super) survey: &'a PlanSurvey,
    pub(super) rows: Rows<'a>,
    loops: BTreeMap<&'a str, &'a str>,
    columns: RefCell<BTreeMap<String, Rc<Column<'a>>>>,
    offers: RefCell<BTreeMap<String, Rc<Offers>>>,
    pub(super) keys: RefCell<BTreeMap<String, Rc<Keys>>>,
}

impl<'a> Block<'a> {
    pub(super) fn new(survey: &'a PlanSurvey, rows: Rows<'a>) -> Self {
        let inside = |var: &'a crate::plan::PlanVar| Some((var.path.as_str(), var.in_loop.as_deref()?));
        Self {
            survey,
            rows,
            loops: survey.vars.iter().filter_map(inside).collect(),
            columns: RefCell::default(),
            offers: RefCell::default(),
            keys: RefCell::default(),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self.rows {
            Rows::Answered(people) => people.len(),
            Rows::Approached(people) => people.len(),
        }
    }

    /// None of a sample.
    pub(super) fn respondents(&self) -> &'a [Respondent] {
        match self.rows {
            Rows::Answered(people) => people,
            Rows::Approached(_) => &[],
        }
    }

    /// The loop in which a variable stands.
    pub(super) fn loop_of(&self, path: &str) -> Option<&'a str> {
        self.loops.get(path).copied()
    }

    /// The column of an instance; one that nobody has is not asked of anyone.
    pub(super) fn column(&self, instance: &str) -> Rc<Column<'a>> {
        if let Some(known) = self.columns.borrow().get(instance) {
            return Rc::clone(known);
        }
        const NONE: State = State::NotAsked;
        let column = match self.rows {
            Rows::Answered(people) => Column::new(people.len(), people.iter().map(|one| one.state(instance))),
            Rows::Approached(people) => {
                let states = people.iter().map(|one| one.fields.get(instance).unwrap_or(&NONE));
                Column::new(people.len(), states)
            }
        };
        let column = Rc::new(column);
        self.columns.borrow_mut().insert(instance.to_owned(), Rc::clone(&column));
        column
    }

    /// The column of a variable as it is meant within an iteration, or outside every one.
    pub(super) fn column_at(&self, path: &str, turn: Turn<'_>) -> Rc<Column<'a>> {
        match (self.loop_of(path), turn) {
            (Some(of), Some((here, code))) if of == here => self.column(&turn_path(path, code)),
            _ => self.column(path),
        }
    }

    pub(super) fn offers(&self, instance: &str) -> Rc<Offers> {
        if let Some(known) = self.offers.borrow().get(instance) {
            return Rc::clone(known);
        }
        let mut offers = Offers::new();
        for (row, respondent) in self.respondents().iter().enumerate() {
            let offered = respondent.seen.get(instance).map_or(&[][..], |seen| seen.offered.as_slice());
            offered.iter().for_each(|code| flag(&mut offers, *code, self.len(), row));
        }
        let offers = Rc::new(offers);
        self.offers.borrow_mut().insert(instance.to_owned(), Rc::clone(&offers));
        offers
    }

    /// Whose iteration has a row: those of whom any item in it is asked.
    pub(super) fn has_turn(&self, name: &str, code: i64) -> Vec<bool> {
        let mut any = vec![false; self.len()];
        for var in self.survey.vars.iter().filter(|var| var.in_loop.as_deref() == Some(name)) {
            let column = self.column(&turn_path(&var.path, code));
            any.iter_mut().zip(&column.state).for_each(|(any, state)| *any |= *state != 0);
        }
        any
    }

    pub(super) fn usable(&self) -> Vec<bool> {
        self.respondents().iter().map(|respondent| respondent.usable).collect()
    }
}

/// Valid, or missing where missing counts.
pub(super) fn answered(state: u8, with_missing: bool) -> bool {
    state == VALID || (with_missing && state == super::column::MISSING)
}
