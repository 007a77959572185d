//! A respondent's account of the page, gone through again with the evaluator beside it.

use super::expect::{Form, Judged, spaced};
use super::seen::{Entry, Question, Told};
use crate::support::corpus::Histogram;
use peil::eval::{Place, Response, Status, order};
use peil::model::{CheckKind, Kind, Role};
use std::collections::BTreeMap;

pub(super) struct Replay<'f, 'e> {
    form: &'f Form<'e>,
    seed: String,
    build: &'f str,
    /// Warnings that were taken as they are, and those that were shown last.
    confirmed: Vec<String>,
    warned: Vec<String>,
    histogram: &'f mut Histogram,
    differences: Vec<String>,
}

/// What was on the screen before something was done.
struct Before {
    judged: Judged,
    on_screen: Vec<Place>,
    /// The button sends.
    last: bool,
}

/// Where page and evaluator differ, and the response that was sent.
pub(super) struct Outcome {
    pub(super) differences: Vec<String>,
    pub(super) sent: Option<Response>,
}

/// Holds an account against the evaluator. `confirmed`: warnings that the draft had confirmed already.
pub(super) fn replay(
    form: &Form<'_>,
    build: &str,
    told: &Told,
    confirmed: Vec<String>,
    histogram: &mut Histogram,
) -> Outcome {
    let mut replay = Replay {
        form,
        seed: told.seed.clone(),
        build,
        confirmed,
        warned: Vec::new(),
        histogram,
        differences: Vec::new(),
    };
    let mut before = None;
    for entry in &told.log {
        replay.histogram.add(format!("acts: {}", entry.act));
        before = match form.judge(&entry.posted) {
            Ok(judged) => Some(replay.entry(entry, judged, before)),
            Err(faults) => {
                replay.differences.push(format!("a post that cannot be judged: {faults:?}"));
                None
            }
        };
        if !replay.differences.is_empty() {
            let steps = told.log.iter().map(|entry| entry.act.as_str()).collect::<Vec<_>>().join(" ");
            replay.differences.push(format!("after {} of {steps}\n{}", entry.act, entry.posted));
            return Outcome { differences: replay.differences, sent: None };
        }
    }
    let sent = told.log.last().zip(before).and_then(|(entry, before)| replay.sent(entry, &before.judged));
    Outcome { differences: replay.differences, sent }
}

impl Replay<'_, '_> {
    fn unless(&mut self, same: bool, difference: impl FnOnce() -> String) {
        if !same {
            self.differences.push(difference());
        }
    }

    fn entry(&mut self, entry: &Entry, judged: Judged, before: Option<Before>) -> Before {
        self.unless(judged.wrong.is_empty(), || format!("inputs that exclude each other: {:?}", judged.wrong));
        self.states(entry, &judged);
        for question in &entry.questions {
            self.question(question, &judged);
        }
        self.notes(entry, &judged);
        self.lines(entry, &judged);
        if let Some(before) = &before {
            match entry.act.as_str() {
                "give" => self.given(before),
                "next" | "sure" => self.moved(entry, &judged, before),
                _ => {}
            }
        }
        let asked = entry.questions.iter().filter_map(|question| self.form.place(&question.id));
        let on_screen = asked.flat_map(|place| std::iter::once(place).chain(self.form.specifies(place))).collect();
        Before { judged, on_screen, last: entry.check.is_some() || !entry.stops.is_empty() }
    }

    fn states(&mut self, entry: &Entry, judged: &Judged) {
        let told = entry.states.iter().map(|(path, state, value)| (path.as_str(), (state.as_str(), value.clone())));
        let found: BTreeMap<&str, (&str, _)> = told.collect();
        let mut expected = self.form.states(&judged.routed);
        // A field that nothing in the form reads is not in its data.
        expected.retain(|path, _| found.contains_key(path) || !self.is_field(path));
        self.histogram.add("compared: all states");
        for (state, _) in expected.values() {
            self.histogram.add(format!("states: {state}"));
        }
        if found == expected {
            return;
        }
        let paths = expected.keys().chain(found.keys()).filter(|path| expected.get(*path) != found.get(*path));
        for path in paths.take(3) {
            self.differences.push(format!("{path}: evaluator {:?}, form {:?}", expected.get(path), found.get(path)));
        }
    }

    fn is_field(&self, path: &str) -> bool {
        let place = self.form.evaluator.places().find(path);
        place.is_some_and(|place| matches!(self.form.var(place).role, Role::Field { .. }))
    }

