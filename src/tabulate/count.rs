//! The relations of a plan's measures.

use super::pred::Env;
use super::{Person, Respondent, Seen};
use crate::eval::{State, Value, turn_path};
use crate::plan::{Group, Measure, Missing, Plan, PlanSurvey, QueryKind};
use crate::storage::state_code;
use std::collections::{BTreeMap, BTreeSet};

/// A value of a relation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    Int(i64),
    Text(String),
}

/// What one query of a measure gives; rows in order of all their cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    pub measure: String,
    pub kind: QueryKind,
    pub rows: Vec<Vec<Cell>>,
}

/// Every relation of a plan. `respondents` and `sample` are per survey of the plan.
#[must_use]
pub fn tabulate(plan: &Plan, respondents: &[Vec<Respondent>], sample: &[Vec<Person>]) -> Vec<Relation> {
    let mut relations = Vec::new();
    for measure in &plan.measures {
        let Some(survey) = plan.surveys.get(measure.survey) else { continue };
        let people = respondents.get(measure.survey).map_or(&[][..], Vec::as_slice);
        let approached = sample.get(measure.survey).map_or(&[][..], Vec::as_slice);
        for kind in QueryKind::of(measure) {
            let mut rows = match kind {
                QueryKind::Sample => of_sample(survey, measure, approached),
                QueryKind::Texts => texts(survey, measure, people),
                _ => counts(survey, measure, kind, people),
            };
            rows.sort();
            relations.push(Relation { measure: measure.id.clone(), kind, rows });
        }
    }
    relations
}

/// Sums by key.
type Sums = BTreeMap<Vec<Cell>, Vec<i64>>;

fn add(sums: &mut Sums, key: Vec<Cell>, amounts: &[i64]) {
    let sum = sums.entry(key).or_insert_with(|| vec![0; amounts.len()]);
    sum.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
}

fn rows_of(sums: Sums) -> Vec<Vec<Cell>> {
    sums.into_iter().map(|(key, sum)| key.into_iter().chain(sum.into_iter().map(Cell::Int)).collect()).collect()
}

/// One answer of one respondent in one row of a measure.
struct Hit<'a> {
    env: Env<'a>,
    row: i64,
    seen: Seen,
}

/// Everything that a measure looks at: usable, within the extra limit; for a loop each iteration that has a row, that is
/// of which any item is asked.
fn hits<'a>(survey: &'a PlanSurvey, measure: &'a Measure, people: &'a [Respondent]) -> Vec<Hit<'a>> {
    let mut hits = Vec::new();
    for respondent in people.iter().filter(|respondent| respondent.usable || !measure.base.usable) {
        for (env, code) in instances(survey, measure, respondent) {
            if !env.pred(&measure.base.filter) {
                continue;
            }
            for (at, path) in measure.rows.iter().enumerate() {
                let instance = code.map_or_else(|| path.clone(), |code| turn_path(path, code));
                let row = code.unwrap_or_else(|| i64::try_from(at).unwrap_or(i64::MAX));
                let seen = respondent.seen.get(&instance).cloned();
                hits.push(Hit { env, row, seen: seen.unwrap_or(Seen { state: State::NotAsked, offered: Vec::new() }) });
            }
        }
    }
    hits
}

fn instances<'a>(
    survey: &'a PlanSurvey,
    measure: &'a Measure,
    respondent: &'a Respondent,
) -> Vec<(Env<'a>, Option<i64>)> {
    let Some(name) = measure.in_loop.as_deref() else {
        return vec![(Env::new(survey, respondent, None), None)];
    };
    let turns = survey.loops.get(name).map_or(&[][..], Vec::as_slice);
    let inside = || survey.vars.iter().filter(|var| var.in_loop.as_deref() == Some(name));
    let exists = |code: i64| inside().any(|var| respondent.state(&turn_path(&var.path, code)).asked());
    let codes = turns.iter().map(|turn| turn.code).filter(|code| exists(*code));
    codes.map(|code| (Env::new(survey, respondent, Some((name, code))), Some(code))).collect()
}

fn counts(survey: &PlanSurvey, measure: &Measure, kind: QueryKind, people: &[Respondent]) -> Vec<Vec<Cell>> {
    let mut sums = Sums::new();
    if kind == QueryKind::Responses {
        for respondent in people.iter().filter(|respondent| respondent.usable) {
            let env = Env::new(survey, respondent, None);
            if env.pred(&measure.base.filter) {
                add(&mut sums, keys(survey, measure, &env), &[1]);
            }
        }
        return rows_of(sums);
    }
    let mut counted: BTreeSet<(Vec<Cell>, &str)> = BTreeSet::new();
    for hit in hits(survey, measure, people) {
        let mut key = keys(survey, measure, &hit.env);
        let in_base = in_base(measure, &hit.seen.state);
        if kind == QueryKind::Iterations {
            if in_base {
                let first = counted.insert((key.clone(), &hit.env.respondent.id));
                add(&mut sums, key, &[1, i64::from(first)]);
            }
            continue;
        }
        key.push(Cell::Int(hit.row));
        match kind {
            QueryKind::States => add(&mut sums, with(&key, &[state_code(&hit.seen.state)]), &[1]),
            QueryKind::Values => {
                if let Some(value) = answer(&hit.seen.state) {
                    add(&mut sums, with(&key, &[state_code(&hit.seen.state), value]), &[1]);
                }
            }
            QueryKind::Moments => {
                if hit.seen.state.valid().is_some()
                    && let Some(value) = answer(&hit.seen.state)
                {
                    add(&mut sums, key, &[1, value]);
                }
            }
            QueryKind::Options if in_base => {
                for code in counted_options(survey, measure, hit.row) {
                    let offered = i64::from(hit.seen.offered.contains(&code));
                    let chosen = i64::from(hit.seen.state.chose(code));
                    add(&mut sums, with(&key, &[code]), &[offered, chosen]);
                }
            }
            _ => {}
        }
    }
    rows_of(sums)
}

