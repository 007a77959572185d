//! The tables of the reference about what is true, false and unknown: every cell is evaluated.

use crate::support::survey::survey;
use peil::eval::{Asked, Evaluator, Situation, Source, State, Truth, Value};
use peil::model::{Mode, Survey};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The items that the tables speak of; `a` and `b` decide whether the others are asked.
const ITEMS: &str = r#"edition 2026

scale niveau ordered "Niveau" {
  1 laag "Laag"
  2 midden "Midden"
  3 hoog "Hoog"
  9 weet_niet "Weet niet" missing
}

survey s 2026 "S" {
  mode web
  page p "P" {
    question a one of {
      ask "A?"
      1 ja "Ja"
      2 nee "Nee"
    }
    question b one of {
      ask "B?"
      1 ja "Ja"
      2 nee "Nee"
    }
    group alles {
      when a = ja
      question q one of niveau {
        ask "Q?"
      }
      question m any of {
        ask "M?"
        1 brief "Brief"
        2 telefoon "Telefoon"
        8 geen "Geen" alone
        9 weet_niet "Weet niet" missing
      }
      grid g one of niveau {
        ask "G?"
        row r "R"
        row s "S"
      }
      question u number 0..9 {
        ask "U?"
      }
      question v number 0..9 {
        ask "V?"
        when b = ja
      }
    }
"#;

struct Table {
    conditions: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

/// The tables of the section, by their header and rows.
fn tables() -> Vec<Table> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/language/reference.md");
    let text = fs::read_to_string(path).unwrap();
    let section = text.split("#### True, false and unknown").nth(1).unwrap().split("### 4.8").next().unwrap();
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect()
    };
    let mut tables: Vec<Table> = Vec::new();
    let mut inside = false;
    for line in section.lines() {
        let row = line.starts_with('|');
        if row && !inside {
            tables.push(Table { conditions: cells(line)[1..].to_vec(), rows: Vec::new() });
        } else if row && !line.starts_with("|-") {
            let mut cells = cells(line).into_iter();
            tables.last_mut().unwrap().rows.push((cells.next().unwrap(), cells.collect()));
        }
        inside = row;
    }
    tables
}

/// What the respondent of a row gives to an item.
struct Given<'a>(&'a str);

impl Given<'_> {
    fn level(word: &str) -> State {
        match word {
            "laag" => State::Valid(Value::Option(1)),
            "hoog" => State::Valid(Value::Option(3)),
            "weet_niet" => State::Missing(9),
            _ => State::Empty,
        }
    }
}

impl Source for Given<'_> {
    fn answer(&mut self, at: &Asked<'_>) -> State {
        let row = self.0;
        let (first, second) = match row.strip_prefix("both ") {
            Some(both) => (both, both),
            None => row.split_once(" and ").unwrap_or((row, row)),
        };
        let set = |code| State::Valid(Value::Set(BTreeSet::from([code])));
        let number = |word: &str| word.parse().map_or(State::Empty, |n| State::Valid(Value::Number(n)));
        match at.var.path.as_str() {
            "a" => State::Valid(Value::Option(if ["not asked", "neither asked"].contains(&row) { 2 } else { 1 })),
            "b" => State::Valid(Value::Option(if second == "not asked" { 2 } else { 1 })),
            "m" => match row.split(' ').next() {
                Some("brief") => set(1),
                Some("geen") => set(8),
                Some("weet_niet") => State::Missing(9),
                _ => State::Empty,
            },
            "q" | "g.r" => Self::level(first),
            "g.s" => Self::level(second),
            "u" => number(first),
            "v" => number(second),
            _ => State::Empty,
        }
    }
}

/// The truth of the condition of item `name`.
fn truth(survey: &Survey, name: &str, row: &str) -> Truth {
    let evaluator = Evaluator::new(survey);
    let situation = Situation { wording: 0, mode: Mode::Web, reached: 1, positions: vec![1] };
    let routed = evaluator.walk(&situation, &mut Given(row));
    let item = survey.var(survey.find(name).unwrap()).unwrap();
    let gate = survey.gate(*item.gates.last().unwrap()).unwrap();
    evaluator.truth(&routed, gate.when.as_ref().unwrap(), None)
}

#[test]
fn every_cell_is_what_the_evaluator_says() {
    let tables = tables();
    let mut source = ITEMS.to_owned();
    for (n, condition) in tables.iter().flat_map(|table| &table.conditions).enumerate() {
        source += &format!("    question t{n} text {{\n      ask \"T?\"\n      when {condition}\n    }}\n");
    }
    let survey = survey(&(source + "  }\n}\n"));
    let (mut n, mut wrong, mut cells) = (0, Vec::new(), 0);
    for table in &tables {
        for (row, said) in &table.rows {
            assert_eq!(said.len(), table.conditions.len(), "{row}");
            for (column, said) in said.iter().enumerate() {
                let found = format!("{:?}", truth(&survey, &format!("t{}", n + column), row)).to_lowercase();
                cells += 1;
                if found != *said {
                    wrong.push(format!("{row}: {} is {found}, not {said}", table.conditions[column]));
                }
            }
        }
        n += table.conditions.len();
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!((tables.len(), cells), (4, 96));
}
