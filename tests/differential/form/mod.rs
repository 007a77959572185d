//! Evaluator against the running form: the document and the script that ship, filled in by respondents who see nothing else.
//! At each step what is asked, offered, written and refused must be what the evaluator says of the same inputs; what is sent
//! must be what it would store, be accepted by the schema, and count the same in the plan's SQL.

mod chromium;
mod expect;
mod mutants;
mod people;
mod replay;
mod seen;
mod volume;

use crate::support::corpus::Histogram;
use crate::support::page::Page;
use expect::Form;
use peil::emit::form::{Delivery, Forms};
use peil::eval::{Evaluator, Response};
use peil::model::{Mode, Survey};
use people::People;
use replay::{Outcome, replay};
use seen::Told;
use serde_json::json;

/// The build that every form names.
const BUILD: &str = "sha256:0";

/// How many fill in each form: step by step, and from a draft that is handed in.
#[derive(Clone, Copy)]
struct Crowd {
    stepping: usize,
    handing_in: usize,
}

/// The forms of a survey that have a script, as documents.
fn documents(survey: &Survey) -> Vec<((usize, Mode), String)> {
    let forms = Forms::new(&Delivery::default()).unwrap();
    let on_screen = survey.variants().filter(|(_, mode)| people::on_screen(*mode));
    on_screen.map(|at| (at, forms.document(survey, BUILD, at.0, at.1).unwrap().html)).collect()
}

/// Lets a crowd fill in every form of a survey; the differences, and what was sent. `instead`: another script than its own.
fn filled_in(
    evaluator: &Evaluator<'_>,
    instead: Option<&str>,
    (seed, crowd): (u64, Crowd),
    histogram: &mut Histogram,
) -> (Vec<String>, Vec<Response>) {
    let (mut differences, mut sent) = (Vec::new(), Vec::new());
    for ((wording, mode), html) in documents(evaluator.survey()) {
        let mut people = People::new(evaluator, seed);
        let page = Page::new(&html, instead, &people.texts());
        let mut form = Form::new(evaluator, wording, mode, &page.texts);
        histogram.add(format!("forms: {}", page.script));
        for index in 0..crowd.stepping + crowd.handing_in {
            let (hash, sample) = people.fields();
            form.sample = sample;
            let own = people.seed();
            let mut plan = json!({ "seed": own, "limit": 60, "hash": hash });
            let mut confirmed = Vec::new();
            if index >= crowd.stepping {
                let (draft, taken) = people.draft(&own.to_string());
                let key = format!("peil:{}:{BUILD}:", evaluator.survey().id());
                plan["kept"] = json!({ key: draft.to_string() });
                plan["at"] = json!("check");
                confirmed = taken;
            }
            histogram.add("documents");
            histogram.add(if plan["at"].is_null() { "respondents: step by step" } else { "respondents: from a draft" });
            let told: Told = match page.walk(&plan) {
                Ok(told) => serde_json::from_value(told).unwrap(),
                Err(fault) => {
                    differences.push(format!("the script fails: {fault}\n{plan}"));
                    continue;
                }
            };
            form.seeded(&told.seed);
            let Outcome { differences: found, sent: response } = replay(&form, BUILD, &told, confirmed, histogram);
            if !found.is_empty() {
                differences.push(format!("{}\n{plan}", found.join("\n")));
            }
            sent.extend(response);
        }
    }
    (differences, sent)
}
