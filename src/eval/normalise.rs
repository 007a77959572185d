//! From a raw submission to the strict response (rule 4, 7): what the route hides and what is not sound is left out and
//! reported; nothing that was handed in is silently lost.

use super::clean::clean;
use super::fault::pointer;
use super::order::{blocks, is_arrangement, positions_in};
use super::sound::judge;
use super::wire::{integer, json_fault};
use super::{
    Answer, Asked, Evaluator, Fault, FaultKind, Place, Response, Routed, Situation, Source, State, Status, parse_json,
};
use crate::model::{Mode, Role, Survey};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// A strict response, and what it took to get there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalised {
    pub response: Response,
    pub routed: Routed,
    /// Every value that was left out.
    pub dropped: Vec<Dropped>,
    /// Required items left empty, refusals that fire, warnings that were not confirmed. The first two make the response partial.
    pub failures: Vec<Fault>,
}

/// A value that was handed in and left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Where in the submission, and why.
    pub fault: Fault,
    pub value: Json,
}

/// Normalises a raw submission; see [`Evaluator::normalise`].
///
/// # Errors
/// As [`Evaluator::normalise`].
pub fn normalise(survey: &Survey, sample: &BTreeMap<String, Answer>, text: &str) -> Result<Normalised, Vec<Fault>> {
    Evaluator::new(survey).normalise(None, sample, text)
}

impl Evaluator<'_> {
    /// Reads a raw submission, shaped like the wire form but with values as they were typed, and makes it strict. Fields come
    /// from `sample`, never from the submission. `build` is the one that it must name.
    ///
    /// # Errors
    /// When it cannot be judged at all: no JSON object, another form or build, an unknown wording or mode, or a sample that
    /// leaves a required field empty.
    pub fn normalise(
        &self,
        build: Option<&str>,
        sample: &BTreeMap<String, Answer>,
        text: &str,
    ) -> Result<Normalised, Vec<Fault>> {
        let json = parse_json(text).map_err(|error| vec![json_fault(error)])?;
        self.normalise_json(build, sample, &json)
    }

    /// As [`Evaluator::normalise`], from JSON that is known to have no duplicate keys.
    ///
    /// # Errors
    /// As there.
    pub fn normalise_json(
        &self,
        build: Option<&str>,
        sample: &BTreeMap<String, Answer>,
        json: &Json,
    ) -> Result<Normalised, Vec<Fault>> {
        let Json::Object(members) = json else { return Err(vec![Fault::new("", FaultKind::WrongType)]) };
        let mut head = Head { evaluator: self, members, dropped: Vec::new() };
        let mut response = head.read(build)?;
        let situation = head.situation(&mut response);
        let dropped = std::mem::take(&mut head.dropped);
        let mut raw = Raw { evaluator: self, sample, members, dropped, faults: Vec::new() };
        let routed = self.walk(&situation, &mut raw);
        raw.unknown_keys();
        if !raw.faults.is_empty() {
            return Err(raw.faults);
        }
        let mut dropped = raw.dropped;
        (response.fields, response.answers) = self.stored(&routed);
        response.computed = self.computed(&routed);
        self.confirm(&routed, &mut response, &mut dropped);
        let failures = self.errors(&routed, &response.confirmed);
        response.reached = routed.reached;
        response.status = status(response.status, &routed, &failures);
        Ok(Normalised { response, routed, dropped, failures })
    }

    fn confirm(&self, routed: &Routed, response: &mut Response, dropped: &mut Vec<Dropped>) {
        let firing = self.firing(routed, crate::model::CheckKind::Warn);
        let mut kept: Vec<String> = Vec::new();
        for (index, id) in std::mem::take(&mut response.confirmed).into_iter().enumerate() {
            if kept.contains(&id) {
                continue;
            }
            if firing.iter().any(|one| one.id == id) {
                kept.push(id);
            } else {
                let fault = Fault::with(pointer("confirmed", &index.to_string()), FaultKind::NotWarned, &id);
                dropped.push(Dropped { fault, value: id.into() });
            }
        }
        response.confirmed = kept;
    }
}

fn status(intended: Status, routed: &Routed, failures: &[Fault]) -> Status {
    if failures.iter().any(|fault| fault.kind != FaultKind::Unconfirmed) {
        return Status::Partial;
    }
    match (routed.stop, intended) {
        (Some(_), _) => Status::Stopped,
        (None, Status::Complete) => Status::Complete,
        (None, Status::Stopped | Status::Partial) => Status::Partial,
    }
}

/// Reads the members beside the answers.
struct Head<'a> {
    evaluator: &'a Evaluator<'a>,
    members: &'a Map<String, Json>,
    dropped: Vec<Dropped>,
}

