//! What the templates of the outer pages read.

use super::View;
use super::sample::fields;
use crate::emit::form::folder;
use crate::model::{Mode, Survey, Var, VarId};
use crate::phrase::{label, option_label};
use serde::Serialize;
use std::fmt::Write;

#[derive(Debug, Serialize)]
pub(super) struct Listed {
    id: String,
    folder: String,
    title: String,
    language: String,
    modes: Vec<&'static str>,
    wordings: Vec<Wording>,
}

#[derive(Debug, Serialize)]
struct Wording {
    name: String,
    label: String,
}

/// A survey in the list of forms.
pub(super) fn listed(survey: &Survey) -> Listed {
    let wording = |def: &crate::model::WordingDef| Wording { name: def.name.clone(), label: def.label.clone() };
    Listed {
        id: survey.id(),
        folder: folder(survey),
        title: survey.title.clone(),
        language: survey.language.clone(),
        modes: survey.modes.iter().map(|mode| mode.name()).collect(),
        wordings: survey.wordings.iter().map(wording).collect(),
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Shown {
    title: String,
    folder: String,
    language: String,
    survey_title: String,
    wording: String,
    wording_label: String,
    mode: &'static str,
    script: bool,
    src: String,
    variants: Vec<Variant>,
    fields: Vec<Field>,
}

#[derive(Debug, Serialize)]
struct Variant {
    href: String,
    label: String,
    mode: &'static str,
    here: bool,
}

#[derive(Debug, Serialize)]
struct Field {
    name: String,
    label: String,
    value: String,
    options: Vec<Choice>,
}

#[derive(Debug, Serialize)]
struct Choice {
    code: i64,
    label: String,
    chosen: bool,
}

/// A form in a frame.
pub(super) fn shown(view: &View<'_>) -> Shown {
    let survey = view.survey;
    let wording = survey.wordings.get(view.wording);
    let name = wording.map_or("", |wording| wording.name.as_str());
    let (id, folder, mode) = (survey.id(), folder(survey), view.mode.name());
    Shown {
        title: format!("{id}, {name}, {mode}"),
        src: format!("/forms/{folder}/{name}/{mode}/index.html{}", fragment(view)),
        folder,
        language: survey.language.clone(),
        survey_title: survey.title.clone(),
        wording: name.to_owned(),
        wording_label: wording.map_or_else(String::new, |wording| wording.label.clone()),
        mode,
        script: view.script,
        variants: variants(view),
        fields: fields(survey).map(|(id, var)| field(view, id, var)).collect(),
    }
}

/// Sample fields as a link gives them.
fn fragment(view: &View<'_>) -> String {
    let said = view.sample.iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<String> = said.map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    if pairs.is_empty() { String::new() } else { format!("#{}", pairs.join("&")) }
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte.into());
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

fn variants(view: &View<'_>) -> Vec<Variant> {
    let survey = view.survey;
    let query = if view.script { "" } else { "?script=no" };
    let variant = |(wording, mode): (usize, Mode)| {
        let def = survey.wordings.get(wording)?;
        Some(Variant {
            href: format!("/view/{}/{}/{}{query}", folder(survey), def.name, mode.name()),
            label: def.label.clone(),
            mode: mode.name(),
            here: (wording, mode) == (view.wording, view.mode),
        })
    };
    survey.variants().filter_map(variant).collect()
}

fn field(view: &View<'_>, id: VarId, var: &Var) -> Field {
    let survey = view.survey;
    let value = view.sample.get(&var.path).cloned().unwrap_or_default();
    let choice = |option: &crate::model::Opt| Choice {
        code: option.code,
        label: option_label(survey, id, option.code, view.wording, view.mode),
        chosen: option.code.to_string() == value,
    };
    let options = match var.kind {
        crate::model::Kind::OneOf { .. } => survey.options_of(var).iter().map(choice).collect(),
        _ => Vec::new(),
    };
    Field { name: var.path.clone(), label: label(survey, id, view.wording, view.mode), value, options }
}
