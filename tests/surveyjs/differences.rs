//! Where a survey written for SurveyJS in its usual way means something else; each stands in `docs/surveyjs.md`.

use super::filled_in;
use crate::support::survey::survey;
use peil::eval::Evaluator;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// One difference: its heading in the document, both surveys, and what a respondent does.
struct Difference {
    heading: &'static str,
    /// Questions in Peil, and elements of SurveyJS.
    peil: &'static str,
    surveyjs: fn() -> Json,
    acts: fn() -> Vec<(&'static str, Json)>,
    /// The questions that are shown at the end, and the answers that are handed in.
    ours: (&'static [&'static str], fn() -> Json),
    theirs: (&'static [&'static str], fn() -> Json),
}

const YES_NO: &str = "1 ja \"Ja\"\n2 nee \"Nee\"\n98 weet_niet \"Weet niet\" missing\n";

fn choice(name: &str, visible: &str) -> Json {
    json!({ "type": "radiogroup", "name": name, "choices": [1, 2, 98], "visibleIf": visible })
}

fn number(name: &str) -> Json {
    json!({ "type": "text", "inputType": "number", "name": name })
}

const DIFFERENCES: [Difference; 6] = [
    Difference {
        heading: "Hidden answers keep driving later questions",
        peil: "a | b when a = ja | c when b = ja",
        surveyjs: || json!({ "elements": [choice("a", ""), choice("b", "{a} = 1"), choice("c", "{b} = 1")] }),
        acts: || vec![("a", json!(1)), ("b", json!(1)), ("c", json!(1)), ("a", json!(2))],
        ours: (&["a"], || json!({ "a": 2 })),
        theirs: (&["a", "c"], || json!({ "a": 2, "c": 1 })),
    },
    Difference {
        heading: "`<>` holds where nothing was answered",
        peil: "a | b when a != nee",
        surveyjs: || json!({ "elements": [choice("a", ""), choice("b", "{a} <> 2")] }),
        acts: Vec::new,
        ours: (&["a"], || json!({ "a": null })),
        theirs: (&["a", "b"], || json!({})),
    },
    Difference {
        heading: "`!` turns unknown into true",
        peil: "a | b when not a = nee",
        surveyjs: || json!({ "elements": [choice("a", ""), choice("b", "!({a} = 2)")] }),
        acts: Vec::new,
        ours: (&["a"], || json!({ "a": null })),
        theirs: (&["a", "b"], || json!({})),
    },
    Difference {
        heading: "Not asked and not answered are the same",
        peil: "a | b when a = ja",
        surveyjs: || json!({ "elements": [choice("a", ""), choice("b", "{a} = 1")] }),
        acts: || vec![("a", json!(1))],
        ours: (&["a", "b"], || json!({ "a": 1, "b": null })),
        theirs: (&["a", "b"], || json!({ "a": 1 })),
    },
    Difference {
        heading: "The code of “weet niet” counts as a number",
        peil: "a ordered | b when a >= nee",
        surveyjs: || json!({ "elements": [choice("a", ""), choice("b", "{a} >= 2")] }),
        acts: || vec![("a", json!(98))],
        ours: (&["a"], || json!({ "a": { "missing": 98 } })),
        theirs: (&["a", "b"], || json!({ "a": 98 })),
    },
    Difference {
        heading: "With `onHidden`, an answer does not come back",
        peil: "a | b when a = ja",
        surveyjs: || json!({ "clearInvisibleValues": "onHidden", "elements": [choice("a", ""), choice("b", "{a} = 1")] }),
        acts: || vec![("a", json!(1)), ("b", json!(2)), ("a", json!(2)), ("a", json!(1))],
        ours: (&["a", "b"], || json!({ "a": 1, "b": 2 })),
        theirs: (&["a", "b"], || json!({ "a": 1 })),
    },
];

