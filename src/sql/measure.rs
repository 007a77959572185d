//! The queries of a plan's measures: integers only, for every unit at once.

use super::ir::{Bool, Col, Int, Query, Source, Txt, Union, Value};
use super::predicate::{MISSING, Scope, VALID};
use super::reach::Reader;
use crate::plan::{Group, Measure, Missing, Plan, QueryKind};
use crate::storage::{ITERATION, RESPONSE_KEY, Stored};

/// A query with what it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureQuery {
    /// Id of the measure.
    pub measure: String,
    pub kind: QueryKind,
    pub query: Union,
}

/// Every query of a plan, in the order of its measures.
#[must_use]
pub fn queries(plan: &Plan) -> Vec<MeasureQuery> {
    let readers: Vec<Reader<'_>> = plan.surveys.iter().map(Reader::new).collect();
    let of = |measure: &Measure| {
        let reader = readers.get(measure.survey);
        let all = QueryKind::of(measure).into_iter();
        all.filter_map(|kind| {
            let query = build(reader?, measure, kind);
            Some(MeasureQuery { measure: measure.id.clone(), kind, query })
        })
        .collect::<Vec<_>>()
    };
    plan.measures.iter().flat_map(of).collect()
}

fn build(reader: &Reader<'_>, measure: &Measure, kind: QueryKind) -> Union {
    let parts = match kind {
        QueryKind::Responses => vec![responses(reader, measure)],
        QueryKind::Sample => vec![sample(reader, measure)],
        QueryKind::Iterations => measure.rows.first().map(|row| iterations(reader, measure, row)).into_iter().collect(),
        QueryKind::Options => {
            measure.rows.iter().enumerate().flat_map(|(at, row)| options(reader, measure, at, row)).collect()
        }
        QueryKind::States | QueryKind::Values | QueryKind::Moments | QueryKind::Texts => {
            measure.rows.iter().enumerate().map(|(at, row)| of_row(reader, measure, kind, at, row)).collect()
        }
    };
    Union { parts, order: kind.keys() }
}

/// A query under construction: the keys that every one begins with, and its base.
struct Draft<'a, 'r> {
    scope: Scope<'a, 'r>,
    select: Vec<(Value, String)>,
    filter: Vec<Bool>,
}

impl<'a, 'r> Draft<'a, 'r> {
    fn new(reader: &'r Reader<'a>, measure: &Measure) -> Self {
        let mut scope = Scope::new(reader, measure.in_loop.as_deref());
        let unit = unit(&mut scope, &reader.survey.unit);
        let (state, code) = group(&mut scope, reader, measure.group.as_ref());
        let usable = measure.base.usable.then(|| Bool::equals(Int::Col(Col::new("r", "usable")), 1));
        let filter = scope.pred(&measure.base.filter);
        Self {
            scope,
            select: vec![
                (unit, "unit".to_owned()),
                (Value::Int(state), "group_state".to_owned()),
                (Value::Int(code), "group_code".to_owned()),
            ],
            filter: usable.into_iter().chain([filter]).collect(),
        }
    }

    fn add(&mut self, name: &str, value: Int) {
        self.select.push((Value::Int(value), name.to_owned()));
    }

    fn finish(self, group: usize) -> Query {
        let from = self.scope.tables.first().cloned();
        Query {
            select: self.select,
            from: from.unwrap_or(Source { table: String::new(), alias: String::new() }),
            joins: self.scope.tables.joins(),
            filter: Bool::all(self.filter),
            group,
        }
    }
}

fn unit(scope: &mut Scope<'_, '_>, field: &str) -> Value {
    match scope.find(field) {
        Some((place, _, alias)) => stored_unit(&place.stored, &alias),
        None => Value::Text(Txt::Const(String::new())),
    }
}

fn stored_unit(stored: &Stored, alias: &str) -> Value {
    match stored {
        Stored::Text { value, .. } => Value::Text(Txt::Or(Col::new(alias, value), String::new())),
        Stored::Code { value } | Stored::Number { value, .. } => Value::Int(Int::Or(Col::new(alias, value), 0)),
        Stored::Options { .. } => Value::Text(Txt::Const(String::new())),
    }
}

