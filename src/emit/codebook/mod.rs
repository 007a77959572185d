//! The codebook of a survey: every item with its texts, codes, route in words, provenance and figures; HTML, JSON and CSV.

mod base;
mod view;
mod words;

use crate::emit::form::folder;
use crate::emit::shell;
use crate::model::Survey;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use std::collections::BTreeMap;

pub use view::{CodebookView, ItemView, OptionView};

/// The version of the JSON form.
pub const SCHEMA: &str = "peil-codebook/1";

/// Where the style sheet lies, relative to the output.
pub const STYLE_PATH: &str = "codebooks/assets/codebook.css";

/// The style sheet of all codebooks.
pub const STYLE: &str = include_str!("templates/codebook.css");

/// Figures by the path of the item that they show, as `report: figure`.
pub type Figures = BTreeMap<String, Vec<String>>;

/// Why a codebook could not be written: a fault of ours that the tests would show.
#[derive(Debug)]
pub enum CodebookError {
    Template(minijinja::Error),
    Json(serde_json::Error),
    Csv(String),
}

/// The three files of a survey's codebook: path relative to the output, and text.
///
/// # Errors
/// When the built-in template reads what the view does not have.
pub fn codebook(survey: &Survey, build: &str, figures: &Figures) -> Result<[(String, String); 3], CodebookError> {
    let view = view::codebook(survey, build, figures);
    let folder = folder(survey);
    let json = super::json::pretty(&view, view.items.len() * ROOM).map_err(CodebookError::Json)?;
    Ok([
        (format!("codebooks/{folder}.csv"), csv(&view)?),
        (format!("codebooks/{folder}.html"), html(&view)?),
        (format!("codebooks/{folder}.json"), json),
    ])
}

/// Items that are rendered together.
const TOGETHER: usize = 16;

/// Bytes that an item takes at most, more or less: a file that grows need not be moved. Room that stays empty costs nothing.
const ROOM: usize = 2_000;

/// A few items at a time, so that no codebook stands twice in memory.
fn html(view: &CodebookView) -> Result<String, CodebookError> {
    let environment = environment().map_err(CodebookError::Template)?;
    render(&environment, view).map_err(CodebookError::Template)
}

fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("codebook.html", include_str!("templates/codebook.html"))?;
    environment.add_template("entries.html", include_str!("templates/entries.html"))?;
    environment.add_template("items.html", include_str!("templates/items.html"))?;
    Ok(environment)
}

fn render(environment: &Environment<'_>, view: &CodebookView) -> Result<String, minijinja::Error> {
    let page = environment.get_template("codebook.html")?.render(context! {
        survey => view.survey.as_str(), title => view.title.as_str(), build => view.build.as_str(),
        provenance => view.provenance.as_deref(), usable => view.usable.as_deref(),
        entries => shell::place(), sections => shell::place(),
    })?;
    let (entries, items) = (environment.get_template("entries.html")?, environment.get_template("items.html")?);
    let wordings = Value::from(Serde(&view.wordings));
    let flags = Value::from_function(|names: Vec<String>| words::flags(&names));
    let (mut list, mut sections) = (String::new(), String::with_capacity(view.items.len() * ROOM));
    for some in view.items.chunks(TOGETHER) {
        let some = Value::from(Serde(some));
        list.push_str(&entries.render(context! { items => some.clone() })?);
        sections
            .push_str(&items.render(context! { items => some, wordings => wordings.clone(), flags => flags.clone() })?);
    }
    Ok(shell::filled(&page, &[&list], sections, &[]))
}

/// One row an item, then one row for each of its options.
fn csv(view: &CodebookView) -> Result<String, CodebookError> {
    let fault = |error: csv::Error| CodebookError::Csv(error.to_string());
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(Vec::with_capacity(view.items.len() * ROOM));
    let mut header: Vec<String> = ["item", "kind", "code", "option", "flags", "label"].map(str::to_owned).to_vec();
    header.extend(view.wordings.iter().map(|wording| format!("text_{wording}")));
    header.extend(["route", "provenance", "assumption", "figures"].map(str::to_owned));
    writer.write_record(&header).map_err(fault)?;
    for item in &view.items {
        writer.write_record(item_row(view, item)).map_err(fault)?;
        for option in &item.options {
            writer.write_record(option_row(view, item, option)).map_err(fault)?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| CodebookError::Csv(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| CodebookError::Csv(error.to_string()))
}

fn item_row(view: &CodebookView, item: &ItemView) -> Vec<String> {
    let mut row = vec![
        item.item.clone(),
        item.kind.clone(),
        String::new(),
        String::new(),
        words::flags(&item.flags),
        item.label.clone(),
    ];
    row.extend(view.wordings.iter().map(|w| item.texts.get(w).map_or_else(String::new, |texts| texts.ask.clone())));
    row.extend([item.route.clone(), item.provenance.join("; "), item.assumption.to_string(), item.figures.join("; ")]);
    row.into_iter().map(|cell| neutral(&cell)).collect()
}

fn option_row(view: &CodebookView, item: &ItemView, option: &OptionView) -> Vec<String> {
    let mut row = vec![item.item.clone(), String::new(), option.code.to_string(), option.id.clone()];
    row.extend([words::flags(&option.flags), String::new()]);
    row.extend(view.wordings.iter().map(|w| option.labels.get(w).cloned().unwrap_or_default()));
    row.push(option.offered.clone());
    row.extend(std::iter::repeat_n(String::new(), 3));
    row.into_iter().map(|cell| neutral(&cell)).collect()
}

/// A cell that a spreadsheet would run as a formula gets an apostrophe in front; whole numbers stay numbers.
fn neutral(cell: &str) -> String {
    if cell.parse::<i64>().is_ok() { cell.to_owned() } else { crate::text::neutral(cell).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn formulas_are_text() {
        assert_eq!(neutral("=1+1"), "'=1+1");
        assert_eq!(neutral("-5"), "-5");
        assert_eq!(neutral("Zeer tevreden"), "Zeer tevreden");
    }
}
