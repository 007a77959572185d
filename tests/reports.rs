//! Faults of reports, one line each: what the cases of the checks do not show.

use peil::diag::Area;
use peil::host::MemoryHost;
use peil::session::compile;

const SURVEYS: &str = r#"edition 2026

survey clients 2026 "Cliënten" {
  wording regulier "Regulier"
  wording eenvoudig "Eenvoudig"
  mode web phone

  field bedrijf text "Bedrijf" required
  field dienst one of diensten "Dienst" required
  field plaats text "Plaats"
  missing 98 weet_niet "Weet niet" only phone

  page een "Een" {
    question werk one of ja_nee {
      ask "Heeft u werk?"
    }

    question uren number 1..60 {
      ask "Hoeveel uren?"
      when werk = ja or wording = eenvoudig
    }

    question kanaal any of {
      ask "Hoe had u contact?"
      1 gesprek "Gesprek"
      2 telefoon "Telefoon"
    }

    question cijfer number 1..10 {
      ask "Welk cijfer?"
    }

    question zin text {
      ask "Wat nog?"
    }

    question dag date {
      ask "Wanneer?"
    }

    grid oordeel one of tevreden {
      ask "Hoe tevreden bent u?"
      row snel "Snelheid"
      row goed "Kwaliteit"
    }

    loop per_dienst over diensten {
      title "Over {per_dienst}"
      question aantal number 0..99 {
        ask "Hoeveel personen?"
      }
    }

    question geheim one of ja_nee {
      ask "Mogen wij bellen?"
      private
    }
  }
}

survey clients 2025 "Cliënten" {
  wording regulier "Regulier"
  wording eenvoudig "Eenvoudig"
  mode web phone
  field bedrijf text "Bedrijf" required

  page een "Een" {
    question cijfer number 1..10 {
      ask "Welk cijfer?"
    }

    question werk number 0..1 {
      ask "Heeft u werk?"
    }
  }
}

survey opdrachtgevers 2026 "Opdrachtgevers" {
  mode web
  field bedrijf text "Bedrijf" required
  page een "Een" {
    question cijfer number 1..10 {
      ask "Welk cijfer?"
    }
  }
}

scale ja_nee nominal "Ja of nee" {
  1 ja "Ja"
  2 nee "Nee"
}

scale tevreden ordered scored "Tevredenheid" {
  1 ontevreden "Ontevreden"
  2 tevreden "Tevreden"
}

codelist diensten "Diensten" {
  1 scholing "Scholing" from 2020
}
"#;

/// Code and message of every fault in a report with these lines before its chapter and in it.
fn faults(head: &str, body: &str) -> Vec<String> {
    let uses = "  uses clients 2026\n  uses opdrachtgevers 2026 optional\n  per bedrijf \"Bedrijf\"\n";
    report_faults(&format!("{uses}  {head}\n  chapter \"Een\" een {{\n    {body}\n  }}"))
}

fn report_faults(lines: &str) -> Vec<String> {
    let text = format!("{SURVEYS}\nreport verslag \"Verslag\" {{\n{lines}\n}}\n");
    let outcome = compile(&MemoryHost::default().with("case.peil", text), &["case.peil"]);
    let syntax: Vec<_> = outcome.diagnostics.iter().filter(|d| d.code.area() == Area::Syntax).collect();
    assert!(syntax.is_empty(), "{lines}\n{syntax:?}");
    let mut all: Vec<_> = outcome.diagnostics.iter().collect();
    all.retain(|d| !matches!(d.code.area(), Area::Wordings | Area::Spoken));
    all.retain(|d| d.span.is_some_and(|span| span.start as usize > SURVEYS.len()));
    all.iter().map(|d| format!("{}: {}", d.code, d.message)).collect()
}

