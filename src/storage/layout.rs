//! Where the states and values of a survey's variables are stored: one table per page and per loop.
//!
//! A variable is a value column and a state column; an any-of is one 0/1 column per option, null where it was not offered.
//! Private items lie in tables of their own with a key of their own, so that answers can leave without them.

use super::names::{Names, flat};
use super::{Column, Table, Type};
use crate::model::{Kind, LoopId, Opt, PageId, Role, Survey, Var, VarId};
use serde::{Deserialize, Serialize};

/// The most columns of one table: SQLite takes 2,000, PostgreSQL 1,600.
const MOST_COLUMNS: usize = 1_000;

/// Joins the tables of a response.
pub const RESPONSE_KEY: &str = "response_id";
/// Key of the private tables; only the module that sends invitations knows which response it belongs to.
pub const PRIVATE_KEY: &str = "contact_id";
/// Key of the sample.
pub const CASE_KEY: &str = "case_id";
/// The code of the iteration in a loop's table.
pub const ITERATION: &str = "iteration";

/// The tables of one survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// `clients@2023`
    pub survey: String,
    pub tables: Vec<Table>,
    /// Name of the table with one row per response.
    pub response: String,
    /// Name of the table with one row per person approached.
    pub sample: String,
    /// In the order of the survey's variables.
    pub places: Vec<Place>,
}

/// Where a variable lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The variable's path.
    pub path: String,
    pub table: String,
    /// Column of the state: 0 not asked, 1 not reached, 2 empty, 3 missing, 4 valid.
    pub state: String,
    pub stored: Stored,
}

/// The columns of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stored {
    /// The code, valid or missing.
    Code {
        value: String,
    },
    /// A 0/1 column per option, by code.
    Options {
        columns: Vec<(i64, String)>,
    },
    /// The integer (number × 10^decimals, or day number), and the code of the missing option.
    Number {
        value: String,
        missing: Option<String>,
    },
    Text {
        value: String,
        missing: Option<String>,
    },
}

impl Layout {
    #[must_use]
    pub fn of(survey: &Survey) -> Self {
        Builder::new(survey).build()
    }

    #[must_use]
    pub fn place(&self, var: VarId) -> Option<&Place> {
        self.places.get(var.index())
    }

    /// The layout as everything that counts or exports may know it.
    #[must_use]
    pub fn without_private(mut self) -> Self {
        self.tables.retain(|table| table.key.first().is_none_or(|key| key != PRIVATE_KEY));
        let kept: std::collections::BTreeSet<String> = self.tables.iter().map(|table| table.name.clone()).collect();
        self.places.retain(|place| kept.contains(&place.table));
        self
    }

    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }
}

/// What shares a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    Fields,
    Page(PageId),
    Loop(LoopId),
    Private(PageId),
    PrivateLoop(LoopId),
}

struct Builder<'a> {
    survey: &'a Survey,
    prefix: String,
    response: String,
    names: Names,
    tables: Vec<Table>,
    /// The table that is being filled, per home, with the names in it.
    open: Vec<(Home, usize, Names)>,
    places: Vec<Place>,
}

impl<'a> Builder<'a> {
    fn new(survey: &'a Survey) -> Self {
        Self {
            survey,
            prefix: format!("{}_{}", survey.name, survey.wave),
            response: String::new(),
            names: Names::default(),
            tables: Vec::new(),
            open: Vec::new(),
            places: Vec::new(),
        }
    }

    fn build(mut self) -> Layout {
        self.response = self.names.take(&format!("{}__response", self.prefix));
        let sample = self.names.take(&format!("{}__sample", self.prefix));
        self.tables.push(response_table(&self.response));
        self.tables.push(sample_table(&sample));
        for (_, var) in self.survey.vars_with_ids() {
            let place = self.place(var);
            self.places.push(place);
        }
        self.fields_of_sample(&sample);
        Layout { survey: self.survey.id(), tables: self.tables, response: self.response, sample, places: self.places }
    }

