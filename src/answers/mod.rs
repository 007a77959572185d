//! Answers as they were collected: one response a line, each judged against the survey as it was compiled.
//!
//! A line is a document of the wire form, or an envelope `{"id": …, "token": …, "response": {…}}` around one. What is off
//! the route or not sound is left out and told; a response that cannot be judged is kept apart. Nothing is dropped in silence.

mod compiled;
mod faults;
mod tables;

pub use compiled::{Compiled, compiled};
pub use tables::{TABLES, Tables};

use crate::diag::Diagnostic;
use crate::eval::{Answer, Evaluator, Fault, FaultKind, Normalised, Response, Status, parse_json};
use crate::model::Survey;
use crate::sample::Approached;
use crate::storage::fields_only;
use crate::tabulate::{Person, Respondent};
use crate::text::{FileId, Span};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Fields of the people who were approached, by token.
type Sample = BTreeMap<String, BTreeMap<String, Answer>>;

/// A survey whose answers are read.
#[derive(Debug)]
struct Form<'s> {
    evaluator: Evaluator<'s>,
    build: String,
    /// None where nobody said who was approached: then a response brings its own fields.
    sample: Option<Sample>,
    respondents: Vec<Respondent>,
    people: Vec<Person>,
    /// Where the response of each token stands.
    tokens: BTreeMap<String, Span>,
}

/// Reads files of answers, one after the other.
#[derive(Debug)]
pub struct Collector<'s> {
    forms: Vec<Form<'s>>,
    ids: BTreeMap<String, Span>,
    faults: Vec<Diagnostic>,
    read: usize,
    apart: Vec<Span>,
}

/// What a collector read.
#[derive(Debug, Default)]
pub struct Collected {
    /// Per survey, in the order that they were given in; so are `people`.
    pub respondents: Vec<Vec<Respondent>>,
    pub people: Vec<Vec<Person>>,
    /// Every value that was left out and every response that was kept apart, in order of the files.
    pub faults: Vec<Diagnostic>,
    /// Lines with a response.
    pub read: usize,
    /// Where the lines stand that were kept apart.
    pub apart: Vec<Span>,
}

/// One line, taken apart.
struct Line {
    id: Option<String>,
    token: Option<String>,
    response: Json,
}

impl<'s> Collector<'s> {
    /// Surveys, each with its build; `sample` holds who was approached for each of them, if anybody knows.
    #[must_use]
    pub fn new(surveys: &'s [(Survey, String)], sample: Option<&[Approached]>) -> Self {
        let form = |(at, (survey, build)): (usize, &'s (Survey, String))| {
            let evaluator = Evaluator::new(survey);
            let approached = || sample.into_iter().flatten().filter(|person| person.survey == at);
            let person = |one: &Approached| {
                let alone = fields_only(&survey.id(), default_wording(survey), one.fields.clone());
                Person::new(&evaluator, one.disposition, &evaluator.route(&alone))
            };
            let people = approached().map(person).collect();
            let fields = approached().map(|person| (person.id.clone(), person.fields.clone())).collect();
            Form {
                people,
                build: build.clone(),
                sample: sample.map(|_| fields),
                respondents: Vec::new(),
                tokens: BTreeMap::new(),
                evaluator,
            }
        };
        let forms = surveys.iter().enumerate().map(form).collect();
        Self { forms, ids: BTreeMap::new(), faults: Vec::new(), read: 0, apart: Vec::new() }
    }

    /// Reads a file of answers; empty lines are passed over.
    pub fn file(&mut self, file: FileId, text: &str) {
        let mut start = 0;
        for piece in text.split('\n') {
            let line = piece.trim();
            let from = start + (piece.len() - piece.trim_start().len());
            start += piece.len() + 1;
            if line.is_empty() {
                continue;
            }
            self.read += 1;
            let span = Span::new(file, from, from + line.len());
            if let Err(fault) = self.line(line, span) {
                self.faults.push(*fault);
                self.apart.push(span);
            }
        }
    }

    #[must_use]
    pub fn finish(self) -> Collected {
        let (mut respondents, mut people) = (Vec::new(), Vec::new());
        for form in self.forms {
            respondents.push(form.respondents);
            people.push(form.people);
        }
        Collected { respondents, people, faults: self.faults, read: self.read, apart: self.apart }
    }

    /// Takes in one response, or says why not.
    fn line(&mut self, line: &str, span: Span) -> Result<(), Box<Diagnostic>> {
        let Line { id, token, response } = read(line, span)?;
        let name = response.get("form").and_then(Json::as_str).unwrap_or_default();
        let known = || self.forms.iter().map(|form| form.evaluator.survey().id()).collect::<Vec<_>>();
        let Some(at) = self.forms.iter().position(|form| form.evaluator.survey().id() == name) else {
            return Err(Box::new(faults::other_form(name, &known(), span)));
        };
        if let Some(id) = &id
            && let Some(first) = self.ids.get(id)
        {
            return Err(Box::new(faults::id_twice(id, span, *first)));
        }
        let Some(form) = self.forms.get_mut(at) else { return Ok(()) };
        let id = id.unwrap_or_else(|| format!("{}:{}", span.file.0, span.start));
        let told = form.take(&id, token.as_deref(), &response, span)?;
        self.faults.extend(told);
        self.ids.insert(id, span);
        Ok(())
    }
}

