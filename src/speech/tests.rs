//! What is said for what is written, row by row, and what is refused.

use super::{Entry, Lexicon, Spoken, normalise};
use crate::text::dutch::is_letter;
use proptest::prelude::*;

/// Written, spoken; none of these is reported.
const SAID: &[(&str, &str)] = &[
    // Plain text stays as it is.
    ("Hoe tevreden bent u over de coach?", "Hoe tevreden bent u over de coach?"),
    ("  Heel   tevreden \n", "Heel tevreden"),
    ("Stuur een e-mail, of bel.", "Stuur een e-mail, of bel."),
    ("De collega's en foto’s", "De collega's en foto's"),
    ("'s Ochtends en ’t liefst ’s avonds", "'s Ochtends en 't liefst 's avonds"),
    ("Noord-Holland en 's-Gravenhage", "Noord-Holland en 's-Gravenhage"),
    ("hoor- en wederhoor", "hoor en wederhoor"),
    ("cliënten, één, coördinatie", "cliënten, één, coördinatie"),
    ("clie\u{308}nt", "cliënt"),
    ("IJsland is WerkAut niet", "IJsland is WerkAut niet"),
    ("Hm. Ja", "Hm. Ja"),
    // Whole numbers.
    ("0", "nul"),
    ("1", "één"),
    ("Kies 1 antwoord.", "Kies één antwoord."),
    ("21 en 22", "eenentwintig en tweeëntwintig"),
    ("33 cliënten", "drieëndertig cliënten"),
    ("101", "honderdeen"),
    ("500", "vijfhonderd"),
    ("1000", "duizend"),
    ("1.000", "duizend"),
    ("1001", "duizend één"),
    ("12.345", "twaalfduizend driehonderdvijfenveertig"),
    ("1.000.000", "één miljoen"),
    ("2000000", "twee miljoen"),
    ("-5", "min vijf"),
    ("van −3 tot 3", "van min drie tot drie"),
    ("-7,5", "min zeven komma vijf"),
    ("+5", "plus vijf"),
    // Decimals.
    ("7,5", "zeven komma vijf"),
    ("0,5", "nul komma vijf"),
    ("3,14", "drie komma veertien"),
    ("0,05", "nul komma nul vijf"),
    ("3,141", "drie komma één vier één"),
    ("1.250,5", "twaalfhonderdvijftig komma vijf"),
    ("8,3.", "acht komma drie."),
    ("1½ jaar, 2½ en ¾", "anderhalf jaar, twee en een half en drie kwart"),
    // Years are counted like other numbers.
    ("in 1985", "in negentienhonderdvijfentachtig"),
    ("in 2000", "in tweeduizend"),
    ("in 2009", "in tweeduizend negen"),
    ("in 2023", "in tweeduizend drieëntwintig"),
    ("in 1900", "in negentienhonderd"),
    // Ordinals.
    ("1e", "eerste"),
    ("2de Spoor", "tweede Spoor"),
    ("de 3e keer", "de derde keer"),
    ("de 8ste", "de achtste"),
    ("de 12de", "de twaalfde"),
    ("de 21ste eeuw", "de eenentwintigste eeuw"),
    ("de 100e", "de honderdste"),
    ("een 1e-lijns arts", "een eerste-lijns arts"),
    // Percentages and units.
    ("29,9%", "negenentwintig komma negen procent"),
    ("50 %", "vijftig procent"),
    ("1‰", "één promille"),
    ("5 km", "vijf kilometer"),
    ("5km.", "vijf kilometer."),
    ("30 km/u", "dertig kilometer per uur"),
    ("20 m²", "twintig vierkante meter"),
    ("21 °C", "eenentwintig graden Celsius"),
    ("1 min. en 5 min.", "één minuut en vijf minuten."),
    ("min. 5 en max. 10", "minimaal vijf en maximaal tien"),
    ("3x per week", "drie keer per week"),
    ("3 x 4", "drie keer vier"),
    ("8u per dag", "acht uur per dag"),
    ("65+", "vijfenzestig plus"),
    ("2,5 mln. mensen", "twee komma vijf miljoen mensen"),
    ("1 mnd", "één maand"),
    ("10-jarige en 1-daagse", "tien-jarige en een-daagse"),
    // Money.
    ("€ 12,50", "twaalf euro vijftig"),
    ("€12,50.", "twaalf euro vijftig."),
    ("€ 12", "twaalf euro"),
    ("€ 12,00", "twaalf euro"),
    ("€ 12,-", "twaalf euro"),
    ("€ 12,– per uur", "twaalf euro per uur"),
    ("€ 0,50", "vijftig cent"),
    ("€ 12,05", "twaalf euro vijf"),
    ("€ 1.250,00", "twaalfhonderdvijftig euro"),
    ("€ 1,5 miljoen", "één komma vijf miljoen euro"),
    ("€ 10-20", "tien tot en met twintig euro"),
    ("€ -5", "min vijf euro"),
    ("-€ 5", "min vijf euro"),
    ("12,50 euro", "twaalf euro vijftig"),
    ("12,50 €", "twaalf euro vijftig"),
    ("12 euro", "twaalf euro"),
    ("EUR 3", "drie euro"),
    ("$ 5", "vijf dollar"),
    // Dates.
    ("31-08-2023", "eenendertig augustus tweeduizend drieëntwintig"),
    ("31/8/2023", "eenendertig augustus tweeduizend drieëntwintig"),
    ("1.9.2022.", "één september tweeduizend tweeëntwintig."),
    ("2023-08-31", "eenendertig augustus tweeduizend drieëntwintig"),
    ("29-02-2024", "negenentwintig februari tweeduizend vierentwintig"),
    ("1 september 2022", "één september tweeduizend tweeëntwintig"),
    ("1 sept. 2022", "één september tweeduizend tweeëntwintig"),
    ("3 okt", "drie oktober"),
    (
        "1-9-2022 t/m 31-8-2023",
        "één september tweeduizend tweeëntwintig tot en met eenendertig augustus tweeduizend drieëntwintig",
    ),
    // Times.
    ("09:00", "negen uur"),
    ("9:30 uur", "negen uur dertig"),
    ("17:05", "zeventien uur vijf"),
    ("9.30 uur.", "negen uur dertig."),
    ("09:00-17:00", "negen uur tot zeventien uur"),
    ("tussen 09:00 en 17:00", "tussen negen uur en zeventien uur"),
    ("24:00", "vierentwintig uur"),
    // Telephone numbers.
    ("079 – 322 29 97", "nul zeven negen, drie twee twee, twee negen, negen zeven"),
    ("06-12345678", "nul zes, één twee, drie vier, vijf zes, zeven acht"),
    ("0612345678", "nul zes, één twee, drie vier, vijf zes, zeven acht"),
    ("0800-1234", "nul acht nul nul, één twee drie vier"),
    ("+31 79 322 29 97", "plus drie één, zeven negen, drie twee twee, twee negen, negen zeven"),
    ("bel 079 322 29 97.", "bel nul zeven negen, drie twee twee, twee negen, negen zeven."),
    ("code 007", "code nul nul zeven"),
    // Ranges.
    ("1 t/m 5", "één tot en met vijf"),
    ("12-18", "twaalf tot en met achttien"),
    ("12–18 jaar", "twaalf tot en met achttien jaar"),
    ("10-20%", "tien tot en met twintig procent"),
    ("1,5-2 jaar", "één komma vijf tot en met twee jaar"),
    ("maandag t/m vrijdag", "maandag tot en met vrijdag"),
    ("T/m vrijdag", "Tot en met vrijdag"),
    // Abbreviations.
    ("Bijv. bellen", "Bijvoorbeeld bellen"),
    ("hulp, d.w.z. een coach", "hulp, dat wil zeggen een coach"),
    ("o.a. bellen, mailen e.d.", "onder andere bellen, mailen en dergelijke."),
    ("bellen, mailen, etc.", "bellen, mailen, et cetera."),
    ("bellen enz. Daarna mailen.", "bellen enzovoort. Daarna mailen."),
    ("m.b.t. werk", "met betrekking tot werk"),
    ("i.v.m. ziekte", "in verband met ziekte"),
    ("n.v.t.", "niet van toepassing."),
    ("N.v.t.", "Niet van toepassing."),
    ("nvt", "niet van toepassing"),
    ("evt. nr. 3", "eventueel nummer drie"),
    ("nr.3", "nummer drie"),
    ("dhr. Jansen en mw. De Vries", "de heer Jansen en mevrouw De Vries"),
    ("Anders, nl. dit", "Anders, namelijk dit"),
    ("ca. 5 uur", "circa vijf uur"),
    // Symbols and punctuation.
    ("werk & inkomen", "werk en inkomen"),
    ("1 = heel slecht, 10 = heel goed", "één is heel slecht, tien is heel goed"),
    ("2 + 3", "twee plus drie"),
    ("< 5 keer, > 10 keer", "minder dan vijf keer, meer dan tien keer"),
    ("≥ 6,5", "minstens zes komma vijf"),
    ("§ 3", "paragraaf drie"),
    ("van 2de Spoor ?", "van tweede Spoor?"),
    ("Anders, namelijk...", "Anders, namelijk…"),
    ("U zei ‘ja’ en \"nee\"", "U zei ja en nee"),
    ("werk – als u dat heeft – en inkomen", "werk, als u dat heeft, en inkomen"),
    ("Hoe snel? (Bijvoorbeeld hoe snel hij belde.)", "Hoe snel? Bijvoorbeeld hoe snel hij belde."),
    ("Wel\u{ad}kom\u{200b} hier", "Welkom hier"),
];

