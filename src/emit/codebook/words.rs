//! What kind of answer an item takes, and what is noted of it, in Dutch.

use crate::model::{Kind, ListId, ListKind, Survey, Var};
use crate::number::{Decimal, date_in_dutch};

/// "één van tevredenheid (geordend)", "getal van 1 tot en met 10"
pub(super) fn kind(survey: &Survey, var: &Var) -> String {
    match &var.kind {
        Kind::OneOf { list } => format!("één van {} ({})", name(survey, *list), order(survey, *list)),
        Kind::AnyOf { list, at_most: None } => format!("meer van {}", name(survey, *list)),
        Kind::AnyOf { list, at_most: Some(most) } => format!("hoogstens {most} van {}", name(survey, *list)),
        Kind::Number { min, max, decimals, unit, .. } => {
            let number = |units: i64| Decimal::new(units, *decimals).to_string().replace('.', ",");
            let unit = unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
            format!("getal van {} tot en met {}{unit}", number(*min), number(*max))
        }
        Kind::Text { max, .. } => format!("tekst van hoogstens {max} tekens"),
        Kind::Date { min: None, max: None, .. } => "datum".to_owned(),
        Kind::Date { min, max, .. } => {
            let from = min.map(|day| format!(" van {}", date_in_dutch(day))).unwrap_or_default();
            let until = max.map(|day| format!(" tot en met {}", date_in_dutch(day))).unwrap_or_default();
            format!("datum{from}{until}")
        }
    }
}

fn name(survey: &Survey, list: ListId) -> &str {
    survey.list(list).and_then(|list| list.name.as_deref()).unwrap_or("eigen antwoorden")
}

fn order(survey: &Survey, list: ListId) -> &'static str {
    match survey.list(list).map(|list| list.kind) {
        Some(ListKind::Ordered) => "geordend",
        Some(ListKind::Codes) => "codelijst",
        Some(ListKind::Nominal) | None => "zonder volgorde",
    }
}

/// The flags of items and options; one that has no word here stays as it is.
const FLAGS: [(&str, &str); 10] = [
    ("alone", "sluit andere antwoorden uit"),
    ("computed", "berekend"),
    ("computed by recode", "hercodering"),
    ("core", "kernvraag"),
    ("missing", "telt als ontbrekend"),
    ("per iteration", "per herhaling"),
    ("private", "niet in rapporten"),
    ("required", "verplicht"),
    ("sample field", "uit de steekproef"),
    ("specify", "toelichting"),
];

/// The flags of an item or an option in Dutch; that a missing option excludes others goes without saying.
pub(super) fn flags(names: &[String]) -> String {
    let missing = names.iter().any(|name| name == "missing");
    let said = names
        .iter()
        .filter(|name| !(missing && *name == "alone"))
        .map(|name| FLAGS.iter().find(|(flag, _)| flag == name).map_or(name.as_str(), |(_, said)| said));
    said.collect::<Vec<_>>().join(", ")
}
