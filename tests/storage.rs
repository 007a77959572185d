//! Tables and queries as text: limits of engines, private items apart, and the same plan in four dialects.

use crate::support::survey::survey;
use peil::host::MemoryHost;
use peil::model::{Kind, Survey};
use peil::plan::plan;
use peil::session::compile;
use peil::sql::{Dialect, ddl, queries, union};
use peil::storage::{ITERATION, Layout, PRIVATE_KEY, Stored};
use std::collections::BTreeSet;
use std::fmt::Write;

const SMALL: &str = r#"edition 2026

survey proef 2026 "Proef" {
  mode web

  field bedrijf text "Bedrijf" required
  field dienst one of diensten "Dienst" required

  page een "Een" {
    question werk one of ja_nee {
      label "Werk"
      ask "Heeft u werk?"
    }

    question kanaal any of {
      label "Kanaal"
      ask "Hoe had u contact?"
      1 gesprek "Gesprek"
      2 anders "Anders" specify
      9 weet_niet "Weet niet" missing
    }

    question cijfer number 1..10 decimals 1 {
      label "Rapportcijfer"
      ask "Welk cijfer geeft u?"
      98 geen "Geen cijfer" missing
    }

    question adres text {
      label "Adres"
      ask "Wat is uw adres?"
      private
    }
  }

  page twee "Twee" {
    loop per_dienst over diensten {
      title "Over {per_dienst}"
      question aantal number 0..99 {
        label "Aantal"
        ask "Hoeveel personen betreft het?"
      }
    }
  }
}

report verslag "Verslag" {
  uses proef 2026
  per bedrijf "Bedrijf"

  chapter "Resultaten" {
    figure werk bars of proef.werk
    figure kanaal anyof of proef.kanaal where werk = ja
    figure cijfer mean of proef.cijfer per proef.dienst where sum(per_dienst.aantal) > 3
    figure aantal sum of proef.per_dienst.aantal
    figure anders verbatim of proef.kanaal.anders where not any(per_dienst where aantal > 5)
  }
}

scale ja_nee nominal "Ja of nee" {
  1 ja "Ja"
  2 nee "Nee"
}

codelist diensten "Diensten" {
  1 scholing "Scholing" from 2020
  8 spoor "2de Spoor" from 2020
}
"#;

#[test]
fn one_plan_in_four_dialects() {
    let outcome = compile(&MemoryHost::default().with("case.peil", SMALL), &["case.peil"]);
    assert!(!outcome.has_errors(), "{:#?}", outcome.diagnostics);
    let plan = plan(&outcome.project.reports[0], &outcome.project.surveys);
    let layout = Layout::of(&outcome.project.surveys[0]);
    for dialect in Dialect::ALL {
        let mut text = ddl(&layout, dialect);
        for query in queries(&plan) {
            let sql = union(&query.query, dialect.spelling());
            writeln!(text, "\n-- {}: {}\n{sql};", query.measure, query.kind.name()).unwrap();
        }
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("sql_{}", dialect.name()), text);
        });
    }
}

#[test]
fn private_items_lie_apart_and_in_no_plan() {
    let outcome = compile(&MemoryHost::default().with("case.peil", SMALL), &["case.peil"]);
    let survey = &outcome.project.surveys[0];
    let layout = Layout::of(survey);
    let place = |path: &str| layout.place(survey.find(path).unwrap()).unwrap();
    assert_ne!(place("adres").table, place("werk").table);
    let table = layout.table(&place("adres").table).unwrap();
    assert_eq!((table.key.as_slice(), table.parent.as_deref()), ([PRIVATE_KEY.to_owned()].as_slice(), None));
    assert!(table.columns.iter().all(|column| !column.name.contains("response")));
    let plan = plan(&outcome.project.reports[0], &outcome.project.surveys);
    let text = peil::emit::plan::json(&plan).unwrap();
    assert!(!text.contains("adres") && !text.contains(PRIVATE_KEY), "a plan names a private item");
}

/// A survey of one page with this many number questions, an any-of and a name of the longest length.
fn wide(questions: usize) -> Survey {
    let mut text = String::from("edition 2026\n\nsurvey breed 2026 \"Breed\" {\n  mode web\n  page een \"Een\" {\n");
    for at in 0..questions {
        writeln!(text, "    question q{at} number 0..9 {{\n      ask \"Hoeveel keer {at}?\"\n    }}").unwrap();
    }
    let long = "x".repeat(57);
    writeln!(text, "    question {long} any of {{\n      ask \"Waarmee?\"").unwrap();
    for at in 1..30 {
        writeln!(text, "      {at} optie_{at} \"Optie {at}\"").unwrap();
    }
    text += "    }\n  }\n}\n";
    survey(&text)
}

#[test]
fn tables_stay_within_what_every_engine_takes() {
    let survey = wide(1_200);
    let layout = Layout::of(&survey);
    assert!(layout.tables.iter().all(|table| table.columns.len() <= 1_000));
    let pages = layout.tables.iter().filter(|table| table.name.contains("page_een")).count();
    assert_eq!(pages, 3, "2,400 columns and the any-of take three tables");
    for table in &layout.tables {
        let names: BTreeSet<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names.len(), table.columns.len(), "{}: two columns of one name", table.name);
        assert!(names.iter().all(|name| name.len() <= 63), "{}", table.name);
    }
}

#[test]
fn every_variable_has_its_columns() {
    let outcome = compile(&MemoryHost::default().with("case.peil", SMALL), &["case.peil"]);
    let survey = &outcome.project.surveys[0];
    let layout = Layout::of(survey);
    for (id, var) in survey.vars_with_ids() {
        let place = layout.place(id).unwrap();
        let table = layout.table(&place.table).unwrap();
        let has = |name: &String| table.columns.iter().any(|column| column.name == *name);
        assert!(has(&place.state), "{}", var.path);
        let columns: Vec<&String> = match &place.stored {
            Stored::Code { value } => vec![value],
            Stored::Options { columns } => columns.iter().map(|(_, column)| column).collect(),
            Stored::Number { value, missing } | Stored::Text { value, missing } => {
                std::iter::once(value).chain(missing).collect()
            }
        };
        assert!(columns.iter().all(|column| has(column)), "{}", var.path);
        assert_eq!(matches!(var.kind, Kind::AnyOf { .. }), matches!(place.stored, Stored::Options { .. }));
        assert_eq!(var.in_loop.is_some(), table.key.iter().any(|key| key == ITERATION));
    }
}
