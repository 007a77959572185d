//! The reading sheet: what a speaker reads aloud, numbered, with the name to record each text under.

use crate::sound::Wanted;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use serde::Serialize;
use std::collections::BTreeMap;

/// A text to be recorded. Texts that are equal are recorded once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    pub number: usize,
    /// The utterances that say it, the first one's name before the rest.
    pub ids: Vec<String>,
    pub survey: String,
    pub spoken: String,
    /// As it stands on the screen, where that differs.
    pub printed: Option<String>,
    /// How words are said: `UWV = u w v`.
    pub hints: Vec<String>,
    /// The file to record it as.
    pub file: String,
}

/// The entries of a sheet, in the order of the form.
#[must_use]
pub fn entries(wanted: &[&Wanted]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut by_text: BTreeMap<&str, usize> = BTreeMap::new();
    for wanted in wanted {
        let at = *by_text.entry(&wanted.text_hash).or_insert(entries.len());
        match entries.get_mut(at) {
            Some(entry) => entry.ids.push(wanted.id.clone()),
            None => entries.push(entry(at + 1, wanted)),
        }
    }
    entries
}

fn entry(number: usize, wanted: &Wanted) -> Entry {
    let differs = wanted.printed.split_whitespace().ne(wanted.spoken.split_whitespace());
    Entry {
        number,
        ids: vec![wanted.id.clone()],
        survey: wanted.survey.clone(),
        spoken: wanted.spoken.clone(),
        printed: differs.then(|| wanted.printed.clone()),
        hints: wanted.lexicon.clone(),
        file: format!("{}.wav", wanted.stem()),
    }
}

/// To print.
///
/// # Errors
/// When the template reads what an entry does not have: a fault of ours that the tests would show.
pub fn html(entries: &[Entry]) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("sheet.html", include_str!("sheet.html"))?;
    environment.get_template("sheet.html")?.render(context! { entries => Serde(entries) })
}

/// To read in a terminal or a mail.
#[must_use]
pub fn text(entries: &[Entry]) -> String {
    let block = |entry: &Entry| {
        let printed = entry.printed.iter().map(|printed| format!("     op het scherm: {printed}\n"));
        let hints = entry.hints.iter().map(|hint| format!("     uitspraak: {hint}\n"));
        let more: String = printed.chain(hints).collect();
        format!("{:>3}. {}\n{more}     {}\n\n", entry.number, entry.spoken, entry.file)
    };
    entries.iter().map(block).collect()
}

/// For a spreadsheet.
///
/// # Errors
/// When a line cannot be written: a fault of ours.
pub fn csv(entries: &[Entry]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["number", "id", "spoken", "printed", "hints", "file"])?;
    for entry in entries {
        let (number, ids, hints) = (entry.number.to_string(), entry.ids.join(" "), entry.hints.join("; "));
        let printed = entry.printed.as_deref().unwrap_or_default();
        writer.write_record([number.as_str(), &ids, &entry.spoken, printed, &hints, &entry.file])?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