/// State and code of the group: 4 and 0 without a breakdown.
fn group(scope: &mut Scope<'_, '_>, reader: &Reader<'_>, group: Option<&Group>) -> (Int, Int) {
    let by_header = |column: &str, names: &mut dyn Iterator<Item = &String>| {
        let arm = |(at, name): (usize, &String)| {
            let holds = Bool::TextIn(Txt::Col(Col::new("r", column)), vec![name.clone()]);
            (holds, Int::Const(i64::try_from(at).unwrap_or(i64::MAX)))
        };
        Int::Case(names.enumerate().map(arm).collect(), Box::new(Int::Const(-1)))
    };
    match group {
        None => (Int::Const(VALID), Int::Const(0)),
        Some(Group::Wording) => {
            let names = &mut reader.survey.wordings.iter().map(|(name, _)| name);
            (Int::Const(VALID), by_header("wording", names))
        }
        Some(Group::Mode) => (Int::Const(VALID), by_header("mode", &mut reader.survey.modes.iter())),
        Some(Group::Item(path)) => match scope.find(path) {
            Some((place, _, alias)) => {
                let state = Int::Col(Col::new(&alias, &place.state));
                let code = match &place.stored {
                    Stored::Code { value } => Int::Or(Col::new(&alias, value), 0),
                    Stored::Options { .. } | Stored::Number { .. } | Stored::Text { .. } => Int::Const(0),
                };
                let code = Int::Case(vec![(Bool::equals(state.clone(), VALID), code)], Box::new(Int::Const(0)));
                (state, code)
            }
            None => (Int::Const(VALID), Int::Const(0)),
        },
    }
}

fn responses(reader: &Reader<'_>, measure: &Measure) -> Query {
    let mut draft = Draft::new(reader, measure);
    draft.add("n", Int::CountRows);
    draft.finish(3)
}

/// Gross and net come from the sample, which repeats the fields under the same names.
fn sample(reader: &Reader<'_>, measure: &Measure) -> Query {
    let column = |path: &str| reader.place(path).map(|place| (&place.stored, &place.state));
    let unit = column(&reader.survey.unit)
        .map_or(Value::Text(Txt::Const(String::new())), |(stored, _)| stored_unit(stored, "s"));
    let (state, code) = match &measure.group {
        Some(Group::Item(path)) => match column(path) {
            Some((Stored::Code { value }, state)) => {
                let state = Int::Col(Col::new("s", state));
                let code = Int::Or(Col::new("s", value), 0);
                (state.clone(), Int::Case(vec![(Bool::equals(state, VALID), code)], Box::new(Int::Const(0))))
            }
            _ => (Int::Const(VALID), Int::Const(0)),
        },
        _ => (Int::Const(VALID), Int::Const(0)),
    };
    let out = ["undeliverable", "duplicate", "excluded"].map(str::to_owned).to_vec();
    let invited = Bool::Not(Box::new(Bool::TextIn(Txt::Col(Col::new("s", "disposition")), out)));
    Query {
        select: vec![
            (unit, "unit".to_owned()),
            (Value::Int(state), "group_state".to_owned()),
            (Value::Int(code), "group_code".to_owned()),
            (Value::Int(Int::CountRows), "gross".to_owned()),
            (Value::Int(Int::Sum(Box::new(Int::flag(invited)))), "net".to_owned()),
        ],
        from: Source { table: reader.layout().sample.clone(), alias: "s".to_owned() },
        joins: Vec::new(),
        filter: Bool::Const(true),
        group: 3,
    }
}

/// The row of a grid by its place, of a loop by the code of the iteration.
fn row_key(draft: &mut Draft<'_, '_>, measure: &Measure, at: usize, row: &str) -> Int {
    match (&measure.in_loop, draft.scope.find(row)) {
        (Some(_), Some((_, _, alias))) => Int::Col(Col::new(&alias, ITERATION)),
        _ => Int::Const(i64::try_from(at).unwrap_or(i64::MAX)),
    }
}

/// The states that the base of a measure counts.
fn base_states(measure: &Measure) -> Vec<i64> {
    match measure.base.missing {
        Missing::Excluded => vec![VALID],
        Missing::Included => vec![MISSING, VALID],
    }
}

