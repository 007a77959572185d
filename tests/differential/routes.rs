//! Evaluator against the interpreter of the route table.

use super::schema::{Judge, NOT_HERE};
use crate::support::big::KINDS;
use crate::support::corpus::{Document, Histogram, documents};
use crate::support::generate::random_survey;
use crate::support::real;
use crate::support::script::Script;
use crate::support::survey::survey;
use peil::emit::routes::routes;
use peil::eval::{Evaluator, Fault, PageState, Truth, clean_text, order::shown_order, parse_number};
use peil::model::Survey;
use serde_json::{Value as Json, json};

/// What the evaluator says of a document, in the words of the script's harness.
fn judged(evaluator: &Evaluator<'_>, document: &Document) -> Json {
    let faults = faults(&document.faults);
    let Some(response) = &document.response else { return json!({ "faults": faults }) };
    let (places, routed) = (evaluator.places(), evaluator.route(response));
    let survey = evaluator.survey();
    let by_path = |value: &dyn Fn(peil::eval::Place) -> Json| -> Json {
        Json::Object(places.iter().map(|place| (places.path(place).to_owned(), value(place))).collect())
    };
    let page = |state: &PageState| match state {
        PageState::Hidden => "hidden",
        PageState::NotReached => "not-reached",
        PageState::Shown => "shown",
    };
    json!({
        "faults": faults,
        "states": by_path(&|place| {
            let state = routed.state(places, place);
            json!({ "state": state.name(), "wire": peil::eval::to_answer(state).map(|answer| answer.to_json()) })
        }),
        "offered": by_path(&|place| json!(routed.offered(places, place))),
        "pages": routed.pages.iter().map(page).collect::<Vec<_>>(),
        "stop": routed.stop,
        "reached": routed.reached,
        "errors": evaluator.errors(&routed, &response.confirmed).iter().map(in_a_line).collect::<Vec<_>>(),
        "usable": evaluator.usable(&routed),
        "texts": by_path(&|place| {
            json!(evaluator.text(&routed, &survey.var(place.var).unwrap().texts.ask, Some(place)))
        }),
        "end": evaluator.text(&routed, &survey.end, None),
    })
}

fn in_a_line(fault: &Fault) -> String {
    format!("{} {} {}", fault.at, fault.kind.name(), fault.detail)
}

fn faults(faults: &[Fault]) -> Vec<String> {
    let mut lines: Vec<String> = faults.iter().map(in_a_line).collect();
    lines.sort();
    lines
}

/// Compares the faults of one document only, which is quick.
pub(super) fn difference_in_faults(script: &Script, document: &Document) -> Option<String> {
    let (expected, found) = (json!(faults(&document.faults)), script.call("faults", &document.text));
    (expected != found).then(|| format!("faults: evaluator {expected}, script {found}\n{}", document.text))
}

/// Compares on one document; what differs, if anything.
pub(super) fn difference(evaluator: &Evaluator<'_>, script: &Script, document: &Document) -> Option<String> {
    let text = &document.text;
    let (expected, found) = (judged(evaluator, document), script.call("judge", text));
    if expected == found {
        return None;
    }
    let members = expected.as_object().unwrap().iter();
    let differing = members.filter(|(key, value)| found.get(*key) != Some(*value));
    let shown: Vec<String> = differing.map(|(key, value)| apart(key, value, &found[key])).collect();
    Some(format!("{}\n{text}", shown.join("\n")))
}

fn apart(key: &str, expected: &Json, found: &Json) -> String {
    let (Json::Object(a), Json::Object(b)) = (expected, found) else {
        return format!("{key}: evaluator {expected}, script {found}");
    };
    let differing = a.iter().filter(|(path, value)| b.get(*path) != Some(*value));
    let lines = differing.map(|(path, value)| format!("{key} {path}: evaluator {value}, script {}", b[path]));
    lines.take(5).collect::<Vec<_>>().join("\n")
}

