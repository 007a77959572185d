//! A question, a grid and their answers as the template reads them.

use super::catalogue::filled;
use super::cell::{CellContext, Html, Iteration, html_id, iterations, loop_id, specify_label};
use crate::model::{Cond, GridId, Kind, Mode, Opt, Role, Text, Var, VarId};
use crate::phrase::{Jump, condition_in_words, offered, option_route};
use crate::voice::name;
use serde::Serialize;

/// A question; `kind` is `options`, `short` or `long`.
#[derive(Debug, Serialize)]
pub(super) struct QuestionView {
    id: String,
    name: String,
    number: String,
    ask: Html,
    /// What is played for it, one after the other.
    sounds: Vec<String>,
    help: Option<Html>,
    help_sound: Option<String>,
    hint: Option<String>,
    interviewer: Option<Html>,
    only_if: Option<String>,
    /// Never asked of whom the form is for.
    pub(super) hidden: bool,
    required: bool,
    /// Ids of help and hint, for the inputs.
    described: Option<String>,
    kind: &'static str,
    /// Boxes to mark with a pen instead of inputs.
    marks: bool,
    /// Options in a row where there is room.
    scale: bool,
    options: Vec<OptionView>,
    inputmode: Option<&'static str>,
    max: Option<u32>,
    unit: Option<String>,
    /// Lines to write on, on paper.
    lines: u8,
}

#[derive(Debug, Serialize)]
struct OptionView {
    id: String,
    name: String,
    code: i64,
    /// By phone the code stands before the label, unless it is the label.
    coded: bool,
    input: &'static str,
    label: Html,
    sound: Option<String>,
    only_if: Option<String>,
    hidden: bool,
    jump: Option<String>,
    jump_href: Option<String>,
    specify: Option<SpecifyView>,
}

#[derive(Debug, Serialize)]
struct SpecifyView {
    id: String,
    name: String,
    label: String,
    max: u32,
}

#[derive(Debug, Serialize)]
pub(super) struct GridView {
    id: String,
    number: String,
    ask: Html,
    /// What is played for it, one after the other.
    sounds: Vec<String>,
    help: Option<Html>,
    help_sound: Option<String>,
    interviewer: Option<Html>,
    only_if: Option<String>,
    pub(super) hidden: bool,
    /// All rows are.
    required: bool,
    /// What stands above the columns where there is room for a table: code and label.
    head: Vec<(i64, Html)>,
    rows: Vec<QuestionView>,
}

/// The most options of a grid row that stand beside each other where there is room.
const MOST_SCALE_OPTIONS: usize = 7;

/// A question in one cell; none where wording or mode does not ask it.
pub(super) fn question(cell: &CellContext<'_>, var: VarId, iteration: Option<&Iteration>) -> Option<QuestionView> {
    let item = cell.survey.var(var)?;
    let cell = &cell.at(iteration);
    let (number, only_if) = match cell.turn {
        Some((_, turn)) => (cell.numbering.of_iteration(var, turn)?, cell.rules.only_if_in(var, turn)),
        None => (cell.numbering.of(var)?.to_owned(), cell.rules.only_if(var)),
    };
    let only_if = only_if.map(str::to_owned);
    let ask = ask(cell, item, iteration)?;
    let sounds = cell.question_sounds(item, iteration);
    let hidden = !cell.asks(var);
    Some(answerable(cell, var, item, iteration, QuestionView { ask, sounds, number, only_if, hidden, ..empty() }))
}

/// A grid under one number; none without rows.
pub(super) fn grid(cell: &CellContext<'_>, id: GridId) -> Option<GridView> {
    let model = cell.survey.grids.get(id.index())?;
    let number = cell.numbering.of_grid(id)?.to_owned();
    let mut rows: Vec<QuestionView> = model.rows.iter().filter_map(|row| grid_row(cell, *row)).collect();
    let hidden = rows.first()?.hidden && rows.iter().all(|row| row.hidden);
    let mut asked = rows.iter().filter(|row| !row.hidden).map(|row| &row.only_if);
    let shared = asked.next().cloned().flatten().filter(|line| asked.all(|other| other.as_ref() == Some(line)));
    if shared.is_some() {
        rows.iter_mut().for_each(|row| row.only_if = None);
    }
    let required = rows.iter().all(|row| row.required);
    if required {
        rows.iter_mut().for_each(|row| row.required = false);
    }
    Some(GridView {
        id: html_id(&model.name),
        number,
        ask: cell.html(&model.texts.ask, None).unwrap_or_default(),
        sounds: cell.sound(&name::ask(&model.name), None).into_iter().collect(),
        help: cell.html(&model.texts.help, None),
        help_sound: cell.sound(&name::help(&model.name), None),
        interviewer: interviewer(cell, &model.texts.interviewer, None),
        only_if: shared,
        hidden,
        required,
        head: head(&rows),
        rows,
    })
}

