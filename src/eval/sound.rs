//! Whether one answer is sound for its item: kind, codes, what is offered, range, length, form of texts.

use super::{Answer, Asked, Evaluator, FaultKind, Response, Source, State, Value};
use crate::model::{Kind, ListId, OptionList, Survey};
use crate::number::parse_date;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// The states of a response as it was stored; what is not sound reads as empty.
#[derive(Debug)]
pub(super) struct Stored<'a> {
    pub(super) evaluator: &'a Evaluator<'a>,
    pub(super) response: &'a Response,
}

impl Source for Stored<'_> {
    fn answer(&mut self, at: &Asked<'_>) -> State {
        let from = if at.field { &self.response.fields } else { &self.response.answers };
        let answer = from.get(at.path).unwrap_or(&Answer::Empty);
        judge(self.evaluator.survey, at, answer).unwrap_or(State::Empty)
    }
}

/// The state that an answer gives to an item that is asked and reached.
///
/// # Errors
/// The first reason why the answer is not in the strict wire form, or not among what the item takes.
pub fn judge(survey: &Survey, at: &Asked<'_>, answer: &Answer) -> Result<State, FaultKind> {
    match (answer, &at.var.kind) {
        (Answer::Empty, _) => Ok(State::Empty),
        (Answer::Missing(code), kind) => missing(survey, kind.list(), at.offered, *code),
        (Answer::Integer(code), Kind::OneOf { list }) => {
            option(list_of(survey, *list)?, at.offered, *code)?;
            Ok(State::Valid(Value::Option(*code)))
        }
        (Answer::Codes(codes), Kind::AnyOf { list, at_most }) => {
            set(list_of(survey, *list)?, at.offered, *at_most, codes).map(State::Valid)
        }
        (Answer::Integer(units), Kind::Number { min, max, .. }) => {
            within(*units, Some(*min), Some(*max))?;
            Ok(State::Valid(Value::Number(*units)))
        }
        (Answer::Text(text), Kind::Text { max, .. }) => text_value(text, *max).map(State::Valid),
        (Answer::Text(text), Kind::Date { min, max, .. }) => {
            let day = parse_date(text).ok_or(FaultKind::NotADate)?;
            within(day, *min, *max)?;
            Ok(State::Valid(Value::Date(day)))
        }
        _ => Err(FaultKind::WrongType),
    }
}

fn list_of(survey: &Survey, list: ListId) -> Result<&OptionList, FaultKind> {
    survey.list(list).ok_or(FaultKind::UnknownCode)
}

fn missing(survey: &Survey, list: Option<ListId>, offered: &[i64], code: i64) -> Result<State, FaultKind> {
    let option = list.and_then(|list| survey.list(list)).and_then(|list| list.by_code(code));
    if !option.is_some_and(|option| option.missing) {
        return Err(FaultKind::NotMissing);
    }
    if offered.contains(&code) { Ok(State::Missing(code)) } else { Err(FaultKind::NotOffered) }
}

/// A code of an offered option that is not `missing`.
fn option(list: &OptionList, offered: &[i64], code: i64) -> Result<(), FaultKind> {
    match list.by_code(code) {
        None => Err(FaultKind::UnknownCode),
        Some(option) if option.missing => Err(FaultKind::MissingAsValue),
        Some(_) if offered.contains(&code) => Ok(()),
        Some(_) => Err(FaultKind::NotOffered),
    }
}

fn set(list: &OptionList, offered: &[i64], at_most: Option<u32>, codes: &[i64]) -> Result<Value, FaultKind> {
    if codes.is_empty() {
        return Err(FaultKind::EmptySet);
    }
    if codes.iter().zip(codes.iter().skip(1)).any(|(a, b)| a >= b) {
        return Err(FaultKind::Unsorted);
    }
    let has = |test: fn(&crate::model::Opt) -> bool| codes.iter().any(|c| list.by_code(*c).is_some_and(test));
    if codes.len() > 1 && has(|option| option.missing) {
        return Err(FaultKind::MissingWithOthers);
    }
    codes.iter().try_for_each(|code| option(list, offered, *code))?;
    if codes.len() > 1 && has(|option| option.alone) {
        return Err(FaultKind::AloneWithOthers);
    }
    if at_most.is_some_and(|most| codes.len() > most as usize) {
        return Err(FaultKind::TooMany);
    }
    Ok(Value::Set(codes.iter().copied().collect::<BTreeSet<_>>()))
}

/// Whether a number or day lies in its declared range.
pub(super) fn within(value: i64, min: Option<i64>, max: Option<i64>) -> Result<(), FaultKind> {
    if min.is_some_and(|min| value < min) {
        return Err(FaultKind::BelowRange);
    }
    if max.is_some_and(|max| value > max) { Err(FaultKind::AboveRange) } else { Ok(()) }
}

/// The length of texts is counted in code points.
pub(super) fn text_value(text: &str, max: u32) -> Result<Value, FaultKind> {
    if text.trim().is_empty() {
        return Err(FaultKind::Blank);
    }
    if clean_text(text) != text {
        return Err(FaultKind::NotNormal);
    }
    if text.chars().count() > max as usize { Err(FaultKind::TooLong) } else { Ok(Value::Text(text.to_owned())) }
}

/// A text as it is stored: NFC, line feeds, no control characters but tab and line feed, no white space at the ends.
/// White space is Unicode's `White_Space`.
#[must_use]
pub fn clean_text(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let plain = lines.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_ascii_control());
    plain.nfc().collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cleaned() {
        assert_eq!(clean_text(" e\u{1}\u{301}e\u{301}n\r\ntwee\r\u{1} "), "één\ntwee");
        assert_eq!(clean_text("\u{2003}\u{a0}\n"), "");
        assert_eq!(clean_text(&clean_text("\u{1} x \u{1}")), clean_text("\u{1} x \u{1}"));
    }

    #[test]
    fn length_is_in_code_points() {
        assert!(text_value("één", 3).is_ok());
        assert_eq!(text_value("vier", 3), Err(FaultKind::TooLong));
        assert_eq!(text_value("a ", 3), Err(FaultKind::NotNormal));
    }
}