impl Head<'_> {
    fn read(&mut self, build: Option<&str>) -> Result<Response, Vec<Fault>> {
        let survey = self.evaluator.survey;
        let text = |key: &str| self.members.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
        let (form, given, wording, mode) = (text("form"), text("build"), text("wording"), text("mode"));
        let known_mode = Mode::from_name(&mode).filter(|mode| survey.modes.contains(mode));
        let mut faults = Vec::new();
        let mut expect = |sound: bool, key: &str, kind: FaultKind| {
            if !sound {
                faults.push(Fault::new(format!("/{key}"), kind));
            }
        };
        expect(form == survey.id(), "form", FaultKind::OtherForm);
        expect(build.is_none_or(|build| build == given), "build", FaultKind::OtherBuild);
        expect(survey.wordings.iter().any(|w| w.name == wording), "wording", FaultKind::UnknownWording);
        expect(known_mode.is_some(), "mode", FaultKind::UnknownMode);
        let (Some(mode), true) = (known_mode, faults.is_empty()) else { return Err(faults) };
        let status = Status::from_name(&text("status")).unwrap_or(Status::Partial);
        let seed = self.members.get("seed").and_then(Json::as_str).map(String::from);
        let (confirmed, order) = (self.confirmed(), self.order());
        Ok(Response {
            form,
            build: given,
            wording,
            mode,
            status,
            reached: 0,
            fields: BTreeMap::new(),
            answers: BTreeMap::new(),
            computed: BTreeMap::new(),
            confirmed,
            seed,
            order,
        })
    }

    fn confirmed(&self) -> Vec<String> {
        let ids = self.members.get("confirmed").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|id| id.as_str().map(String::from)).collect()
    }

    fn order(&mut self) -> BTreeMap<String, Answer> {
        let mut kept = BTreeMap::new();
        let Some(given) = self.members.get("order").and_then(Json::as_object) else { return kept };
        let blocks = blocks(self.evaluator.survey);
        for (id, value) in given {
            let block = blocks.iter().find(|block| block.id == *id);
            match (block, Answer::from_json(value)) {
                (Some(block), Some(order)) if is_arrangement(block, &order) => drop(kept.insert(id.clone(), order)),
                (found, _) => {
                    let kind = if found.is_some() { FaultKind::OrderWrong } else { FaultKind::UnknownOrder };
                    self.dropped.push(Dropped { fault: Fault::member("order", id, kind), value: value.clone() });
                }
            }
        }
        kept
    }

    /// A complete submission reached every page; another one says how far it came, or came as far as its last answer.
    fn situation(&self, response: &mut Response) -> Situation {
        let survey = self.evaluator.survey;
        let wording = survey.wordings.iter().position(|wording| wording.name == response.wording).unwrap_or(0);
        let positions = positions_in(survey, &response.order);
        let given = self.members.get("reached").and_then(integer).and_then(|reached| usize::try_from(reached).ok());
        let reached = match (response.status, given) {
            (Status::Complete, _) => survey.pages.len(),
            (_, Some(reached)) => reached.min(survey.pages.len()),
            (_, None) => self.last_answered(&positions),
        };
        Situation { wording, mode: response.mode, reached, positions }
    }

    fn last_answered(&self, positions: &[usize]) -> usize {
        let answers = self.members.get("answers").and_then(Json::as_object);
        let keys = answers.into_iter().flatten().filter(|(_, value)| !value.is_null()).map(|(key, _)| key);
        let page = |key: &String| self.evaluator.survey.var(self.evaluator.places.find(key)?.var)?.page;
        keys.filter_map(page).filter_map(|page| positions.get(page.index()).copied()).max().unwrap_or(0)
    }
}

/// Walks the raw answers.
struct Raw<'a> {
    evaluator: &'a Evaluator<'a>,
    sample: &'a BTreeMap<String, Answer>,
    members: &'a Map<String, Json>,
    dropped: Vec<Dropped>,
    /// Of the sample: these refuse the submission.
    faults: Vec<Fault>,
}

impl Raw<'_> {
    fn given(&self, path: &str) -> Option<&Json> {
        self.members.get("answers").and_then(|answers| answers.get(path))
    }

    fn drop_at(&mut self, parent: &str, path: &str, kind: FaultKind, value: Json) {
        self.dropped.push(Dropped { fault: Fault::member(parent, path, kind), value });
    }

    fn field(&mut self, at: &Asked<'_>) -> State {
        let given = self.sample.get(at.path).unwrap_or(&Answer::Empty);
        let state = judge(self.evaluator.survey, at, given).unwrap_or_else(|kind| {
            self.drop_at("fields", at.path, kind, given.to_json());
            State::Empty
        });
        if at.var.required && state == State::Empty {
            self.faults.push(Fault::member("fields", at.path, FaultKind::Required));
        }
        let sent = self.members.get("fields").and_then(|fields| fields.get(at.path));
        if let Some(sent) = sent.filter(|sent| **sent != given.to_json()) {
            self.drop_at("fields", at.path, FaultKind::FieldFromSubmission, sent.clone());
        }
        state
    }

    /// Reports the keys that no item has, and members that are not the wire form's.
    fn unknown_keys(&mut self) {
        for (parent, is_known) in [("answers", false), ("fields", true)] {
            let Some(given) = self.members.get(parent).and_then(Json::as_object) else { continue };
            for (path, value) in given {
                let place = self.evaluator.places.find(path);
                let role = place.and_then(|place| self.evaluator.survey.var(place.var)).map(|var| &var.role);
                let sound = match role {
                    None | Some(Role::Computed(_)) => false,
                    Some(Role::Field { .. }) => is_known,
                    Some(Role::Question | Role::Row { .. } | Role::Specify { .. }) => !is_known,
                };
                if !sound {
                    self.drop_at(parent, path, FaultKind::UnknownKey, value.clone());
                }
            }
        }
    }
}

impl Source for Raw<'_> {
    fn answer(&mut self, at: &Asked<'_>) -> State {
        if at.field {
            return self.field(at);
        }
        let raw = self.given(at.path).cloned().unwrap_or(Json::Null);
        let (state, left) = clean(self.evaluator.survey, at, &raw);
        for (kind, value) in left {
            self.drop_at("answers", at.path, kind, value);
        }
        state
    }

    fn hidden(&mut self, place: Place, state: &State) {
        let path = self.evaluator.places.path(place);
        let Some(value) = self.given(path).filter(|value| !value.is_null()).cloned() else { return };
        let kind = if state.asked() { FaultKind::BeyondReached } else { FaultKind::OffRoute };
        self.drop_at("answers", path, kind, value);
    }
}