    fn question(&mut self, question: &Question, judged: &Judged) {
        let routed = &judged.routed;
        let Some(place) = self.form.place(&question.id) else {
            return self.differences.push(format!("no item has the element {}", question.id));
        };
        self.histogram.add("compared: questions on a screen");
        let shown = self.form.state(routed, place).shown();
        self.unless(shown, || format!("{} is on the screen and not on the route", question.id));
        let ask = self.form.ask(routed, place);
        self.unless(question.ask == ask, || format!("{} asks {:?}, the evaluator {ask:?}", question.id, question.ask));
        let options = self.form.options(routed, place);
        self.unless(question.options == options, || {
            format!("{} offers {:?}, the evaluator {options:?}", question.id, question.options)
        });
        if options.len() < self.form.evaluator.survey().options_of(self.form.var(place)).len() {
            self.histogram.add("questions: not every option offered");
        }
        let (mut boxes, mut expected) = (question.boxes.clone(), self.form.boxes(routed, place));
        boxes.sort();
        expected.sort_unstable();
        self.unless(boxes == expected, || format!("{}: boxes {boxes:?}, evaluator {expected:?}", question.id));
    }

    fn notes(&mut self, entry: &Entry, judged: &Judged) {
        for (id, text) in &entry.notes {
            let found = self.form.note(&judged.routed, id);
            self.histogram.add("compared: notes on a screen");
            let said = |piped: &[String]| piped.iter().all(|words| text.contains(words.as_str()));
            let right = matches!(&found, Some((true, piped)) if said(piped));
            self.unless(right, || format!("note {id} says {text:?}, the evaluator {found:?}"));
        }
        let stop = judged.routed.stop.map(|stop| format!("e-{}", self.form.evaluator.survey().stops[stop].name));
        for (id, _) in &entry.stops {
            self.histogram.add("compared: stops on a screen");
            self.unless(stop.as_ref() == Some(id), || format!("stop {id}, the evaluator {stop:?}"));
        }
    }

    /// The page before sending has every question that is asked, with its answer.
    fn lines(&mut self, entry: &Entry, judged: &Judged) {
        let Some(lines) = &entry.check else { return };
        let (form, routed) = (self.form, &judged.routed);
        self.histogram.add("compared: pages before sending");
        self.unless(routed.stop.is_none(), || "the page before sending, after a stop".to_owned());
        let asked = form.evaluator.places().iter().filter(|place| {
            matches!(form.var(*place).role, Role::Question | Role::Row { .. }) && form.state(routed, *place).shown()
        });
        let mut expected: Vec<String> = asked.map(|place| format!("#{}", form.id(place))).collect();
        let mut found: Vec<String> =
            lines.iter().map(|(link, ..)| link.clone()).filter(|link| !link.is_empty()).collect();
        expected.sort();
        found.sort();
        self.unless(found == expected, || format!("before sending: {found:?}, the evaluator {expected:?}"));
        let mut above = None;
        for (link, ask, answer) in lines {
            let Some(place) = form.place(link) else {
                above = Some(ask.clone());
                continue;
            };
            let stem = form.stem(routed, place);
            // What another grid asked stands above its own rows.
            above = above.filter(|_| stem.is_some());
            if stem.is_some() {
                self.histogram.add("compared: rows before sending");
            }
            self.unless(above == stem, || format!("before sending: above {link} {above:?}, the evaluator {stem:?}"));
            if let Some(unit) = form.unit(routed, place) {
                self.histogram.add("compared: units before sending");
                self.unless(answer.ends_with(&format!(" {unit}")), || format!("before sending: {answer:?} in {unit}"));
            }
            let expected = (form.ask(routed, place), form.answer(routed, place).unwrap_or_else(|| answer.clone()));
            self.histogram.add("compared: lines before sending");
            self.unless((ask, answer) == (&expected.0, &expected.1), || {
                format!("before sending: {ask:?} {answer:?}, the evaluator {expected:?}")
            });
        }
    }

    /// An answer that is changed is asked about again.
    fn given(&mut self, before: &Before) {
        let fired = self.form.firing(&before.judged.routed, CheckKind::Warn).into_iter();
        let about: Vec<String> =
            fired.filter(|(_, (place, _))| before.on_screen.contains(place)).map(|(id, _)| id).collect();
        self.confirmed.retain(|id| !about.contains(id));
        self.warned.clear();
    }