/// Written, the pieces that are reported.
const REFUSED: &[(&str, &[&str])] = &[
    ("Had/Heeft u een contactpersoon?", &["Had/Heeft"]),
    ("per mail en/of per post", &["en/of"]),
    ("het gesprek / de intake", &["gesprek / de"]),
    ("bijgedragen/mee geholpen", &["bijgedragen/mee"]),
    ("de medewerker(s) van", &["medewerker(s)"]),
    ("dienst(en) en coach(es)", &["dienst(en)", "coach(es)"]),
    ("geleid tot (ander) werk", &["(ander)"]),
    ("op jaarbasis (bij benadering) afneemt", &["(bij benadering)"]),
    ("(niet af", &["("]),
    ("Gestuurd door UWV?", &["UWV"]),
    ("de UWV-coach en HBO'ers", &["UWV", "HBO'ers"]),
    ("NIET", &["NIET"]),
    ("zzp en tv", &["zzp", "tv"]),
    ("Α Ω", &["Α", "Ω"]),
    ("привет", &["привет"]),
    ("Goed 👍 gedaan 👩‍🦽!", &["👍", "👩‍🦽"]),
    ("✓ Aandacht", &["✓"]),
    ("<b>vet</b> en &nbsp; zo", &["<b>", "</b>", "&nbsp;"]),
    ("**vet** en `code`", &["**", "**", "`", "`"]),
    ("Naam: ____", &["____"]),
    ("bij {bedrijf}", &["{bedrijf}"]),
    ("[link](x)", &["[link]", "(x)"]),
    ("zie www.panteia.nl.", &["www.panteia.nl"]),
    ("(dienstverleners@panteia.nl)", &["(dienstverleners@panteia.nl)", "dienstverleners@panteia.nl"]),
    ("3.10", &["3.10"]),
    ("1/2 en 24/7", &["1/2", "24/7"]),
    ("1:2", &["1:2"]),
    ("25:00", &["25:00"]),
    ("31-02-2023", &["31-02-2023"]),
    ("01-13-2023", &["01-13-2023"]),
    ("31-08-23", &["31-08-23"]),
    ("18-12", &["18-12"]),
    ("5 - 3", &["-"]),
    ("1,2,3", &["1,2,3"]),
    ("12345678901", &["12345678901"]),
    ("+316", &["+316"]),
    ("4G en A4", &["4G", "A4"]),
    ("2ste", &["2ste"]),
    ("jaren '80", &["'80"]),
    ("b.v. dit", &["b.v."]),
    ("duurt min. lang", &["min."]),
    ("t.a.v. Jan", &["t.a.v."]),
    ("k.k. en N.V.", &["k.k.", "N.V."]),
    ("een afk. hier", &["afk"]),
    ("goed.Maar", &["goed"]),
    ("–indien van toepassing-", &["–", "-"]),
    ("- Een punt", &["-"]),
    ("wel -- niet", &["--"]),
    ("C++", &["++"]),
    ("% goed", &["%"]),
    ("± 5", &["±"]),
    ("€ veel", &["€"]),
    ("a => b", &["=", ">"]),
];

