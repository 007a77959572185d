//! Skip rules in Dutch: the exact sentences, and a respondent on paper who follows nothing else.

mod paper;
mod words;

use crate::support::survey::survey;
use peil::model::{Mode, Survey};
use peil::phrase::{Numbering, SkipRules, Style, condition_in_words};

const HEAD: &str = r#"edition 2026

scale tevreden ordered "Tevredenheid" {
  1 zeer_ontevreden "Zeer ontevreden"
  2 ontevreden "Ontevreden"
  3 tevreden "Tevreden"
  4 zeer_tevreden "Zeer tevreden"
  9 geen "Geen mening" missing
}

scale soorten "Soorten" {
  1 scholing "Scholing"
  2 coaching "Coaching"
}

survey proef 2026 "Proef" {
  language nl
  wording gewoon "Gewone vragenlijst"
  wording kort "Korte vragenlijst"
  mode web paper
  field dienst one of soorten "Soort dienst" required
  field leeftijd number 0..120 "Leeftijd"
"#;

/// Questions of every kind, for conditions to read.
const ITEMS: &str = r#"
  page eerste "Eerste" {
    question contact one of {
      label "Contact gehad"
      ask "Heeft u contact gehad?"
      1 ja "Ja"
      2 nee "Nee"
    }
    question reden one of {
      label "Reden"
      ask "Wat was de reden?"
      1 zelf "Op eigen initiatief"
      2 werkgever "Via mijn werkgever"
      3 gemeente "Via de gemeente"
      9 onbekend "Weet ik niet" missing
    }
    question oordeel one of tevreden {
      label "Oordeel"
      ask "Hoe tevreden bent u?"
    }
    question kanaal any of {
      label "Manier van contact"
      ask "Hoe had u contact?"
      1 gesprek "Gesprek"
      2 telefoon "Telefoon"
      3 brief "Brief"
      8 geen "Geen van deze" alone
    }
    question cijfer number 1..10 {
      label "Rapportcijfer"
      ask "Welk cijfer geeft u?"
    }
    question uren number 0..40 decimals 1 unit "uur" {
      label "Uren"
      ask "Hoeveel uur werkt u?"
    }
    question begin date 2000-01-01..2030-12-31 {
      label "Begin"
      ask "Wanneer begon u?"
    }
    question einde date 2000-01-01..2030-12-31 {
      label "Einde"
      ask "Wanneer stopte u?"
    }
    grid delen one of tevreden {
      label "Onderdelen"
      ask "Hoe tevreden bent u over deze onderdelen?"
      row afspraken "Afspraken"
      row wensen "Wensen"
      row rechten "Rechten"
    }
    loop per over chosen kanaal {
      title "{per}"
      question nut one of {
      label "Nut"
      ask "Had u er iets aan?"
        1 ja "Ja"
        2 nee "Nee"
      }
    }
    computed groep one of {
      1 laag "Laag" when cijfer < 6
      2 hoog "Hoog" when cijfer >= 6
    }
    computed verschil number -10..40 decimals 1 = uren - cijfer
  }
"#;

fn source(items: &str) -> String {
    format!("{HEAD}{items}}}\n")
}

/// A survey with one more question behind `condition`.
fn asked_when(condition: &str) -> Survey {
    let last = format!(
        "  page laatste \"Laatste\" {{\n    question doel text {{\n      ask \"Wat vond u?\"\n      when {condition}\n    }}\n  }}\n"
    );
    survey(&source(&format!("{ITEMS}{last}")))
}

/// The condition as the form says it, and as the base under a figure says it.
fn said(condition: &str) -> (String, String) {
    let survey = asked_when(condition);
    let item = survey.var(survey.find("doel").unwrap()).unwrap();
    let route = survey.route(&item.gates, 0, Mode::Paper);
    let numbering = Numbering::new(&survey, 0, Mode::Paper);
    let words = |style| condition_in_words(&survey, &route, 0, Mode::Paper, style);
    (words(Style::Form(&numbering)), words(Style::Base))
}

/// Each condition with what follows "Alleen invullen als" and what follows "respondenten die".
#[test]
fn sentences() {
    let cases: &[(&str, &str, &str)] = &[
        ("contact = nee", "u bij vraag 1 ‘Nee’ heeft ingevuld", "bij ‘Contact gehad’ ‘Nee’ hebben ingevuld"),
        ("contact != nee", "u bij vraag 1 ‘Ja’ heeft ingevuld", "bij ‘Contact gehad’ ‘Ja’ hebben ingevuld"),
        (
            "not (reden = zelf)",
            "u bij vraag 2 iets anders dan ‘Op eigen initiatief’ heeft ingevuld",
            "bij ‘Reden’ iets anders dan ‘Op eigen initiatief’ hebben ingevuld",
        ),
        (
            "reden in { zelf, gemeente }",
            "u bij vraag 2 ‘Op eigen initiatief’ of ‘Via de gemeente’ heeft ingevuld",
            "bij ‘Reden’ ‘Op eigen initiatief’ of ‘Via de gemeente’ hebben ingevuld",
        ),
        (
            "reden = zelf or reden = gemeente",
            "u bij vraag 2 ‘Op eigen initiatief’ of ‘Via de gemeente’ heeft ingevuld",
            "bij ‘Reden’ ‘Op eigen initiatief’ of ‘Via de gemeente’ hebben ingevuld",
        ),
        (
            "oordeel < tevreden",
            "u bij vraag 3 ‘Zeer ontevreden’ of ‘Ontevreden’ heeft ingevuld",
            "bij ‘Oordeel’ ‘Zeer ontevreden’ of ‘Ontevreden’ hebben ingevuld",
        ),
        (
            "kanaal has telefoon",
            "u bij vraag 4 ‘Telefoon’ heeft aangekruist",
            "bij ‘Manier van contact’ ‘Telefoon’ hebben aangekruist",
        ),
        (
            "not (kanaal has any { telefoon, brief })",
            "u bij vraag 4 alleen iets anders dan ‘Telefoon’ of ‘Brief’ heeft aangekruist",
            "bij ‘Manier van contact’ alleen iets anders dan ‘Telefoon’ of ‘Brief’ hebben aangekruist",
        ),
        (
            "count(kanaal) >= 2",
            "u bij vraag 4 ten minste 2 antwoorden heeft aangekruist",
            "bij ‘Manier van contact’ ten minste 2 antwoorden hebben aangekruist",
        ),
        (
            "count(kanaal) = 0",
            "u bij vraag 4 ‘Geen van deze’ heeft aangekruist",
            "bij ‘Manier van contact’ ‘Geen van deze’ hebben aangekruist",
        ),
        (
            "count(kanaal) = 1",
            "u bij vraag 4, ‘Geen van deze’ niet meegeteld, precies 1 antwoord heeft aangekruist",
            "bij ‘Manier van contact’, ‘Geen van deze’ niet meegeteld, precies 1 antwoord hebben aangekruist",
        ),
        (
            "count(kanaal) != 1",
            "u bij vraag 4 ‘Geen van deze’ of ten minste 2 antwoorden heeft aangekruist",
            "bij ‘Manier van contact’ ‘Geen van deze’ of ten minste 2 antwoorden hebben aangekruist",
        ),
        (
            "contact = ja or cijfer > 5",
            "u bij vraag 1 ‘Ja’ heeft ingevuld of als u bij vraag 5 een getal hoger dan 5 heeft ingevuld",
            "bij ‘Contact gehad’ ‘Ja’ hebben ingevuld of bij ‘Rapportcijfer’ een getal hoger dan 5 hebben ingevuld",
        ),
        (
            "cijfer < 6",
            "u bij vraag 5 een getal lager dan 6 heeft ingevuld",
            "bij ‘Rapportcijfer’ een getal lager dan 6 hebben ingevuld",
        ),
        (
            "uren in 12.5..20",
            "u bij vraag 6 een getal van 12,5 tot en met 20 heeft ingevuld",
            "bij ‘Uren’ een getal van 12,5 tot en met 20 hebben ingevuld",
        ),
        (
            "begin >= 2023-03-01",
            "u bij vraag 7 een datum op of na 1 maart 2023 heeft ingevuld",
            "bij ‘Begin’ een datum op of na 1 maart 2023 hebben ingevuld",
        ),
        (
            "einde < begin",
            "u bij vraag 8 een eerdere datum heeft ingevuld dan bij vraag 7",
            "bij ‘Einde’ een eerdere datum hebben ingevuld dan bij ‘Begin’",
        ),
        (
            "any(delen where answer <= ontevreden)",
            "u bij ten minste één van de vragen 9a tot en met 9c ‘Zeer ontevreden’ of ‘Ontevreden’ heeft ingevuld",
            "bij ten minste één van ‘Afspraken’, ‘Wensen’ en ‘Rechten’ ‘Zeer ontevreden’ of ‘Ontevreden’ hebben ingevuld",
        ),
        (
            "count(delen where answered(answer)) >= 2",
            "u ten minste 2 van de vragen 9a tot en met 9c heeft beantwoord",
            "ten minste 2 van ‘Afspraken’, ‘Wensen’ en ‘Rechten’ hebben beantwoord",
        ),
        (
            "any(per where nut = nee)",
            "u ten minste één keer bij vraag 10 ‘Nee’ heeft ingevuld",
            "ten minste één keer bij ‘Nut’ ‘Nee’ hebben ingevuld",
        ),
        (
            "groep = laag",
            "u bij vraag 5 een getal lager dan 6 heeft ingevuld",
            "bij ‘Rapportcijfer’ een getal lager dan 6 hebben ingevuld",
        ),
        (
            "verschil > 5",
            "u met vraag 6 min vraag 5 hoger uitkomt dan 5",
            "met ‘Uren’ min ‘Rapportcijfer’ hoger uitkomen dan 5",
        ),
        ("missing(reden)", "u bij vraag 2 ‘Weet ik niet’ heeft ingevuld", "bij ‘Reden’ ‘Weet ik niet’ hebben ingevuld"),
        (
            "valid(reden)",
            "u vraag 2 met iets anders dan ‘Weet ik niet’ heeft beantwoord",
            "‘Reden’ met iets anders dan ‘Weet ik niet’ hebben beantwoord",
        ),
        ("answered(cijfer)", "u vraag 5 heeft beantwoord", "‘Rapportcijfer’ hebben beantwoord"),
        ("not answered(cijfer)", "u vraag 5 niet heeft beantwoord", "‘Rapportcijfer’ niet hebben beantwoord"),
        ("asked(cijfer)", "u vraag 5 moest invullen", "‘Rapportcijfer’ hebben gekregen"),
        (
            "dienst = scholing",
            "‘Soort dienst’ volgens onze gegevens ‘Scholing’ is",
            "als ‘Soort dienst’ ‘Scholing’ hebben",
        ),
        (
            "cijfer > 5 and cijfer < 9",
            "u bij vraag 5 een getal van 6 tot en met 8 heeft ingevuld",
            "bij ‘Rapportcijfer’ een getal van 6 tot en met 8 hebben ingevuld",
        ),
        (
            "begin < 2024-01-01 and begin >= 2023-03-01",
            "u bij vraag 7 een datum van 1 maart 2023 tot en met 31 december 2023 heeft ingevuld",
            "bij ‘Begin’ een datum van 1 maart 2023 tot en met 31 december 2023 hebben ingevuld",
        ),
        (
            "uren > 12.5 and uren < 20",
            "u bij vraag 6 een getal hoger dan 12,5 heeft ingevuld en u bij vraag 6 een getal lager dan 20 heeft ingevuld",
            "bij ‘Uren’ een getal hoger dan 12,5 hebben ingevuld en bij ‘Uren’ een getal lager dan 20 hebben ingevuld",
        ),
        (
            "reden != zelf and reden != werkgever",
            "u bij vraag 2 ‘Via de gemeente’ of ‘Weet ik niet’ heeft ingevuld",
            "bij ‘Reden’ ‘Via de gemeente’ of ‘Weet ik niet’ hebben ingevuld",
        ),
        (
            "not (reden = zelf or reden = werkgever)",
            "u bij vraag 2 ‘Via de gemeente’ of ‘Weet ik niet’ heeft ingevuld",
            "bij ‘Reden’ ‘Via de gemeente’ of ‘Weet ik niet’ hebben ingevuld",
        ),
        ("answered(leeftijd)", "‘Leeftijd’ bij ons bekend is", "een bekende waarde van ‘Leeftijd’ hebben"),
        ("not answered(leeftijd)", "‘Leeftijd’ bij ons niet bekend is", "geen bekende waarde van ‘Leeftijd’ hebben"),
        (
            "contact = ja and (cijfer >= 8 or not (oordeel < tevreden))",
            "u bij vraag 1 ‘Ja’ heeft ingevuld en (als u bij vraag 5 een getal van 8 of hoger heeft ingevuld of als u bij vraag 3 ‘Tevreden’ of ‘Zeer tevreden’ heeft ingevuld)",
            "bij ‘Contact gehad’ ‘Ja’ hebben ingevuld en (bij ‘Rapportcijfer’ een getal van 8 of hoger hebben ingevuld of bij ‘Oordeel’ ‘Tevreden’ of ‘Zeer tevreden’ hebben ingevuld)",
        ),
        (
            "all(delen where answer = tevreden or answer = zeer_tevreden)",
            "voor elk van de vragen 9a tot en met 9c geldt dat u bij die vraag ‘Tevreden’ of ‘Zeer tevreden’ heeft ingevuld",
            "voldoen aan de voorwaarde dat voor elk van ‘Afspraken’, ‘Wensen’ en ‘Rechten’ geldt dat zij bij die vraag ‘Tevreden’ of ‘Zeer tevreden’ hebben ingevuld",
        ),
        ("wording = gewoon or contact = ja", "altijd", "altijd"),
    ];
    for (condition, form, base) in cases {
        assert_eq!(said(condition), ((*form).to_owned(), (*base).to_owned()), "{condition}");
    }
}

fn rules(survey: &Survey) -> SkipRules {
    SkipRules::new(survey, 0, Mode::Paper, &Numbering::new(survey, 0, Mode::Paper))
}

fn small(items: &str) -> Survey {
    survey(&source(items))
}

const YES_NO: &str = "\n      1 ja \"Ja\"\n      2 nee \"Nee\"\n    }\n";

#[test]
fn a_contiguous_hidden_run_is_a_jump_and_has_no_line() {
    let survey = small(&format!(
        "  page p \"P\" {{\n    question a one of {{{YES_NO}    question b text {{\n      ask \"B?\"\n      when a = ja\n    }}\n    question c text {{\n      ask \"C?\"\n      when a = ja\n    }}\n    question d text {{\n      ask \"D?\"\n    }}\n  }}\n"
    ));
    let rules = rules(&survey);
    let [jump] = rules.jumps(survey.find("a").unwrap()) else { panic!("one jump") };
    assert_eq!((jump.code, jump.phrase.as_str(), jump.target), (2, "Ga naar vraag 4", survey.find("d")));
    for item in ["b", "c", "d"] {
        assert_eq!(rules.only_if(survey.find(item).unwrap()), None, "{item}");
    }
}

/// A loop over chosen options is empty where its question is not asked.
#[test]
fn a_jump_passes_over_a_loop_that_must_be_empty() {
    let survey = small(&format!(
        "  page p \"P\" {{\n    question a one of {{{YES_NO}    question m any of soorten {{\n      ask \"M?\"\n      when a = ja\n    }}\n    loop l over chosen m {{\n      question b text {{\n        ask \"B?\"\n      }}\n    }}\n    question d text {{\n      ask \"D?\"\n    }}\n  }}\n"
    ));
    let rules = rules(&survey);
    let [jump] = rules.jumps(survey.find("a").unwrap()) else { panic!("one jump") };
    assert_eq!((jump.code, jump.target), (2, survey.find("d")));
}

/// A recode of recodes is called by its label, with where it comes from.
#[test]
fn what_is_long_when_written_out_is_called_by_its_label() {
    let mut items = format!(
        "  page p \"P\" {{\n    question a one of {{{YES_NO}    question x text {{\n      ask \"X?\"\n    }}\n"
    );
    for n in 0..6 {
        let (of, one, other) =
            if n == 0 { ("a".to_owned(), "ja", "nee") } else { (format!("c{}", n - 1), "scholing", "coaching") };
        items += &format!(
            "    computed c{n} one of soorten {{\n      label \"Groep {n}\"\n      take scholing when {of} = {one} and not ({of} = {other})\n      take coaching else\n    }}\n"
        );
    }
    items += "    question b text {\n      ask \"B?\"\n      when c5 = scholing\n    }\n  }\n";
    let survey = small(&items);
    assert_eq!(
        rules(&survey).only_if(survey.find("b").unwrap()),
        Some("Alleen invullen als ‘Groep 5’ volgens uw antwoord op vraag 1 ‘Scholing’ is.")
    );
}

/// What a wording and mode can never ask has no number there, whatever makes it so.
#[test]
fn what_can_never_be_asked_is_not_printed() {
    for never in ["mode = web", "mode = web and contact = ja", "missing(contact)", "not (mode = paper or contact = ja)"]
    {
        let survey = asked_when(never);
        let numbering = Numbering::new(&survey, 0, Mode::Paper);
        assert_eq!(numbering.of(survey.find("doel").unwrap()), None, "{never}");
    }
    let survey = asked_when("mode = web");
    assert!(Numbering::new(&survey, 0, Mode::Web).of(survey.find("doel").unwrap()).is_some());
}

#[test]
fn what_is_hidden_at_the_end_is_a_jump_to_the_end() {
    let survey = small(&format!(
        "  page p \"P\" {{\n    question a one of {{{YES_NO}    question b text {{\n      ask \"B?\"\n      when a = ja\n    }}\n  }}\n"
    ));
    assert_eq!(rules(&survey).jumps(survey.find("a").unwrap())[0].phrase, "Ga naar het einde");
}

#[test]
fn what_does_not_follow_at_once_has_a_line() {
    let survey = small(&format!(
        "  page p \"P\" {{\n    question a one of {{{YES_NO}    question b text {{\n      ask \"B?\"\n    }}\n    question c text {{\n      ask \"C?\"\n      when a = ja\n    }}\n  }}\n"
    ));
    let rules = rules(&survey);
    assert!(rules.jumps(survey.find("a").unwrap()).is_empty());
    let line = rules.only_if(survey.find("c").unwrap());
    assert_eq!(line, Some("Alleen invullen als u bij vraag 1 ‘Ja’ heeft ingevuld."));
}

#[test]
fn the_authors_phrase_replaces_ours_for_its_own_condition_only() {
    let survey = small(&format!(
        "  page p \"P\" {{\n    question a one of {{{YES_NO}    question x text {{\n      ask \"X?\"\n    }}\n    group g {{\n      when a = ja\n      question b text {{\n        ask \"B?\"\n        when answered(x)\n        skip \"Alleen voor wie vraag 2 heeft ingevuld.\"\n      }}\n    }}\n  }}\n"
    ));
    assert_eq!(
        rules(&survey).only_if(survey.find("b").unwrap()),
        Some("Alleen invullen als u bij vraag 1 ‘Ja’ heeft ingevuld. Alleen voor wie vraag 2 heeft ingevuld.")
    );
}

#[test]
fn a_stop_says_who_is_done() {
    let survey = small(&format!(
        "  page p \"P\" {{\n    question a one of {{{YES_NO}  }}\n  stop klaar {{\n    say \"Dank u wel.\"\n    when a = nee\n  }}\n  page q \"Q\" {{\n    question b text {{\n      ask \"B?\"\n    }}\n  }}\n"
    ));
    assert_eq!(rules(&survey).stop(0), Some("U bent nu klaar als u bij vraag 1 ‘Nee’ heeft ingevuld."));
}

const LOOPED: &str = "    question m any of soorten {\n      ask \"M?\"\n    }\n    loop l over chosen m {\n      question b one of {\n        ask \"B?\"\n        1 ja \"Ja\"\n        2 nee \"Nee\"\n      }\n      question c text {\n        ask \"C?\"\n      }\n      question d text {\n        ask \"D?\"\n        when b = ja\n      }\n    }\n";

/// A question that is printed for each option has a number for each, and its lines speak of the same one.
#[test]
fn iterations_have_numbers_of_their_own() {
    let survey = small(&format!("  page p \"P\" {{\n{LOOPED}  }}\n"));
    let numbering = Numbering::new(&survey, 0, Mode::Paper);
    let d = survey.find("l.d").unwrap();
    assert_eq!(numbering.of_iteration(d, 1).as_deref(), Some("4b"));
    let rules = rules(&survey);
    let line = |number: &str| format!("Alleen invullen als u bij vraag {number} ‘Ja’ heeft ingevuld.");
    assert_eq!(rules.only_if_in(d, 0), Some(line("2a").as_str()));
    assert_eq!(rules.only_if_in(d, 1), Some(line("2b").as_str()));
}

#[test]
fn a_jump_into_a_loop_leads_to_its_first_iteration() {
    let loop_ = LOOPED.replace("chosen m", "soorten");
    let survey = small(&format!(
        "  page p \"P\" {{\n    question a one of {{{YES_NO}    question x text {{\n      ask \"X?\"\n      when a = ja\n    }}\n{}  }}\n",
        loop_.split_once("    loop").map(|(_, rest)| format!("    loop{rest}")).unwrap()
    ));
    assert_eq!(rules(&survey).jumps(survey.find("a").unwrap())[0].phrase, "Ga naar vraag 3a");
}

/// An interviewer reads the form by phone; nothing there speaks to the respondent.
#[test]
fn by_phone_an_interviewer_is_spoken_to() {
    let source = source(&format!(
        "  page p \"P\" {{\n    question a one of {{{YES_NO}    question x text {{\n      ask \"X?\"\n    }}\n    question b text {{\n      ask \"B?\"\n      when a = ja\n    }}\n  }}\n  stop klaar {{\n    say \"Dank u wel.\"\n    when a = nee\n  }}\n  page q \"Q\" {{\n    question c text {{\n      ask \"C?\"\n    }}\n  }}\n"
    ));
    let survey = survey(&source.replace("mode web paper", "mode phone"));
    let rules = SkipRules::new(&survey, 0, Mode::Phone, &Numbering::new(&survey, 0, Mode::Phone));
    let line = rules.only_if(survey.find("b").unwrap());
    assert_eq!(line, Some("Alleen invullen als de respondent bij vraag 1 ‘Ja’ heeft ingevuld."));
    assert_eq!(rules.stop(0), Some("Einde van het gesprek als de respondent bij vraag 1 ‘Nee’ heeft ingevuld."));
}

/// A set says nothing of its members that are not asked, and counts nothing where none is.
#[test]
fn sets_speak_of_what_was_asked() {
    let items = |condition: &str| {
        format!(
            "  page p \"P\" {{\n    question a one of {{{YES_NO}    grid g one of tevreden {{\n      ask \"G?\"\n      when a = ja\n      row r \"R\"\n      row s \"S\"\n    }}\n    question b text {{\n      ask \"B?\"\n      when {condition}\n    }}\n  }}\n"
        )
    };
    for (condition, said) in [
        (
            "count(g where answer = tevreden) = 0",
            "u ten minste één van de vragen 2a en 2b moest invullen en u bij precies 0 van de vragen 2a en 2b ‘Tevreden’ heeft ingevuld",
        ),
        (
            "count(g where answer = tevreden) >= 1",
            "u bij ten minste 1 van de vragen 2a en 2b ‘Tevreden’ heeft ingevuld",
        ),
        (
            "all(g where answer = tevreden)",
            "u bij elk van de vragen 2a en 2b die u moest invullen ‘Tevreden’ heeft ingevuld",
        ),
        (
            "any(g where not answered(answer))",
            "voor ten minste één van de vragen 2a en 2b die u moest invullen geldt dat u die vraag niet heeft beantwoord",
        ),
    ] {
        let survey = small(&items(condition));
        let rules = rules(&survey);
        let line = rules.only_if(survey.find("b").unwrap()).unwrap();
        assert_eq!(line, format!("Alleen invullen als {said}."), "{condition}");
    }
}
