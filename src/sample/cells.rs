//! What a cell may hold, by the kind of its field.

use crate::model::{Kind, Opt, Survey, Var};
use crate::number::{Decimal, format_date};

/// A field of a survey as a column.
pub(super) struct Column<'a> {
    pub(super) survey: &'a Survey,
    pub(super) var: &'a Var,
}

/// The value as a form would send it, an option by its code; none for an empty cell. What is no option is left as it stands,
/// for the evaluator to refuse.
pub(super) fn raw(survey: &Survey, var: &Var, cell: &str) -> Option<String> {
    if cell.is_empty() {
        return None;
    }
    let options = survey.options_of(var);
    let code = |text: &str| options.iter().find(|option| option.name == text).map(|option| option.code.to_string());
    Some(match var.kind {
        Kind::OneOf { .. } => code(cell).unwrap_or_else(|| cell.to_owned()),
        Kind::AnyOf { .. } => {
            let one = |text: &str| code(text.trim()).unwrap_or_else(|| text.trim().to_owned());
            cell.split(['|', ',']).map(one).collect::<Vec<_>>().join(",")
        }
        Kind::Number { .. } | Kind::Text { .. } | Kind::Date { .. } => cell.to_owned(),
    })
}

impl Column<'_> {
    /// "a code or id of `dienst`", "a number from 1 to 10".
    pub(super) fn expected(&self) -> String {
        match &self.var.kind {
            Kind::OneOf { .. } => "the code or id of one option".to_owned(),
            Kind::AnyOf { .. } => "codes or ids of options, with `|` between".to_owned(),
            Kind::Number { min, max, decimals, .. } => {
                let shown = |units| Decimal::new(units, *decimals).to_string();
                match decimals {
                    0 => format!("a whole number from {} to {}", shown(*min), shown(*max)),
                    n => format!("a number from {} to {} with at most {n} decimals", shown(*min), shown(*max)),
                }
            }
            Kind::Text { max, .. } => format!("a text of at most {max} characters"),
            Kind::Date { min, max, .. } => {
                let bound = |word: &str, day: &Option<i64>| day.map(|day| format!(" {word} {}", format_date(day)));
                let bounds = [bound("from", min), bound("until", max)].into_iter().flatten().collect::<String>();
                format!("a date such as 2026-08-31{bounds}")
            }
        }
    }

    /// The option that a text seems to mean: by its label, or by an id that is nearly the same.
    pub(super) fn meant(&self, text: &str) -> Option<&Opt> {
        let options = self.survey.options_of(self.var);
        let labelled = |option: &&Opt| {
            let cells = option.label.cells.iter();
            let mut labels = cells.map(|cell| cell.content.with_fallbacks(|_| String::new()));
            labels.any(|label| label.to_lowercase() == text.to_lowercase())
        };
        let near = || crate::diag::nearest(text, options.iter().map(|option| option.name.as_str()));
        options.iter().find(labelled).or_else(|| near().and_then(|name| options.iter().find(|o| o.name == name)))
    }
}
