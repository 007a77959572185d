//! The state of every variable for one respondent, and the part of its route that makes it so, in words.

use crate::eval::{Evaluator, Place, Routed, State, Truth, to_answer};
use crate::model::{Cond, Content, PipeSource, Role, Segment, Survey, Var};
use crate::phrase::{Numbering, Style, condition_in_words, label, option_label, whole_route};
use serde::Serialize;
use serde_json::Value as Json;

/// A line of the panel. Label, value and route are in the survey's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    pub path: String,
    pub label: String,
    /// `not-asked`, `not-reached`, `empty`, `missing` or `valid`.
    pub state: &'static str,
    /// The value in words; empty where there is none.
    pub value: String,
    /// As on the wire; none where the key is absent.
    pub wire: Option<Json>,
    /// What decides the state.
    pub why: &'static str,
    /// The condition that does; empty where none does.
    pub route: String,
}

/// A row for every instance of every variable, in file order.
#[must_use]
pub fn rows(evaluator: &Evaluator<'_>, routed: &Routed) -> Vec<Row> {
    let situation = &routed.situation;
    let numbering = Numbering::new(evaluator.survey(), situation.wording, situation.mode);
    let maker = Maker { evaluator, survey: evaluator.survey(), routed, numbering };
    evaluator.places().iter().filter_map(|place| maker.row(place)).collect()
}

struct Maker<'a> {
    evaluator: &'a Evaluator<'a>,
    survey: &'a Survey,
    routed: &'a Routed,
    numbering: Numbering,
}

impl Maker<'_> {
    fn row(&self, place: Place) -> Option<Row> {
        let var = self.survey.var(place.var)?;
        let state = self.routed.state(self.evaluator.places(), place);
        let (why, route) = self.reason(place, var, state);
        Some(Row {
            path: self.evaluator.places().path(place).to_owned(),
            label: self.label(place, var),
            state: state.name(),
            value: self.value(place, state),
            wire: to_answer(state).map(|answer| answer.to_json()),
            why,
            route,
        })
    }

    fn label(&self, place: Place, var: &Var) -> String {
        let situation = &self.routed.situation;
        let own = label(self.survey, place.var, situation.wording, situation.mode);
        match (var.in_loop, &var.role) {
            (Some(of), _) => format!("{own} ({})", self.piped(PipeSource::Iteration(of), place)),
            (None, Role::Specify { of, code }) => {
                let chosen = option_label(self.survey, *of, *code, situation.wording, situation.mode);
                format!("{}: {chosen}", label(self.survey, *of, situation.wording, situation.mode))
            }
            (None, _) => own,
        }
    }

    fn value(&self, place: Place, state: &State) -> String {
        let situation = &self.routed.situation;
        match state {
            State::NotAsked | State::NotReached | State::Empty => String::new(),
            State::Missing(code) => option_label(self.survey, place.var, *code, situation.wording, situation.mode),
            State::Valid(_) => self.piped(PipeSource::Var(place.var), place),
        }
    }

    fn piped(&self, source: PipeSource, place: Place) -> String {
        let segments = vec![Segment::Pipe { source, fallback: None }];
        self.evaluator.pipe(self.routed, &Content { prose: false, segments }, Some(place))
    }

    fn reason(&self, place: Place, var: &Var, state: &State) -> (&'static str, String) {
        let none = |why| (why, String::new());
        match (&var.role, state) {
            (Role::Field { .. }, _) => none("from the sample"),
            (_, State::NotAsked) => self.hidden(place, var),
            (_, State::NotReached) => none("its page is not reached yet"),
            (Role::Computed(_), State::Empty) => none("computed, without a value"),
            (Role::Computed(_), _) => none("computed"),
            (_, State::Empty | State::Missing(_) | State::Valid(_)) => self.shown(var),
        }
    }

    fn shown(&self, var: &Var) -> (&'static str, String) {
        let situation = &self.routed.situation;
        match whole_route(self.survey, var, situation.wording, situation.mode) {
            Cond::Const(_) if matches!(var.role, Role::Specify { .. }) => ("its option is chosen", String::new()),
            Cond::Const(_) => ("always asked here", String::new()),
            route => ("asked, because this is true", self.words(&route)),
        }
    }

    /// The outermost gate that is closed, else what else hides it.
    fn hidden(&self, place: Place, var: &Var) -> (&'static str, String) {
        let situation = &self.routed.situation;
        for gate in var.gates.iter().filter_map(|id| self.survey.gate(*id)) {
            if !gate.only.admits(situation.wording, situation.mode) {
                return ("not in this wording or mode", String::new());
            }
            let Some(when) = &gate.when else { continue };
            match self.evaluator.truth(self.routed, when, Some(place)) {
                Truth::True => {}
                Truth::False => return ("not asked, because this is false", self.gate_words(when)),
                Truth::Unknown => return ("not asked, because this is not known", self.gate_words(when)),
            }
        }
        let why = match var.role {
            Role::Specify { .. } => "its option is not chosen",
            Role::Computed(_) => "nothing that it reads is asked",
            _ if place.turn.is_some() => "its option of the loop is not chosen, or nothing is offered",
            _ => "none of its options is offered",
        };
        (why, String::new())
    }

    fn gate_words(&self, when: &Cond) -> String {
        let situation = &self.routed.situation;
        self.words(&when.specialise(situation.wording, situation.mode))
    }

    fn words(&self, cond: &Cond) -> String {
        let situation = &self.routed.situation;
        let style = Style::Form(&self.numbering);
        condition_in_words(self.survey, cond, situation.wording, situation.mode, style)
    }
}
