//! Evaluator against the interpreter of the route table.

use crate::support::big::big;
use crate::support::corpus::{Histogram, documents};
use crate::support::generate::random_survey;
use crate::support::real;
use crate::support::script::Script;
use crate::support::survey::{errors, survey};
use peil::emit::routes::routes;
use peil::eval::{Evaluator, PageState, Response, Truth, clean_text, order::shown_order, parse_number};
use peil::model::Survey;
use peil::simulate::Mutation;
use serde_json::{Map, Value as Json, json};

/// JavaScript reads JSON itself: it knows no duplicate keys, and throws at what is none.
const NOT_HERE: &[Mutation] = &[Mutation::DuplicateKey, Mutation::NotJson];

/// What the evaluator says of a document, in the words of the script's harness.
fn judged(evaluator: &Evaluator<'_>, text: &str) -> Json {
    let show = |fault: &peil::eval::Fault| format!("{} {} {}", fault.at, fault.kind.name(), fault.detail);
    let response = match Response::parse(text) {
        Ok(response) => response,
        Err(faults) => {
            let mut faults: Vec<String> = faults.iter().map(show).collect();
            faults.sort();
            return json!({ "faults": faults });
        }
    };
    let mut faults: Vec<String> = evaluator.check(&response, None).iter().map(show).collect();
    faults.sort();
    let (places, routed) = (evaluator.places(), evaluator.route(&response));
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
        "errors": evaluator.errors(&routed, &response.confirmed).iter().map(show).collect::<Vec<_>>(),
        "usable": evaluator.usable(&routed),
        "texts": by_path(&|place| {
            json!(evaluator.text(&routed, &survey.var(place.var).unwrap().texts.ask, Some(place)))
        }),
        "end": evaluator.text(&routed, &survey.end, None),
    })
}

/// Compares on one document; what differs, if anything.
fn difference(evaluator: &Evaluator<'_>, script: &Script, text: &str) -> Option<String> {
    let (expected, found) = (judged(evaluator, text), script.call("judge", text));
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

fn compare(survey: &Survey, seed: u64, count: usize, histogram: &mut Histogram) -> Vec<String> {
    let evaluator = Evaluator::new(survey);
    let script = Script::new(survey);
    let order: Map<_, _> = shown_order(survey, "ab").iter().map(|(id, order)| (id.clone(), order.to_json())).collect();
    assert_eq!(script.call("order", "ab"), Json::Object(order));
    let documents = documents(&evaluator, seed, count, NOT_HERE, histogram);
    documents.iter().filter_map(|document| difference(&evaluator, &script, &document.text)).collect()
}

#[test]
fn generated_surveys_compile() {
    let faults: Vec<String> = (0..super::effort(300))
        .flat_map(|seed| errors(&random_survey(seed)).into_iter().map(move |error| format!("seed {seed}: {error}")))
        .collect();
    assert!(faults.is_empty(), "{} errors:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn big_surveys_have_the_items_that_were_asked_for() {
    let survey = survey(&big(2000));
    assert_eq!(survey.vars.iter().filter(|var| var.page.is_some()).count(), 2000);
    assert_eq!(survey.wordings.len(), 2);
}

#[test]
fn interpreter_agrees_on_generated_surveys() {
    let mut histogram = Histogram::default();
    for seed in 0..super::effort(60) {
        let source = random_survey(seed);
        let survey = survey(&source);
        let differences = compare(&survey, seed, 12, &mut histogram);
        assert!(differences.is_empty(), "seed {seed}, {} differ:\n{}\n{source}", differences.len(), differences[0]);
    }
    histogram.show_and_insist(NOT_HERE);
}

#[test]
fn interpreter_agrees_on_our_own_surveys() {
    let mut histogram = Histogram::default();
    for survey in real::project().project.surveys {
        let differences = compare(&survey, 7, 40, &mut histogram);
        assert!(differences.is_empty(), "{}: {} differ:\n{}", survey.id(), differences.len(), differences[0]);
    }
    assert!(histogram.get("respondents") > 0);
}

/// A `not` that takes unknown for false is what every host language offers; the comparison must notice it.
#[test]
fn a_two_valued_not_is_caught() {
    let caught = (0..30).filter(|seed| {
        let survey = survey(&random_survey(*seed));
        let sound = Evaluator::new(&survey);
        let mutant = Evaluator::new(&survey).with_not(|truth| Truth::from(!truth.is_true()));
        let script = Script::new(&survey);
        let documents = documents(&sound, *seed, 12, NOT_HERE, &mut Histogram::default());
        documents.iter().any(|document| difference(&mutant, &script, &document.text).is_some())
    });
    let caught = caught.count();
    assert!(caught >= 5, "only {caught} of 30 surveys tell a two-valued `not` from Kleene's");
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