fn of_row(reader: &Reader<'_>, measure: &Measure, kind: QueryKind, at: usize, row: &str) -> Query {
    let mut draft = Draft::new(reader, measure);
    let key = row_key(&mut draft, measure, at, row);
    draft.add("row", key);
    let state = draft.scope.state(row);
    match kind {
        QueryKind::Values => {
            let value = answer(&mut draft, row);
            draft.filter.push(Bool::In(state.clone(), vec![MISSING, VALID]));
            draft.add("state", state);
            draft.add("value", value);
            draft.add("n", Int::CountRows);
            draft.finish(6)
        }
        QueryKind::Moments => {
            let value = answer(&mut draft, row);
            draft.filter.push(Bool::equals(state, VALID));
            draft.add("n", Int::CountRows);
            draft.add("sum", Int::Sum(Box::new(value)));
            draft.finish(4)
        }
        QueryKind::Texts => {
            draft.filter.push(Bool::equals(state, VALID));
            if let Some((place, _, alias)) = draft.scope.find(row)
                && let Stored::Text { value, .. } = &place.stored
            {
                let text = Txt::Or(Col::new(&alias, value), String::new());
                draft.select.push((Value::Text(text), "text".to_owned()));
            }
            draft.finish(0)
        }
        _ => {
            draft.add("state", state);
            draft.add("n", Int::CountRows);
            draft.finish(5)
        }
    }
}

/// The code, number or day of a valid answer; the code of a missing one.
fn answer(draft: &mut Draft<'_, '_>, row: &str) -> Int {
    let Some((place, _, alias)) = draft.scope.find(row) else { return Int::Const(0) };
    let read = |column: &str| Int::Or(Col::new(&alias, column), 0);
    match &place.stored {
        Stored::Code { value } => read(value),
        Stored::Number { value, missing } => {
            let valid = Bool::equals(Int::Col(Col::new(&alias, &place.state)), VALID);
            let code = missing.as_ref().map_or(Int::Const(0), |column| read(column));
            Int::Case(vec![(valid, read(value))], Box::new(code))
        }
        Stored::Options { .. } | Stored::Text { .. } => Int::Const(0),
    }
}

/// Per option one query: to how many of the base it was offered, and how many chose it.
fn options(reader: &Reader<'_>, measure: &Measure, at: usize, row: &str) -> Vec<Query> {
    let Some((place, var)) = reader.place(row).zip(reader.var(row)) else { return Vec::new() };
    let Stored::Options { columns } = &place.stored else { return Vec::new() };
    let counted = |code: &i64| {
        let missing = var.kind.options().iter().any(|option| option.code == *code && option.missing);
        !missing || measure.base.missing == Missing::Included
    };
    let one = |(code, column): &(i64, String)| {
        let mut draft = Draft::new(reader, measure);
        let key = row_key(&mut draft, measure, at, row);
        draft.add("row", key);
        draft.add("option", Int::Const(*code));
        let state = draft.scope.state(row);
        draft.filter.push(Bool::In(state, base_states(measure)));
        let alias = draft.scope.find(row).map_or(String::new(), |(_, _, alias)| alias);
        let read = Int::Or(Col::new(&alias, column), -1);
        let offered = Bool::Compare(read.clone(), crate::model::CmpOp::GreaterEqual, Int::Const(0));
        draft.add("offered", Int::Sum(Box::new(Int::flag(offered))));
        draft.add("chosen", Int::Sum(Box::new(Int::flag(Bool::equals(read, 1)))));
        draft.finish(5)
    };
    columns.iter().filter(|(code, _)| counted(code)).map(one).collect()
}

/// Both n of a loop: iterations, and the respondents behind them.
fn iterations(reader: &Reader<'_>, measure: &Measure, row: &str) -> Query {
    let mut draft = Draft::new(reader, measure);
    let state = draft.scope.state(row);
    draft.filter.push(Bool::In(state, base_states(measure)));
    draft.add("iterations", Int::CountRows);
    draft.add("respondents", Int::CountDistinct(Col::new("r", RESPONSE_KEY)));
    draft.finish(3)
}