    /// What the page says when the respondent goes on.
    fn moved(&mut self, entry: &Entry, judged: &Judged, before: &Before) {
        let form = self.form;
        let about = |place: &Place| before.last || before.on_screen.contains(place);
        let refusals: Vec<_> = form.refusals(judged).into_iter().filter(|(place, _)| about(place)).collect();
        let fired = form.firing(&judged.routed, CheckKind::Warn).into_iter();
        let doubts: Vec<_> = fired.filter(|(id, (at, _))| about(at) && !self.confirmed.contains(id)).collect();
        let ids: Vec<String> = doubts.iter().map(|(id, _)| id.clone()).collect();
        let confirm = refusals.is_empty();
        let passes = confirm && ids.iter().all(|id| self.warned.contains(id));
        let expected: Vec<_> = match (passes, confirm) {
            (true, _) => Vec::new(),
            (false, false) => refusals,
            (false, true) => doubts.into_iter().map(|(_, message)| message).collect(),
        };
        match (passes, confirm) {
            (true, _) => self.confirmed.extend(ids),
            (false, true) => self.warned = ids,
            (false, false) => {}
        }
        let sends = passes && before.last;
        if !sends {
            self.told(entry, &expected, confirm && !passes);
        }
        self.unless(entry.sent.is_some() == sends, || format!("sent: {}, the evaluator {sends}", entry.sent.is_some()));
    }

    fn told(&mut self, entry: &Entry, expected: &[super::expect::Message], confirm: bool) {
        let kind = match (expected.is_empty(), confirm) {
            (true, _) => "moves: on",
            (false, true) => "moves: warned",
            (false, false) => "moves: refused",
        };
        self.histogram.add(kind);
        let same = |(found, expected): (&(String, String), &(Place, Option<String>))| {
            found.0.trim_start_matches('#') == self.form.id(expected.0)
                && expected.1.as_ref().is_none_or(|text| *text == found.1)
        };
        let all = entry.faults.len() == expected.len() && entry.faults.iter().zip(expected).all(same);
        let paths: Vec<_> = expected.iter().map(|(place, text)| (self.form.path(*place), text)).collect();
        self.unless(all, || format!("faults {:?}, the evaluator {paths:?}", entry.faults));
        self.unless(entry.confirm == confirm, || format!("to be confirmed: {}, not {confirm}", entry.confirm));
        let prefix = self.form.texts["fault"].as_str().unwrap_or_default();
        let titled = entry.title.starts_with(prefix);
        self.unless(titled != expected.is_empty(), || format!("the title is {:?}", entry.title));
        for (place, text) in expected {
            let kind = &self.form.var(*place).kind;
            self.histogram.add(match text {
                None => format!("faults: {} that is none", kind_name(kind)),
                Some(text) if self.form.texts["required"].as_str().map(spaced).as_ref() == Some(text) => {
                    "faults: required".to_owned()
                }
                Some(_) => "faults: by a check, or in own words".to_owned(),
            });
        }
    }

    /// The response that was sent is the one that the evaluator would store.
    fn sent(&mut self, entry: &Entry, judged: &Judged) -> Option<Response> {
        let sent = entry.sent.as_ref()?;
        let found = Response::parse(&sent.body).map_err(|faults| self.differences.push(format!("{faults:?}"))).ok()?;
        let (form, routed) = (self.form, &judged.routed);
        let (fields, answers) = form.evaluator.stored(routed);
        let survey = form.evaluator.survey();
        let shuffles = !order::blocks(survey).is_empty();
        let warnings = form.firing(routed, CheckKind::Warn).into_iter().map(|(id, _)| id);
        let expected = Response {
            form: survey.id(),
            build: self.build.to_owned(),
            wording: survey.wordings[routed.situation.wording].name.clone(),
            mode: routed.situation.mode,
            status: if routed.stop.is_some() { Status::Stopped } else { Status::Complete },
            reached: routed.reached,
            fields: found.fields.clone(),
            answers,
            computed: form.evaluator.computed(routed),
            confirmed: warnings.collect(),
            seed: shuffles.then(|| self.seed.clone()),
            order: form.order.clone(),
        };
        self.unless(found == expected, || format!("sent {}\nevaluator {}", found.print(), expected.print()));
        let from_sample = found.fields.iter().all(|(path, answer)| fields.get(path) == Some(answer));
        self.unless(from_sample, || format!("fields {:?}, of the sample {fields:?}", found.fields));
        self.unless(!sent.key.is_empty() && !sent.address.is_empty(), || "sent without key or address".to_owned());
        self.histogram.add(format!("sent: {}", found.status.name()));
        self.histogram.add(format!("sent by: {}", found.mode.name()));
        if !found.confirmed.is_empty() {
            self.histogram.add("sent: with a confirmed warning");
        }
        if shuffles {
            self.histogram.add("sent: with random orders");
        }
        // A receiver takes the fields from the sample.
        Some(Response { fields, ..found })
    }
}

fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::OneOf { .. } => "one-of",
        Kind::AnyOf { .. } => "any-of",
        Kind::Number { .. } => "number",
        Kind::Text { .. } => "text",
        Kind::Date { .. } => "date",
    }
}
