//! Strict validation of a response: what the JSON Schema of a survey must agree with.

use super::fault::pointer;
use super::order::{blocks, is_arrangement, positions_in};
use super::sound::judge;
use super::{
    Answer, Asked, Evaluator, Fault, FaultKind, Place, Response, Routed, Situation, Source, State, Status, Value,
};
use crate::model::{Role, Survey};
use crate::number::format_date;
use std::collections::{BTreeMap, BTreeSet};

/// All faults of a response under a survey; none means that it is sound. See [`Evaluator::check`].
#[must_use]
pub fn check_response(survey: &Survey, response: &Response) -> Vec<Fault> {
    Evaluator::new(survey).check(response, None)
}

impl Evaluator<'_> {
    /// What a response says of itself; an unknown wording counts as the default one.
    #[must_use]
    pub fn situation(&self, response: &Response) -> Situation {
        let wording = self.survey.wordings.iter().position(|wording| wording.name == response.wording);
        Situation {
            wording: wording.unwrap_or(0),
            mode: response.mode,
            reached: response.reached,
            positions: positions_in(self.survey, &response.order),
        }
    }

    /// All faults of a response, in the order of the document's members and then the file; `build` is the one that it must name.
    #[must_use]
    pub fn check(&self, response: &Response, build: Option<&str>) -> Vec<Fault> {
        let mut faults = self.head_faults(response, build);
        if faults.iter().any(|fault| matches!(fault.kind, FaultKind::UnknownWording | FaultKind::OtherForm)) {
            return faults;
        }
        let mut strict = Strict { evaluator: self, response, faults: Vec::new() };
        let routed = self.walk(&self.situation(response), &mut strict);
        faults.append(&mut strict.faults);
        faults.extend(self.reach_faults(response, &routed));
        faults.extend(self.key_faults(response));
        faults.extend(self.computed_faults(response, &routed));
        faults.extend(self.confirmed_faults(response));
        if response.status != Status::Partial {
            let grave = |fault: &Fault| matches!(fault.kind, FaultKind::Required | FaultKind::Refused);
            faults.extend(self.errors(&routed, &response.confirmed).into_iter().filter(grave));
        }
        faults
    }

    fn head_faults(&self, response: &Response, build: Option<&str>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut expect = |sound: bool, at: &str, kind: FaultKind| {
            if !sound {
                faults.push(Fault::new(at, kind));
            }
        };
        let survey = self.survey;
        expect(response.form == survey.id(), "/form", FaultKind::OtherForm);
        expect(build.is_none_or(|build| build == response.build), "/build", FaultKind::OtherBuild);
        let known = survey.wordings.iter().any(|wording| wording.name == response.wording);
        expect(known, "/wording", FaultKind::UnknownWording);
        expect(survey.modes.contains(&response.mode), "/mode", FaultKind::UnknownMode);
        let pages = survey.pages.len();
        let whole = response.status != Status::Complete || response.reached == pages;
        expect(response.reached <= pages && whole, "/reached", FaultKind::ReachedWrong);
        let blocks = if response.order.is_empty() { Vec::new() } else { blocks(survey) };
        for (id, stored) in &response.order {
            match blocks.iter().find(|block| block.id == *id) {
                None => faults.push(Fault::member("order", id, FaultKind::UnknownOrder)),
                Some(block) if is_arrangement(block, stored) => {}
                Some(_) => faults.push(Fault::member("order", id, FaultKind::OrderWrong)),
            }
        }
        faults
    }

    /// A stop ends the interview: nothing beyond it is reached, and the interview is not complete.
    fn reach_faults(&self, response: &Response, routed: &Routed) -> Vec<Fault> {
        let mut faults = Vec::new();
        if routed.reached < response.reached {
            faults.push(Fault::new("/reached", FaultKind::ReachedWrong));
        }
        let sound = match response.status {
            Status::Complete => routed.stop.is_none(),
            Status::Stopped => routed.stop.is_some() && routed.reached == response.reached,
            Status::Partial => true,
        };
        if !sound {
            faults.push(Fault::new("/status", FaultKind::StatusWrong));
        }
        faults
    }

    fn key_faults(&self, response: &Response) -> Vec<Fault> {
        let role = |path: &str| Some(&self.survey.var(self.places.find(path)?.var)?.role);
        let answer = |path: &&String| match role(path) {
            Some(Role::Field { .. } | Role::Computed(_)) | None => true,
            Some(Role::Question | Role::Row { .. } | Role::Specify { .. }) => false,
        };
        let unknown = |parent: &'static str| move |key: &String| Fault::member(parent, key, FaultKind::UnknownKey);
        let fields = response.fields.keys().filter(|path| !matches!(role(path), Some(Role::Field { .. })));
        let computed = response.computed.keys().filter(|path| !matches!(role(path), Some(Role::Computed(_))));
        let answers = response.answers.keys().filter(answer);
        fields
            .map(unknown("fields"))
            .chain(answers.map(unknown("answers")))
            .chain(computed.map(unknown("computed")))
            .collect()
    }

    fn computed_faults(&self, response: &Response, routed: &Routed) -> Vec<Fault> {
        let expected = self.computed(routed);
        let given = |path: &str| response.computed.get(path);
        let wrong = self.computed_places().filter(|place| {
            let path = self.places.path(*place);
            given(path) != expected.get(path)
        });
        wrong.map(|place| Fault::member("computed", self.places.path(place), FaultKind::ComputedDiffers)).collect()
    }

    /// What a response stores under `fields` and `answers`.
    #[must_use]
    pub fn stored(&self, routed: &Routed) -> (BTreeMap<String, Answer>, BTreeMap<String, Answer>) {
        let (mut fields, mut answers) = (BTreeMap::new(), BTreeMap::new());
        for place in self.places.iter() {
            let role = self.survey.var(place.var).map(|var| &var.role);
            let into = match role {
                Some(Role::Field { .. }) => &mut fields,
                Some(Role::Question | Role::Row { .. } | Role::Specify { .. }) => &mut answers,
                Some(Role::Computed(_)) | None => continue,
            };
            if let Some(answer) = to_answer(routed.state(&self.places, place)) {
                into.insert(self.places.path(place).to_owned(), answer);
            }
        }
        (fields, answers)
    }

    pub(super) fn computed_places(&self) -> impl Iterator<Item = Place> {
        self.places
            .iter()
            .filter(|place| self.survey.var(place.var).is_some_and(|var| matches!(var.role, Role::Computed(_))))
    }

    /// What a response stores under `computed`: a key for every computed item that is asked and reached.
    #[must_use]
    pub fn computed(&self, routed: &Routed) -> BTreeMap<String, Answer> {
        let stored = |place| Some((self.places.path(place).to_owned(), to_answer(routed.state(&self.places, place))?));
        self.computed_places().filter_map(stored).collect()
    }

    fn confirmed_faults(&self, response: &Response) -> Vec<Fault> {
        let known = self.warning_ids();
        let mut seen = BTreeSet::new();
        let mut faults = Vec::new();
        for (index, id) in response.confirmed.iter().enumerate() {
            if !known.contains(id) || !seen.insert(id) {
                faults.push(Fault::with(pointer("confirmed", &index.to_string()), FaultKind::UnknownCheck, id));
            }
        }
        faults
    }
}

