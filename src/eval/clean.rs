//! From what a form, a phone or a scanned page hands in for one item to its state; all that is not kept is reported.

use super::input::{parse_number, parse_typed_date};
use super::sound::{clean_text, text_value, within};
use super::{Asked, FaultKind, State, Value};
use crate::model::{Kind, Opt, Survey};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// What was left out of an item, and why.
pub(super) type Left = Vec<(FaultKind, Json)>;

/// Cleans the raw value of an item that is asked and reached. Codes and numbers may come as JSON numbers in the wire form or
/// as typed texts.
pub(super) fn clean(survey: &Survey, at: &Asked<'_>, raw: &Json) -> (State, Left) {
    if is_blank(raw) {
        return (State::Empty, Vec::new());
    }
    let cleaner = Cleaner { options: survey.options_of(at.var), offered: at.offered };
    if let Kind::AnyOf { at_most, .. } = at.var.kind {
        return cleaner.set(raw, at_most);
    }
    let one = match cleaner.one(raw) {
        Ok(one) => one,
        Err(kind) => return (State::Empty, vec![(kind, raw.clone())]),
    };
    cleaner
        .single(one, &at.var.kind)
        .map_or_else(|kind| (State::Empty, vec![(kind, raw.clone())]), |state| (state, Vec::new()))
}

fn is_blank(raw: &Json) -> bool {
    match raw {
        Json::Null => true,
        Json::String(text) => clean_text(text).is_empty(),
        Json::Array(items) => items.iter().all(is_blank),
        Json::Bool(_) | Json::Number(_) | Json::Object(_) => false,
    }
}

struct Cleaner<'a> {
    options: &'a [Opt],
    offered: &'a [i64],
}

impl Cleaner<'_> {
    /// The one mark of a list of marks; two different marks are no answer (rule 7).
    fn one<'j>(&self, raw: &'j Json) -> Result<&'j Json, FaultKind> {
        let Json::Array(items) = raw else { return Ok(raw) };
        let mut marks = items.iter().filter(|item| !is_blank(item));
        let first = marks.next().ok_or(FaultKind::WrongType)?;
        if marks.all(|mark| mark == first) { Ok(first) } else { Err(FaultKind::TwoMarks) }
    }

    fn single(&self, raw: &Json, kind: &Kind) -> Result<State, FaultKind> {
        if let Some(code) = raw.get("missing") {
            let code = read_code(code).ok_or(FaultKind::WrongType)?;
            return self.missing(code);
        }
        match (kind, raw) {
            (Kind::OneOf { .. }, _) => self.option(read_code(raw).ok_or(FaultKind::WrongType)?),
            (Kind::Number { min, max, decimals, .. }, Json::String(text)) => {
                number(parse_number(text, *decimals)?, *min, *max)
            }
            (Kind::Number { min, max, .. }, Json::Number(_)) => {
                number(read_code(raw).ok_or(FaultKind::TooManyDecimals)?, *min, *max)
            }
            (Kind::Text { max, .. }, Json::String(text)) => text_value(&clean_text(text), *max).map(State::Valid),
            (Kind::Date { min, max, .. }, Json::String(text)) => {
                let day = parse_typed_date(text)?;
                within(day, *min, *max)?;
                Ok(State::Valid(Value::Date(day)))
            }
            _ => Err(FaultKind::WrongType),
        }
    }

    fn known(&self, code: i64) -> Result<&Opt, FaultKind> {
        let option = self.options.iter().find(|option| option.code == code).ok_or(FaultKind::UnknownCode)?;
        if self.offered.contains(&code) { Ok(option) } else { Err(FaultKind::NotOffered) }
    }

    fn option(&self, code: i64) -> Result<State, FaultKind> {
        let option = self.known(code)?;
        Ok(if option.missing { State::Missing(code) } else { State::Valid(Value::Option(code)) })
    }

    fn missing(&self, code: i64) -> Result<State, FaultKind> {
        if self.known(code)?.missing { Ok(State::Missing(code)) } else { Err(FaultKind::NotMissing) }
    }

    /// The offered codes, once and in order. An `alone` or `missing` option loses from what was ticked beside it.
    fn set(&self, raw: &Json, at_most: Option<u32>) -> (State, Left) {
        let mut left = Vec::new();
        let mut chosen = BTreeSet::new();
        let marks = match raw {
            Json::Array(items) => items.iter().collect(),
            other => vec![other],
        };
        for mark in marks.into_iter().filter(|mark| !is_blank(mark)) {
            let code = mark.get("missing").map_or_else(|| read_code(mark), read_code);
            match code.ok_or(FaultKind::WrongType).and_then(|code| self.known(code)) {
                Ok(option) => drop(chosen.insert(option.code)),
                Err(kind) => left.push((kind, mark.clone())),
            }
        }
        let state = self.consistent(chosen, at_most, &mut left);
        (state, left)
    }

    fn consistent(&self, chosen: BTreeSet<i64>, at_most: Option<u32>, left: &mut Left) -> State {
        let option = |code: &i64| self.options.iter().find(|option| option.code == *code);
        let excluding = |code: &i64| option(code).is_some_and(|option| option.alone || option.missing);
        let (alone, together): (BTreeSet<i64>, BTreeSet<i64>) = chosen.into_iter().partition(excluding);
        if together.is_empty() && alone.len() <= 1 {
            return match alone.first() {
                None => State::Empty,
                Some(code) if option(code).is_some_and(|option| option.missing) => State::Missing(*code),
                Some(_) => State::Valid(Value::Set(alone)),
            };
        }
        for code in alone {
            let missing = option(&code).is_some_and(|option| option.missing);
            let kind = if missing { FaultKind::MissingWithOthers } else { FaultKind::AloneWithOthers };
            left.push((kind, code.into()));
        }
        if together.is_empty() {
            return State::Empty;
        }
        if at_most.is_some_and(|most| together.len() > most as usize) {
            left.push((FaultKind::TooMany, together.into_iter().collect()));
            return State::Empty;
        }
        State::Valid(Value::Set(together))
    }
}

fn number(units: i64, min: i64, max: i64) -> Result<State, FaultKind> {
    within(units, Some(min), Some(max))?;
    Ok(State::Valid(Value::Number(units)))
}

/// An integer, or its digits as a form without script sends them.
fn read_code(raw: &Json) -> Option<i64> {
    match raw {
        Json::String(text) => parse_number(text, 0).ok(),
        other => super::wire::integer(other),
    }
}
