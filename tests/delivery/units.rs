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