impl Form<'_> {
    /// Judges a response and keeps it; what was left out of it is told.
    fn take(
        &mut self,
        id: &str,
        token: Option<&str>,
        response: &Json,
        span: Span,
    ) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
        let fields = self.fields(token, response, span)?;
        let judged = self.evaluator.normalise_json(Some(&self.build), &fields, response);
        let normalised = judged.map_err(|faults| Box::new(faults::not_judged(&faults, &self.build, span)))?;
        if let Some(token) = token {
            match self.tokens.entry(token.to_owned()) {
                Entry::Occupied(first) => return Err(Box::new(faults::token_twice(token, span, *first.get()))),
                Entry::Vacant(place) => drop(place.insert(span)),
            }
        }
        let mut told = told(&normalised, self.sample.is_none(), response, span);
        if told.is_empty() {
            told.extend(self.loose(response, span));
        }
        let Normalised { response, routed, .. } = normalised;
        self.respondents.push(Respondent::new(&self.evaluator, id, &response, &routed));
        Ok(told)
    }

    /// What the wire form does not say so, and is understood all the same: a number as text, codes out of order.
    fn loose(&self, response: &Json, span: Span) -> Option<Diagnostic> {
        let faults = match Response::from_json(response) {
            Err(faults) => faults,
            Ok(strict) => self.evaluator.check(&strict, Some(&self.build)),
        };
        let of_sample = |fault: &Fault| self.sample.is_some() && fault.at.starts_with("/fields");
        let loose: Vec<&Fault> = faults.iter().filter(|fault| !of_sample(fault)).collect();
        (!loose.is_empty()).then(|| faults::loose(&loose, span))
    }

    /// The sample's fields of a respondent; without a sample those that stand in the response.
    fn fields(
        &self,
        token: Option<&str>,
        response: &Json,
        span: Span,
    ) -> Result<BTreeMap<String, Answer>, Box<Diagnostic>> {
        let Some(sample) = &self.sample else {
            let own = response.get("fields").and_then(Json::as_object).into_iter().flatten();
            return Ok(own.filter_map(|(name, value)| Some((name.clone(), Answer::from_json(value)?))).collect());
        };
        let survey = self.evaluator.survey().id();
        let Some(token) = token else { return Err(Box::new(faults::no_token(&survey, span))) };
        sample.get(token).cloned().ok_or_else(|| Box::new(faults::not_approached(token, &survey, span)))
    }
}

fn default_wording(survey: &Survey) -> &str {
    survey.wordings.first().map_or("", |wording| wording.name.as_str())
}

fn read(line: &str, span: Span) -> Result<Line, Box<Diagnostic>> {
    let json = parse_json(line).map_err(|error| Box::new(faults::not_json(error, span)))?;
    let Json::Object(mut members) = json else { return Err(Box::new(faults::no_object(span))) };
    if !members.contains_key("response") {
        return Ok(Line { id: None, token: None, response: Json::Object(members) });
    }
    let mut text = |name: &str| match members.remove(name) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::String(text)) if !text.is_empty() => Ok(Some(text)),
        Some(_) => Err(Box::new(faults::bad_envelope(name, span))),
    };
    let (id, token) = (text("id")?, text("token")?);
    let response = members.remove("response").unwrap_or_default();
    match members.keys().next() {
        Some(other) => Err(Box::new(faults::unknown_envelope(other, span))),
        None => Ok(Line { id, token, response }),
    }
}

/// What was left out of a response, and a status that its answers do not bear.
fn told(normalised: &Normalised, own_fields: bool, given: &Json, span: Span) -> Vec<Diagnostic> {
    // Fields always come along; they count only where there is no sample.
    let left_out = normalised.dropped.iter().filter(|one| one.fault.kind != FaultKind::FieldFromSubmission);
    let mut told: Vec<Diagnostic> =
        left_out.map(|one| faults::left_out(&one.fault, &one.value.to_string(), span)).collect();
    let intended = given.get("status").and_then(Json::as_str).and_then(Status::from_name);
    let reached = normalised.response.status;
    if intended.is_some_and(|intended| intended != reached) {
        let failing: Vec<&Fault> =
            normalised.failures.iter().filter(|fault| fault.kind != FaultKind::Unconfirmed).collect();
        told.push(faults::other_status(intended, reached, &failing, span));
    }
    if own_fields {
        told.extend(odd_fields(given.get("fields").and_then(Json::as_object), span));
    }
    told
}

/// Fields that no answer can be.
fn odd_fields(fields: Option<&Map<String, Json>>, span: Span) -> Vec<Diagnostic> {
    let odd = fields.into_iter().flatten().filter(|(_, value)| Answer::from_json(value).is_none());
    let fault = |name: &String| Fault::member("fields", name, FaultKind::WrongType);
    odd.map(|(name, value)| faults::left_out(&fault(name), &value.to_string(), span)).collect()
}
