//! What the preview knows: the last good build, what is wrong with the sources now, and what was received.

use crate::emit::Artifacts;
use crate::emit::preview::stand_in;
use crate::eval::Received;
use crate::model::Survey;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Received answers that are remembered; older ones were printed.
const MOST_RECORDS: usize = 1000;

/// Builds that are remembered, so that a form that was open during a rebuild is judged by its own.
const MOST_BUILDS: usize = 50;

/// A build without errors.
#[derive(Debug, Default)]
pub(super) struct Built {
    pub(super) artifacts: Artifacts,
    pub(super) surveys: Vec<Survey>,
    /// The build hash of each survey.
    pub(super) builds: Vec<String>,
}

impl Built {
    /// The survey whose form was filled in under a build.
    pub(super) fn survey(&self, form: &str, build: &str) -> Option<&Survey> {
        let mut all = self.surveys.iter().zip(&self.builds);
        all.find(|(survey, own)| survey.id() == form && *own == build).map(|(survey, _)| survey)
    }
}

/// An answer that came in, once or more often.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub(super) received: Received,
    pub(super) built: Arc<Built>,
    pub(super) form: String,
    pub(super) build: String,
    pub(super) wording: String,
    pub(super) mode: String,
    pub(super) script: bool,
    pub(super) times: usize,
}

/// What a submission turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrival {
    New,
    /// The same once more.
    Again,
    /// Other answers under the key of an earlier submission, which stays.
    Changed,
}

#[derive(Debug, Default)]
struct State {
    built: Option<Arc<Built>>,
    past: Vec<Arc<Built>>,
    /// As rendered for people; empty when the sources are sound.
    problems: String,
    revision: u64,
    /// Counts everything that the pages should hear of.
    news: u64,
    samples: BTreeMap<String, BTreeMap<String, String>>,
    records: Vec<Record>,
    received: usize,
}

/// Shared by all threads.
#[derive(Debug, Default)]
pub(super) struct Live {
    state: Mutex<State>,
    changed: Condvar,
}

impl Live {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, mut state: MutexGuard<'_, State>) {
        state.news += 1;
        drop(state);
        self.changed.notify_all();
    }

    /// A build came out well; pages reload where it differs from the last.
    pub(super) fn built(&self, built: Built) {
        let mut state = self.state();
        if state.built.as_ref().is_none_or(|last| last.artifacts != built.artifacts) {
            state.revision += 1;
            let built = Arc::new(built);
            state.past.push(Arc::clone(&built));
            let extra = state.past.len().saturating_sub(MOST_BUILDS);
            state.past.drain(..extra);
            state.built = Some(built);
        }
        state.problems.clear();
        self.tell(state);
    }

    /// A build did not come out; the last good one stays.
    pub(super) fn broken(&self, problems: String) {
        let mut state = self.state();
        state.problems = problems;
        self.tell(state);
    }

    /// The last good build.
    pub(super) fn current(&self) -> Option<Arc<Built>> {
        self.state().built.clone()
    }

    /// The build that a form was filled in under, if it is remembered; the newest otherwise.
    pub(super) fn under(&self, form: &str, build: &str) -> Option<Arc<Built>> {
        let state = self.state();
        let own = state.past.iter().rev().find(|built| built.survey(form, build).is_some());
        own.or(state.built.as_ref()).cloned()
    }

    pub(super) fn problems(&self) -> String {
        self.state().problems.clone()
    }

    /// Sample fields as typed: plain stand-ins until the author chooses.
    pub(super) fn sample(&self, survey: &Survey) -> BTreeMap<String, String> {
        self.state().samples.get(&survey.id()).cloned().unwrap_or_else(|| stand_in(survey))
    }

    pub(super) fn choose_sample(&self, survey: &Survey, fields: BTreeMap<String, String>) {
        self.state().samples.insert(survey.id(), fields);
    }

    /// Remembers an answer once, whatever the number of times that it is sent; gives the record that stays.
    pub(super) fn receive(&self, record: Record) -> (Arrival, Record) {
        let mut state = self.state();
        let known = state.records.iter_mut().find(|known| known.received.id == record.received.id);
        let outcome = match known {
            Some(known) => {
                known.times += 1;
                let same = known.received.content == record.received.content;
                (if same { Arrival::Again } else { Arrival::Changed }, known.clone())
            }
            None => {
                state.records.push(record.clone());
                let extra = state.records.len().saturating_sub(MOST_RECORDS);
                state.records.drain(..extra);
                (Arrival::New, record)
            }
        };
        state.received += 1;
        self.tell(state);
        outcome
    }

    /// The newest answers first.
    pub(super) fn latest(&self, most: usize) -> Vec<Record> {
        self.state().records.iter().rev().take(most).cloned().collect()
    }

    pub(super) fn record(&self, receipt: &str) -> Option<Record> {
        self.state().records.iter().find(|record| record.received.receipt == receipt).cloned()
    }

    /// How many different answers there are.
    pub(super) fn count(&self) -> usize {
        self.state().records.len()
    }

    /// The state for the pages as soon as it is not the one that was seen; none when nothing changed for so long.
    pub(super) fn news(&self, seen: Option<u64>, patience: Duration) -> Option<(u64, Json)> {
        let same = |state: &mut State| seen == Some(state.news);
        let waited = self.changed.wait_timeout_while(self.state(), patience, same);
        let (state, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() {
            return None;
        }
        let event = json!({ "revision": state.revision, "problems": state.problems, "received": state.received });
        Some((state.news, event))
    }
}
