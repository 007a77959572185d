//! The audio manifest: what is said, each thing once, and what changes its hash.

use crate::support::project::{alone, artifacts, our_artifacts};
use peil::emit::Artifacts;
use peil::emit::audio::PATH;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// The utterances, read line by line: each line holds one.
fn utterances(artifacts: &Artifacts) -> Vec<Json> {
    let text = std::str::from_utf8(&artifacts.get(PATH).unwrap().bytes).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.remove(0), "{\"schema\":\"peil-audio/1\",\"utterances\":[");
    assert_eq!(lines.pop(), Some("]}"));
    lines.into_iter().map(|line| serde_json::from_str(line.trim_end_matches(',')).expect(line)).collect()
}

fn text<'a>(utterance: &'a Json, key: &str) -> &'a str {
    utterance[key].as_str().unwrap_or_else(|| panic!("{key} in {utterance}"))
}

const SOURCE: &str = r#"edition 2026

scale tevreden ordered "Tevredenheid" {
  1 laag "Niet tevreden"
  2 hoog "Tevreden"
}

scale diensten "Diensten" {
  1 coaching "Coaching"
  2 scholing "Scholing"
}

survey s 2026 "S" {
  language nl
  wording gewoon "Gewone vragenlijst"
  wording simpel "Simpele vragenlijst" simpler than gewoon audible
  mode web paper
  field bedrijf text "Naam" required spoken "de organisatie"
  field dienst one of diensten "Dienst" required spoken each

  page p "Pagina" {
    question a one of tevreden {
      ask "Wat vond u van {bedrijf} op 1 mei 2023?"
      ask simpel "Was {bedrijf} goed op 1 mei 2023?"
    }
    question b one of tevreden {
      ask "Hoe tevreden bent u over {dienst}?"
      ask simpel "Was {dienst} goed?"
      help simpel "Kies 1 antwoord."
    }
    question soort any of diensten {
      ask "Welke diensten kreeg u?"
      ask simpel "Wat kreeg u?"
    }
  }
  page r "Tweede pagina" {
    grid g one of tevreden {
      ask "Hoe tevreden bent u over de coach?"
      ask simpel "Was de coach goed?"
      row snel "Snel" simpel "Vlug"
      row aardig "Aardig"
    }
    loop per over chosen soort {
      title "Over {per}"
      question nut one of tevreden {
        ask "Had u iets aan {per}?"
        ask simpel "Hielp {per}?"
      }
    }
  }
}
"#;

fn said(source: &str) -> BTreeMap<String, (String, String)> {
    let outcome = alone(source);
    assert!(!outcome.has_errors(), "{:#?}", outcome.diagnostics);
    let all = utterances(&artifacts(&outcome));
    let entry = |said: &Json| {
        (text(said, "id").to_owned(), (text(said, "spoken").to_owned(), text(said, "text_hash").to_owned()))
    };
    let map: BTreeMap<_, _> = all.iter().map(entry).collect();
    assert_eq!(map.len(), all.len(), "an id occurs twice");
    map
}

#[test]
fn everything_audible_is_said_once_in_words() {
    let said = said(SOURCE);
    let shown: Vec<String> = said.iter().map(|(id, (spoken, _))| format!("{id}: {spoken}")).collect();
    let expected = [
        "simpel/a.ask: Was de organisatie goed op één mei tweeduizend drieëntwintig?",
        "simpel/b.ask#dienst=1: Was Coaching goed?",
        "simpel/b.ask#dienst=2: Was Scholing goed?",
        "simpel/b.help: Kies één antwoord.",
        "simpel/diensten=coaching: Coaching",
        "simpel/g.aardig.ask: Aardig",
        "simpel/g.ask: Was de coach goed?",
        "simpel/g.snel.ask: Vlug",
        "simpel/per.nut.ask#per=1: Hielp Coaching?",
        "simpel/per.nut.ask#per=2: Hielp Scholing?",
        "simpel/per.title#per=2: Over Scholing",
        "simpel/tevreden=hoog: Tevreden",
    ];
    for line in expected {
        assert!(shown.iter().any(|found| found == line), "no {line} among {shown:#?}");
    }
    assert!(shown.iter().all(|line| line.starts_with("simpel/")), "a wording that is not audible speaks");
}

#[test]
fn a_letter_changes_the_hashes_of_what_says_it_and_no_other() {
    let changed = |from: &str, to: &str| -> Vec<String> {
        let (before, after) = (said(SOURCE), said(&SOURCE.replacen(from, to, 1)));
        assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        before.into_iter().filter(|(id, said)| after[id] != *said).map(|(id, _)| id).collect()
    };
    assert_eq!(changed("Kies 1 antwoord.", "Kies 2 antwoord."), ["simpel/b.help"]);
    assert_eq!(changed("2 hoog \"Tevreden\"", "2 hoog \"Tevredem\""), ["simpel/tevreden=hoog"]);
    assert_eq!(changed("Hoe tevreden bent u over {dienst}?", "Hoe blij bent u over {dienst}?"), [""; 0]);
    assert_eq!(changed("Was {dienst} goed?", "Is {dienst} goed?"), ["simpel/b.ask#dienst=1", "simpel/b.ask#dienst=2"]);
}

#[test]
fn another_order_changes_no_hash() {
    let (first, rest) = SOURCE.split_once("    question b").unwrap();
    let (b, rest) = rest.split_once("    question soort").unwrap();
    let (head, a) = first.split_once("    question a").unwrap();
    let swapped = format!("{head}    question b{b}    question a{a}    question soort{rest}");
    assert_ne!(swapped, SOURCE);
    assert_eq!(said(&swapped), said(SOURCE));
}

#[test]
fn ours_is_speakable() {
    let all = utterances(our_artifacts());
    let ids: BTreeSet<(&str, &str)> = all.iter().map(|said| (text(said, "survey"), text(said, "id"))).collect();
    assert_eq!(ids.len(), all.len(), "an id occurs twice");
    assert!(all.len() > 60, "{}", all.len());
    for said in &all {
        let spoken = text(said, "spoken");
        for written in ['0', '1', '2', '5', '&', '/', '%', '€', '(', ')', '[', ']', '{', '*', '\n'] {
            assert!(!spoken.contains(written), "{}: {spoken}", text(said, "id"));
        }
        let place = said["place"].as_str();
        assert!(place.is_some() || text(said, "role") == "navigation", "{said}");
    }
}
