//! The route table: everything that a form's script or a server needs to evaluate a survey, as JSON (`peil-routes/1`,
//! published as `docs/schemas/peil-routes-1.schema.json`), and a plain interpreter of it in JavaScript.

pub(in crate::emit) mod encode;
mod table;

use crate::eval::lower::{is_true, lower_formula};
use crate::eval::order::blocks;
use crate::model::{self, CheckOwner, Cond, Kind, LoopOver, PipeSource, Role, Segment, Survey};
use serde_json::Value as Json;
use table::{
    Cell, Check, Gate, Grid, Group, Loop, Member, Node, Note, Offer, Only, Opt, Page, Part, Shuffled, Stop, Table,
    Texts, Var,
};

/// The version that tables name.
pub const VERSION: &str = "peil-routes/1";

/// The interpreter: a strict script that defines one object, `Peil`. It asks nothing of its host.
pub const INTERPRETER: &str = include_str!("interpreter.js");

/// The route table of a survey.
#[must_use]
pub fn routes(survey: &Survey) -> Json {
    serde_json::to_value(table(survey)).unwrap_or(Json::Null)
}

/// Bytes that a variable takes, more or less.
const ROOM: usize = 600;

/// The route table of a survey as the text of its file.
///
/// # Errors
/// A value without a JSON form, which no table has.
pub fn json(survey: &Survey) -> Result<String, serde_json::Error> {
    super::json::line(&table(survey), survey.vars.len() * ROOM)
}

fn table(survey: &Survey) -> Table {
    Table {
        schema: VERSION,
        form: survey.id(),
        language: survey.language.clone(),
        wordings: survey.wordings.iter().map(|wording| wording.name.clone()).collect(),
        modes: survey.modes.iter().map(|mode| mode.name()).collect(),
        lists: survey.lists.iter().map(|list| list.options.iter().map(option).collect()).collect(),
        vars: survey.vars.iter().map(var).collect(),
        gates: survey
            .gates
            .iter()
            .map(|gate| Gate { only: only(&gate.only), when: when(gate.when.as_ref()) })
            .collect(),
        grids: survey.grids.iter().map(grid).collect(),
        loops: survey.loops.iter().map(repeated).collect(),
        pages: survey.pages.iter().map(|one| page(survey, one)).collect(),
        stops: survey.stops.iter().map(stop).collect(),
        checks: survey.checks.iter().map(check).collect(),
        usable: when(survey.usable.as_ref()),
        shuffled: shuffled(survey),
        intro: texts(&survey.intro),
        end: texts(&survey.end),
    }
}

fn when(cond: Option<&Cond>) -> Option<Json> {
    cond.map(|cond| encode::pred(&is_true(cond)))
}

fn only(only: &model::Only) -> Option<Only> {
    let limited = !only.wordings.is_empty() || !only.modes.is_empty();
    let modes = only.modes.iter().map(|mode| mode.name()).collect();
    limited.then(|| Only { wordings: only.wordings.clone(), modes })
}

fn texts(text: &model::Text) -> Texts {
    let cell = |cell: &model::Cell| Cell {
        wording: cell.wording,
        mode: cell.mode.map(model::Mode::name),
        prose: cell.content.prose,
        parts: cell.content.segments.iter().map(part).collect(),
    };
    text.cells.iter().map(cell).collect()
}

/// One part of a text, as the table has it.
pub(in crate::emit) fn part(segment: &Segment) -> Part {
    match segment.clone() {
        Segment::Literal(text) => Part::Literal(text),
        Segment::Pipe { source: PipeSource::Var(pipe), fallback } => Part::Pipe { pipe, fallback },
        Segment::Pipe { source: PipeSource::Iteration(turn), fallback } => Part::Turn { turn, fallback },
        Segment::Plural { source, zero, one, many, fallback } => {
            Part::Plural { plural: source, zero: zero.unwrap_or_else(|| many.clone()), one, many, fallback }
        }
    }
}

fn option(option: &model::Opt) -> Opt {
    Opt {
        code: option.code,
        name: option.name.clone(),
        missing: option.missing,
        alone: option.alone,
        only: only(&option.only),
        label: texts(&option.label),
    }
}