fn with(key: &[Cell], more: &[i64]) -> Vec<Cell> {
    key.iter().cloned().chain(more.iter().map(|number| Cell::Int(*number))).collect()
}

fn in_base(measure: &Measure, state: &State) -> bool {
    state.valid().is_some() || (state.is_missing() && measure.base.missing == Missing::Included)
}

/// The options of an any-of that have a line: missing ones only where they are part of the base.
fn counted_options(survey: &PlanSurvey, measure: &Measure, row: i64) -> Vec<i64> {
    let at = if measure.in_loop.is_some() { 0 } else { usize::try_from(row).unwrap_or(usize::MAX) };
    let var = measure.rows.get(at).and_then(|path| survey.var(path));
    let options = var.map_or(&[][..], |var| var.kind.options()).iter();
    let included = measure.base.missing == Missing::Included;
    options.filter(|option| included || !option.missing).map(|option| option.code).collect()
}

/// Unit, state and code of the group.
fn keys(survey: &PlanSurvey, measure: &Measure, env: &Env<'_>) -> Vec<Cell> {
    let (state, code) = match &measure.group {
        None => (4, 0),
        Some(Group::Wording) => (4, position(survey.wordings.iter().map(|(name, _)| name), &env.respondent.wording)),
        Some(Group::Mode) => (4, position(survey.modes.iter(), &env.respondent.mode)),
        Some(Group::Item(path)) => group_of(&group_state(survey, env, path)),
    };
    vec![unit_of(env.respondent.state(&survey.unit)), Cell::Int(state), Cell::Int(code)]
}

fn position<'a>(mut names: impl Iterator<Item = &'a String>, name: &str) -> i64 {
    names.position(|known| known == name).and_then(|at| i64::try_from(at).ok()).unwrap_or(-1)
}

fn group_state(survey: &PlanSurvey, env: &Env<'_>, path: &str) -> State {
    let in_loop = survey.var(path).and_then(|var| var.in_loop.as_deref());
    match (in_loop, env.turn) {
        (Some(of), Some((here, code))) if of == here => env.respondent.state(&turn_path(path, code)).clone(),
        _ => env.respondent.state(path).clone(),
    }
}

fn group_of(state: &State) -> (i64, i64) {
    match state {
        State::Valid(Value::Option(code)) => (4, *code),
        other => (state_code(other), 0),
    }
}

fn unit_of(state: &State) -> Cell {
    match state {
        State::Valid(Value::Text(text)) => Cell::Text(text.clone()),
        State::Valid(Value::Option(code) | Value::Number(code)) => Cell::Int(*code),
        _ => Cell::Text(String::new()),
    }
}

/// The code, number or day of a valid answer; the code of a missing one.
fn answer(state: &State) -> Option<i64> {
    match state {
        State::Missing(code) | State::Valid(Value::Option(code)) => Some(*code),
        State::Valid(Value::Number(value) | Value::Date(value)) => Some(*value),
        _ => None,
    }
}

fn of_sample(survey: &PlanSurvey, measure: &Measure, people: &[Person]) -> Vec<Vec<Cell>> {
    let mut sums = Sums::new();
    for person in people {
        let state = |path: &str| person.fields.get(path).cloned().unwrap_or_default();
        let (group, code) = match &measure.group {
            Some(Group::Item(path)) => group_of(&state(path)),
            _ => (4, 0),
        };
        let key = vec![unit_of(&state(&survey.unit)), Cell::Int(group), Cell::Int(code)];
        let left_out = ["undeliverable", "duplicate", "excluded"].contains(&person.disposition.as_str());
        add(&mut sums, key, &[1, i64::from(!left_out)]);
    }
    rows_of(sums)
}

fn texts(survey: &PlanSurvey, measure: &Measure, people: &[Respondent]) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for hit in hits(survey, measure, people) {
        if let State::Valid(Value::Text(text)) = &hit.seen.state {
            let mut row = keys(survey, measure, &hit.env);
            row.extend([Cell::Int(hit.row), Cell::Text(text.clone())]);
            rows.push(row);
        }
    }
    rows
}
