//! Codebooks: three forms of the same, with figures, provenance and assumptions.

use crate::support::oracle::python_csv;
use crate::support::project::{alone, artifacts, our_artifacts};
use serde_json::Value as Json;

fn text(path: &str) -> &'static str {
    std::str::from_utf8(&our_artifacts().get(path).unwrap_or_else(|| panic!("no {path}")).bytes).unwrap()
}

fn book(path: &str) -> Json {
    serde_json::from_str(text(path)).unwrap()
}

fn strings(value: &Json) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

/// The rows that a codebook's JSON stands for: item, code, option, provenance, assumption, figures.
fn expected(book: &Json) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for item in book["items"].as_array().unwrap() {
        let path = item["item"].as_str().unwrap();
        let joined = |key: &str| strings(&item[key]).join("; ");
        let assumption = item["assumption"].to_string();
        rows.push([path, "", "", &joined("provenance"), &assumption, &joined("figures")].map(str::to_owned).to_vec());
        for option in item["options"].as_array().unwrap() {
            let (code, id) = (option["code"].to_string(), option["id"].as_str().unwrap());
            rows.push([path, &code, id, "", "", ""].map(str::to_owned).to_vec());
        }
    }
    rows
}

#[test]
fn csv_reads_in_python_and_says_what_the_json_says() {
    for survey in ["clients-2020", "clients-2023", "principals-2020", "inburgeraars-2023"] {
        let rows = python_csv(text(&format!("codebooks/{survey}.csv")));
        let (header, rows) = rows.split_first().unwrap();
        let column = |name: &str| header.iter().position(|cell| cell == name).unwrap();
        let columns = ["item", "code", "option", "provenance", "assumption", "figures"].map(column);
        let shown: Vec<Vec<String>> = rows
            .iter()
            .map(|row| {
                assert_eq!(row.len(), header.len(), "{survey}: {row:?}");
                columns.iter().map(|at| row[*at].clone()).collect()
            })
            .collect();
        let book = book(&format!("codebooks/{survey}.json"));
        assert_eq!(shown, expected(&book), "{survey}");
        assert!(shown.iter().any(|row| !row[5].is_empty()), "{survey}: no figures");
    }
}

