//! What the tabulator sees of a respondent and of a person in the sample.

use crate::eval::{Evaluator, Response, Routed, State};
use std::collections::BTreeMap;

/// One response, evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Respondent {
    pub id: String,
    pub wording: String,
    pub mode: String,
    pub usable: bool,
    /// By wire path: `cijfer`, `personen.8.aantal`. An absent one is not asked.
    pub seen: BTreeMap<String, Seen>,
}

/// A variable instance as it was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub state: State,
    /// Codes that were offered, of a shown item.
    pub offered: Vec<i64>,
}

/// Someone in the sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// `approached`, `undeliverable`, `duplicate` or `excluded`.
    pub disposition: String,
    /// States of the sample fields, by name.
    pub fields: BTreeMap<String, State>,
}

impl Respondent {
    #[must_use]
    pub fn new(evaluator: &Evaluator<'_>, id: &str, response: &Response, routed: &Routed) -> Self {
        let places = evaluator.places();
        let one = |place| {
            let state = routed.state(places, place).clone();
            let offered = if state.shown() { routed.offered(places, place).to_vec() } else { Vec::new() };
            (places.path(place).to_owned(), Seen { state, offered })
        };
        Self {
            id: id.to_owned(),
            wording: response.wording.clone(),
            mode: response.mode.name().to_owned(),
            usable: evaluator.usable(routed),
            seen: places.iter().map(one).collect(),
        }
    }

    #[must_use]
    pub fn state(&self, path: &str) -> &State {
        self.seen.get(path).map_or(&State::NotAsked, |seen| &seen.state)
    }
}

impl Person {
    #[must_use]
    pub fn new(evaluator: &Evaluator<'_>, disposition: &str, routed: &Routed) -> Self {
        let (survey, places) = (evaluator.survey(), evaluator.places());
        let fields = places.iter().filter(|place| survey.var(place.var).is_some_and(|var| var.page.is_none()));
        let states = fields.map(|place| (places.path(place).to_owned(), routed.state(places, place).clone()));
        Self { disposition: disposition.to_owned(), fields: states.collect() }
    }
}