/// Whether both shuffle the blocks of a survey alike.
pub(super) fn difference_in_order(survey: &Survey, script: &Script) -> Option<String> {
    let order = shown_order(survey, "ab");
    let expected = Json::Object(order.iter().map(|(id, order)| (id.clone(), order.to_json())).collect());
    let found = script.call("order", "ab");
    (expected != found).then(|| format!("order: evaluator {expected}, script {found}"))
}

#[test]
fn big_surveys_have_the_items_that_were_asked_for() {
    for (kind, generate) in KINDS {
        let survey = survey(&generate(2000));
        assert_eq!(survey.vars.iter().filter(|var| var.page.is_some()).count(), 2000, "{kind}");
        assert_eq!(survey.wordings.len(), 2, "{kind}");
    }
}

/// A `not` that takes unknown for false is what every host language offers; both comparisons must notice it.
#[test]
fn a_two_valued_not_is_caught() {
    let (mut by_script, mut by_schema) = (0, 0);
    for seed in 0..30 {
        let survey = survey(&random_survey(seed));
        let sound = Evaluator::new(&survey);
        let mutant = Evaluator::new(&survey).with_not(|truth| Truth::from(!truth.is_true()));
        let (script, schema) = (Script::new(&survey), Judge::new(&survey));
        let documents = documents(&sound, seed, 12, NOT_HERE, &mut Histogram::default());
        let judged: Vec<Document> =
            documents.into_iter().map(|document| Document::new(&mutant, document.text, document.mutation)).collect();
        let unlike_schema = |document: &Document| {
            let json = serde_json::from_str(&document.text).unwrap();
            schema.difference(document, &json, &mut Histogram::default()).is_some()
        };
        by_script += usize::from(judged.iter().any(|document| difference(&mutant, &script, document).is_some()));
        by_schema += usize::from(judged.iter().any(unlike_schema));
    }
    let caught =
        format!("of 30 surveys tell a two-valued `not` from Kleene's: {by_script}, by their schema {by_schema}");
    assert!(by_script >= 5 && by_schema >= 5, "{caught}");
}

#[test]
fn typed_numbers_and_texts_agree() {
    let survey = survey(&random_survey(0));
    let script = Script::new(&survey);
    let numbers = [
        "7,5",
        "7.5",
        " 8 ",
        "-0,5",
        "007",
        "-0",
        "",
        "-",
        "1.000,5",
        "7,",
        ",5",
        "1e3",
        "+1",
        "7,50",
        "9999999999999999",
        "٣",
        "1\n",
    ];
    for (text, decimals) in numbers.iter().flat_map(|text| [(text, 0), (text, 1), (text, 9)]) {
        let expected = parse_number(text, decimals).map_or_else(|kind| json!(kind), |units| json!(units));
        assert_eq!(script.call("number", &json!([text, decimals]).to_string()), expected, "{text:?} {decimals}");
    }
    for text in ["  a\r\nb\rc ", "e\u{1}\u{301}", "\u{2003}x\u{85}", "\u{feff}x", "\u{200b}", "a\tb\u{7f}", "Å\u{327}"]
    {
        assert_eq!(script.call("clean", &json!(text).to_string()), json!(clean_text(text)), "{text:?}");
    }
}

#[test]
fn route_tables_have_the_published_schema() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schemas/peil-routes-1.schema.json");
    let schema: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let generated = (0..60).map(|seed| survey(&random_survey(seed)));
    for survey in generated.chain(real::project().project.surveys) {
        let table = routes(&survey);
        let faults: Vec<String> =
            validator.iter_errors(&table).map(|e| format!("{}: {e}", e.instance_path())).take(3).collect();
        assert!(faults.is_empty(), "{}: {}", survey.id(), faults.join("\n"));
    }
    let mut table = routes(&survey(&random_survey(1)));
    table["vars"][0]["rol"] = json!("x");
    assert!(!validator.is_valid(&table), "the schema lets an unknown member in");
}
