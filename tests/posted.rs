//! A form post without script against the evaluator: what the emitted form can send comes out as the respondent meant it.

use crate::support::controls::{Browser, controls};
use crate::support::generate::random_survey;
use crate::support::project::{alone, ours};
use crate::support::survey::survey;
use peil::emit::form::Forms;
use peil::eval::{Answer, Evaluator, FaultKind, Normalised, Response, Sent, Status, posted_value};
use peil::model::{Mode, Survey};
use peil::simulate::{Random, Rates, respondents};
use std::collections::BTreeMap;

const BUILD: &str = "sha256:0";

/// Respondents who see everything: without script nobody can tell that a page was not shown.
fn rates(survey: &Survey, wording: usize, mode: Mode) -> Rates {
    let only = |n: usize, chosen: usize| (0..n).map(|index| u32::from(index == chosen)).collect();
    let mode = survey.modes.iter().position(|one| *one == mode).unwrap_or(0);
    Rates {
        wordings: only(survey.wordings.len(), wording),
        modes: only(survey.modes.len(), mode),
        empty: 150,
        missing: 150,
        partial: 0,
        ..Rates::default()
    }
}

fn normalised(evaluator: &Evaluator<'_>, sample: &BTreeMap<String, Answer>, body: &str) -> Normalised {
    evaluator
        .normalise_posted(Some(BUILD), sample, body.as_bytes())
        .unwrap_or_else(|faults| panic!("{faults:?}\n{body}"))
}

/// The response that stays when nothing is known of orders and confirmed warnings.
fn without_script(response: &Response) -> Response {
    Response { confirmed: Vec::new(), seed: None, order: BTreeMap::new(), ..response.clone() }
}

/// The same answers sent by a script as JSON.
fn by_script(evaluator: &Evaluator<'_>, response: &Response) -> Normalised {
    let sent = Response { status: Status::Complete, ..without_script(response) };
    evaluator.normalise(Some(BUILD), &response.fields, &sent.print()).expect("a sound submission")
}

