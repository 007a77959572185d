//! What `docs/defects.md` says a check prevents is prevented: the fault as published, and the rule that finds it.

use peil::host::MemoryHost;
use peil::session::compile;
use std::fs;
use std::path::Path;

/// Defect, question text as published, rule.
const QUESTIONS: [(&str, &str, &str); 13] = [
    ("E1", "Hoe vaak heeft u contact gehad met de coach van {naam}?", "unknown-name"),
    ("E17", "Hoe tevreden bent u over de medewerker(s) van {bedrijf}?", "unresolved-plural"),
    ("E18", "Heeft u deze klacht ingediend bij {bedrijf}? Anders, namelijk:", "instruction-in-question"),
    (
        "E19",
        "Welk rapportcijfer geeft u aan onderstaande zaken? Als iets niet van toepassing is, kunt u het veld leeg laten.",
        "instruction-in-question",
    ),
    (
        "E20",
        "Hoe vaak heeft u contact gehad met {bedrijf}? Geef hier een inschatting van hoe vaak u gemiddeld per maand contact had met medewerkers van {bedrijf}",
        "instruction-in-question",
    ),
    ("E21", "Op welke manier had u contact met elkaar? U mag meerdere antwoorden kiezen", "instruction-in-question"),
    ("E22", "Had u een klacht over de dienstverlening van {bedrijf} ?", "space-before-punctuation"),
    ("E26", "Vindt u dat de coach u duidelijk heeft geïnformeerd? Hoe tevreden bent u daar over?", "two-questions"),
    ("E27", "Is er ook daadwerkelijk een financiële maatregel opgelegd?", "simple-same-text"),
    ("E30", "Hoe vaak heeft u contact gehad met de begeleider?", "term-against-glossary"),
    ("E37", "Mogen wij u per email benaderen?", "term-against-glossary"),
    ("E41", "Hoe tevreden bent u over de begeleiding", "missing-question-mark"),
    ("E42", "Heeft u contact gehad –indien nodig- met {bedrijf}?", "typography"),
];

/// Defect, prose of a report, rule.
const PROSE: [(&str, &str, &str); 11] = [
    ("E1", "Contact met {bedrijf}.", "leftover-placeholder"),
    ("E3", "Zie paragraaf 3.6.", "typed-number"),
    ("E8", "Zie figuur 3.9.", "typed-number"),
    ("E8", "In onderstaande tabel wordt aangegeven hoe het contact was.", "pointed-reference"),
    ("E10", "Zie {figure.klacht}.", "unknown-in-report"),
    ("E11", "Er deden {n(principals)} opdrachtgevers mee.", "unguarded-survey"),
    ("E14", "Zie {chapter.later}.", "dangling-reference"),
    ("E17", "De opdrachtgever(s) deden mee.", "open-plural"),
    ("E37", "Dit werkt respons verhogend.", "term-against-glossary"),
    ("E37", "Stichting Blik Op Werk.", "term-against-glossary"),
    ("E37", "Voor uw bedrijf.", "term-against-glossary"),
];

#[test]
fn the_published_faults_are_found() {
    let questions = QUESTIONS.iter().map(|(defect, text, slug)| (defect, slug, slugs(text, "Sound.")));
    let prose = PROSE.iter().map(|(defect, text, slug)| (defect, slug, slugs("Is dit goed?", text)));
    let missed: Vec<_> = questions.chain(prose).filter(|(_, slug, found)| !found.contains(slug)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn the_page_names_those_rules_and_all_defects() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/defects.md")).unwrap();
    for number in 1..=48 {
        assert_eq!(page.matches(&format!("\n| E{number} |")).count(), 1, "E{number}");
    }
    for (defect, _, slug) in QUESTIONS.iter().chain(&PROSE) {
        let line = page.lines().find(|line| line.starts_with(&format!("| {defect} |"))).unwrap();
        assert!(line.contains(&format!("`{slug}`")), "{defect} does not name `{slug}`");
    }
}

/// The rules that fire in a small project with this question and this sentence.
fn slugs(ask: &str, prose: &str) -> Vec<&'static str> {
    let terms = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("surveys/shared/terms.peil")).unwrap();
    let source = format!(
        r#"edition 2026
use "terms.peil"

survey clients 2026 "C" {{
  wording regulier "R"
  wording laagdrempelig "L" simpler than regulier
  mode web
  field bedrijf text "Bedrijf" required

  page p "P" {{
    question vraag text {{
      ask "{ask}"
    }}
  }}
}}

survey principals 2026 "P" {{
  mode web
  field bedrijf text "Bedrijf" required

  page p "P" {{
    question vraag text {{
      ask "Wat nog?"
    }}
  }}
}}

report verslag "Verslag" {{
  uses clients 2026
  uses principals 2026 optional
  per bedrijf
  chapter "Een" een {{
    text "{prose}"
  }}
  chapter "Later" later when n(principals) > 0 {{
    text "{{n(principals)}}."
  }}
}}
"#
    );
    let host = MemoryHost::default().with("case.peil", source).with("terms.peil", terms);
    compile(&host, &["case.peil"]).diagnostics.into_iter().map(|found| found.code.slug).collect()
}