/// `a | b when …`: questions with yes, no and don't know.
fn source(short: &str) -> String {
    let ordered = short.contains(" ordered");
    let scale = format!("scale antwoord {} \"Antwoord\" {{\n{YES_NO}}}\n", if ordered { "ordered" } else { "nominal" });
    let question = |one: &str| {
        let (name, rest) = one.trim().split_once(' ').unwrap_or((one.trim(), ""));
        format!(
            "question {name} one of antwoord {{\nlabel \"{name}\"\nask \"{name}?\"\n{}\n}}\n",
            rest.replace("ordered", "")
        )
    };
    let questions: String = short.split('|').map(question).collect();
    format!(
        "edition 2026\n{scale}survey klein 2026 \"Klein\" {{\nlanguage nl\nwording gewoon \"Gewoon\"\nmode web\npage een {{\n{questions}}}\n}}\n"
    )
}

/// What Peil shows and stores when these are the inputs at the end: those behind a route that is not true stay in them.
fn by_peil(one: &Difference) -> (Vec<String>, Json) {
    let survey = survey(&source(one.peil));
    let evaluator = Evaluator::new(&survey);
    let inputs: BTreeMap<&str, Json> = (one.acts)().into_iter().collect();
    let at = (0, survey.modes[0]);
    let held = inputs.into_iter().map(|(path, value)| (path.to_owned(), value)).collect();
    let now = super::judged(&evaluator, at, &BTreeMap::new(), &held);
    let places = evaluator.places();
    let shown = places.iter().filter(|place| now.routed.state(places, *place).shown());
    let shown = shown.map(|place| places.path(place).to_owned()).collect();
    let answers = now.response.answers.iter().map(|(path, answer)| (path.clone(), answer.to_json()));
    (shown, Json::Object(answers.collect()))
}

#[test]
fn each_difference_is_there_and_told() {
    let jobs: Vec<Json> =
        DIFFERENCES.iter().map(|one| json!({ "survey": (one.surveyjs)(), "acts": (one.acts)() })).collect();
    for (one, theirs) in DIFFERENCES.iter().zip(filled_in(&jobs)) {
        let last = theirs["steps"].as_array().unwrap().last().unwrap();
        assert_eq!((last, &theirs["data"]), (&json!(one.theirs.0), &(one.theirs.1)()), "SurveyJS: {}", one.heading);
        let (shown, data) = by_peil(one);
        assert_eq!(
            (shown, data),
            (one.ours.0.iter().map(|name| (*name).to_owned()).collect(), (one.ours.1)()),
            "Peil: {}",
            one.heading
        );
    }
}

#[test]
fn an_empty_number_counts_as_nothing_in_a_sum() {
    let elements = json!([number("a"), number("b"), choice("c", "{a} + {b} > 3")]);
    let [theirs] = &filled_in(&[json!({ "survey": { "elements": elements }, "acts": [["a", 5]] })])[..] else {
        panic!("one answer")
    };
    assert_eq!(theirs["steps"][1], json!(["a", "b", "c"]), "SurveyJS");
    let source = source("c when a + b > 3").replace(
        "question c",
        "question a number 0..9 {\nlabel \"a\"\nask \"a?\"\n}\nquestion b number 0..9 {\nlabel \"b\"\nask \"b?\"\n}\nquestion c",
    );
    let survey = survey(&source);
    let evaluator = Evaluator::new(&survey);
    let held = BTreeMap::from([("a".to_owned(), json!(5))]);
    let now = super::judged(&evaluator, (0, survey.modes[0]), &BTreeMap::new(), &held);
    let asked: Vec<&String> = now.response.answers.keys().collect();
    assert_eq!(asked, ["a", "b"], "Peil");
}

/// The document tells these differences and no others.
#[test]
fn the_document_tells_each_difference() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/surveyjs.md")).unwrap();
    let told: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let known: Vec<&str> =
        DIFFERENCES.iter().map(|one| one.heading).chain(["An empty number counts as nothing in a sum"]).collect();
    assert_eq!(told, known);
}