fn every_variant(
    survey: &Survey,
    per_variant: usize,
    mut test: impl FnMut(&Evaluator<'_>, &Browser, &Response, &mut Random),
) {
    let forms = Forms::new(&peil::emit::form::Delivery::default()).unwrap();
    let evaluator = Evaluator::new(survey);
    for (wording, mode) in survey.variants().filter(|(_, mode)| *mode != Mode::Paper) {
        let html = forms.document(survey, BUILD, wording, mode).unwrap().html;
        let browser = controls(&html);
        let mut random = Random::new(7);
        for response in respondents(&evaluator, BUILD, &rates(survey, wording, mode), 11, per_variant) {
            test(&evaluator, &browser, &response, &mut random);
        }
    }
}

#[test]
fn the_long_form_gives_the_response_that_was_meant() {
    let mut sent = 0;
    for survey in &ours().project.surveys {
        every_variant(survey, 150, |evaluator, browser, response, random| {
            let body = browser.post(evaluator, response, random);
            let got = normalised(evaluator, &response.fields, &body);
            assert_eq!(got.dropped, [], "{body}");
            assert_eq!(got.response, without_script(response), "{body}");
            assert_eq!(got.response, by_script(evaluator, response).response);
            sent += 1;
        });
    }
    assert!(sent >= 150 * 8, "{sent} posts");
}

#[test]
fn junk_off_the_route_is_dropped_and_reported() {
    let mut junk = 0;
    for survey in &ours().project.surveys {
        every_variant(survey, 60, |evaluator, browser, response, random| {
            let (body, added) = browser.post_with_junk(evaluator, response, random);
            let got = normalised(evaluator, &response.fields, &body);
            assert_eq!(got.response, without_script(response), "{body}");
            for name in &added {
                let at = format!("/answers/{}", name.trim_end_matches("!missing"));
                let off_route = [FaultKind::OffRoute, FaultKind::BeyondReached];
                let told = |kind| got.dropped.iter().any(|one| one.fault.at == at && one.fault.kind == kind);
                assert!(off_route.into_iter().any(told), "{at}: {:?}", got.dropped);
            }
            junk += added.len();
        });
    }
    assert!(junk > 500, "{junk} junk answers");
}

#[test]
fn generated_surveys_agree_with_and_without_script() {
    let mut sent = 0;
    for seed in 0..40 {
        let outcome = alone(&random_survey(seed));
        if outcome.has_errors() {
            continue;
        }
        for survey in &outcome.project.surveys {
            every_variant(survey, 12, |evaluator, browser, response, random| {
                let body = browser.post(evaluator, response, random);
                let got = normalised(evaluator, &response.fields, &body);
                let script = by_script(evaluator, response);
                assert_eq!(got.response, script.response, "seed {seed}\n{body}");
                assert_eq!(got.failures, script.failures);
                sent += 1;
            });
        }
    }
    assert!(sent > 300, "{sent} posts");
}

const SMALL: &str = r#"edition 2026

survey klein 2026 "Klein" {
  language nl
  wording regulier "Vragenlijst"
  mode web
  field dienst number 1..9 "Dienst"

  page een {
    question form one of {
      label "Vorm"
      ask "Welke vorm?"
      1 rond "Rond"
      2 anders "Anders" specify
      9 weet_niet "Weet niet" missing
    }
    question soorten any of {
      label "Soorten"
      ask "Welke soorten?"
      1 a "A"
      2 b "B"
      8 geen "Geen" alone
    }
    question maat number 0..100 decimals 1 {
      label "Maat"
      ask "Welke maat?"
      999 weet_niet "Weet niet" missing
    }
    question cijfer number 1..10 {
      label "Cijfer"
      ask "Welk cijfer?"
      required
      99 weet_niet "Weet niet" missing
    }
    question dag date {
      label "Dag"
      ask "Welke dag?"
    }
    question tekst text long max 50 {
      label "Tekst"
      ask "Wat nog meer?"
      when form = rond
    }
  }
}
"#;

/// What a body becomes: answers, then what was dropped or failed.
fn sent(body: &str) -> (BTreeMap<String, String>, Vec<String>) {
    let survey = survey(SMALL);
    let evaluator = Evaluator::new(&survey);
    let body =
        format!("form=klein%402026&build={BUILD}&wording=regulier&mode=web&{body}").replace("sha256:0", "sha256%3A0");
    let got = normalised(&evaluator, &BTreeMap::new(), &body);
    let answers = got.response.answers.iter().map(|(path, answer)| (path.clone(), answer.to_json().to_string()));
    let faults =
        got.dropped.iter().map(|one| one.fault.to_string()).chain(got.failures.iter().map(ToString::to_string));
    (answers.filter(|(_, answer)| answer != "null").collect(), faults.collect())
}

#[track_caller]
fn expect(body: &str, answers: &[(&str, &str)], faults: &[&str]) {
    let (got, told) = sent(&format!("cijfer=7&{body}"));
    let mut wanted: BTreeMap<String, String> =
        answers.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    wanted.entry("cijfer".to_owned()).or_insert_with(|| "7".to_owned());
    assert_eq!((got, told), (wanted, faults.iter().map(|fault| (*fault).to_owned()).collect()), "{body}");
}

#[test]
fn typed_values() {
    expect("maat=7%2C5", &[("maat", "75")], &[]);
    expect("maat=7.5", &[("maat", "75")], &[]);
    expect("maat=+8+", &[("maat", "80")], &[]);
    expect("maat=7,55", &[], &["/answers/maat: too-many-decimals"]);
    expect("maat=acht", &[], &["/answers/maat: not-a-number"]);
    expect("maat=999", &[], &["/answers/maat: above-range"]);
    expect("maat=&maat%21missing=999", &[("maat", "{\"missing\":999}")], &[]);
    expect("dag=2023-08-31", &[("dag", "\"2023-08-31\"")], &[]);
    expect("dag=31-8-2023", &[("dag", "\"2023-08-31\"")], &[]);
    expect("dag=31-2-2023", &[], &["/answers/dag: not-a-date"]);
    expect("form=9", &[("form", "{\"missing\":9}")], &[]);
    expect("soorten=2&soorten=1", &[("soorten", "[1,2]")], &[]);
    expect("form=1&tekst=een%0D%0Atwee%0D%0A", &[("form", "1"), ("tekst", "\"een\\ntwee\"")], &[]);
    expect("form=2&form.anders=Schuin", &[("form", "2"), ("form.anders", "\"Schuin\"")], &[]);
}

#[test]
fn what_was_left_open_is_empty_and_not_reported() {
    expect("form.anders=&tekst=&maat=&dag=", &[], &[]);
    expect("form=1&form.anders=++&tekst=%0D%0A", &[("form", "1")], &[]);
}

#[test]
fn duplicates() {
    expect("form=1&form=1", &[("form", "1")], &[]);
    expect("form=1&form=2", &[], &["/answers/form: two-marks"]);
    expect("maat=5&maat%21missing=999", &[], &["/answers/maat: two-marks"]);
    expect("soorten=1&soorten=8", &[("soorten", "[1]")], &["/answers/soorten: alone-with-others"]);
    expect("soorten=1&soorten=1", &[("soorten", "[1]")], &[]);
    expect("wording=anders&mode=fax", &[], &["/wording: duplicate-key", "/mode: duplicate-key"]);
}

#[test]
fn junk_is_located_by_name() {
    expect("geen_vraag=1", &[], &["/answers/geen_vraag: unknown-key"]);
    expect("geen%21missing=", &[], &["/answers/geen!missing: unknown-key"]);
    expect("a%2Fb=1&=2", &[], &["/answers/: unknown-key", "/answers/a~1b: unknown-key"]);
    expect("tekst=Hallo", &[], &["/answers/tekst: off-route"]);
    expect("form.anders=x", &[], &["/answers/form.anders: off-route"]);
    expect("dienst=3", &[], &["/fields/dienst: field-from-submission"]);
    expect("maat=%zz", &[], &["/answers/maat: not-encoded"]);
    expect("form=%ff", &[], &["/answers/form: not-encoded"]);
    expect("%zz=1", &[], &["/answers/%zz: not-encoded"]);
    expect("form=1%00", &[], &["/answers/form: wrong-type"]);
    expect("soorten=x&soorten=1", &[("soorten", "[1]")], &["/answers/soorten: wrong-type"]);
    expect("soorten=%00", &[], &[]);
}

#[test]
fn hostile_texts_are_texts() {
    let long = "x".repeat(10_000);
    expect(&format!("form=1&tekst={long}"), &[("form", "1")], &["/answers/tekst: too-long"]);
    let odd = "%E2%80%AEtxt%00%3Cscript%3E%22";
    expect(&format!("form=1&tekst={odd}"), &[("form", "1"), ("tekst", "\"\u{202e}txt<script>\\\"\"")], &[]);
}

#[test]
fn what_is_required_makes_it_partial_and_nothing_is_lost() {
    let (answers, faults) = sent("maat=3");
    assert_eq!(faults, ["/answers/cijfer: required"]);
    assert_eq!(answers["maat"], "30");
    let (answers, faults) = sent("cijfer=99");
    assert_eq!((answers["cijfer"].as_str(), faults.len()), ("{\"missing\":99}", 0));
}

#[test]
fn without_a_head_nothing_can_be_judged() {
    let survey = survey(SMALL);
    let evaluator = Evaluator::new(&survey);
    let faults = evaluator.normalise_posted(Some(BUILD), &BTreeMap::new(), b"form=%zz&cijfer=7").unwrap_err();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    // An item has the name `form` here, so that the broken field is reported as its.
    assert_eq!(
        told,
        [
            "/answers/form: not-encoded",
            "/form: other-form",
            "/build: other-build",
            "/wording: unknown-wording",
            "/mode: unknown-mode"
        ]
    );
}

#[test]
fn the_id_follows_from_token_and_content_in_any_order() {
    let survey = survey(SMALL);
    let evaluator = Evaluator::new(&survey);
    let empty = BTreeMap::new();
    let id = |body: &str| evaluator.receive(Some(BUILD), &empty, Sent::Form(body.as_bytes()), None).id;
    assert_eq!(id("cijfer=7&maat=3"), id("maat=3&cijfer=7"));
    assert_ne!(id("cijfer=7"), id("cijfer=8"));
    assert_ne!(id("cijfer=7&token=a"), id("cijfer=7&token=b"));
    let keyed = |text: &str, key: &str| evaluator.receive(Some(BUILD), &empty, Sent::Script(text), Some(key));
    assert_eq!(keyed(r#"{"answers":{}}"#, "k").receipt, keyed(r#"{"answers":{"a":1}}"#, "k").receipt);
    assert_ne!(keyed("{}", "k").receipt, keyed("{}", "l").receipt);
    assert_eq!(keyed(r#"{"a":1,"b":2}"#, "k").content, keyed(r#"{"b":2, "a":1}"#, "k").content);
    assert_ne!(keyed(r#"{"a":1}"#, "k").content, keyed(r#"{"a":2}"#, "k").content);
    assert_eq!(keyed("{", "k").to_json()["status"], "refused");
    assert_eq!(posted_value(b"token=a%20b", "token").as_deref(), Some("a b"));
}

#[test]
fn fields_are_read_as_they_are_typed() {
    let survey = survey(SMALL);
    let evaluator = Evaluator::new(&survey);
    let typed = |text: &str| evaluator.typed_fields(&BTreeMap::from([("dienst".to_owned(), text.to_owned())]));
    assert_eq!(typed("3").0["dienst"], Answer::Integer(3));
    assert_eq!(typed("3").1, []);
    assert_eq!(typed("x").0["dienst"], Answer::Empty);
    assert_eq!(typed("10").1[0].fault.to_string(), "/fields/dienst: above-range");
}
