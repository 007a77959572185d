//! `--units`: a form for each unit, its fields filled in and nothing of them run; faults of the file in place.

use super::{forms, text};
use crate::support::project::{alone, artifacts_with};
use peil::emit::form::Delivery;
use peil::sample::{Unit, units};
use peil::session::Outcome;
use peil::text::{SourceMap, decode};

const SURVEY: &str = r#"edition 2026

survey klein 2026 "Klein" {
  language nl
  wording regulier "Vragenlijst"
  wording kort "Korte vragenlijst"
  mode web paper

  field bedrijf text max 20000 "Naam" required spoken "de organisatie"
  field dienst one of diensten "Dienst"
  field cijfer number 1..10 decimals 1 "Cijfer" else "een cijfer"
  field start date 2020-01-01..2030-12-31 "Begin"

  intro """
    Dag, **{bedrijf}** vraagt uw mening.
  """

  page een "Een" {
    question ja one of {
      label "Ja"
      ask "Deed u mee aan {dienst|een dienst} van {bedrijf}? Cijfer: {cijfer}."
      1 ja "Ja"
      2 nee "Nee"
    }
  }
}

codelist diensten "Dienst" {
  7 outplacement "Outplacement"
  8 spoor "Tweede spoor"
}
"#;

fn survey() -> Outcome {
    let outcome = alone(SURVEY);
    assert!(!outcome.has_errors(), "{:#?}", outcome.diagnostics);
    outcome
}

/// The units of a file, and each fault as `code line message; help`.
fn read(bytes: &[u8]) -> (Vec<Unit>, Vec<String>) {
    let mut sources = SourceMap::default();
    let text = decode(bytes).unwrap().text;
    let file = sources.add("units.csv", text.clone());
    let (units, faults) = units(file, &text, &survey().project.surveys);
    let shown = |fault: &peil::diag::Diagnostic| {
        let marked = sources.slice(fault.span.unwrap());
        let help = fault.help.as_ref().map_or(String::new(), |help| format!("; {help}"));
        format!("{} [{marked}] {}{help}", fault.code, fault.message)
    };
    (units, faults.iter().map(shown).collect())
}

/// A page without the numbers that the script knows pipes by.
fn page(artifacts: &peil::emit::Artifacts, path: &str) -> String {
    let mut parts = text(artifacts, path).split(" data-pipe=\"");
    let mut html = parts.next().unwrap().to_owned();
    for part in parts {
        html.push_str(part.split_once('"').unwrap().1);
    }
    html
}

fn made(csv: &str) -> peil::emit::Artifacts {
    let (units, faults) = read(csv.as_bytes());
    assert_eq!(faults, Vec::<String>::new());
    artifacts_with(&survey(), &Delivery { units, ..Delivery::default() })
}

#[test]
fn each_unit_has_a_form_in_every_wording_and_mode() {
    let made = made("id;bedrijf;dienst;cijfer\nWerk & Co;Werk & Co;spoor;7,5\nb;B;;\n");
    assert_eq!(forms(&made).len(), 4 * 3);
    let html = page(&made, "forms/klein-2026/regulier/web/Werk---Co/index.html");
    assert!(html.contains("<strong><bdi>Werk &amp; Co</bdi></strong>"), "{html}");
    assert!(
        html.contains("aan <bdi>Tweede spoor</bdi> van <bdi>Werk &amp; Co</bdi>? Cijfer: <bdi>7,5</bdi>."),
        "{html}"
    );
    assert!(html.contains("<input type=\"hidden\" name=\"token\" value=\"Werk &amp; Co\">"));
    let links = html.replace("&#x2f;", "/");
    assert!(links.contains("href=\"../../../kort/web/Werk---Co/index.html\""), "{html}");
    assert!(links.contains("href=\"../../../../assets/form.css?v="), "{html}");
    assert!(html.contains(
        "id=\"peil-unit\">{\"unit\":\"Werk & Co\",\"fields\":{\"bedrijf\":\"Werk & Co\",\"cijfer\":75,\"dienst\":8}}</script>"
    ));
    let open = page(&made, "forms/klein-2026/regulier/web/b/index.html");
    assert!(open.contains("aan <bdi>een dienst</bdi> van <bdi>B</bdi>? Cijfer: <bdi>een cijfer</bdi>."), "{open}");
    let nobody = page(&made, "forms/klein-2026/regulier/web/index.html");
    assert!(nobody.contains("<strong><bdi>de organisatie</bdi></strong> vraagt"), "{nobody}");
    assert!(!nobody.contains("peil-unit") && !nobody.contains("token"));
}

