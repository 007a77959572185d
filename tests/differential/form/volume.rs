//! Many respondents on many forms.

use super::{BUILD, Crowd, filled_in};
use crate::differential::plan_sql::sent_counts_alike;
use crate::differential::schema::Judge;
use crate::support::corpus::Histogram;
use crate::support::generate::random_survey;
use crate::support::real;
use crate::support::survey::survey;
use peil::eval::{Evaluator, Response};
use peil::model::Survey;
use std::panic::resume_unwind;
use std::thread;

const LANES: u64 = 2;

const SURVEYS: u64 = 16;

/// What is sent is sound and the schema accepts it.
fn accepted(evaluator: &Evaluator<'_>, sent: &[Response]) -> Vec<String> {
    let schema = Judge::new(evaluator.survey());
    let refused = sent.iter().filter_map(|response| {
        let faults = evaluator.check(response, Some(BUILD));
        let accepted = schema.accepts(&response.to_json());
        (!faults.is_empty() || !accepted).then(|| format!("{faults:?}, schema {accepted}: {}", response.print()))
    });
    refused.collect()
}

/// Where forms differ from evaluator and schema, if anywhere. `counted`: what was sent is also counted by SQL.
fn agree(survey: &Survey, seed: u64, crowd: Crowd, counted: bool, histogram: &mut Histogram) -> Vec<String> {
    let evaluator = Evaluator::new(survey);
    let (mut differences, sent) = filled_in(&evaluator, None, (seed, crowd), histogram);
    differences.extend(accepted(&evaluator, &sent));
    if counted && differences.is_empty() {
        histogram.add("surveys: counted by SQL");
        sent_counts_alike(&evaluator, seed, sent);
    }
    differences
}

/// A fair mix, per thousand respondents.
const FLOORS: [(&str, usize); 18] = [
    ("acts: give", 500),
    ("acts: back", 10),
    ("acts: link", 50),
    ("compared: questions on a screen", 1000),
    ("compared: notes on a screen", 50),
    ("compared: stops on a screen", 50),
    ("compared: lines before sending", 5000),
    ("compared: rows before sending", 50),
    ("compared: units before sending", 20),
    ("faults: number that is none", 50),
    ("faults: date that is none", 5),
    ("faults: text that is none", 10),
    ("faults: required", 50),
    ("faults: by a check, or in own words", 200),
    ("questions: not every option offered", 300),
    ("sent: stopped", 30),
    ("sent: with a confirmed warning", 30),
    ("sent: with random orders", 100),
];

fn insist(histogram: &Histogram) {
    let all = histogram.documents();
    assert!(histogram.get("sent: complete") * 1000 >= all * 250, "too few are sent");
    for (name, floor) in FLOORS {
        assert!(histogram.get(name) * 1000 >= all * floor, "{name}: {} of {all}", histogram.get(name));
    }
}

#[test]
fn forms_of_generated_surveys_agree_with_the_evaluator() {
    let surveys = crate::differential::effort(SURVEYS);
    let lane = |first: u64| {
        let mut histogram = Histogram::default();
        for seed in (first..surveys).step_by(LANES as usize) {
            let source = random_survey(seed);
            let crowd = Crowd { stepping: 1, handing_in: 24 };
            let differences = agree(&survey(&source), seed, crowd, seed % 8 < LANES, &mut histogram);
            assert!(differences.is_empty(), "seed {seed}, {} differ:\n{}\n{source}", differences.len(), differences[0]);
        }
        histogram
    };
    let histogram = thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES).map(|first| scope.spawn(move || lane(first))).collect();
        let ended = lanes.into_iter().map(|lane| lane.join().unwrap_or_else(|fault| resume_unwind(fault)));
        ended.fold(Histogram::default(), Histogram::plus)
    });
    histogram.show("forms of generated surveys");
    insist(&histogram);
}

#[test]
fn forms_of_our_own_surveys_agree_with_the_evaluator() {
    let mut histogram = Histogram::default();
    for survey in real::project().project.surveys {
        let crowd = Crowd { stepping: 2, handing_in: 12 };
        let differences = agree(&survey, 3, crowd, false, &mut histogram);
        assert!(differences.is_empty(), "{}, {} differ:\n{}", survey.id(), differences.len(), differences[0]);
    }
    histogram.show("forms of our own surveys");
}

/// Where nothing else asks after pages, a form has none; a check of a grid is told all the same.
#[test]
fn a_check_of_a_grid_is_told_where_pages_do_not_count() {
    let source = r#"edition 2026

survey proef 2026 "Proef" {
  language nl
  wording gewoon "Gewoon"
  mode web

  page een "Een" {
    grid g number 0..10 {
      label "G"
      ask "Hoe vaak was dat?"
      refuse "Klopt dat?" when count(g where answer > 5) >= 1
      row a "In mei"
      row b "In juni"
    }
  }
}
"#;
    let mut histogram = Histogram::default();
    let crowd = Crowd { stepping: 5, handing_in: 20 };
    let differences = agree(&survey(source), 3, crowd, false, &mut histogram);
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences[0]);
    assert!(histogram.get("faults: by a check, or in own words") > 5);
}
