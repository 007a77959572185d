//! What a response means, rule by rule, on one survey that has one of everything.

use crate::support::corpus::{Histogram, documents};
use crate::support::generate::random_survey;
use crate::support::survey::survey;
use peil::eval::{Answer, Evaluator, FaultKind, Normalised, Place, Response, State, Status, Value};
use peil::model::Survey;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/responses")
}

fn sample_survey() -> Survey {
    survey(&fs::read_to_string(folder().join("proef.peil")).unwrap())
}

fn sample_fields() -> BTreeMap<String, Answer> {
    BTreeMap::from([
        ("bedrijf".to_owned(), Answer::Text("De Brug".to_owned())),
        ("dienst".to_owned(), Answer::Integer(1)),
        ("start".to_owned(), Answer::Text("2023-08-31".to_owned())),
    ])
}

/// Normalises raw answers of a complete submission.
fn submitted(survey: &Survey, more: &Json, answers: &Json) -> Normalised {
    let mut raw = json!({
        "form": "proef@2026", "build": "b", "wording": "gewoon", "mode": "web", "status": "complete", "answers": answers,
    });
    for (key, value) in more.as_object().unwrap() {
        raw[key] = value.clone();
    }
    let done = Evaluator::new(survey).normalise(Some("b"), &sample_fields(), &raw.to_string()).unwrap();
    let faults = Evaluator::new(survey).check(&done.response, Some("b"));
    assert_eq!(faults, [], "{}", done.response.print());
    done
}

fn state(survey: &Survey, done: &Normalised, path: &str) -> State {
    let evaluator = Evaluator::new(survey);
    let place = evaluator.places().find(path).unwrap_or_else(|| panic!("no {path}"));
    done.routed.state(evaluator.places(), place).clone()
}

fn dropped(done: &Normalised) -> Vec<(String, FaultKind)> {
    done.dropped.iter().map(|one| (one.fault.at.clone(), one.fault.kind)).collect()
}

fn number(units: i64) -> State {
    State::Valid(Value::Number(units))
}

#[test]
fn five_states() {
    let survey = sample_survey();
    let done =
        submitted(&survey, &json!({"status": "partial", "reached": 1}), &json!({"had_contact": "1", "kanaal": ["9"]}));
    assert_eq!(state(&survey, &done, "had_contact"), State::Valid(Value::Option(1)));
    assert_eq!(state(&survey, &done, "kanaal"), State::Missing(9));
    assert_eq!(state(&survey, &done, "dagen"), State::Empty);
    assert_eq!(state(&survey, &done, "begeleiding.plichten"), State::NotReached);
    assert_eq!(state(&survey, &done, "uitleg"), State::NotAsked);
    assert_eq!(done.response.status, Status::Partial);
}

#[test]
fn unknown_hides_and_a_missing_option_is_decided() {
    let survey = sample_survey();
    // Nothing given: `had_contact != nee` is unknown.
    let done = submitted(&survey, &json!({}), &json!({"dagen": 3}));
    assert_eq!(state(&survey, &done, "dagen"), State::NotAsked);
    assert_eq!(dropped(&done), [("/answers/dagen".to_owned(), FaultKind::OffRoute)]);
    assert_eq!(done.response.status, Status::Partial, "required is empty, and kept");
    // Weet ik niet is not nee.
    let done = submitted(&survey, &json!({}), &json!({"had_contact": {"missing": 9}, "dagen": 3}));
    assert_eq!(state(&survey, &done, "dagen"), number(3));
    assert_eq!(done.response.status, Status::Complete);
}

#[test]
fn what_the_route_hides_does_not_exist() {
    let survey = sample_survey();
    let answers =
        json!({"had_contact": 2, "kanaal": [1], "dagen": 25, "oordeel": "7,5", "uitleg": "mooi", "klaar": "1-2-2024"});
    let done = submitted(&survey, &json!({"confirmed": ["dagen.warn1"]}), &answers);
    let kinds = [
        ("/answers/kanaal".to_owned(), FaultKind::OffRoute),
        ("/answers/dagen".to_owned(), FaultKind::OffRoute),
        ("/answers/uitleg".to_owned(), FaultKind::OffRoute),
        ("/confirmed/0".to_owned(), FaultKind::NotWarned),
    ];
    assert_eq!(dropped(&done), kinds);
    assert_eq!(done.response.answers.get("oordeel"), Some(&Answer::Integer(75)));
    assert_eq!(done.response.answers.get("klaar"), Some(&Answer::Text("2024-02-01".to_owned())));
    assert_eq!(done.response.confirmed, Vec::<String>::new());
}