    fn place(&mut self, var: &Var) -> Place {
        let columns_needed = 3 + self.survey.options_of(var).len();
        let at = self.table_for(home(var), columns_needed);
        let (survey, short) = (self.survey, short_path(self.survey, var));
        let Some((_, table, names)) = self.open.get_mut(at) else {
            return unplaced(var);
        };
        let mut columns = Vec::new();
        let (state, stored) = store(survey, var, &short, names, &mut columns);
        let Some(table) = self.tables.get_mut(*table) else {
            return unplaced(var);
        };
        table.columns.extend(columns);
        Place { path: var.path.clone(), table: table.name.clone(), state, stored }
    }

    /// The index in `open` of a table with room for so many columns more. A loop has one table: its rows are iterations.
    fn table_for(&mut self, home: Home, needed: usize) -> usize {
        let found = self.open.iter().rposition(|(known, table, _)| {
            let room = || self.tables.get(*table).is_some_and(|t| t.columns.len() + needed <= MOST_COLUMNS);
            *known == home && (matches!(home, Home::Loop(_) | Home::PrivateLoop(_)) || room())
        });
        if let Some(at) = found {
            return at;
        }
        let part = self.open.iter().filter(|(known, ..)| *known == home).count() + 1;
        let table = self.new_table(home, part);
        let mut names = Names::default();
        for column in &table.columns {
            names.take(&column.name);
        }
        self.tables.push(table);
        self.open.push((home, self.tables.len() - 1, names));
        self.open.len() - 1
    }

    fn new_table(&mut self, home: Home, part: usize) -> Table {
        let page = |id: PageId| self.survey.page(id).map_or("", |page| page.name.as_str());
        let repeated = |id: LoopId| self.survey.loops.get(id.index()).map_or("", |l| l.name.as_str());
        let (suffix, comment) = match home {
            Home::Fields => ("field".to_owned(), "sample fields, one row per response".to_owned()),
            Home::Page(id) => (format!("page_{}", page(id)), format!("answers of page `{}`", page(id))),
            Home::Loop(id) => {
                let name = repeated(id);
                (format!("loop_{name}"), format!("answers of loop `{name}`, one row per iteration"))
            }
            Home::Private(id) => (format!("private_{}", page(id)), format!("private items of page `{}`", page(id))),
            Home::PrivateLoop(id) => {
                let name = repeated(id);
                (format!("private_loop_{name}"), format!("private items of loop `{name}`"))
            }
        };
        let suffix = if part > 1 { format!("{suffix}__{part}") } else { suffix };
        let name = self.names.take(&format!("{}__{suffix}", self.prefix));
        let private = matches!(home, Home::Private(_) | Home::PrivateLoop(_));
        let key = if private { PRIVATE_KEY } else { RESPONSE_KEY };
        let mut columns = vec![column(key, Type::Text, false, "")];
        let mut keys = vec![key.to_owned()];
        if matches!(home, Home::Loop(_) | Home::PrivateLoop(_)) {
            columns.push(column(ITERATION, Type::Int, false, "code of the iteration"));
            keys.push(ITERATION.to_owned());
        }
        let parent = (!private).then(|| self.response.clone());
        Table { name, comment, columns, key: keys, parent }
    }

    /// The sample repeats the fields, so that net samples can be counted per group.
    fn fields_of_sample(&mut self, sample: &str) {
        let of_fields = |(home, table, _): &(Home, usize, Names)| (*home == Home::Fields).then_some(*table);
        let fields: Vec<Column> = self
            .open
            .iter()
            .filter_map(of_fields)
            .filter_map(|table| self.tables.get(table))
            .flat_map(|table| table.columns.iter().skip(1).cloned())
            .collect();
        if let Some(table) = self.tables.iter_mut().find(|table| table.name == sample) {
            table.columns.extend(fields);
        }
    }
}

fn home(var: &Var) -> Home {
    match (var.page, var.in_loop, var.private) {
        (None, ..) => Home::Fields,
        (_, Some(id), false) => Home::Loop(id),
        (_, Some(id), true) => Home::PrivateLoop(id),
        (Some(page), None, false) => Home::Page(page),
        (Some(page), None, true) => Home::Private(page),
    }
}

/// A variable that has no table; cannot happen, and would show as an empty table name.
fn unplaced(var: &Var) -> Place {
    let stored = Stored::Code { value: String::new() };
    Place { path: var.path.clone(), table: String::new(), state: String::new(), stored }
}