fn read(text: &str) -> Spoken {
    normalise(text, &Lexicon::default())
}

fn reported(spoken: &Spoken) -> Vec<&str> {
    spoken.unspeakable.iter().map(|piece| piece.what.as_str()).collect()
}

#[test]
fn what_has_one_reading_is_written_out() {
    for (written, said) in SAID {
        let spoken = read(written);
        assert_eq!((spoken.text.as_str(), reported(&spoken)), (*said, vec![]), "{written}");
    }
}

#[test]
fn what_is_said_reads_as_itself() {
    for (_, said) in SAID {
        assert_eq!(read(said).text, *said);
    }
}

#[test]
fn what_has_no_one_reading_is_reported() {
    for (written, pieces) in REFUSED {
        let spoken = read(written);
        assert_eq!(reported(&spoken), *pieces, "{written} -> {}", spoken.text);
        for piece in &spoken.unspeakable {
            assert_eq!(written.get(piece.range.clone()), Some(piece.what.as_str()));
            assert!(piece.remedy.is_some() && !piece.reason.is_empty());
        }
    }
}

#[test]
fn the_questions_of_two_published_reports_are_said_or_reported() {
    let file = include_str!("../../tests/data/seed-captions.txt");
    let mut reports = Vec::new();
    for (figure, caption) in file.lines().filter_map(|line| line.split_once('\t')) {
        let pieces = read(caption).unspeakable;
        reports.extend(pieces.into_iter().filter(|p| p.what != "(voorheen KompAss)").map(|p| (figure, p.what)));
    }
    let expected = [
        ("W 3.8", "{bedrijf}"),
        ("W 3.27", "(ander)"),
        ("T 3.8", "Had/Heeft"),
        ("T 3.9", "medewerker(s)"),
        ("T 3.14", "(ander)"),
        ("T 3.15", "bijgedragen/mee"),
        ("T 4.4", "(bij benadering)"),
        ("T 4.4", "dienst(en)"),
    ];
    assert_eq!(reports, expected.map(|(figure, what)| (figure, what.to_owned())));
}