#[test]
fn options_and_sets() {
    let survey = sample_survey();
    let set = |given: Json| {
        let done = submitted(&survey, &json!({"wording": "simpel"}), &json!({"had_contact": 1, "kanaal": given}));
        (state(&survey, &done, "kanaal"), dropped(&done).into_iter().map(|(_, kind)| kind).collect::<Vec<_>>())
    };
    let chosen = |codes: &[i64]| State::Valid(Value::Set(codes.iter().copied().collect()));
    assert_eq!(set(json!([3, "1", 1])), (chosen(&[1, 3]), vec![]));
    assert_eq!(set(json!([4, 1])), (chosen(&[1]), vec![FaultKind::NotOffered]), "brief is for the other wording");
    assert_eq!(set(json!([1, 8])), (chosen(&[1]), vec![FaultKind::AloneWithOthers]));
    assert_eq!(set(json!([9, 2])), (chosen(&[2]), vec![FaultKind::MissingWithOthers]));
    assert_eq!(set(json!([8])), (chosen(&[8]), vec![]));
    assert_eq!(set(json!([8, 9])), (State::Empty, vec![FaultKind::AloneWithOthers, FaultKind::MissingWithOthers]));
    assert_eq!(set(json!([77])), (State::Empty, vec![FaultKind::UnknownCode]));
    assert_eq!(set(json!([])), (State::Empty, vec![]));
    let done = submitted(&survey, &json!({}), &json!({"had_contact": 1, "kanaal": [1, 2, 3, 4]}));
    assert_eq!(dropped(&done), [("/answers/kanaal".to_owned(), FaultKind::TooMany)]);
    assert_eq!(done.dropped[0].value, json!([1, 2, 3, 4]), "what is left out is told whole");
}

#[test]
fn two_marks_on_paper_are_empty_with_a_flag() {
    let survey = sample_survey();
    let done = submitted(&survey, &json!({"mode": "paper"}), &json!({"had_contact": [1, 2]}));
    assert_eq!(state(&survey, &done, "had_contact"), State::Empty);
    assert_eq!(dropped(&done), [("/answers/had_contact".to_owned(), FaultKind::TwoMarks)]);
    assert_eq!(done.failures[0].kind, FaultKind::Required);
}

#[test]
fn specify_lives_with_its_option() {
    let survey = sample_survey();
    let with = |code: i64, text: &str| {
        submitted(&survey, &json!({}), &json!({"had_contact": code, "had_contact.anders": text}))
    };
    let done = with(3, "  via\r\nvia ");
    assert_eq!(state(&survey, &done, "had_contact.anders"), State::Valid(Value::Text("via\nvia".to_owned())));
    assert_eq!(dropped(&with(1, "via")), [("/answers/had_contact.anders".to_owned(), FaultKind::OffRoute)]);
    let empty = with(3, "  ");
    assert_eq!((empty.response.status, empty.failures[0].kind), (Status::Partial, FaultKind::Required));
    assert_eq!(dropped(&with(3, &"x".repeat(21))), [("/answers/had_contact.anders".to_owned(), FaultKind::TooLong)]);
}

#[test]
fn refusals_keep_and_warnings_ask_once() {
    let survey = sample_survey();
    let answers = json!({"had_contact": 1, "dagen": 25, "oordeel": "1", "begeleiding.afspraken": 4, "begeleiding.plichten": null});
    let done = submitted(&survey, &json!({"confirmed": ["dagen.warn1"]}), &answers);
    let failures: Vec<_> = done.failures.iter().map(|fault| (fault.kind, fault.detail.as_str())).collect();
    assert_eq!(failures, [(FaultKind::Refused, "oordeel.refuse1")]);
    assert_eq!((done.response.status, done.response.reached), (Status::Partial, 3));
    assert_eq!(done.response.confirmed, ["dagen.warn1"]);
    assert_eq!(done.response.answers.get("oordeel"), Some(&Answer::Integer(10)));
    let unasked = submitted(&survey, &json!({}), &json!({"had_contact": 1, "dagen": 25}));
    assert_eq!(unasked.failures[0].kind, FaultKind::Unconfirmed);
    assert_eq!(unasked.response.status, Status::Complete);
}

