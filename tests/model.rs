//! From source text to the typed model: what every back end may rely on.

use peil::diag::Severity;
use peil::eval::Evaluator;
use peil::host::MemoryHost;
use peil::model::{Cond, Formula, Kind, LoopOver, Mode, Node, PipeSource, Role, Segment, Survey, Text, Var};
use peil::session::{Outcome, compile};
use peil::simulate::{Rates, respondents};

const SHARED: &str = include_str!("cases/model/shared.peil");
const WIDE: &str = include_str!("cases/model/wide.peil");

fn project(files: &[(&str, &str)]) -> Outcome {
    let host = files.iter().fold(MemoryHost::default(), |host, (path, text)| host.with(path, *text));
    let outcome = compile(&host, &[files[0].0]);
    let errors: Vec<_> = outcome.diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    outcome
}

fn wide() -> Survey {
    project(&[("wide.peil", WIDE), ("shared.peil", SHARED)]).project.surveys.remove(0)
}

fn var<'s>(survey: &'s Survey, path: &str) -> &'s Var {
    survey.find(path).and_then(|id| survey.var(id)).unwrap_or_else(|| panic!("no {path}"))
}

/// What a text reads as; a pipe as `‹path|fallback›`.
fn words(survey: &Survey, text: &Text, wording: usize, mode: Mode) -> String {
    let cell = text.get(wording, mode).expect("a cell");
    let pipe = |source: &PipeSource| match source {
        PipeSource::Var(var) => survey.var(*var).map_or("?", |var| &var.path).to_owned(),
        PipeSource::Iteration(id) => survey.loops[id.index()].name.clone(),
    };
    let shown = |segment: &Segment| match segment {
        Segment::Literal(text) => text.clone(),
        Segment::Pipe { source, fallback } => format!("‹{}|{}›", pipe(source), fallback.as_deref().unwrap_or("")),
        Segment::Plural { source, one, many, .. } => format!("‹{}|{one}|{many}›", pipe(&PipeSource::Var(*source))),
    };
    cell.content.segments.iter().map(shown).collect()
}

