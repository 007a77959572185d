//! A response as rows of the survey's tables: only evaluated states are written.

use super::layout::{CASE_KEY, ITERATION, Layout, PRIVATE_KEY, Place, RESPONSE_KEY, Stored};
use crate::eval::{Answer, Evaluator, Place as Instance, Response, Routed, State, Value};
use crate::model::VarId;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// A stored value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    Null,
    Int(i64),
    Text(String),
}

impl Cell {
    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Int(number) => Json::from(*number),
            Self::Text(text) => Json::from(text.as_str()),
        }
    }
}

/// A row of the table with this index in the layout; one cell per column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub table: usize,
    pub cells: Vec<Cell>,
}

/// The number that stands for a state in storage.
#[must_use]
pub fn state_code(state: &State) -> i64 {
    match state {
        State::NotAsked => 0,
        State::NotReached => 1,
        State::Empty => 2,
        State::Missing(_) => 3,
        State::Valid(_) => 4,
    }
}

/// Writes the responses of one survey.
#[derive(Debug)]
pub struct Writer<'a> {
    layout: &'a Layout,
    evaluator: &'a Evaluator<'a>,
    /// Index of every table, and of every column in it.
    tables: BTreeMap<&'a str, (usize, BTreeMap<&'a str, usize>)>,
}

/// Key columns of a row, and its cells by column.
type Draft<'a> = BTreeMap<(&'a str, Option<i64>), BTreeMap<&'a str, Cell>>;