/// The options of the rows, where all have the same few.
fn head(rows: &[QuestionView]) -> Vec<(i64, Html)> {
    let options = |row: &QuestionView| row.options.iter().map(|o| (o.code, o.label.clone())).collect::<Vec<_>>();
    let first = rows.first().map(options).unwrap_or_default();
    let alike = |row: &QuestionView| {
        row.scale && row.options.iter().all(|option| option.specify.is_none()) && options(row) == first
    };
    if rows.iter().all(alike) { first } else { Vec::new() }
}

/// A row inside a grid is called by its label, not by the question that it is when it stands alone.
fn grid_row(cell: &CellContext<'_>, var: VarId) -> Option<QuestionView> {
    let item = cell.survey.var(var)?;
    let mut view = question(cell, var, None)?;
    if let Some(label) = cell.html(&item.texts.label, None) {
        view.ask = label;
        view.sounds = cell.row_sounds(item);
    }
    view.scale = view.kind == "options" && view.options.len() <= MOST_SCALE_OPTIONS;
    Some(view)
}

fn ask(cell: &CellContext<'_>, item: &Var, iteration: Option<&Iteration>) -> Option<Html> {
    let texts = &item.texts;
    let own = cell.html(&texts.ask, iteration);
    own.or_else(|| row_ask(cell, item)).or_else(|| cell.html(&texts.label, iteration))
}

/// A row that is asked by itself without words of its own: what its grid asks, then what the row is called.
fn row_ask(cell: &CellContext<'_>, item: &Var) -> Option<Html> {
    let Role::Row { grid } = item.role else { return None };
    let stem = cell.html(&cell.survey.grids.get(grid.index())?.texts.ask, None)?;
    Some(match cell.html(&item.texts.label, None) {
        Some(label) => Html::new(format!("{stem} <span class=\"row-label\">{label}</span>")),
        None => stem,
    })
}

fn interviewer(cell: &CellContext<'_>, text: &Text, iteration: Option<&Iteration>) -> Option<Html> {
    if cell.mode == Mode::Phone { cell.html(text, iteration) } else { None }
}

fn empty() -> QuestionView {
    QuestionView {
        id: String::new(),
        name: String::new(),
        number: String::new(),
        ask: Html::default(),
        sounds: Vec::new(),
        help: None,
        help_sound: None,
        hint: None,
        interviewer: None,
        only_if: None,
        hidden: false,
        required: false,
        described: None,
        kind: "short",
        marks: false,
        scale: false,
        options: Vec::new(),
        inputmode: None,
        max: None,
        unit: None,
        lines: 1,
    }
}

fn answerable(
    cell: &CellContext<'_>,
    var: VarId,
    item: &Var,
    iteration: Option<&Iteration>,
    base: QuestionView,
) -> QuestionView {
    let name = wire_path(item, iteration);
    let view = QuestionView {
        id: html_id(&name),
        help: cell.html(&item.texts.help, iteration),
        help_sound: cell.sound(&name::help(&item.path), iteration),
        interviewer: interviewer(cell, &item.texts.interviewer, iteration),
        required: item.required,
        marks: cell.mode == Mode::Paper,
        name,
        ..base
    };
    let view = with_kind(cell, var, item, view);
    let parts = [view.help.as_ref().map(|_| "h"), view.hint.as_ref().map(|_| "n")];
    let ids: Vec<String> = parts.into_iter().flatten().map(|part| format!("{}-{part}", view.id)).collect();
    QuestionView { described: (!ids.is_empty()).then(|| ids.join(" ")), ..view }
}

/// The variable's path in the wire form, of one iteration inside a loop.
fn wire_path(item: &Var, iteration: Option<&Iteration>) -> String {
    match (iteration, item.path.split_once('.')) {
        (Some(now), Some((outer, inner))) => format!("{outer}.{}.{inner}", now.code),
        _ => item.path.clone(),
    }
}

fn with_kind(cell: &CellContext<'_>, var: VarId, item: &Var, view: QuestionView) -> QuestionView {
    match &item.kind {
        Kind::OneOf { .. } => {
            QuestionView { kind: "options", options: options(cell, var, item, &view, "radio"), ..view }
        }
        Kind::AnyOf { at_most, .. } => QuestionView {
            kind: "options",
            hint: at_most.map(|n| cell.texts.at_most_hint(n)),
            options: options(cell, var, item, &view, "checkbox"),
            ..view
        },
        Kind::Number { min, max, decimals, unit, .. } => {
            number(cell, var, item, QuestionView { unit: unit.clone(), ..view }, (*min, *max, *decimals))
        }
        Kind::Text { long, max, .. } => QuestionView {
            kind: if *long { "long" } else { "short" },
            max: Some(*max),
            lines: if *long { 5 } else { 1 },
            options: missing_options(cell, var, item, &view),
            ..view
        },
        Kind::Date { min, max, .. } => QuestionView {
            hint: Some(cell.texts.date_hint(*min, *max)),
            options: missing_options(cell, var, item, &view),
            ..view
        },
    }
}

