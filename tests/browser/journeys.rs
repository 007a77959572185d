//! Respondents of the simulator go through the forms of our surveys, and what they send is judged by the evaluator.

use super::{EVERY, node, served};
use crate::support::controls::{Browser, controls};
use crate::support::generate::random_survey;
use crate::support::project::{alone, artifacts, our_artifacts, ours};
use peil::emit::Artifacts;
use peil::eval::{Answer, Evaluator, Fault, FaultKind, Response, Sent, Status};
use peil::model::{Mode, Survey};
use peil::simulate::{Random, Rates, respondents};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// How many surveys are made at random.
const SEEDS: u64 = 4;

/// One respondent at one form, and how it goes about it.
pub(super) struct Journey<'a> {
    survey: &'a Survey,
    meant: Response,
    pub(super) job: Json,
}

/// Whoever comes to the end of one wording and mode.
fn pool(evaluator: &Evaluator<'_>, wording: usize, mode: Mode) -> Vec<Response> {
    let survey = evaluator.survey();
    let only = |n: usize, chosen: usize| (0..n).map(|index| u32::from(index == chosen)).collect();
    let mode = survey.modes.iter().position(|one| *one == mode).unwrap_or(0);
    let rates = Rates {
        wordings: only(survey.wordings.len(), wording),
        modes: only(survey.modes.len(), mode),
        empty: 150,
        missing: 150,
        partial: 0,
        ..Rates::default()
    };
    let build = survey.build();
    let all = respondents(evaluator, &build, &rates, 5, 300);
    all.filter(|one| one.status != Status::Partial).collect()
}

/// What of the routes a respondent shows: each item asked or not, each end, a warning or none.
fn shown<'a>(paths: &BTreeSet<&'a str>, one: &Response) -> BTreeSet<(&'a str, bool)> {
    let asked = paths.iter().map(|path| (*path, one.answers.contains_key(*path)));
    asked.chain([("", one.status == Status::Stopped), ("warned", !one.confirmed.is_empty())]).collect()
}

/// The few of a pool that together show both sides of every route that the pool shows.
fn both_sides(pool: &[Response], most: usize) -> Vec<&Response> {
    let paths: BTreeSet<&str> = pool.iter().flat_map(|one| one.answers.keys().map(String::as_str)).collect();
    let mut left: BTreeSet<(&str, bool)> = pool.iter().flat_map(|one| shown(&paths, one)).collect();
    let mut chosen = Vec::new();
    while !left.is_empty() && chosen.len() < most {
        let gain = |one: &&Response| shown(&paths, one).intersection(&left).count();
        let best = pool.iter().max_by_key(gain).expect("someone");
        left.retain(|side| !shown(&paths, best).contains(side));
        chosen.push(best);
    }
    assert!(left.is_empty() || chosen.len() == most, "{left:?}");
    chosen
}

fn form<'a>(artifacts: &'a Artifacts, path: &str) -> &'a str {
    std::str::from_utf8(&artifacts.get(path).unwrap_or_else(|| panic!("no {path}")).bytes).unwrap()
}

/// The path of a form below `forms/`.
pub(crate) fn path_of(survey: &Survey, wording: usize, mode: Mode) -> String {
    let folder = survey.id().replace('@', "-");
    format!("{folder}/{}/{}/index.html", survey.wordings[wording].name, mode.name())
}

/// Journeys through every wording and mode of a survey: `ways(variant, n)` says how the nth respondent of a variant goes.
pub(super) fn journeys<'a>(
    survey: &'a Survey,
    artifacts: &Artifacts,
    most: usize,
    ways: impl Fn(usize, usize) -> &'static [&'static str] + Copy,
) -> Vec<Journey<'a>> {
    let evaluator = Evaluator::new(survey);
    let mut random = Random::new(3);
    let mut all = Vec::new();
    let variants = survey.variants().filter(|(_, mode)| *mode != Mode::Paper);
    for (variant, (wording, mode)) in variants.enumerate() {
        let path = path_of(survey, wording, mode);
        let browser: Browser = controls(form(artifacts, &format!("forms/{path}")));
        let pool = pool(&evaluator, wording, mode);
        for (n, meant) in both_sides(&pool, most).into_iter().enumerate() {
            let give = browser.wanted(&evaluator, meant, &mut random);
            let fields = browser.link(&evaluator, meant, &mut random);
            for way in ways(variant, n) {
                let job = json!({ "path": path, "fields": fields, "give": give, "way": way });
                all.push(Journey { survey, meant: meant.clone(), job });
            }
        }
    }
    all
}

/// What nobody can know without script, or decides on the device.
fn comparable(response: &Response) -> Response {
    Response { confirmed: Vec::new(), seed: None, order: BTreeMap::new(), ..response.clone() }
}

impl Journey<'_> {
    /// Of a conversation that was broken off: what was answered is what was meant, and some of it was not reached.
    fn is_half(&self, got: &Response) {
        let meant = &self.meant;
        assert_eq!(got.status, Status::Partial);
        assert!(got.reached > 0 && got.reached < meant.reached, "{} of {}", got.reached, meant.reached);
        let answered = got.answers.iter().filter(|(_, answer)| **answer != Answer::Empty);
        let same = |(path, answer): (&String, &Answer)| meant.answers.get(path) == Some(answer);
        assert!(answered.clone().count() >= 2 && answered.clone().all(same), "{:?}", got.answers);
        assert!(got.answers.len() < meant.answers.len());
    }
}