#[test]
fn an_unspeakable_piece_stays_as_written() {
    for written in ["Had/Heeft u iets?", "de medewerker(s) van UWV", "zie 3.10 of 24/7", "Goed 👍"] {
        assert_eq!(read(written).text, written);
    }
}

fn with_lexicon(text: &str) -> Spoken {
    let (lexicon, faults) = Lexicon::parse(
        "UWV = u w v\nWW = w w\nwia = wie a\n24/7 = altijd\nen/of = of\nWorkAut (voorheen KompAss) = workaut, voorheen kompas\n\
         2de Spoor = tweede spoor\nUWV Perspectief = u w v perspectief\nbv. = bijvoorbeeld\n",
    );
    assert_eq!(faults, []);
    normalise(text, &lexicon)
}

#[test]
fn the_lexicon_goes_before_every_rule() {
    for (written, said, used) in [
        ("Van UWV.", "Van u w v.", vec!["UWV"]),
        ("de UWV-coach", "de u w v coach", vec!["UWV"]),
        ("pre-UWV", "pre u w v", vec!["UWV"]),
        ("WW en UWV, en UWV", "w w en u w v, en u w v", vec!["UWV", "WW"]),
        ("UWV  Perspectief", "u w v perspectief", vec!["UWV Perspectief"]),
        ("WIA, Wia of wia", "wie a, wie a of wie a", vec!["wia"]),
        ("24/7 bereikbaar", "altijd bereikbaar", vec!["24/7"]),
        ("mail en/of post", "mail of post", vec!["en/of"]),
        ("bij WorkAut (voorheen KompAss)?", "bij workaut, voorheen kompas?", vec!["WorkAut (voorheen KompAss)"]),
        ("van 2de Spoor ?", "van tweede spoor?", vec!["2de Spoor"]),
        ("bv. dit", "bijvoorbeeld dit", vec!["bv."]),
        ("niets", "niets", vec![]),
    ] {
        let spoken = with_lexicon(written);
        assert_eq!((spoken.text.as_str(), reported(&spoken)), (said, vec![]), "{written}");
        let names: Vec<&str> = spoken.used.iter().map(|Entry { written, .. }| written.as_str()).collect();
        assert_eq!(names, used, "{written}");
    }
}

