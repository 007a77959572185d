//! Which tables a query reads, under which aliases, and where a variable stands in them.

use super::ir::{Bool, Col, Source};
use crate::plan::{PlanSurvey, PlanVar};
use crate::storage::{ITERATION, Layout, Place, RESPONSE_KEY};
use std::collections::BTreeMap;

/// A survey of a plan, with its variables by path.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) survey: &'a PlanSurvey,
    places: BTreeMap<&'a str, &'a Place>,
    vars: BTreeMap<&'a str, &'a PlanVar>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(survey: &'a PlanSurvey) -> Self {
        Self {
            survey,
            places: survey.tables.places.iter().map(|place| (place.path.as_str(), place)).collect(),
            vars: survey.vars.iter().map(|var| (var.path.as_str(), var)).collect(),
        }
    }

    pub(super) fn layout(&self) -> &'a Layout {
        &self.survey.tables
    }

    pub(super) fn place(&self, path: &str) -> Option<&'a Place> {
        self.places.get(path).copied()
    }

    pub(super) fn var(&self, path: &str) -> Option<&'a PlanVar> {
        self.vars.get(path).copied()
    }

    /// The variables of a loop.
    pub(super) fn of_loop<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'a PlanVar> + 'b {
        self.survey.vars.iter().filter(move |var| var.in_loop.as_deref() == Some(name))
    }
}

/// The tables of one query: the first one, and those joined to it on the key of the response.
#[derive(Debug)]
pub(super) struct Tables {
    prefix: String,
    used: Vec<Source>,
    /// Loops join on the iteration as well.
    in_loop: bool,
}

impl Tables {
    /// Begins with the response table, as `r`.
    pub(super) fn of_response(layout: &Layout) -> Self {
        let first = Source { table: layout.response.clone(), alias: "r".to_owned() };
        Self { prefix: "t".to_owned(), used: vec![first], in_loop: false }
    }

    /// The tables of a loop in a subquery `depth` levels down.
    pub(super) fn of_loop(depth: usize) -> Self {
        Self { prefix: format!("i{depth}_"), used: Vec::new(), in_loop: true }
    }

    pub(super) fn alias(&mut self, table: &str) -> String {
        if let Some(known) = self.used.iter().find(|source| source.table == table) {
            return known.alias.clone();
        }
        let alias = format!("{}{}", self.prefix, self.used.len() + usize::from(self.in_loop));
        self.used.push(Source { table: table.to_owned(), alias: alias.clone() });
        alias
    }

    pub(super) fn first(&self) -> Option<&Source> {
        self.used.first()
    }

    /// The joins of all tables but the first.
    pub(super) fn joins(&self) -> Vec<(Source, Bool)> {
        let Some(first) = self.used.first() else { return Vec::new() };
        let on = |alias: &str| {
            let same = |column: &str| Bool::SameText(Col::new(alias, column), Col::new(&first.alias, column));
            let iteration = self.in_loop.then(|| same(ITERATION));
            Bool::all(std::iter::once(same(RESPONSE_KEY)).chain(iteration))
        };
        self.used.iter().skip(1).map(|source| (source.clone(), on(&source.alias))).collect()
    }
}