/// What arrived is sound and is what was meant.
fn judge(journey: &Journey<'_>, sent: &Json) {
    let evaluator = Evaluator::new(journey.survey);
    let build = journey.survey.build();
    let body = sent["body"].as_str().unwrap();
    let script = journey.job["way"] != "plain";
    let key = sent["headers"]["idempotency-key"].as_str();
    assert_eq!(script, key.is_some_and(|key| key.len() == 32), "{}", sent["headers"]);
    let arrived = if script { Sent::Script(body) } else { Sent::Form(body.as_bytes()) };
    let sample: &BTreeMap<String, Answer> = &journey.meant.fields;
    let received = evaluator.receive(Some(&build), sample, arrived, key);
    // Without script nobody can confirm a warning; that never refuses a response.
    let grave = |fault: &&Fault| script || fault.kind != FaultKind::Unconfirmed;
    let told: Vec<String> = received.faults().filter(grave).map(ToString::to_string).collect();
    assert_eq!(told, Vec::<String>::new(), "{}\n{body}", journey.job);
    let got = received.outcome.unwrap_or_else(|faults| panic!("{faults:?}")).response;
    if journey.job["way"] == "breaks" {
        journey.is_half(&got);
    } else {
        assert_eq!(comparable(&got), comparable(&journey.meant), "{}\n{body}", journey.job);
    }
    if script {
        // As it was sent, before anything is put right; fields that the form does not read come from the sample.
        let sent = Response::parse(body).unwrap();
        let faults = evaluator.check(&sent, Some(&build));
        let own: Vec<&Fault> = faults.iter().filter(|fault| !fault.at.starts_with("/fields/")).collect();
        assert!(own.is_empty(), "{own:?}\n{body}");
    }
}

/// Runs them and judges what arrived; the number of journeys and of steps.
pub(super) fn run(artifacts: &Artifacts, journeys: &[Journey<'_>]) -> (usize, usize) {
    let dir = served(artifacts);
    let jobs: Vec<&Json> = journeys.iter().map(|one| &one.job).collect();
    let answers = node("journeys.mjs", &json!({ "folder": dir.path().join("forms"), "jobs": jobs }));
    let sent = answers.as_array().expect("what was sent");
    assert_eq!(sent.len(), journeys.len());
    for (journey, sent) in journeys.iter().zip(sent) {
        judge(journey, sent);
    }
    let steps = sent.iter().map(|one| one["steps"].as_array().map_or(0, Vec::len)).sum();
    (sent.len(), steps)
}

#[test]
fn our_surveys_from_the_first_step_to_the_receipt() {
    let ways = |variant, n| match (variant, n) {
        (_, 0) => &["steps", "plain", "keys", "wander"][..],
        (0, 1) => &["steps", "plain", "impatient", "offline", "later"][..],
        _ => &["steps", "plain"][..],
    };
    let all: Vec<Journey<'_>> =
        ours().project.surveys.iter().flat_map(|survey| journeys(survey, our_artifacts(), 12, ways)).collect();
    let (journeys, steps) = run(our_artifacts(), &all);
    println!("{journeys} journeys through our surveys, {steps} steps");
    assert!(journeys >= 60 && steps >= 800, "{journeys} journeys, {steps} steps");
}

#[test]
fn a_conversation_that_is_broken_off_arrives_as_far_as_it_went() {
    let broken = |_, n| if n < 2 { &["breaks"][..] } else { &[][..] };
    let all: Vec<Journey<'_>> =
        ours().project.surveys.iter().flat_map(|survey| journeys(survey, our_artifacts(), 12, broken)).collect();
    let whole = |one: &Journey<'_>| one.meant.mode == Mode::Phone && one.meant.status == Status::Complete;
    let phone: Vec<Journey<'_>> = all.into_iter().filter(whole).collect();
    assert!(phone.len() >= 4, "someone is phoned");
    run(our_artifacts(), &phone);
}

/// Every construct, and surveys made at random: what a form can hold beyond our own surveys.
#[test]
fn other_surveys_agree_in_the_browser() {
    let ways = |variant, n| match (variant, n) {
        (_, 0) => &["steps", "plain", "wander"][..],
        _ => &["steps", "plain"][..],
    };
    let sources = [EVERY.to_owned()].into_iter().chain((0..SEEDS).map(random_survey));
    let (mut forms, mut steps) = (0, 0);
    for source in sources {
        let outcome = alone(&source);
        assert!(!outcome.has_errors(), "{:#?}\n{source}", outcome.diagnostics);
        let made = artifacts(&outcome);
        let most = if source == EVERY { 5 } else { 2 };
        let all: Vec<Journey<'_>> =
            outcome.project.surveys.iter().flat_map(|survey| journeys(survey, &made, most, ways)).collect();
        let (journeys, walked) = run(&made, &all);
        (forms, steps) = (forms + journeys, steps + walked);
    }
    println!("{forms} journeys through other surveys, {steps} steps");
    assert!(forms >= 40 && steps >= 100, "{forms} journeys, {steps} steps");
}