#[test]
fn aggregates_are_strict() {
    let survey = sample_survey();
    let mean = |a: Json, b: Json| {
        let done = submitted(
            &survey,
            &json!({}),
            &json!({"had_contact": 1, "begeleiding.afspraken": a, "begeleiding.plichten": b}),
        );
        state(&survey, &done, "gemiddeld")
    };
    assert_eq!(mean(json!(3), json!(4)), number(35));
    assert_eq!(mean(json!(3), json!(9)), number(30), "at least 1");
    assert_eq!(mean(json!(9), json!(null)), State::Empty);
    let hours = |answers: Json| state(&survey, &submitted(&survey, &json!({}), &answers), "alle_uren");
    assert_eq!(hours(json!({"had_contact": 2})), State::NotAsked, "no iteration, nothing asked");
    assert_eq!(
        hours(json!({"had_contact": 2, "gehad": [1, 12], "per_dienst.1.uren": 3})),
        State::Empty,
        "one is empty"
    );
    let both = json!({"had_contact": 2, "gehad": [1, 12], "per_dienst.1.uren": 3, "per_dienst.12.uren": "4", "per_dienst.2.uren": 9});
    assert_eq!(hours(both.clone()), number(7));
    let done = submitted(&survey, &json!({}), &both);
    assert_eq!(dropped(&done), [("/answers/per_dienst.2.uren".to_owned(), FaultKind::OffRoute)]);
}

#[test]
fn loops_repeat_for_what_was_chosen() {
    let survey = sample_survey();
    let answers = json!({
        "had_contact": 2, "gehad": [1, 2],
        "per_dienst.1.uren": 0, "per_dienst.1.goed": 3, "per_dienst.2.uren": 60, "per_dienst.2.goed": 4, "veel": 3,
    });
    let done = submitted(&survey, &json!({}), &answers);
    assert_eq!(state(&survey, &done, "per_dienst.1.goed"), State::NotAsked, "the same iteration decides");
    assert_eq!(state(&survey, &done, "per_dienst.2.goed"), State::Valid(Value::Option(4)));
    assert_eq!(state(&survey, &done, "per_dienst.12.uren"), State::NotAsked);
    assert_eq!(state(&survey, &done, "veel"), State::Valid(Value::Option(3)));
}

#[test]
fn a_stop_ends_the_interview() {
    let survey = sample_survey();
    let mut fields = sample_fields();
    fields.insert("dienst".to_owned(), Answer::Integer(12));
    let raw = json!({
        "form": "proef@2026", "build": "b", "wording": "gewoon", "mode": "web", "status": "complete",
        "answers": {"had_contact": 2, "oordeel": "7"}, "fields": {"dienst": 1, "onbekend": 2},
    });
    let done = Evaluator::new(&survey).normalise(Some("b"), &fields, &raw.to_string()).unwrap();
    assert_eq!((done.response.status, done.response.reached, done.routed.stop), (Status::Stopped, 1, Some(0)));
    let kinds = [
        ("/fields/dienst".to_owned(), FaultKind::FieldFromSubmission),
        ("/answers/oordeel".to_owned(), FaultKind::BeyondReached),
        ("/fields/onbekend".to_owned(), FaultKind::UnknownKey),
    ];
    assert_eq!(dropped(&done), kinds);
    assert_eq!(done.response.fields.get("dienst"), Some(&Answer::Integer(12)));
    assert_eq!(Evaluator::new(&survey).check(&done.response, Some("b")), []);
}

#[test]
fn pipes_speak_the_wording_at_hand() {
    let survey = sample_survey();
    let ask = |more: Json, answers: Json, path: &str| {
        let done = submitted(&survey, &more, &answers);
        let evaluator = Evaluator::new(&survey);
        let place = evaluator.places().find(path).unwrap();
        evaluator.text(&done.routed, &survey.var(place.var).unwrap().texts.ask, Some(place)).unwrap()
    };
    let answers = json!({"had_contact": 1, "kanaal": [1, 2, 3], "dagen": 1, "gehad": [12], "per_dienst.12.uren": 60});
    assert_eq!(
        ask(json!({}), answers.clone(), "oordeel"),
        "Na één dag via Persoonlijk gesprek, Telefoon en E-mail sinds 31 augustus 2023: welk cijfer geeft u?"
    );
    assert!(ask(json!({"wording": "simpel"}), answers.clone(), "oordeel").contains("via Gesprek, Telefoon en E-mail"));
    let none = ask(json!({}), json!({"had_contact": 2}), "oordeel");
    assert_eq!(none, "Na enkele dagen via op een of andere wijze sinds 31 augustus 2023: welk cijfer geeft u?");
    assert_eq!(ask(json!({}), answers.clone(), "per_dienst.12.goed"), "Hoe goed was Nazorg?");
    assert_eq!(ask(json!({}), answers, "veel"), "U had 60 uren. Was dat genoeg?");
    let text = ask(json!({}), json!({"had_contact": 1, "oordeel": "5,5"}), "uitleg");
    assert_eq!(text, "Waarom geeft u 5,5?");
}

