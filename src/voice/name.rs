//! Names of what is said, behind `WORDING/`: whoever looks for the sound of a text asks by these.

use crate::model::{Opt, OptionList};

pub const INTRO: &str = "intro";
pub const END: &str = "end";
/// The form's own words where a required answer is missing.
pub const REQUIRED: &str = "required";

/// The question of an item or grid.
#[must_use]
pub fn ask(path: &str) -> String {
    format!("{path}.ask")
}

#[must_use]
pub fn help(path: &str) -> String {
    format!("{path}.help")
}

/// What is said where an answer is required and missing.
#[must_use]
pub fn error(path: &str) -> String {
    format!("{path}.error")
}

/// A text of the form itself, which all questions share.
#[must_use]
pub fn form(id: &str) -> String {
    format!("form.{id}")
}

/// Of a page, group or loop.
#[must_use]
pub fn title(name: &str) -> String {
    format!("{name}.title")
}

/// Of a note or stop.
#[must_use]
pub fn notice(name: &str) -> String {
    format!("{name}.say")
}

/// An option of the item at `path`; a named list is said once for all items that share it.
#[must_use]
pub fn option(list: &OptionList, option: &Opt, path: &str) -> String {
    let owner = if option.survey_level { "missing" } else { list.name.as_deref().unwrap_or(path) };
    format!("{owner}={}", option.name)
}

/// Behind the name of a text that is said once per declared value: which value of what.
#[must_use]
pub fn value(of: &str, code: i64) -> String {
    format!("#{of}={code}")
}