impl<'a> Writer<'a> {
    #[must_use]
    pub fn new(layout: &'a Layout, evaluator: &'a Evaluator<'a>) -> Self {
        let columns = |table: &'a super::Table| {
            table.columns.iter().enumerate().map(|(at, column)| (column.name.as_str(), at)).collect()
        };
        let tables = layout.tables.iter().enumerate();
        let tables = tables.map(|(at, table)| (table.name.as_str(), (at, columns(table)))).collect();
        Self { layout, evaluator, tables }
    }

    /// The rows of a response: one of every table without a loop, one per asked iteration of a loop. Private tables get
    /// `contact` as their key.
    #[must_use]
    pub fn response(&self, id: &str, contact: &str, response: &Response, routed: &Routed) -> Vec<Row> {
        let mut draft = Draft::new();
        draft.insert((&self.layout.response, None), self.header(response, routed));
        for table in &self.layout.tables {
            let repeated = table.key.iter().any(|key| key == ITERATION);
            if !repeated && table.name != self.layout.sample {
                draft.entry((&table.name, None)).or_default();
            }
        }
        for (index, place) in self.layout.places.iter().enumerate() {
            self.variable(VarId::new(index), place, routed, &mut draft);
        }
        let keyed = draft.into_iter().filter_map(|((table, turn), mut cells)| {
            cells.insert(RESPONSE_KEY, Cell::Text(id.to_owned()));
            cells.insert(PRIVATE_KEY, Cell::Text(contact.to_owned()));
            cells.extend(turn.map(|code| (ITERATION, Cell::Int(code))));
            self.row(table, &cells)
        });
        let mut rows: Vec<Row> = keyed.collect();
        rows.sort_by_key(|row| row.table);
        rows
    }

    /// The row of a person in the sample, from the evaluated states of the fields.
    #[must_use]
    pub fn sample(&self, id: &str, disposition: &str, routed: &Routed) -> Option<Row> {
        let mut draft = Draft::new();
        for (index, place) in self.layout.places.iter().enumerate() {
            let id = VarId::new(index);
            if self.evaluator.survey().var(id).is_some_and(|var| var.page.is_none()) {
                self.variable(id, place, routed, &mut draft);
            }
        }
        let mut cells: BTreeMap<&str, Cell> = draft.into_values().flatten().collect();
        cells.insert(CASE_KEY, Cell::Text(id.to_owned()));
        cells.insert("disposition", Cell::Text(disposition.to_owned()));
        self.row(&self.layout.sample, &cells)
    }

    fn row(&self, table: &str, cells: &BTreeMap<&str, Cell>) -> Option<Row> {
        let (index, columns) = self.tables.get(table)?;
        let mut row = Row { table: *index, cells: vec![Cell::Null; columns.len()] };
        for (name, at) in columns {
            if let (Some(cell), Some(slot)) = (cells.get(name), row.cells.get_mut(*at)) {
                *slot = cell.clone();
            }
        }
        Some(row)
    }

    fn header(&self, response: &Response, routed: &Routed) -> BTreeMap<&'a str, Cell> {
        let text = |text: &str| Cell::Text(text.to_owned());
        let order: Map<String, Json> = response.order.iter().map(|(id, shown)| (id.clone(), shown.to_json())).collect();
        let reached = i64::try_from(response.reached).unwrap_or(i64::MAX);
        BTreeMap::from([
            ("form", text(&response.form)),
            ("build", text(&response.build)),
            ("wording", text(&response.wording)),
            ("mode", text(response.mode.name())),
            ("status", text(response.status.name())),
            ("reached", Cell::Int(reached)),
            ("usable", Cell::Int(i64::from(self.evaluator.usable(routed)))),
            ("confirmed", Cell::Text(Json::from(response.confirmed.clone()).to_string())),
            ("shown_order", Cell::Text(Json::from(order).to_string())),
        ])
    }

    fn variable(&self, id: VarId, place: &'a Place, routed: &Routed, draft: &mut Draft<'a>) {
        let places = self.evaluator.places();
        let in_loop = self.evaluator.survey().var(id).and_then(|var| var.in_loop);
        let turns = in_loop.map_or(&[][..], |of| places.turns(of));
        for instance in places.of(id) {
            let code = instance.turn.and_then(|turn| turns.get(turn)).copied();
            let asked = routed.state(places, instance).asked();
            if code.is_none() || asked || self.iteration_asked(id, instance, routed) {
                let cells = draft.entry((place.table.as_str(), code)).or_default();
                self.cells(place, instance, routed, cells);
            }
        }
    }

    /// Whether any item of the same iteration and table is asked: only then the iteration has a row.
    fn iteration_asked(&self, id: VarId, instance: Instance, routed: &Routed) -> bool {
        let (survey, places) = (self.evaluator.survey(), self.evaluator.places());
        let Some(own) = survey.var(id) else { return false };
        let beside = |var: &&VarId| survey.var(**var).is_some_and(|other| other.private == own.private);
        let at = |var: &VarId| Instance { var: *var, turn: instance.turn };
        let of = own.in_loop.and_then(|of| survey.loops.get(of.index()));
        of.is_some_and(|found| found.vars.iter().filter(beside).any(|var| routed.state(places, at(var)).asked()))
    }

    fn cells(&self, place: &'a Place, instance: Instance, routed: &Routed, cells: &mut BTreeMap<&'a str, Cell>) {
        let places = self.evaluator.places();
        let state = routed.state(places, instance);
        cells.insert(&place.state, Cell::Int(state_code(state)));
        match &place.stored {
            Stored::Code { value } => {
                let code = match state {
                    State::Missing(code) | State::Valid(Value::Option(code)) => Cell::Int(*code),
                    _ => Cell::Null,
                };
                cells.insert(value, code);
            }
            Stored::Options { columns } => {
                let offered = if state.shown() { routed.offered(places, instance) } else { &[] };
                for (code, column) in columns {
                    let chosen = Cell::Int(i64::from(state.chose(*code)));
                    cells.insert(column, if offered.contains(code) { chosen } else { Cell::Null });
                }
            }
            Stored::Number { value, missing } | Stored::Text { value, missing } => {
                cells.insert(value, plain(state));
                if let Some(column) = missing {
                    let code = if let State::Missing(code) = state { Cell::Int(*code) } else { Cell::Null };
                    cells.insert(column, code);
                }
            }
        }
    }
}

/// The value of a valid number, date or text.
fn plain(state: &State) -> Cell {
    match state {
        State::Valid(Value::Number(number) | Value::Date(number)) => Cell::Int(*number),
        State::Valid(Value::Text(text)) => Cell::Text(text.clone()),
        _ => Cell::Null,
    }
}

/// A sample person's fields as a response without answers, so that the evaluator gives their states.
#[must_use]
pub fn fields_only(form: &str, wording: &str, fields: BTreeMap<String, Answer>) -> Response {
    Response {
        form: form.to_owned(),
        build: String::new(),
        wording: wording.to_owned(),
        mode: crate::model::Mode::Web,
        status: crate::eval::Status::Partial,
        reached: 0,
        fields,
        answers: BTreeMap::new(),
        computed: BTreeMap::new(),
        confirmed: Vec::new(),
        seed: None,
        order: BTreeMap::new(),
    }
}