#[test]
fn hostile_names_are_text() {
    let long = "x".repeat(10_000);
    let names = [
        "<script>alert(1)</script>",
        "</script><img src=x onerror=alert(1)>",
        "\"\"><b>\"\"",
        "*ster* [x](javascript:alert) `a`",
        "\u{202E}omgekeerd\u{200F}",
        "\u{E000}0\u{E001}{bedrijf} {{ form.id }}",
        &long,
    ];
    let rows: String = names.iter().enumerate().map(|(n, name)| format!("u{n};\"{name}\"\n")).collect();
    let made = made(&format!("id;bedrijf\n{rows}"));
    for (n, name) in names.iter().enumerate() {
        let name = name.replace("\"\"", "\"");
        let shown = name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        let html = page(&made, &format!("forms/klein-2026/regulier/web/u{n}/index.html"));
        assert_eq!(html.matches(&format!("<bdi>{shown}</bdi>")).count(), 2, "{name}");
        assert_eq!(html.matches("<script").count(), html.matches("</script>").count(), "{name}");
        assert!(!html.contains("<script>") && !html.contains("<img") && !html.contains("<b>"), "{name}");
    }
}

#[test]
fn spreadsheets_are_read_as_they_come() {
    let (plain, _) = read(b"id;bedrijf;dienst\na;Een;7\n");
    for bytes in [
        &b"\xEF\xBB\xBFid;bedrijf;dienst\r\na;Een;7\r\n"[..],
        b"sep=;\r\nid;bedrijf;dienst\r\n\"a\";\"Een\";\"7\"\r\n;;\r\n",
        b"id,bedrijf,dienst\na,Een,outplacement",
        b"id\tbedrijf\tdienst\na\tEen\t7\n",
        b"id;name;bedrijf;status;dienst\na;Naam;Een;concept;7\n",
    ] {
        assert_eq!(read(bytes), (plain.clone(), Vec::new()), "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn faults_name_row_column_and_value() {
    let faults = |csv: &str| read(csv.as_bytes()).1;
    assert_eq!(
        faults("id;bedrijff;dienst;start;cijfer;bedrijf\na;x;Outplacement;31-2-2023;11;\nb;x;9;2019-01-01;1,23;B\n"),
        [
            "Q0701 [bedrijff] no survey has a field `bedrijff`; a similar field exists: `bedrijf`",
            "Q0702 [] row 2, column `bedrijf`: the required field is empty; fill it in; a field that comes with the \
             respondent's link has no column",
            "Q0702 [Outplacement] row 2, column `dienst`: expected the code or id of one option, found `Outplacement`; \
             write `outplacement` or 7",
            "Q0702 [31-2-2023] row 2, column `start`: expected a date such as 2026-08-31 from 2020-01-01 until 2030-12-31, found `31-2-2023`",
            "Q0702 [11] row 2, column `cijfer`: expected a number from 1.0 to 10.0 with at most 1 decimals, found `11`",
            "Q0702 [9] row 3, column `dienst`: expected the code or id of one option, found `9`",
            "Q0702 [2019-01-01] row 3, column `start`: expected a date such as 2026-08-31 from 2020-01-01 until 2030-12-31, found `2019-01-01`",
            "Q0702 [1,23] row 3, column `cijfer`: expected a number from 1.0 to 10.0 with at most 1 decimals, found `1,23`",
        ]
    );
    assert_eq!(
        faults("id;bedrijf;id\na b;1;\nA-B;2;\n..;3;\n;4;\nc;5\n"),
        [
            "Q0703 [id] the column `id` stands twice",
            "Q0703 [A-B] the units `a b` and `A-B` would share a folder",
            "Q0703 [..] row 4, column `id`: expected a letter or digit, found `..`",
            "Q0703 [] row 5, column `id`: expected a letter or digit, found nothing",
            "Q0703 [c;5] row 6: expected 3 values, found 2; write a value that holds the separator between quotes",
        ]
    );
    assert!(faults("naam;bedrijf\n1;2\n")[1].starts_with("Q0703 [naam] the column `id` is missing"));
    assert_eq!(faults("id;bedrijf\na;\"b\n"), ["Q0703 [\"] this quote is never closed"]);
}

const ROUTED: &str = r#"edition 2026

survey klein 2026 "Klein" {
  language nl
  mode web phone paper

  field bedrijf text "Naam" required
  field dienst one of diensten "Dienst"
  field leeftijd number 0..120 "Leeftijd"

  page een "Een" {
    question werk one of {
      ask "Heeft u werk?"
      1 ja "Ja"
      2 nee "Nee"
    }

    question spoor text {
      ask "Wat vond u van het tweede spoor?"
      when dienst = spoor
    }

    question spoor_meer text {
      ask "Wat kon er beter aan het tweede spoor?"
      when answered(spoor)
    }

    question samen text {
      ask "Wat vond u van de begeleiding?"
      when dienst = outplacement or werk = ja
    }

    question uren one of {
      ask "Hoeveel werkt u?"
      when werk = ja
      1 weinig "Weinig" when dienst = outplacement
      2 veel "Veel" when leeftijd >= 18
      3 wissel "Wisselend"
    }
  }

  stop jong {
    say "Dank u, u bent te jong."
    when leeftijd < 16
  }

  page twee "Twee" {
    question slot text {
      ask "Wilt u nog iets zeggen?"
    }
  }
}

codelist diensten "Dienst" {
  7 outplacement "Outplacement"
  8 spoor "Tweede spoor"
}
"#;

/// What somebody sees of a form: number and text of questions, lines, options and stops, without what is hidden.
fn seen(html: &str) -> Vec<String> {
    let mut seen = Vec::new();
    let mut hidden = Vec::new();
    let body = html.split_once("<main").unwrap().1.replace("<bdi>", "").replace("</bdi>", "");
    for tag in body.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap();
        let name = tag.split(' ').next().unwrap();
        if ["fieldset", "section", "li", "div"].contains(&name) {
            hidden.push(tag.ends_with(" hidden") || hidden.last() == Some(&true));
        } else if let Some(closed) = name.strip_prefix('/')
            && ["fieldset", "section", "li", "div"].contains(&closed)
        {
            hidden.pop();
        }
        if hidden.last() == Some(&false) && !text.trim().is_empty() {
            seen.push(text.trim().to_owned());
        }
    }
    seen
}

/// What the fields of a unit decide is decided in its form: questions, options, jumps and stops.
#[test]
fn lines_speak_of_nothing_that_is_known() {
    let outcome = alone(ROUTED);
    assert!(!outcome.has_errors(), "{:#?}", outcome.diagnostics);
    let csv = "id;bedrijf;dienst;leeftijd\na;A;spoor;40\nb;B;outplacement;12\nc;C;;\nd;D;spoor;40\n";
    let mut sources = SourceMap::default();
    let file = sources.add("units.csv", csv.to_owned());
    let (units, faults) = units(file, csv, &outcome.project.surveys);
    assert!(faults.is_empty(), "{faults:#?}");
    let made = artifacts_with(&outcome, &Delivery { units, ..Delivery::default() });
    let path = |mode: &str, unit: &str| format!("forms/klein-2026/standaard/{mode}/{unit}index.html");
    for mode in ["web", "paper"] {
        let of = |unit: &str| seen(&page(&made, &path(mode, unit)));
        let lines = |unit: &str| {
            let of = of(unit);
            let route =
                |line: &String| line.contains(" als ") || line.starts_with("Ga naar") || line.starts_with("U bent");
            of.into_iter().filter(route).collect::<Vec<_>>()
        };
        assert_eq!(
            lines("a/"),
            [
                "Alleen invullen als u vraag 2 heeft beantwoord.",
                "Alleen invullen als u bij vraag 1 ‘Ja’ heeft ingevuld.",
                "Alleen invullen als u bij vraag 1 ‘Ja’ heeft ingevuld.",
            ],
            "{:#?}",
            of("a/")
        );
        assert!(of("a/").contains(&"Wat vond u van het tweede spoor?".to_owned()));
        assert!(!of("a/").iter().any(|said| said.contains("jong") || said == "Weinig"), "{:#?}", of("a/"));
        let young = of("b/");
        assert!(young.contains(&"Dank u, u bent te jong.".to_owned()));
        assert!(lines("b/").contains(&"U bent nu klaar met de vragenlijst.".to_owned()), "{young:#?}");
        for never in ["Wat vond u van het tweede spoor?", "Wat kon er beter aan het tweede spoor?", "Veel", "Twee"] {
            assert!(!young.contains(&never.to_owned()), "{never}: {young:#?}");
        }
        assert!(!lines("b/").iter().any(|line| line.contains("onze gegevens")));
        assert_eq!(of("c/"), of(""), "nothing is known of this unit");
        assert_eq!(of("a/"), of("d/"));
        assert_eq!(lines("").iter().filter(|line| line.contains("volgens onze gegevens")).count(), 5);
    }
}

/// On paper nobody is told afterwards what a date or a number may be.
#[test]
fn what_may_be_filled_in_is_said_beforehand() {
    let items = "question dag date 2020-01-01..2024-12-31 {\n      ask \"Wanneer begon u?\"\n    }\n    \
                 question ooit date {\n      ask \"Wanneer stopte u?\"\n    }\n    \
                 question uren number 0..168 decimals 1 {\n      ask \"Hoeveel uur werkt u?\"\n    }";
    let survey = ROUTED.replacen("question werk one of {", &format!("{items}\n\n    question werk one of {{"), 1);
    let made = artifacts_with(&alone(&survey), &Delivery::default());
    for mode in ["web", "phone", "paper"] {
        let said = seen(&page(&made, &format!("forms/klein-2026/standaard/{mode}/index.html")));
        for hint in [
            "Vul een datum in als dag-maand-jaar, bijvoorbeeld 31-8-2023. Kies een dag van 1 januari 2020 tot en met 31 december 2024.",
            "Vul een datum in als dag-maand-jaar, bijvoorbeeld 31-8-2023.",
            "Vul een getal in van 0 tot en met 168. Eén cijfer achter de komma mag.",
        ] {
            assert!(said.contains(&hint.to_owned()), "{mode}: {hint}: {said:#?}");
        }
    }
}