#[test]
fn fields_come_first_and_a_specify_text_follows_its_item() {
    let paths: Vec<String> = wide().vars.into_iter().map(|var| var.path).collect();
    let expected = [
        "bedrijf",
        "dienst",
        "vooraf",
        "kanaal",
        "kanaal.anders",
        "oordeel.coach",
        "oordeel.locatie",
        "cijfer",
        "per.aantal",
        "per.goed",
        "totaal",
        "gemiddeld",
        "slot",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn a_code_list_holds_the_entries_of_the_wave() {
    let survey = wide();
    let options = survey.options_of(var(&survey, "dienst"));
    let names: Vec<(i64, &str)> = options.iter().map(|option| (option.code, option.name.as_str())).collect();
    assert_eq!(names, [(1, "scholing"), (2, "loopbaan")]);
}

#[test]
fn missing_options_of_the_survey_join_every_question_and_no_field() {
    let survey = wide();
    let has = |path: &str| {
        survey.options_of(var(&survey, path)).iter().any(|o| o.survey_level && o.only.modes == [Mode::Phone])
    };
    for (path, expected) in
        [("kanaal", true), ("cijfer", true), ("per.goed", true), ("dienst", false), ("vooraf", false)]
    {
        assert_eq!(has(path), expected, "{path}");
    }
}

#[test]
fn items_of_one_scale_share_one_list() {
    let survey = wide();
    assert_eq!(var(&survey, "oordeel.coach").kind, var(&survey, "oordeel.locatie").kind);
    let named = |name: &str| survey.lists.iter().filter(|list| list.name.as_deref() == Some(name)).count();
    assert_eq!((named("tevreden"), named("ja_nee")), (1, 1));
}

#[test]
fn a_text_block_is_written_out_per_wording() {
    let survey = wide();
    assert_eq!(words(&survey, &survey.intro, 0, Mode::Web), "Welkom. Fijn dat u meedoet met ‹bedrijf|het bedrijf›.");
    assert_eq!(words(&survey, &survey.intro, 1, Mode::Phone), "Welkom. Fijn!");
}

#[test]
fn a_shared_label_for_a_wording_of_another_survey_does_not_apply() {
    let other = r#"edition 2026
use "shared.peil"

survey ander 2026 "Ander" {
  wording gewoon "Gewoon"
  mode web

  page een "Een" {
    question oordeel one of tevreden {
      ask "Hoe tevreden bent u?"
    }
  }
}
"#;
    let host = MemoryHost::default().with("ander.peil", other).with("wide.peil", WIDE).with("shared.peil", SHARED);
    let outcome = compile(&host, &["ander.peil", "wide.peil"]);
    assert!(!outcome.has_errors(), "{:#?}", outcome.diagnostics);
    let survey = outcome.project.survey("ander", 2026).unwrap();
    let label = &survey.options_of(var(survey, "oordeel"))[0].label;
    assert_eq!(label.cells.len(), 1);
    let alone = compile(&host, &["ander.peil"]);
    assert!(alone.diagnostics.iter().any(|d| d.code.slug == "unknown-wording-or-mode"), "no survey has that wording");
}

#[test]
fn checks_with_one_condition_are_one_check_with_a_text_per_wording() {
    let survey = wide();
    let ids: Vec<&str> = survey.checks.iter().map(|check| check.id.as_str()).collect();
    assert_eq!(ids, ["kanaal.refuse1", "kanaal.warn1", "per.goed.warn1", "@een.warn1"]);
    assert_eq!(words(&survey, &survey.checks[1].text, 1, Mode::Web), "Weet u het zeker?");
}

#[test]
fn gates_of_containers_come_before_those_of_the_row() {
    let survey = wide();
    let row = var(&survey, "oordeel.locatie");
    assert_eq!(row.gates.len(), 2);
    assert!(matches!(survey.route(&row.gates, 0, Mode::Phone), Cond::Const(false)));
    assert!(matches!(survey.route(&row.gates, 0, Mode::Web), Cond::Has { .. }), "the mode is decided and folded away");
}

#[test]
fn a_grid_gives_its_rows_what_they_do_not_say() {
    let survey = wide();
    assert!(var(&survey, "oordeel.coach").required);
    assert_eq!(words(&survey, &var(&survey, "oordeel.coach").texts.otherwise, 0, Mode::Web), "niets");
    assert_eq!(var(&survey, "oordeel.coach").offers.len(), 1);
    assert!(survey.grids[0].separate(0, Mode::Phone) && !survey.grids[0].separate(0, Mode::Web));
}

#[test]
fn a_loop_over_chosen_options_keeps_their_list() {
    let survey = wide();
    let kanaal = survey.find("kanaal").unwrap();
    assert!(matches!(survey.loops[0].over, LoopOver::Chosen { var, .. } if var == kanaal));
    assert_eq!(survey.loops[0].nodes.len(), 2);
    assert_eq!(words(&survey, &survey.loops[0].title, 0, Mode::Web), "Over ‹per|›");
}

#[test]
fn a_computed_number_has_the_range_of_its_formula() {
    let survey = wide();
    let range = |path: &str| match var(&survey, path).kind {
        Kind::Number { min, max, decimals, .. } => (min, max, decimals),
        _ => panic!("{path} is no number"),
    };
    // Four options at most, fifty each.
    assert_eq!(range("totaal"), (0, 200, 0));
    assert_eq!(range("gemiddeld"), (10, 30, 1));
}

#[test]
fn a_computed_item_between_pages_has_no_page_and_is_never_core() {
    let survey = wide();
    let computed = var(&survey, "vooraf");
    assert!(matches!(&computed.role, Role::Computed(Formula::Recode { arms, otherwise: Some(2) }) if arms.len() == 1));
    assert!(computed.page.is_none());
    assert!(survey.vars.iter().all(|var| !(var.core && matches!(var.role, Role::Computed(_)))));
    assert!(
        !survey
            .pages
            .iter()
            .any(|page| page.nodes.iter().any(|node| matches!(node, Node::Computed(id) if id.index() == 2)))
    );
}

#[test]
fn plurals_and_pipes_carry_the_fallback_of_their_source() {
    let survey = wide();
    let ask = &var(&survey, "slot").texts.ask;
    assert_eq!(
        words(&survey, ask, 0, Mode::Web),
        "U gaf ‹cijfer|één punt|# punten› en zei ‹oordeel.coach|niets›. Nog iets?"
    );
    let plural = ask.cells[0].content.segments.iter().find_map(|segment| match segment {
        Segment::Plural { fallback, .. } => fallback.clone(),
        _ => None,
    });
    assert_eq!(plural.as_deref(), Some("geen cijfer"));
}

#[test]
fn a_use_brings_what_its_file_declares_and_not_what_that_file_uses() {
    let host = MemoryHost::default()
        .with("a.peil", "edition 2026\nuse \"b.peil\"\n\nsurvey a 2026 \"A\" {\n  mode web\n\n  page p \"P\" {\n    question q one of ja_nee {\n      ask \"Q?\"\n    }\n  }\n}\n")
        .with("b.peil", "edition 2026\nuse \"shared.peil\"\n\ntext b \"B\"\n")
        .with("shared.peil", SHARED);
    let slugs: Vec<&str> = compile(&host, &["a.peil"]).diagnostics.iter().map(|d| d.code.slug).collect();
    assert!(slugs.contains(&"unknown-list"), "{slugs:?}");
}

#[test]
fn a_file_that_cannot_be_read_is_one_fault_where_it_is_named() {
    let outcome = compile(&MemoryHost::default().with("wide.peil", WIDE), &["wide.peil"]);
    let faults: Vec<&str> =
        outcome.diagnostics.iter().filter(|d| d.severity == Severity::Error).map(|d| d.code.slug).collect();
    assert_eq!(faults, ["file-not-found"]);
    assert!(outcome.diagnostics[0].span.is_some());
}

#[test]
fn an_allowance_silences_its_own_block_and_no_other() {
    let source = |where_: &str| {
        let long = "tevredenheid_over_de_bereikbaarheid";
        let allow = "allow name-too-long-for-stata \"geen Stata\"";
        let (inner, outer) = if where_ == "inside" { (allow, "") } else { ("", allow) };
        format!(
            "edition 2026\n\nsurvey a 2026 \"A\" {{\n  mode web\n\n  page p \"P\" {{\n    question {long} text {{\n      ask \"Q?\"\n      {inner}\n    }}\n    question b text {{\n      ask \"R?\"\n      {outer}\n    }}\n  }}\n}}\n"
        )
    };
    let slugs = |text: String| -> Vec<&'static str> {
        compile(&MemoryHost::default().with("a.peil", text), &["a.peil"])
            .diagnostics
            .iter()
            .map(|d| d.code.slug)
            .collect()
    };
    let own: fn(&&str) -> bool = |slug| slug.starts_with("name-too") || slug.starts_with("unused");
    assert_eq!(slugs(source("inside")).into_iter().filter(own).count(), 0);
    let outside: Vec<&str> = slugs(source("outside")).into_iter().filter(own).collect();
    assert_eq!(outside, ["name-too-long-for-stata", "unused-allowance"]);
}

#[test]
fn a_directory_is_read_in_order_and_nothing_else_in_it() {
    let one = |name: &str| format!("edition 2026\n\nsurvey {name} 2026 \"A\" {{\n  mode web\n}}\n");
    let host = MemoryHost::default()
        .with("surveys/b.peil", one("b"))
        .with("surveys/a.peil", one("a"))
        .with("surveys/diep/c.peil", one("c"))
        .with("surveys/.verborgen/d.peil", one("d"))
        .with("surveys/lees.txt", "geen vragenlijst");
    let names: Vec<String> = compile(&host, &["surveys"]).project.surveys.iter().map(Survey::id).collect();
    assert_eq!(names, ["a@2026", "b@2026", "c@2026"]);
}

/// Whoever has only the output has the same survey, down to every answer's verdict.
#[test]
fn a_survey_is_read_back_from_its_document() {
    let outcome = crate::support::real::project();
    for survey in &outcome.project.surveys {
        let document = survey.document();
        let back = Survey::from_document(&document).unwrap();
        assert_eq!(back.document(), document);
        assert_eq!(back.build(), survey.build());
        let (own, other) = (Evaluator::new(survey), Evaluator::new(&back));
        let build = survey.build();
        for response in respondents(&own, &build, &Rates::default(), 5, 50) {
            assert_eq!(own.route(&response), other.route(&response), "{}", survey.id());
        }
    }
    let document = outcome.project.surveys[0].document();
    let cut = Survey::from_document(document.split_at(document.len() / 2).0).unwrap_err();
    assert!(cut.is_eof(), "{cut}");
}