/// Each line gives this one fault, or none.
#[track_caller]
fn bodies(lines: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (body, expected) in lines {
        let found = faults("benchmark alle \"Alle\" over respondents", body);
        let right = match *expected {
            "" => found.is_empty(),
            expected => found.len() == 1 && found.iter().all(|fault| fault.contains(expected)),
        };
        if !right {
            wrong.push(format!("{body}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn figures_fit_their_items() {
    bodies(&[
        ("figure f bars of clients.kanaal", ""),
        ("figure f anyof of clients.kanaal", ""),
        ("figure f distribution of clients.cijfer", ""),
        ("figure f stacked of clients.oordeel", ""),
        ("figure f stacked of clients.oordeel.snel", ""),
        ("figure f grid of clients.oordeel", ""),
        ("figure f mean of clients.oordeel", ""),
        ("figure f sum of clients.per_dienst.aantal", ""),
        ("figure f verbatim of clients.zin", ""),
        ("figure f mean of clients.cijfer per dienst", ""),
        ("figure f mean of clients.cijfer per clients.werk", ""),
        ("table t of clients.werk", ""),
        ("figure f bars of clients.cijfer", "Q0603: `bars` does not fit `clients.cijfer`, which is a number item"),
        ("figure f bars of clients.oordeel", "Q0603"),
        ("figure f stacked of clients.werk", "which is a one-of item without an order"),
        ("figure f verbatim of clients.werk", "Q0603"),
        ("figure f grid of clients.werk", "Q0603"),
        ("figure f sum of clients.dag", "Q0603"),
        ("figure f anyof of clients.werk", "Q0603"),
        ("table t of clients.zin", "Q0603"),
        (
            "figure f mean of clients.cijfer per clients.kanaal",
            "Q0603: `per clients.kanaal` cannot group by an any-of item",
        ),
        ("figure f mean of clients.cijfer per clients.oordeel", "cannot group by a grid"),
        ("figure f bars of clients.werk per opdrachtgevers.cijfer", "item of another survey"),
        ("figure f sum of clients.cijfer including missing", "Q0604"),
    ]);
}

#[test]
fn names_are_known() {
    bodies(&[
        ("figure f bars of client.werk", "Q0601: there is no survey `client`"),
        ("figure f bars of clients.oordeel.slecht", "Q0601: there is no item `oordeel.slecht`"),
        ("figure f sum of clients.per_dienst", "Q0601: there is no item `clients.per_dienst`"),
        ("figure f mean of clients.cijfer norm streng", "Q0601: there is no norm `streng`"),
        ("table t services landen", "Q0601: there is no code list `landen`"),
        ("text \"{count(landen)} landen.\"", "Q0601: there is no code list `landen`"),
        ("text \"{count(diensten)|één dienst|# diensten}.\"", ""),
        ("text \"Zie {figure.f}.\"", "Q0601: there is no figure `f`"),
        ("text \"Zie {chapter.twee}.\"", "Q0601: there is no chapter `twee`"),
        ("text \"Zie {chapter.een}.\"", ""),
        ("text \"Score {promoter.x}.\"", "Q0601: there is no promoter score `x`"),
        ("figure f bars of clients.werk where wrk = ja", "Q0201"),
        ("figure f bars of clients.werk where clients.werk = ja and werk != nee", ""),
        ("figure f sum of clients.per_dienst.aantal where aantal > 3", ""),
    ]);
}

#[test]
fn what_differs_is_pooled_knowingly() {
    bodies(&[
        ("figure f distribution of clients.uren", "`clients.uren` has another route in `eenvoudig`"),
        ("figure f distribution of clients.uren pooled", ""),
        ("figure f distribution of clients.uren per wording", ""),
        ("figure f distribution of clients.uren per mode", "Q0605"),
        ("figure f bars of clients.werk including missing", ""),
    ]);
}

#[test]
fn texts_pipe_what_a_report_knows() {
    bodies(&[
        ("text \"Van {unit.name} in {unit.place}, {period.start} tot {report.date}.\"", ""),
        ("text \"{n(clients)} en {gross(clients)}, {net(clients)}, {rate(clients)}, {mean(clients.cijfer)}.\"", ""),
        ("text \"{unit.naam}.\"", "Q0617: the unit file has no column `naam`"),
        ("text \"{werk}.\"", "Q0606: nothing fills in `{werk}` in a report"),
        ("text \"{unit.name|een|twee}.\"", "Q0606: `{unit.name}` has no number"),
        ("text \"{n(clients)|een}.\"", "Q0606: expected two or three forms, found 1"),
        ("text \"{mean(clients.werk)}.\"", "Q0603"),
        ("text \"{sum(clients.cijfer)}.\"", "Q0606"),
        ("text \"{norm.x.total}.\"", "Q0601: there is no norm `x`"),
        ("text \"Zie tabel 1.2.\"", "Q0611"),
        ("text \"Zie §3.1.\"", "Q0611"),
        ("text \"De dienst(en).\"", "Q0612"),
        ("figure f bars of clients.werk {\n caption \"Werk(en)\"\n }", "Q0612"),
    ]);
}

#[test]
fn conditions_speak_of_the_data() {
    bodies(&[
        ("text \"A.\" when n(clients) > 0 and not unit.status = \"concept\"", ""),
        ("text \"A.\" when unit.phone_option", ""),
        ("text \"A.\" when uses opdrachtgevers or published(clients)", ""),
        ("text \"A.\" when 10 <= n(clients.cijfer)", ""),
        ("text \"A.\" when n(clients where werk = ja) >= 1", ""),
        ("text \"A.\" when n(clients.cijfer) > 0 and mean(clients.cijfer) >= 6.5", ""),
        ("text \"A.\" when mean(clients.cijfer) >= 6.5", "Q0610: `mean(clients.cijfer)` has no value"),
        ("text \"A.\" when n(clients) > 0 and mean(clients.cijfer) >= 6.5", "Q0610"),
        ("text \"A.\" when n(clients) / net(clients) > 1", "Q0610: a condition of a report cannot divide"),
        ("text \"A.\" when clients.werk", "Q0620: expected a condition on the data"),
        ("text \"A.\" when n(clients) + 1", "Q0620"),
        ("text \"A.\" when n(clients) > n(opdrachtgevers)", "Q0620"),
        ("text \"A.\" when n(client) > 1", "Q0601: there is no survey `client`"),
    ]);
}

#[test]
fn optional_surveys_stand_under_a_condition() {
    bodies(&[
        ("figure f mean of opdrachtgevers.cijfer", "Q0609"),
        ("figure f mean of opdrachtgevers.cijfer when n(opdrachtgevers.cijfer) >= 1", ""),
        ("section \"S\" when uses opdrachtgevers {\n figure f mean of opdrachtgevers.cijfer\n }", ""),
        ("figure f mean of opdrachtgevers.cijfer when n(opdrachtgevers) >= 0", "Q0609"),
        ("figure f mean of opdrachtgevers.cijfer when n(opdrachtgevers) > 0 or n(clients) > 0", "Q0609"),
        ("section \"Over {n(opdrachtgevers)}\" {\n text \"A.\"\n }", "Q0609"),
    ]);
}

#[test]
fn references_are_there_when_the_text_is() {
    let figure = "figure f bars of clients.werk when n(clients) > 9";
    let with = |text: &str| format!("{text}\n    {figure}");
    let lines = [
        (with("text \"Zie {figure.f}.\""), "Q0614"),
        (with("text \"Zie {figure.f}.\" when n(clients) > 8"), "Q0614"),
        (with("text \"Zie {figure.f}.\" when unit.phone_option and n(clients) > 9"), ""),
        (with("text \"Zie {figures.f..f}.\""), "Q0614"),
        (
            format!("{}\n    figure g bars of clients.werk", with("text \"Zie {figures.g..f}.\" when n(clients) > 9")),
            "Q0614: the figure `f` stands before `g`",
        ),
    ];
    for (body, expected) in &lines {
        let found = faults("", body);
        let right = if expected.is_empty() {
            found.is_empty()
        } else {
            !found.is_empty() && found.iter().all(|f| f.contains(expected))
        };
        assert!(right, "{body}\n{found:?}");
    }
}

#[test]
fn parameters_mean_something() {
    let heads = [
        ("benchmark alle \"Alle\" over respondents largest 120 %", "Q0618: expected a share above 0 %"),
        ("benchmark alle \"Alle\" over units minimum 0 units", "Q0618"),
        ("period 2026-02-01 .. 2026-01-01", "Q0618: the period ends before it begins"),
        ("publish by tabel", "Q0601: there is no publication table `tabel`"),
        ("suppress minimum base 5 cell 3 profile open", "Q0601: there is no profile `open`"),
        ("promoter p \"P\" on clients.werk as share of ja minus share of ja", "Q0618: `ja` is counted for and against"),
        ("promoter p \"P\" on clients.werk as share of misschien", "Q0601: there is no option `misschien`"),
        ("promoter p \"P\" on clients.werk as nps", "Q0603"),
        ("promoter p \"P\" on clients.uren as nps", ""),
        ("promoter p \"P\" on clients.cijfer as nps", ""),
        ("strengths s \"S\" over clients.oordeel by mean", "Q0618: strengths are what stands out"),
        ("theme {\n accent \"blauw\"\n }", "Q0618: `blauw` is no colour"),
        ("theme {\n logo \"logo.svg\"\n }", "Q0615"),
        ("cover {\n strengths s\n }", "Q0601: there is no list of strengths `s`"),
        ("cover {\n grade clients.werk\n }", "Q0603"),
        ("norm k on clients.cijfer {\n per dienst >= 5.5\n }", "Q0608: the norm `k` has no `total`"),
        (
            "norm k on clients.cijfer {\n total >= 6.5\n per dienst >= 5.5\n per clients.dienst >= 6\n }",
            "Q0608: the norm has two lines",
        ),
        (
            "norm k on clients.cijfer {\n total >= 6.5\n correct below 5.5 to 6 when n <= 9 and passes >= 60 %\n }",
            "Q0618: an insufficient grade would count as 6",
        ),
        ("norm k on clients.zin {\n total >= 6.5\n }", "Q0603"),
    ];
    for (head, expected) in heads {
        let found = faults(head, "figure f bars of clients.werk");
        let right =
            if expected.is_empty() { found.is_empty() } else { found.len() == 1 && found[0].contains(expected) };
        assert!(right, "{head}\n  expected {expected:?}\n  found {found:?}");
    }
}

#[test]
fn a_norm_is_drawn_in_the_mean_of_its_item_and_waves_need_two() {
    let norm = "norm k on clients.cijfer {\n    total >= 6.5\n  }";
    assert_eq!(faults(norm, "figure f mean of clients.cijfer norm k"), Vec::<String>::new());
    assert!(
        faults(norm, "figure f distribution of clients.cijfer norm k")[0].starts_with("Q0618: the norm `k` is not on")
    );
    assert!(faults("", "figure f mean of clients.cijfer per wave")[0].contains("is there in one wave only"));
    let waves = |body: &str| {
        let uses = "  uses clients 2026\n  uses clients 2025 as earlier\n  per bedrijf \"Bedrijf\"\n";
        report_faults(&format!("{uses}  chapter \"Een\" {{\n    {body}\n  }}"))
    };
    assert_eq!(waves("figure f mean of clients.cijfer per wave"), Vec::<String>::new());
    assert!(waves("figure f bars of clients.werk per wave")[0].contains("of another kind in another wave"));
}

#[test]
fn a_report_is_whole() {
    let chapter = "  chapter \"Een\" {\n    text \"A.\"\n  }";
    let whole = |lines: &str| report_faults(&format!("{lines}\n{chapter}"));
    assert_eq!(whole("  uses clients 2026\n  per bedrijf"), Vec::<String>::new());
    assert!(whole("  per bedrijf").iter().any(|f| f.contains("Q0619: the report `verslag` has no survey")));
    assert!(whole("  uses clients 2026")[0].contains("has no unit"));
    assert!(
        whole("  uses clients 2026\n  per plaats")[0]
            .contains("the field `plaats` of `clients@2026` is not `required`")
    );
    assert!(whole("  uses clients 2026\n  per gemeente")[0].contains("does not exist"));
    assert!(
        whole("  uses clients 2024\n  per bedrijf")[0].contains("Q0601: there is no survey `clients` of wave 2024")
    );
    assert!(whole("  uses clients 2026\n  uses clients 2025\n  per bedrijf")[0].contains("Q0602"));
    assert!(
        whole("  uses clients 2026\n  per bedrijf\n  promoter p \"P\" on clients.geheim as share of ja")[0]
            .contains("Q0616")
    );
}

#[test]
fn the_glossary_holds_in_the_prose_of_reports() {
    let terms = "\nterm e_mail \"e-mail\" {\n  instead of \"email\"\n}\n\nterm keurmerk \"Blik op Werk\" {\n  instead of \"Blik Op Werk\"\n}\n\nterm coach \"coach\" only eenvoudig {\n  instead of \"medewerker\"\n}\n";
    let found = |words: &str| {
        let report = format!(
            "report verslag \"Verslag\" {{\n  uses clients 2026\n  per bedrijf \"Bedrijf\"\n  chapter \"Een\" {{\n    text \"{words}\"\n  }}\n}}\n"
        );
        let text = format!("{SURVEYS}{terms}\n{report}");
        let outcome = compile(&MemoryHost::default().with("case.peil", text), &["case.peil"]);
        let all = outcome.diagnostics.into_iter().filter(|d| d.code.slug == "term-against-glossary");
        all.map(|d| outcome.files.sources.slice(d.span.unwrap()).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("Per email van Blik Op Werk, per e-mail van Blik op Werk."), ["email", "Blik Op Werk"]);
    assert_eq!(found("Een medewerker belt."), Vec::<String>::new());
}