#[test]
fn usable_needs_the_core_that_was_asked() {
    let survey = sample_survey();
    let usable = |answers: Json| {
        let done = submitted(&survey, &json!({}), &answers);
        Evaluator::new(&survey).usable(&done.routed)
    };
    assert!(usable(json!({"had_contact": {"missing": 9}, "oordeel": "7"})));
    assert!(!usable(json!({"had_contact": 1})), "`usable when` is not true");
    assert!(!usable(json!({"oordeel": "7"})), "a core item is empty");
}

#[test]
fn a_sample_without_a_required_field_is_refused() {
    let survey = sample_survey();
    let raw = json!({"form": "proef@2026", "build": "x", "wording": "gewoon", "mode": "web", "answers": {}});
    let evaluator = Evaluator::new(&survey);
    let kinds = |build, fields: &BTreeMap<_, _>| -> Vec<FaultKind> {
        evaluator.normalise(build, fields, &raw.to_string()).unwrap_err().into_iter().map(|fault| fault.kind).collect()
    };
    assert_eq!(kinds(None, &BTreeMap::new()), [FaultKind::Required]);
    assert_eq!(kinds(Some("b"), &sample_fields()), [FaultKind::OtherBuild]);
}

/// Whatever is handed in becomes a sound response, the same when handed in again, and no answer is lost without a word.
#[test]
fn normalising_is_total_and_stable() {
    for seed in 0..40 {
        let survey = survey(&random_survey(seed));
        let evaluator = Evaluator::new(&survey);
        for document in documents(&evaluator, seed, 6, &[], &mut Histogram::default()) {
            let Ok(json) = serde_json::from_str::<Json>(&document.text) else { continue };
            let sample = Response::from_json(&json).map(|response| response.fields).unwrap_or_default();
            let Ok(done) = evaluator.normalise(None, &sample, &document.text) else { continue };
            let text = done.response.print();
            assert_eq!(evaluator.check(&done.response, None), [], "{:?} {}", document.mutation, document.text);
            let again = evaluator.normalise(None, &done.response.fields, &text).unwrap();
            assert_eq!(again.dropped, [], "{text}");
            assert_eq!((&again.response, &again.routed.states), (&done.response, &done.routed.states));
            for (key, value) in json["answers"].as_object().into_iter().flatten().filter(|(_, value)| !value.is_null())
            {
                let told = done
                    .dropped
                    .iter()
                    .any(|one| one.fault.at.starts_with("/answers/") && one.fault.at.contains(&key.replace('/', "~1")));
                let kept = done.response.answers.get(key).is_some_and(|answer| *answer != Answer::Empty);
                let blank = value.as_str().is_some_and(|text| text.trim().is_empty())
                    || value.as_array().is_some_and(Vec::is_empty);
                assert!(told || kept || blank, "{key}: {value} is lost in {}", document.text);
            }
        }
    }
}

/// Every document of a folder: its name, what `reasons.txt` says of it, its text.
fn fixtures(kind: &str) -> Vec<(String, String, String)> {
    let folder = folder().join(kind);
    let reasons = fs::read_to_string(folder.join("reasons.txt")).unwrap();
    let documents = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let documents = documents.filter(|path| path.extension().is_some_and(|extension| extension == "json")).count();
    assert_eq!(documents, reasons.lines().count(), "a document without its reason, or the other way round");
    let read = |line: &str| {
        let (name, reason) = line.split_once(" | ").unwrap();
        (name.to_owned(), reason.to_owned(), fs::read_to_string(folder.join(name)).unwrap())
    };
    reasons.lines().map(read).collect()
}

#[test]
fn valid_fixtures_are_sound() {
    let survey = sample_survey();
    for (name, _, text) in fixtures("valid") {
        let response = Response::parse(&text).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert_eq!(Evaluator::new(&survey).check(&response, Some("sha256:0")), [], "{name}");
    }
}

/// The reason names the faults as `pointer: kind`; these, and no others, are found.
#[test]
fn invalid_fixtures_have_the_fault_that_they_name() {
    let survey = sample_survey();
    for (name, reason, text) in fixtures("invalid") {
        let faults = Response::parse(&text)
            .map_or_else(|faults| faults, |response| Evaluator::new(&survey).check(&response, Some("sha256:0")));
        let found: Vec<String> = faults.iter().map(|fault| format!("{}: {}", fault.at, fault.kind.name())).collect();
        let expected: Vec<&str> = reason.split(" | ").next().unwrap().split(", ").collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn places_have_paths_and_paths_places() {
    let survey = sample_survey();
    let evaluator = Evaluator::new(&survey);
    let places = evaluator.places();
    for place in places.iter() {
        assert_eq!(places.find(places.path(place)), Some(place));
    }
    assert_eq!(places.cell(Place { var: peil::model::VarId(0), turn: Some(3) }), None);
    assert_eq!(places.find("per_dienst.uren"), None);
}