#[test]
fn a_remedy_names_the_piece() {
    let spoken = read("UWV");
    assert_eq!(
        spoken.unspeakable[0].remedy.as_deref(),
        Some("give `UWV` a line in the lexicon; a word that is only stressed is written in small letters")
    );
}

/// Text that is dense in everything that the rules look at.
fn tricky() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "1",
        "12",
        "0",
        "31-08-2023",
        "9:00",
        ",",
        ".",
        "-",
        "–",
        "/",
        ":",
        "€",
        "%",
        "+",
        "(",
        ")",
        "'",
        "’",
        "½",
        "é",
        "e\u{308}",
        "UWV",
        "t/m",
        "bijv.",
        "o.a.",
        " ",
        "\n",
        "&",
        "<b>",
        "{",
        "}",
        "👍",
        "\u{200d}",
        "de",
        "x",
        "EUR",
        "uur",
        "a@b.nl",
        "²",
        "min.",
        "0800",
        "\u{a0}",
        "...",
        "Ω",
        "=",
        "s",
    ]);
    prop::collection::vec(pieces, 0..12).prop_map(|parts| parts.concat())
}

fn check(text: &str, spoken: &Spoken) {
    for piece in &spoken.unspeakable {
        assert_eq!(text.get(piece.range.clone()), Some(piece.what.as_str()));
        assert!(!piece.what.is_empty());
    }
    assert!(!spoken.text.contains("  ") && spoken.text.trim() == spoken.text);
    if spoken.unspeakable.is_empty() {
        let sayable = |c: char| is_letter(c) || " -',;:.?!…".contains(c);
        assert!(spoken.text.chars().all(sayable), "{text} -> {}", spoken.text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn no_text_stops_the_reader(text in any::<String>()) {
        check(&text, &read(&text));
    }

    #[test]
    fn tricky_text_is_said_or_reported(text in tricky()) {
        check(&text, &read(&text));
        let _ = with_lexicon(&text);
    }

    #[test]
    fn any_file_is_a_lexicon_with_faults(text in "[ =/a-zA-Z0-9ëÉ\n\r\u{feff}']{0,60}") {
        let (lexicon, faults) = Lexicon::parse(&text);
        for fault in faults {
            prop_assert!(text.get(fault.range).is_some_and(|underlined| !underlined.is_empty()));
        }
        for entry in lexicon.entries() {
            prop_assert!(lexicon.lookup(&entry.written).is_some());
        }
    }
}
