//! The form's own texts, in one place; a second language is a second constant.

use crate::number::Decimal;
use serde::Serialize;

/// Texts that the form says of itself.
#[derive(Debug, Serialize)]
pub(super) struct Catalogue {
    pub(super) versions: &'static str,
    pub(super) required: &'static str,
    pub(super) send: &'static str,
    pub(super) specify: &'static str,
    pub(super) marking: &'static str,
}

pub(super) const DUTCH: Catalogue = Catalogue {
    versions: "Andere versies van deze vragenlijst",
    required: "(verplicht)",
    send: "Verstuur mijn antwoorden",
    specify: "Namelijk",
    marking: "Zet een kruisje in het vakje bij uw antwoord. Kruis één antwoord aan, behalve waar u er meer mag kiezen.",
};

/// "Vul een heel getal in van 1 tot en met 10."
pub(super) fn number_hint(min: i64, max: i64, decimals: u8) -> String {
    let shown = |units| {
        let value = Decimal::new(units, decimals);
        Decimal::new(value.at(value.needed_decimals()).unwrap_or(units), value.needed_decimals())
            .to_string()
            .replace('.', ",")
    };
    let (from, to) = (shown(min), shown(max));
    match decimals {
        0 => format!("Vul een heel getal in van {from} tot en met {to}."),
        1 => format!("Vul een getal in van {from} tot en met {to}. Eén cijfer achter de komma mag."),
        n => format!("Vul een getal in van {from} tot en met {to}. Hoogstens {n} cijfers achter de komma."),
    }
}

/// "Kies hoogstens 3 antwoorden."
pub(super) fn at_most_hint(n: u32) -> String {
    if n == 1 { "Kies hoogstens 1 antwoord.".to_owned() } else { format!("Kies hoogstens {n} antwoorden.") }
}

/// The form's own texts that are read aloud, as (id, text).
pub(super) const NAVIGATION: [(&str, &str); 3] =
    [("required", "Deze vraag is verplicht."), ("send", DUTCH.send), ("specify", DUTCH.specify)];
