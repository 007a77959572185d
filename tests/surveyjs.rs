//! Evaluator against SurveyJS (`survey-core`), for what both can say; and where they differ, which `docs/surveyjs.md` tells.

mod differences;
mod export;

use crate::support::corpus::Histogram;
use crate::support::generate::random_survey;
use crate::support::real;
use crate::support::survey::survey;
use export::{Exported, export, name};
use peil::eval::{Answer, Evaluator, Normalised};
use peil::model::{Kind, Mode, Role, Survey};
use peil::simulate::{Random, Rates, respondents};
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

/// What SurveyJS did with each job of `tests/oracle/surveyjs.mjs`.
fn filled_in(jobs: &[Json]) -> Vec<Json> {
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/surveyjs.mjs");
    let mut node = Command::new("node")
        .arg(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node, which scripts/setup installs");
    let mut to = node.stdin.take().unwrap();
    let lines: String = jobs.iter().map(|job| format!("{job}\n")).collect();
    let writer = std::thread::spawn(move || to.write_all(lines.as_bytes()).expect("node reads"));
    let done = node.wait_with_output().unwrap();
    writer.join().unwrap();
    let answers = String::from_utf8(done.stdout).unwrap();
    let answers: Vec<Json> = answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(done.status.success() && answers.len() == jobs.len(), "surveyjs.mjs stopped; its own words are above");
    answers
}

/// The survey as it stands with these answers, hidden ones among them.
fn judged(
    evaluator: &Evaluator<'_>,
    (wording, mode): (usize, Mode),
    sample: &BTreeMap<String, Answer>,
    held: &BTreeMap<String, Json>,
) -> Normalised {
    let survey = evaluator.survey();
    let submission = json!({
        "form": survey.id(), "build": "", "wording": survey.wordings[wording].name, "mode": mode.name(),
        "status": "complete", "answers": held,
    });
    evaluator.normalise_json(None, sample, &submission).expect("a submission that can be judged")
}

/// The names of what is shown, of those that are in both.
fn visible(evaluator: &Evaluator<'_>, exported: &Exported, normalised: &Normalised) -> BTreeSet<String> {
    let places = evaluator.places();
    let shown = places.iter().filter(|place| normalised.routed.state(places, *place).shown());
    shown.map(|place| name(places.path(place))).filter(|name| exported.names.contains(name)).collect()
}

/// One respondent: what they do, and what the evaluator says before and after each act and at the end.
struct Walk {
    acts: Vec<(String, Json)>,
    visible: Vec<BTreeSet<String>>,
    data: BTreeMap<String, Json>,
    /// An answer stood behind a route that was not true any more.
    hid_an_answer: bool,
}

/// Answers what is shown from the top, then changes some answers. What the route hides is dropped at once, as SurveyJS does
/// with `clearInvisibleValues: "onHidden"`.
fn walk(
    evaluator: &Evaluator<'_>,
    at: (usize, Mode),
    exported: &Exported,
    sample: &BTreeMap<String, Answer>,
    random: &mut Random,
) -> Walk {
    let mut held: BTreeMap<String, Json> = BTreeMap::new();
    let mut now = judged(evaluator, at, sample, &held);
    let mut walk = Walk {
        acts: Vec::new(),
        visible: vec![visible(evaluator, exported, &now)],
        data: BTreeMap::new(),
        hid_an_answer: false,
    };
    let order: Vec<_> = evaluator
        .places()
        .iter()
        .filter(|place| exported.names.contains(&name(evaluator.places().path(*place))))
        .collect();
    let again: Vec<_> = (0..order.len()).filter_map(|_| random.pick(&order).copied()).collect();
    for place in order.iter().copied().chain(again) {
        let path = evaluator.places().path(place);
        let shown = now.routed.state(evaluator.places(), place).shown();
        if !shown || random.chance(150) {
            continue;
        }
        let var = evaluator.survey().var(place.var).unwrap();
        let options = evaluator.survey().options_of(var);
        let value = given(&var.kind, options, now.routed.offered(evaluator.places(), place), random);
        held.insert(path.to_owned(), value.clone());
        walk.acts.push((name(path), value));
        now = judged(evaluator, at, sample, &held);
        let before = held.len();
        held.retain(|path, _| {
            let place = evaluator.places().find(path).unwrap();
            now.routed.state(evaluator.places(), place).shown()
        });
        walk.hid_an_answer |= held.len() < before;
        walk.visible.push(visible(evaluator, exported, &now));
    }
    let (_, answers) = evaluator.stored(&now.routed);
    let kept =
        answers.iter().filter(|(path, answer)| **answer != Answer::Empty && exported.names.contains(&name(path)));
    walk.data = kept.map(|(path, answer)| (name(path), as_surveyjs(answer))).collect();
    walk
}

/// An answer among what is offered.
fn given(kind: &Kind, options: &[peil::model::Opt], offered: &[i64], random: &mut Random) -> Json {
    let excludes = |code: &i64| options.iter().any(|one| one.code == *code && (one.alone || one.missing));
    match kind {
        Kind::OneOf { .. } => json!(random.pick(offered).unwrap()),
        Kind::AnyOf { at_most, .. } => {
            let (single, plain): (Vec<i64>, Vec<i64>) = offered.iter().partition(|code| excludes(code));
            let most = at_most.map_or(usize::MAX, |most| most as usize);
            let some: Vec<i64> = plain.iter().copied().filter(|_| random.chance(500)).take(most).collect();
            let one = random.pick(&single).filter(|_| some.is_empty() || random.chance(150)).or(plain.first()).copied();
            if some.is_empty() || one.is_some_and(|one| excludes(&one)) { json!([one.unwrap()]) } else { json!(some) }
        }
        Kind::Number { min, max, .. } => json!(random.between(*min, *max)),
        Kind::Text { .. } => json!("woorden"),
        Kind::Date { .. } => unreachable!("no dates are exported"),
    }
}

/// SurveyJS knows no missing options: they are choices, in a list where more can be chosen.
fn as_surveyjs(answer: &Answer) -> Json {
    match answer {
        Answer::Missing(code) => json!({ "missing": code }),
        other => other.to_json(),
    }
}

fn same(ours: &BTreeMap<String, Json>, theirs: &Json) -> bool {
    let Json::Object(theirs) = theirs else { return ours.is_empty() };
    let plain = |value: &Json| match value {
        Json::Object(members) => members["missing"].clone(),
        Json::Array(codes) if codes.len() == 1 => codes[0].clone(),
        Json::Array(codes) => {
            let mut codes: Vec<i64> = codes.iter().filter_map(Json::as_i64).collect();
            codes.sort_unstable();
            json!(codes)
        }
        other => other.clone(),
    };
    let ours: Map<String, Json> = ours.iter().map(|(name, value)| (name.clone(), plain(value))).collect();
    let theirs: Map<String, Json> = theirs.iter().map(|(name, value)| (name.clone(), plain(value))).collect();
    ours == theirs
}

/// The fields that expressions read, as SurveyJS variables.
fn variables(survey: &Survey, sample: &BTreeMap<String, Answer>) -> Json {
    let fields = sample.iter().filter(|(path, _)| {
        survey.find(path).and_then(|id| survey.var(id)).is_some_and(|var| matches!(var.role, Role::Field { .. }))
    });
    let value = |answer: &Answer| match answer {
        Answer::Missing(code) => json!(code),
        other => other.to_json(),
    };
    fields
        .filter(|(_, answer)| **answer != Answer::Empty)
        .map(|(path, answer)| (name(path), value(answer)))
        .collect::<Map<_, _>>()
        .into()
}

/// A respondent of one form, and the jobs for SurveyJS: hidden answers cleared at once, and as it is when nobody says otherwise.
struct Case {
    walk: Walk,
    survey: Json,
    jobs: [Json; 2],
}

/// Respondents of one survey, in each wording and mode that can be exported.
fn cases(survey: &Survey, seed: u64, respondents_each: usize) -> Vec<Case> {
    let evaluator = Evaluator::new(survey);
    let samples: Vec<_> = respondents(&evaluator, "", &Rates::default(), seed, 8).map(|one| one.fields).collect();
    let mut random = Random::new(seed);
    let mut all = Vec::new();
    for at in survey.variants() {
        let Some(exported) = export(survey, at.0, at.1) else { continue };
        for _ in 0..respondents_each {
            let sample = random.pick(&samples).unwrap();
            let walk = walk(&evaluator, at, &exported, sample, &mut random);
            let job = |clear: &str| {
                let mut survey_json = exported.json.clone();
                survey_json["clearInvisibleValues"] = json!(clear);
                json!({ "survey": survey_json, "variables": variables(survey, sample), "acts": walk.acts })
            };
            let jobs = [job("onHidden"), job("onComplete")];
            all.push(Case { walk, survey: exported.json.clone(), jobs });
        }
    }
    all
}

fn steps(theirs: &Json) -> Vec<BTreeSet<String>> {
    serde_json::from_value(theirs["steps"].clone()).unwrap()
}

impl Case {
    fn compare(&self, theirs: &Json, histogram: &mut Histogram) {
        let walk = &self.walk;
        for (at, (ours, theirs)) in walk.visible.iter().zip(&steps(theirs)).enumerate() {
            histogram.add("compared: visible questions after an act");
            let acts = &walk.acts[..at];
            assert_eq!(ours, theirs, "after {acts:?}: evaluator (left), SurveyJS (right)\n{}", self.survey);
        }
        assert!(same(&walk.data, &theirs["data"]), "{:?}\n{}\n{}", walk.data, theirs["data"], self.survey);
        histogram.add("documents");
        histogram.add(if walk.hid_an_answer {
            "respondents: a change hid an answer"
        } else {
            "respondents: nothing hidden"
        });
    }

    /// Without `onHidden` nothing but hidden answers makes a difference.
    fn compare_default(&self, theirs: &Json, histogram: &mut Histogram) {
        let agree = self.walk.visible == steps(theirs) && same(&self.walk.data, &theirs["data"]);
        assert!(agree || self.walk.hid_an_answer, "another difference than hidden answers: {:?}", self.walk.acts);
        if !agree {
            histogram.add("respondents: by default, hidden answers make a difference");
        }
    }
}

#[test]
fn what_both_can_say_means_the_same() {
    let generated = (0..16).flat_map(|seed| cases(&survey(&random_survey(seed)), seed, 5));
    let ours = real::project().project.surveys;
    let all: Vec<Case> = generated.chain(ours.iter().flat_map(|survey| cases(survey, 1, 8))).collect();
    let theirs = filled_in(&all.iter().flat_map(|case| case.jobs.clone()).collect::<Vec<_>>());
    let mut histogram = Histogram::default();
    for (case, theirs) in all.iter().zip(theirs.chunks(2)) {
        case.compare(&theirs[0], &mut histogram);
        case.compare_default(&theirs[1], &mut histogram);
    }
    histogram.show("SurveyJS");
    assert!(histogram.documents() >= 150 && histogram.get("respondents: a change hid an answer") >= 25);
    assert!(histogram.get("respondents: by default, hidden answers make a difference") >= 3);
}