#[test]
fn html_shows_assumptions_and_figures_of_every_item_that_has_them() {
    let html = text("codebooks/clients-2023.html");
    for item in book("codebooks/clients-2023.json")["items"].as_array().unwrap() {
        let heading = format!("<h2 id=\"{}\">", item["anchor"].as_str().unwrap());
        let section = html.split(&heading).nth(1).unwrap().split("<h2").next().unwrap();
        assert_eq!(section.contains("class=\"assumption\""), item["assumption"] == true, "{}", item["item"]);
        assert_eq!(section.matches("<dt>Herkomst</dt>").count(), strings(&item["provenance"]).len());
        for figure in strings(&item["figures"]) {
            assert!(section.contains(figure), "{figure}");
        }
    }
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_text() {
    let outcome = alone(
        "edition 2026\n\nsurvey s 2026 \"S\" {\n  language nl\n  wording w \"W\"\n  mode web\n  page p \"P\" {\n    question q number -5..5 {\n      label \"=1+1, \\\"x\\\"\"\n      ask \"Wat, nu?\"\n      from \"-2\"\n    }\n  }\n}\n",
    );
    assert!(!outcome.has_errors());
    let all = artifacts(&outcome);
    let rows = python_csv(std::str::from_utf8(&all.get("codebooks/s-2026.csv").unwrap().bytes).unwrap());
    assert_eq!(rows[1][5], "'=1+1, \"x\"");
    assert_eq!(rows[1][6], "Wat, nu?");
}

#[test]
fn an_item_comes_also_from_where_its_scale_does() {
    let source = |scale: &str| {
        format!(
            "edition 2026\n\nsurvey s 2026 \"S\" {{\n  mode web\n  page een {{\n    question a one of ja_nee {{\n      label \"A\"\n      ask \"A?\"\n    }}\n  }}\n}}\n\nscale ja_nee nominal \"Ja of nee\" {{\n  1 ja \"Ja\"\n  2 nee \"Nee\"\n{scale}}}\n"
        )
    };
    let item = |scale: &str| {
        let outcome = crate::support::project::alone(&source(scale));
        assert!(!outcome.has_errors(), "{:#?}", outcome.diagnostics);
        let made = crate::support::project::artifacts(&outcome);
        let json: serde_json::Value =
            serde_json::from_slice(&made.get("codebooks/s-2026.json").unwrap().bytes).unwrap();
        (json["items"][0]["provenance"].clone(), json["items"][0]["assumption"].clone())
    };
    let said = "assumption: the report prints no answers";
    assert_eq!(item(&format!("  from \"{said}\"\n")), (serde_json::json!([said]), true.into()));
    assert_eq!(item(""), (serde_json::json!([]), false.into()));
}

const LIMITED: &str = r#"edition 2026

survey s 2026 "S" {
  language nl
  wording r "Regulier"
  wording e "Eenvoudig"
  mode web phone paper
  missing 98 weet_niet "Weet niet" only phone
  page p "P" {
    question a one of {
      label "A"
      ask "A?"
      1 wel "Wel"
      2 nooit "Nooit" only paper
      3 soms "Soms" only e web
    }
    question m any of {
      label "M"
      ask "M?"
      when a = wel
      1 x "X"
      2 y "Y" specify
      3 z "Z" when a = soms
    }
    loop l over chosen m {
      title "{l}"
      question b text {
        label "B"
        ask "B over {l}?"
      }
      question c text {
        label "C"
        ask "C over {l}?"
        when answered(b)
      }
    }
    question d text {
      label "D"
      ask "D?"
      when mode = web and a = nooit
    }
    question f text {
      label "F"
      ask "F?"
      when mode = web or mode = phone
    }
    computed g one of {
      1 ja "Ja" when a = wel
      2 nee "Nee" else
    }
  }
}
"#;

/// The base of everything, and who is offered an option, as the JSON and the CSV say it.
#[test]
fn bases_and_scopes_are_said_of_everything_that_has_them() {
    let outcome = alone(LIMITED);
    assert!(!outcome.has_errors());
    let all = artifacts(&outcome);
    let text = |path: &str| std::str::from_utf8(&all.get(path).unwrap().bytes).unwrap().to_owned();
    let book: Json = serde_json::from_str(&text("codebooks/s-2026.json")).unwrap();
    let item = |path: &str| book["items"].as_array().unwrap().iter().find(|item| item["item"] == path).unwrap().clone();
    for (path, base) in [
        ("a", "Aan iedereen"),
        ("m.y", "Aan respondenten die bij ‘M’ ‘Y’ hebben aangekruist"),
        ("l.b", "Voor elk antwoord dat bij ‘M’ is gekozen"),
        ("l.c", "Aan respondenten die ‘B’ hebben beantwoord; voor elk antwoord dat bij ‘M’ is gekozen"),
        ("f", "via internet, per telefoon: Aan iedereen; op papier: Niet gesteld"),
        ("d", "Niet gesteld"),
        ("g", "Berekend uit ‘A’"),
    ] {
        assert_eq!(item(path)["route"], base, "{path}");
    }
    let offered = |path: &str| -> Vec<String> {
        let options = item(path)["options"].as_array().unwrap().clone();
        options.iter().map(|option| option["offered"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(offered("a"), ["", "alleen op papier", "alleen e (via internet)", "alleen per telefoon"]);
    assert_eq!(offered("m")[2], "alleen e (via internet) alleen respondenten die bij ‘A’ ‘Soms’ hebben ingevuld");
    assert!(
        text("codebooks/s-2026.csv")
            .contains("\na,,98,weet_niet,telt als ontbrekend,,Weet niet,Weet niet,alleen per telefoon,")
    );
    let html = text("codebooks/s-2026.html");
    for english in ["one of", "any of", "at most", "missing", "sample field", "own options"] {
        assert!(!html.contains(english), "{english}");
    }
}
