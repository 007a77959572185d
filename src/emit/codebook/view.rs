//! What the codebook shows of a survey.

use super::base::{base, offer};
use super::words::kind;
use super::{Figures, SCHEMA};
use crate::model::{Cond, Formula, Grid, ItemTexts, Mode, Opt, Provenance, Role, Survey, Var, VarId};
use crate::phrase::{Style, askable, condition_in_words, label, mode_in_words, plain};
use serde::Serialize;
use std::collections::BTreeMap;

/// A survey's codebook; published as `peil-codebook/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodebookView {
    pub schema: &'static str,
    pub survey: String,
    pub build: String,
    pub title: String,
    pub wordings: Vec<String>,
    pub modes: Vec<&'static str>,
    pub provenance: Option<String>,
    pub usable: Option<String>,
    pub items: Vec<ItemView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemView {
    /// Path in the wire form.
    pub item: String,
    /// The id of its heading in the HTML form.
    pub anchor: String,
    pub kind: String,
    pub label: String,
    /// `required`, `core`, `private`, `computed`, `sample field` …; said in Dutch by `words::flags`.
    pub flags: Vec<String>,
    /// By wording, in the survey's order.
    pub texts: BTreeMap<String, TextsView>,
    pub options: Vec<OptionView>,
    /// "Aan iedereen", or who was asked.
    pub route: String,
    pub provenance: Vec<String>,
    /// Whether any of the provenance is an assumption.
    pub assumption: bool,
    pub was: Vec<String>,
    pub changed: Option<String>,
    pub figures: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextsView {
    /// "–" where the wording does not ask it.
    pub ask: String,
    pub help: String,
    /// Texts that differ in a mode, as `per telefoon: …`.
    pub modes: Vec<String>,
    /// The wording has no text of its own and shows the default's.
    pub falls_back: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionView {
    pub code: i64,
    pub id: String,
    pub labels: BTreeMap<String, String>,
    pub flags: Vec<String>,
    /// Who of those that are asked is offered it; empty where all are.
    pub offered: String,
}

pub(super) fn codebook(survey: &Survey, build: &str, figures: &Figures) -> CodebookView {
    let mode = survey.modes.first().copied().unwrap_or(Mode::Web);
    let in_words = |cond: &Cond| condition_in_words(survey, cond, 0, mode, Style::Base);
    CodebookView {
        schema: SCHEMA,
        survey: survey.id(),
        build: build.to_owned(),
        title: survey.title.clone(),
        wordings: survey.wordings.iter().map(|wording| wording.name.clone()).collect(),
        modes: survey.modes.iter().map(|mode| mode.name()).collect(),
        provenance: survey.provenance.as_ref().map(|p| p.text.clone()),
        usable: survey.usable.as_ref().map(in_words),
        items: survey.vars_with_ids().map(|(id, var)| item(survey, mode, id, var, figures)).collect(),
    }
}

fn item(survey: &Survey, mode: Mode, id: VarId, var: &Var, figures: &Figures) -> ItemView {
    ItemView {
        item: var.path.clone(),
        anchor: var.path.replace('.', "-"),
        kind: kind(survey, var),
        label: label(survey, id, 0, mode),
        flags: flags(var),
        texts: survey.wordings.iter().enumerate().map(|(w, def)| (def.name.clone(), texts(survey, var, w))).collect(),
        options: survey.options_of(var).iter().map(|option| option_view(survey, mode, var, option)).collect(),
        route: base(survey, var),
        provenance: provenance(survey, var).map(|from| from.text.clone()).collect(),
        assumption: provenance(survey, var).any(|from| from.assumption),
        was: var.was.clone(),
        changed: var.changed.clone(),
        figures: figures.get(&var.path).cloned().unwrap_or_default(),
    }
}

/// Where an item comes from: a row also from where its grid does, a coded item also from where its scale does.
fn provenance<'a>(survey: &'a Survey, var: &'a Var) -> impl Iterator<Item = &'a Provenance> {
    let grid = match var.role {
        Role::Row { grid } => survey.grids.get(grid.index()),
        Role::Field { .. } | Role::Question | Role::Computed(_) | Role::Specify { .. } => None,
    };
    let list = var.kind.list().and_then(|list| survey.list(list));
    let listed = list.into_iter().flat_map(|list| &list.provenance);
    grid.into_iter().flat_map(|grid| &grid.provenance).chain(&var.provenance).chain(listed)
}

fn flags(var: &Var) -> Vec<String> {
    let role = match &var.role {
        Role::Field { .. } => Some("sample field"),
        Role::Computed(Formula::Recode { .. }) => Some("computed by recode"),
        Role::Computed(Formula::Number(_)) => Some("computed"),
        Role::Specify { .. } => Some("specify"),
        Role::Question | Role::Row { .. } => None,
    };
    let set = [
        (var.required, "required"),
        (var.core, "core"),
        (var.private, "private"),
        (var.in_loop.is_some(), "per iteration"),
    ];
    role.into_iter().chain(set.into_iter().filter_map(|(on, name)| on.then_some(name))).map(str::to_owned).collect()
}

fn texts(survey: &Survey, var: &Var, wording: usize) -> TextsView {
    let asked = survey.modes.iter().any(|mode| askable(survey, var, wording, *mode));
    if !asked {
        return TextsView { ask: "–".to_owned(), help: String::new(), modes: Vec::new(), falls_back: false };
    }
    let first = survey.modes.first().copied().unwrap_or(Mode::Web);
    let texts = |mode: Mode| asked_with(survey, var, wording, mode);
    let ask_in = |mode: Mode| plain(survey, &texts(mode).ask, wording, mode);
    let ask = ask_in(first);
    let others = survey.modes.iter().skip(1).map(|mode| (mode, ask_in(*mode)));
    let modes = others
        .filter(|(_, text)| *text != ask)
        .map(|(mode, text)| format!("{}: {text}", mode_in_words(*mode)))
        .collect();
    let own = &texts(first).ask;
    let falls_back = wording > 0 && !own.is_empty() && !own.has_own(wording);
    TextsView { ask, help: plain(survey, &texts(first).help, wording, first), modes, falls_back }
}

/// The texts with which an item is asked: of a row the grid's, unless it is a question by itself with one of its own.
fn asked_with<'a>(survey: &'a Survey, var: &'a Var, wording: usize, mode: Mode) -> &'a ItemTexts {
    let Role::Row { grid } = var.role else { return &var.texts };
    let alone = |grid: &&Grid| grid.separate(wording, mode) && var.texts.ask.get(wording, mode).is_some();
    survey.grids.get(grid.index()).filter(|grid| !alone(grid)).map_or(&var.texts, |grid| &grid.texts)
}

fn option_view(survey: &Survey, mode: Mode, var: &Var, option: &Opt) -> OptionView {
    let label = |wording: usize| plain(survey, &option.label, wording, mode);
    let set = [(option.missing, "missing"), (option.alone, "alone"), (option.specify.is_some(), "specify")];
    OptionView {
        code: option.code,
        id: option.name.clone(),
        labels: survey.wordings.iter().enumerate().map(|(w, def)| (def.name.clone(), label(w))).collect(),
        flags: set.into_iter().filter(|(on, _)| *on).map(|(_, name)| name.to_owned()).collect(),
        offered: offer(survey, var, option.code),
    }
}
