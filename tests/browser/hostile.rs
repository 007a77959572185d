//! Texts that would run if anything were taken for markup or script: in the survey, in fields and in answers.

use super::{node, served};
use crate::support::project::{alone, artifacts_with};
use peil::emit::form::Delivery;
use peil::eval::{Answer, Evaluator, Response, Sent};
use peil::sample::units;
use peil::text::SourceMap;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

const SOURCE: &str = include_str!("hostile.peil");

/// Values of a field, and texts of a respondent.
fn texts() -> Vec<String> {
    let long = "onderzoek ".repeat(1000);
    [
        "<script>kwaad('veld')</script>",
        "</script><script>kwaad('veld')</script><!--",
        "\"><img src=x onerror=\"kwaad('veld')\">",
        "' onmouseover='kwaad(1)' x='",
        "javascript:kwaad('veld')",
        "\u{202E}omgekeerd\u{202C} \u{200F}rechts\u{200E}",
        "{bedrijf} {{ form.id }} ${kwaad(1)} %00 &lt;b&gt;",
        long.trim(),
    ]
    .map(str::to_owned)
    .to_vec()
}

#[test]
fn hostile_texts_are_shown_and_never_run() {
    let source = SOURCE.replace("EINDE", &"Heel lang. ".repeat(900));
    let outcome = alone(&source);
    assert!(!outcome.has_errors(), "{:#?}", outcome.diagnostics);
    let [survey] = outcome.project.surveys.as_slice() else { panic!("one survey") };
    let texts = texts();
    let rows = texts.iter().enumerate().map(|(n, text)| format!("u{n};\"{}\"\n", text.replace('"', "\"\"")));
    let table = format!("id;bedrijf\n{}", rows.collect::<String>());
    let mut sources = SourceMap::default();
    let file = sources.add("units.csv", table.clone());
    let (units, faults) = units(file, &table, &outcome.project.surveys);
    assert!(faults.is_empty(), "{faults:?}");
    let dir = served(&artifacts_with(&outcome, &Delivery { units, ..Delivery::default() }));

    let mut jobs = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        let path = format!("vijandig-2026/regulier/web/u{n}/index.html");
        let job = |script| json!({ "path": path, "text": text, "typed": text, "script": script });
        jobs.extend([job(true), job(false)]);
        // The same from the link, in the form that was made for nobody.
        let path = "vijandig-2026/regulier/web/index.html";
        jobs.push(json!({ "path": path, "fields": { "bedrijf": text }, "text": text, "typed": text, "script": true }));
    }
    let answer = node("hostile.mjs", &json!({ "folder": dir.path().join("forms"), "jobs": jobs }));
    let posts: Vec<&str> = answer["posts"].as_array().unwrap().iter().filter_map(Json::as_str).collect();
    assert_eq!(posts.len(), jobs.len());

    let evaluator = Evaluator::new(survey);
    for (job, body) in jobs.iter().zip(posts) {
        let text = job["text"].as_str().unwrap().to_owned();
        let sample = BTreeMap::from([("bedrijf".to_owned(), Answer::Text(text.clone()))]);
        let sent = if job["script"] == true { Sent::Script(body) } else { Sent::Form(body.as_bytes()) };
        let received = evaluator.receive(Some(&survey.build()), &sample, sent, None);
        assert_eq!(received.faults().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new(), "{body}");
        let response: Response = received.outcome.unwrap().response;
        for path in ["verhaal", "keuze.vier"] {
            assert_eq!(response.answers[path], Answer::Text(text.clone()), "{path}");
        }
    }
    println!("{} looks at {} forms with hostile texts: shown, never run", answer["looks"], jobs.len());
    assert!(answer["looks"].as_u64().unwrap() >= 150, "{answer}");
}