fn var(var: &model::Var) -> Var {
    let (at_most, min, max, decimals, max_length) = match &var.kind {
        Kind::OneOf { .. } => (None, None, None, None, None),
        Kind::AnyOf { at_most, .. } => (*at_most, None, None, None, None),
        Kind::Number { min, max, decimals, .. } => (None, Some(*min), Some(*max), Some(*decimals), None),
        Kind::Text { max, .. } => (None, None, None, None, Some(*max)),
        Kind::Date { min, max, .. } => (None, *min, *max, None, None),
    };
    let (of, code, formula) = match &var.role {
        Role::Field { .. } | Role::Question | Role::Row { .. } => (None, None, None),
        Role::Computed(formula) => (None, None, Some(formula)),
        Role::Specify { of, code } => (Some(*of), Some(*code), None),
    };
    Var {
        path: var.path.clone(),
        role: role_name(&var.role),
        kind: kind_name(&var.kind),
        list: var.kind.list(),
        at_most,
        min,
        max,
        decimals,
        max_length,
        in_loop: var.in_loop,
        page: var.page,
        gates: var.gates.clone(),
        required: var.required,
        core: var.core,
        offers: var.offers.iter().map(offer).collect(),
        of,
        code,
        formula: formula.map(|formula| encode::formula(&lower_formula(formula))),
        reads: formula.map(|formula| formula.reads().into_iter().collect()),
        label: texts(&var.texts.label),
        ask: texts(&var.texts.ask),
        help: texts(&var.texts.help),
        interviewer: texts(&var.texts.interviewer),
        error: texts(&var.texts.error),
        otherwise: texts(&var.texts.otherwise),
    }
}

pub(in crate::emit) fn role_name(role: &Role) -> &'static str {
    match role {
        Role::Field { .. } => "field",
        Role::Question => "question",
        Role::Row { .. } => "row",
        Role::Computed(_) => "computed",
        Role::Specify { .. } => "specify",
    }
}

pub(in crate::emit) fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::OneOf { .. } => "one-of",
        Kind::AnyOf { .. } => "any-of",
        Kind::Number { .. } => "number",
        Kind::Text { .. } => "text",
        Kind::Date { .. } => "date",
    }
}

fn offer(offer: &model::Offer) -> Offer {
    Offer { code: offer.code, only: only(&offer.only), when: when(offer.when.as_ref()) }
}

fn grid(grid: &model::Grid) -> Grid {
    Grid { name: grid.name.clone(), rows: grid.rows.clone(), ask: texts(&grid.texts.ask) }
}

fn repeated(repeated: &model::Loop) -> Loop {
    let chosen = match repeated.over {
        LoopOver::List(_) => None,
        LoopOver::Chosen { var, .. } => Some(var),
    };
    Loop {
        name: repeated.name.clone(),
        list: repeated.over.list(),
        chosen,
        vars: repeated.vars.clone(),
        title: texts(&repeated.title),
    }
}

fn page(survey: &Survey, page: &model::Page) -> Page {
    let section = page.section.and_then(|id| survey.sections.get(id.index())).filter(|section| section.shuffled);
    Page {
        name: page.name.clone(),
        section: section.map(|section| section.name.clone()),
        gates: page.gates.clone(),
        title: texts(&page.title),
        nodes: page.nodes.iter().map(node).collect(),
    }
}

fn node(node_: &model::Node) -> Node {
    match node_ {
        model::Node::Item(id) => Node::Item(*id),
        model::Node::Grid(id) => Node::Grid(*id),
        model::Node::Loop(id) => Node::Loop(*id),
        model::Node::Computed(id) => Node::Computed(*id),
        model::Node::Note(note) => {
            Node::Note(Note { name: note.name.clone(), gates: note.gates.clone(), say: texts(&note.say) })
        }
        model::Node::Group(group) => Node::Group(Group {
            name: group.name.clone(),
            gates: group.gates.clone(),
            title: texts(&group.title),
            nodes: group.nodes.iter().map(node).collect(),
        }),
    }
}

fn stop(stop: &model::Stop) -> Stop {
    Stop {
        name: stop.name.clone(),
        after: stop.after.map_or(0, |page| page.index() + 1),
        gates: stop.gates.clone(),
        say: texts(&stop.say),
    }
}

fn check(check: &model::Check) -> Check {
    let (var, grid, page) = match check.owner {
        CheckOwner::Var(var) => (Some(var), None, None),
        CheckOwner::Grid(grid) => (None, Some(grid), None),
        CheckOwner::Page(page) => (None, None, Some(page)),
    };
    let when = encode::pred(&is_true(&check.when));
    Check { id: check.id.clone(), kind: check.kind, var, grid, page, when, text: texts(&check.text) }
}

fn shuffled(survey: &Survey) -> Vec<Shuffled> {
    blocks(survey).into_iter().map(shuffled_block).collect()
}

pub(in crate::emit) fn shuffled_block(block: crate::eval::order::Block) -> Shuffled {
    let member = |member: crate::eval::order::Member| Member { id: member.id, code: member.code, fixed: member.fixed };
    Shuffled { id: block.id, members: block.members.into_iter().map(member).collect() }
}
