//! A whole sample before the first invitation: who is approached, and what those say who answer.

use super::{Random, Rates, respondent_with};
use crate::eval::{Answer, Evaluator, Response};
use std::collections::BTreeMap;

/// How a sample behaves; all rates are per mille.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turnout {
    /// People who answer, of those who could be reached.
    pub answer: u32,
    /// People who could not be reached.
    pub undeliverable: u32,
}

/// Someone who was approached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    pub reached: bool,
    pub response: Option<Response>,
}

/// One person who was approached, with the fields that the sample knows.
#[must_use]
pub fn invited(
    evaluator: &Evaluator<'_>,
    build: &str,
    rates: &Rates,
    turnout: Turnout,
    fields: &BTreeMap<String, Answer>,
    random: &mut Random,
) -> Invited {
    let reached = !random.chance(turnout.undeliverable);
    let answers = reached && random.chance(turnout.answer);
    let response = answers.then(|| respondent_with(evaluator, build, rates, Some(fields), random));
    Invited { reached, response }
}
