//! Large surveys for measuring: tests, bench and `examples/big.rs` share them.

use peil::simulate::Random;
use std::fmt::Write;

/// How a large survey is made, for so many items.
pub(crate) type Generate = fn(usize) -> String;

/// The kinds of large surveys by name: the plainest there is, and one as real ones are, by web and in every mode.
pub(crate) const KINDS: [(&str, Generate); 3] = [("plain", plain), ("web", web), ("mixed", mixed)];

/// The plainest survey of `items` one-choice questions in two wordings: pages of twenty, each fourth item behind the answer before it.
fn plain(items: usize) -> String {
    let mut text = String::from(
        "edition 2026\n\nsurvey big 2026 \"Groot\" {\n  language nl\n  wording lang \"Lang\"\n  wording kort \"Kort\"\n  mode web\n",
    );
    for item in 0..items {
        if item % 20 == 0 {
            let close = if item == 0 { "" } else { "  }\n" };
            let _ = writeln!(text, "{close}  page p{item} \"Bladzijde {item}\" {{");
        }
        let _ = writeln!(text, "    question q{item} one of oordeel {{\n      label \"Onderwerp {item}\"");
        let _ = writeln!(text, "      ask \"Hoe tevreden bent u over onderwerp {item}?\"");
        let _ = writeln!(text, "      ask kort \"Wat vindt u van onderwerp {item}?\"");
        if item % 4 == 3 {
            let _ = writeln!(text, "      when q{} = tevreden", item - 1);
        }
        text.push_str("    }\n");
    }
    text.push_str("  }\n}\n\nscale oordeel ordered scored \"Oordeel\" {\n  1 ontevreden \"Ontevreden\"\n  2 tevreden \"Tevreden\"\n");
    text.push_str("  9 geen_mening \"Geen mening\" missing\n}\n");
    text
}

/// [`mixed`] by web alone: two forms instead of six.
fn web(items: usize) -> String {
    mixed(items).replacen("mode web phone paper", "mode web", 1)
}

/// A large survey in two wordings and three modes: items on pages of ten in sections of five pages, with grids, routes, pipes and checks in a
/// realistic mix. Grids count as their rows.
fn mixed(items: usize) -> String {
    let mut out = String::from(BIG_HEAD);
    let mut random = Random::new(items as u64);
    let mut written = 0;
    let mut page = 0;
    while written < items {
        if page % 5 == 0 {
            let _ = writeln!(
                out,
                "{}  section deel_{page} \"Deel {}\" {{",
                if page > 0 { "  }\n" } else { "" },
                page / 5 + 1
            );
        }
        let _ = writeln!(out, "    page blad_{page} \"Blad {}\" {{", page + 1);
        if page > 0 && page % 3 == 0 {
            let _ = writeln!(out, "      when poort_{} != nee", page - 1);
        }
        let end = (written + 10).min(items);
        let _ = writeln!(
            out,
            "      question poort_{page} one of ja_nee {{\n        label \"Contact over onderwerp {page}\"\n        ask \"Heeft u contact gehad over onderwerp {page}?\"\n        ask simpel \"Sprak u over onderwerp {page}?\"\n        core\n      }}"
        );
        written += 1;
        while written < end {
            written += big_item(&mut out, &mut random, page, written, end - written);
        }
        out.push_str("    }\n");
        page += 1;
    }
    out.push_str("  }\n}\n");
    out
}

const BIG_HEAD: &str = r#"edition 2026

scale ja_nee nominal "Ja of nee" {
  1 ja "Ja"
  2 nee "Nee"
  9 weet_niet "Weet ik niet" missing
}

scale tevredenheid ordered scored "Tevredenheid" {
  1 heel_ontevreden "Zeer ontevreden" simpel "Heel ontevreden"
  2 ontevreden "Ontevreden"
  3 tevreden "Tevreden"
  4 heel_tevreden "Zeer tevreden" simpel "Heel tevreden"
  9 geen_mening "Geen mening" missing
}

survey groot 2026 "Grote vragenlijst" {
  language nl
  wording gewoon "Gewone vragenlijst"
  wording simpel "Eenvoudige vragenlijst" simpler than gewoon
  mode web phone paper
  field bedrijf text "Naam van de dienstverlener" required spoken "de organisatie"

"#;

/// Writes one item and tells how many variables it is.
fn big_item(out: &mut String, random: &mut Random, page: usize, n: usize, left: usize) -> usize {
    let texts = format!(
        "        label \"Onderwerp {n}\"\n        ask \"Wat vindt u van onderdeel {n} bij {{bedrijf}}?\"\n        ask simpel \"Hoe goed was onderdeel {n} bij {{bedrijf}}?\"\n"
    );
    let when = if random.chance(400) { format!("        when poort_{page} = ja\n") } else { String::new() };
    match random.below(10) {
        0..=3 if left >= 4 => {
            let rows: String = (0..4)
                .map(|row| format!("        row aspect_{row} \"Aspect {row} van {n}\" simpel \"Deel {row} van {n}\"\n"))
                .collect();
            let _ = write!(out, "      grid tabel_{n} one of tevredenheid {{\n{texts}{when}{rows}      }}\n");
            4
        }
        4 | 5 => {
            let check = format!("        warn \"Dat is erg laag. Klopt dat?\" when cijfer_{n} < 3\n");
            let _ = write!(out, "      question cijfer_{n} number 1..10 decimals 1 {{\n{texts}{when}{check}      }}\n");
            1
        }
        6 => {
            let options = "        1 gesprek \"Persoonlijk gesprek\"\n        2 telefoon \"Telefoon\"\n        3 mail \"E-mail\"\n        8 geen \"Geen van deze\" alone\n";
            let _ = write!(out, "      question kanaal_{n} any of {{\n{texts}{when}{options}      }}\n");
            1
        }
        7 => {
            let _ = write!(out, "      question toelichting_{n} text long {{\n{texts}{when}      }}\n");
            1
        }
        _ => {
            let _ = write!(out, "      question oordeel_{n} one of tevredenheid {{\n{texts}{when}      }}\n");
            1
        }
    }
}