/// The wire value of a state; `None` where the key is absent.
#[must_use]
pub fn to_answer(state: &State) -> Option<Answer> {
    Some(match state {
        State::NotAsked | State::NotReached => return None,
        State::Empty => Answer::Empty,
        State::Missing(code) => Answer::Missing(*code),
        State::Valid(Value::Option(number) | Value::Number(number)) => Answer::Integer(*number),
        State::Valid(Value::Set(codes)) => Answer::Codes(codes.iter().copied().collect()),
        State::Valid(Value::Text(text)) => Answer::Text(text.clone()),
        State::Valid(Value::Date(day)) => Answer::Text(format_date(*day)),
    })
}

/// Reads a response as [`super::sound::Stored`] does, and notes what is not sound.
struct Strict<'a> {
    evaluator: &'a Evaluator<'a>,
    response: &'a Response,
    faults: Vec<Fault>,
}

impl Source for Strict<'_> {
    fn answer(&mut self, at: &Asked<'_>) -> State {
        let (parent, from) =
            if at.field { ("fields", &self.response.fields) } else { ("answers", &self.response.answers) };
        let Some(answer) = from.get(at.path) else {
            // A field that the sample does not fill may be left out.
            match (at.field, at.var.required) {
                (true, true) => self.faults.push(Fault::member(parent, at.path, FaultKind::Required)),
                (true, false) => {}
                (false, _) => self.faults.push(Fault::member(parent, at.path, FaultKind::KeyAbsent)),
            }
            return State::Empty;
        };
        let state = judge(self.evaluator.survey, at, answer).unwrap_or_else(|kind| {
            self.faults.push(Fault::member(parent, at.path, kind));
            State::Empty
        });
        if at.field && at.var.required && *answer == Answer::Empty {
            self.faults.push(Fault::member(parent, at.path, FaultKind::Required));
        }
        state
    }

    fn hidden(&mut self, place: Place, state: &State) {
        let path = self.evaluator.places.path(place);
        if self.response.answers.contains_key(path) {
            let kind = if state.asked() { FaultKind::BeyondReached } else { FaultKind::OffRoute };
            self.faults.push(Fault::member("answers", path, kind));
        }
    }
}