fn number(cell: &CellContext<'_>, var: VarId, item: &Var, view: QuestionView, range: (i64, i64, u8)) -> QuestionView {
    let (min, max, decimals) = range;
    if item.kind.is_short_range() {
        let mut all: Vec<OptionView> = (min..=max).map(|n| number_option(&view, n)).collect();
        all.extend(options(cell, var, item, &view, "radio"));
        // On paper a range stands in a row, as people know it.
        return QuestionView { kind: "options", scale: view.marks, options: all, ..view };
    }
    QuestionView {
        hint: Some(cell.texts.number_hint(min, max, decimals)),
        inputmode: Some(if decimals == 0 { "numeric" } else { "decimal" }),
        options: missing_options(cell, var, item, &view),
        ..view
    }
}

fn number_option(view: &QuestionView, n: i64) -> OptionView {
    OptionView {
        id: format!("{}-v{n}", view.id),
        name: view.name.clone(),
        code: n,
        coded: false,
        input: "radio",
        label: Html::new(n.to_string()),
        sound: None,
        only_if: None,
        hidden: false,
        jump: None,
        jump_href: None,
        specify: None,
    }
}

/// The missing options of a number, text or date: a tick box each, under the name `PATH!missing`.
fn missing_options(cell: &CellContext<'_>, var: VarId, item: &Var, view: &QuestionView) -> Vec<OptionView> {
    let named = options(cell, var, item, view, "checkbox").into_iter();
    named.map(|option| OptionView { name: format!("{}!missing", view.name), ..option }).collect()
}

fn options(
    cell: &CellContext<'_>,
    var: VarId,
    item: &Var,
    view: &QuestionView,
    input: &'static str,
) -> Vec<OptionView> {
    let jumps = cell.rules.jumps(var);
    let (survey, wording, mode) = (cell.survey, cell.wording, cell.mode);
    let admitted = offered(survey, item, wording, mode)
        .filter(|option| option_route(survey, item, option.code, wording, mode) != Cond::Const(false));
    let view_of = |option: &Opt| {
        let (hidden, only_if) = offered_if(cell, var, option.code);
        OptionView { hidden, only_if, ..option_view(cell, item, view, option, jumps, input) }
    };
    admitted.map(view_of).collect()
}

fn option_view(
    cell: &CellContext<'_>,
    item: &Var,
    view: &QuestionView,
    option: &Opt,
    jumps: &[Jump],
    input: &'static str,
) -> OptionView {
    let jump = jumps.iter().find(|jump| jump.code == option.code);
    OptionView {
        id: format!("{}-{}", view.id, option.code),
        name: view.name.clone(),
        code: option.code,
        coded: cell.mode == Mode::Phone,
        input,
        label: item.kind.list().map(|list| cell.label(list, option)).unwrap_or_default(),
        sound: cell.option_sound(item, option),
        only_if: None,
        hidden: false,
        jump: jump.map(|jump| jump.phrase.clone()),
        jump_href: jump.and_then(|jump| target_id(cell, jump)),
        specify: option.specify.as_ref().map(|specify| SpecifyView {
            id: format!("{}-{}-s", view.id, option.code),
            name: format!("{}.{}", view.name, option.name),
            label: specify_label(cell, &specify.label),
            max: specify.max,
        }),
    }
}

/// Whether an option is never offered to whom the form is for, and "(alleen als …)" behind one that not everybody is offered.
fn offered_if(cell: &CellContext<'_>, var: VarId, code: i64) -> (bool, Option<String>) {
    let route = cell.decided.var(var).map(|item| option_route(cell.decided, item, code, cell.wording, cell.mode));
    match route {
        None | Some(Cond::Const(true)) => (false, None),
        Some(Cond::Const(false)) => (true, None),
        Some(route) => {
            let words = condition_in_words(cell.survey, &route, cell.wording, cell.mode, cell.style());
            (false, Some(filled(cell.texts.offered_if, &[("condition", &words)])))
        }
    }
}

/// The element that a jump leads to.
fn target_id(cell: &CellContext<'_>, jump: &Jump) -> Option<String> {
    let Some(target) = jump.target else { return Some("einde".to_owned()) };
    let item = cell.survey.var(target)?;
    if let Some(of) = item.in_loop {
        let repeated = cell.survey.loops.get(of.index())?;
        return iterations(cell, of, repeated).first().map(|now| loop_id(repeated, now.code));
    }
    match item.role {
        Role::Row { grid } if cell.numbering.of_grid(grid).is_some() => {
            cell.survey.grids.get(grid.index()).map(|grid| html_id(&grid.name))
        }
        _ => Some(html_id(&item.path)),
    }
}