/// The path without its loop, flat; a specify text ends in `__text`.
fn short_path(survey: &Survey, var: &Var) -> String {
    let inside = var.in_loop.and_then(|id| survey.loops.get(id.index()));
    let path = inside.and_then(|l| var.path.strip_prefix(&l.name)?.strip_prefix('.')).unwrap_or(&var.path);
    match var.role {
        Role::Specify { .. } => format!("{}__text", flat(path)),
        Role::Field { .. } | Role::Question | Role::Row { .. } | Role::Computed(_) => flat(path),
    }
}

/// Names and adds the columns of one variable.
fn store(survey: &Survey, var: &Var, short: &str, names: &mut Names, columns: &mut Vec<Column>) -> (String, Stored) {
    let mut add = |wanted: String, ty: Type, nullable: bool, comment: &str| {
        let name = names.take(&wanted);
        columns.push(column(&name, ty, nullable, comment));
        name
    };
    let path = &var.path;
    let state = format!("{short}__state");
    let missing = |list: &[Opt]| list.iter().any(|option| option.missing);
    let options = survey.options_of(var);
    let coded = matches!(var.kind, Kind::AnyOf { .. });
    let value_type = match var.kind {
        Kind::OneOf { .. } | Kind::AnyOf { .. } => Type::Int,
        Kind::Number { .. } | Kind::Date { .. } => Type::Big,
        Kind::Text { .. } => Type::Text,
    };
    let value =
        if coded { String::new() } else { add(short.to_owned(), value_type, true, &format!("`{path}`{}", unit(var))) };
    let state = add(state, Type::Small, false, &format!("state of `{path}`"));
    let stored = match var.kind {
        Kind::OneOf { .. } => Stored::Code { value },
        Kind::AnyOf { .. } => {
            let each = options.iter().map(|option| {
                let comment = format!("`{path}` has `{}`, code {}", option.name, option.code);
                (option.code, add(format!("{short}__has_{}", option.name), Type::Small, true, &comment))
            });
            Stored::Options { columns: each.collect() }
        }
        Kind::Number { .. } | Kind::Date { .. } | Kind::Text { .. } => {
            let code = missing(options)
                .then(|| add(format!("{short}__missing"), Type::Int, true, &format!("missing option of `{path}`")));
            match var.kind {
                Kind::Text { .. } => Stored::Text { value, missing: code },
                _ => Stored::Number { value, missing: code },
            }
        }
    };
    (state, stored)
}

/// How the integer of a number or a date is read.
fn unit(var: &Var) -> String {
    match &var.kind {
        Kind::Number { decimals: 0, .. } | Kind::OneOf { .. } | Kind::AnyOf { .. } | Kind::Text { .. } => String::new(),
        Kind::Number { decimals, .. } => format!(" × 10^{decimals}"),
        Kind::Date { .. } => ", days since 1970-01-01".to_owned(),
    }
}

fn column(name: &str, ty: Type, nullable: bool, comment: &str) -> Column {
    Column { name: name.to_owned(), ty, nullable, comment: comment.to_owned() }
}

fn response_table(name: &str) -> Table {
    Table {
        name: name.to_owned(),
        comment: "one row per response".to_owned(),
        columns: vec![
            column(RESPONSE_KEY, Type::Text, false, ""),
            column("form", Type::Text, false, "survey and wave"),
            column("build", Type::Text, false, "hash of the build under which it was filled"),
            column("wording", Type::Text, false, "at submission"),
            column("mode", Type::Text, false, ""),
            column("status", Type::Text, false, "complete, stopped or partial"),
            column("reached", Type::Int, false, "number of the last page reached"),
            column("usable", Type::Small, false, "1 when it counts"),
            column("confirmed", Type::Text, false, "warnings that were overridden, as JSON"),
            column("shown_order", Type::Text, false, "random orders as shown, as JSON"),
        ],
        key: vec![RESPONSE_KEY.to_owned()],
        parent: None,
    }
}

fn sample_table(name: &str) -> Table {
    Table {
        name: name.to_owned(),
        comment: "one row per person approached".to_owned(),
        columns: vec![
            column(CASE_KEY, Type::Text, false, ""),
            column("disposition", Type::Text, false, "approached, undeliverable, duplicate or excluded"),
        ],
        key: vec![CASE_KEY.to_owned()],
        parent: None,
    }
}
