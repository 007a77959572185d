//! What the script of a form reads: the route table as it stands in one wording and mode. The document holds the rest.
//!
//! Scopes and constant conditions are worked out here; what cannot be asked keeps its place, behind a gate that never opens,
//! so that indices stay those of the survey.

use super::pipes::Pipes;
use super::view::{CellContext, Iteration, iterations};
use crate::emit::routes::{self, encode};
use crate::eval::lower::{Pred, is_true, lower_formula};
use crate::eval::order::blocks;
use crate::model::{
    Check, CheckOwner, Cond, GateId, Kind, LoopId, LoopOver, Node, Note, Opt, Role, Survey, Text, Var, VarId,
};
use crate::phrase::askable;
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// The form data, without what differs by unit.
pub(super) fn data(cell: &CellContext<'_>, build: &str, pipes: &Pipes) -> Json {
    let survey = cell.survey;
    let maker = Maker::new(*cell, pipes);
    json!({
        "form": survey.id(),
        "build": build,
        "wording": cell.wording,
        "wordingName": survey.wordings.get(cell.wording).map(|wording| &wording.name),
        "mode": cell.mode.name(),
        "texts": cell.texts.running,
        "pipes": pipes.json(),
        "notes": maker.notes(),
        "stops": survey.stops.iter().map(|stop| format!("e-{}", stop.name)).collect::<Vec<_>>(),
        "table": maker.table(),
    })
}

/// JSON inside a `<script>` element: nothing in it can end the element.
pub(super) fn in_script(json: &Json) -> String {
    json.to_string().replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e")
}

struct Maker<'a> {
    cell: CellContext<'a>,
    survey: &'a Survey,
    /// What may be asked or given here, by variable.
    live: Vec<bool>,
    /// Whose option labels a pipe can show.
    piped: BTreeSet<VarId>,
    /// Per gate what remains of its condition; none where it is always open.
    gates: Vec<Option<Cond>>,
}

impl<'a> Maker<'a> {
    fn new(cell: CellContext<'a>, pipes: &Pipes) -> Self {
        let survey = cell.survey;
        let (wording, mode) = (cell.wording, cell.mode);
        let rest = |gate: &crate::model::Gate| match &gate.when {
            _ if !gate.only.admits(wording, mode) => Some(Cond::Const(false)),
            Some(when) => Some(when.specialise(wording, mode)).filter(|when| *when != Cond::Const(true)),
            None => None,
        };
        let gates = survey.gates.iter().map(rest).collect();
        let mut maker = Self { cell, survey, live: Vec::new(), piped: BTreeSet::new(), gates };
        maker.live = survey.vars.iter().map(|var| maker.is_live(var)).collect();
        maker.piped = maker.piped_vars(pipes);
        maker
    }

    fn is_live(&self, var: &Var) -> bool {
        let (wording, mode) = (self.cell.wording, self.cell.mode);
        let closed = |id: &GateId| self.gates.get(id.index()) == Some(&Some(Cond::Const(false)));
        let own = !var.gates.iter().any(closed);
        match &var.role {
            Role::Specify { of, code } => {
                let item = self.survey.var(*of);
                own && item.is_some_and(|item| {
                    self.is_live(item)
                        && crate::phrase::offered(self.survey, item, wording, mode).any(|option| option.code == *code)
                })
            }
            Role::Question | Role::Row { .. } => own && askable(self.survey, var, wording, mode),
            Role::Field { .. } | Role::Computed(_) => own,
        }
    }

    fn lives(&self, id: VarId) -> bool {
        self.live.get(id.index()).copied().unwrap_or(false)
    }

    /// Variables whose value some text shows, through other texts as well.
    fn piped_vars(&self, pipes: &Pipes) -> BTreeSet<VarId> {
        let mut found: BTreeSet<VarId> = pipes.reads().clone();
        let texts = self.survey.checks.iter().map(|check| &check.text);
        for text in texts.chain(self.survey.vars.iter().map(|var| &var.texts.error)) {
            found.extend(self.reads_of(text));
        }
        let mut open: Vec<VarId> = found.iter().copied().collect();
        while let Some(var) = open.pop().and_then(|id| self.survey.var(id)) {
            let labels = self.survey.options_of(var).iter().map(|option| &option.label);
            for id in labels.chain([&var.texts.otherwise]).flat_map(|text| self.reads_of(text)) {
                if found.insert(id) {
                    open.push(id);
                }
            }
        }
        found
    }

    fn reads_of(&self, text: &Text) -> Vec<VarId> {
        text.get(self.cell.wording, self.cell.mode).map(|cell| cell.content.reads().collect()).unwrap_or_default()
    }

    fn table(&self) -> Json {
        let survey = self.survey;
        let vars: Vec<Json> = survey.vars_with_ids().map(|(id, var)| self.var(id, var)).collect();
        let grids = survey.grids.iter().map(|grid| json!({ "rows": grid.rows })).collect::<Vec<_>>();
        json!({
            "lists": self.lists(),
            "vars": vars,
            "gates": self.gates_json(),
            "grids": grids,
            "loops": survey.loops.iter().map(|one| self.repeated(one)).collect::<Vec<_>>(),
            "pages": survey.pages.iter().map(|page| self.page(page)).collect::<Vec<_>>(),
            "stops": survey.stops.iter().map(|stop| self.stop(stop)).collect::<Vec<_>>(),
            "checks": survey.checks.iter().filter_map(|check| self.check(check)).collect::<Vec<_>>(),
            "shuffled": blocks(survey).into_iter().map(routes::shuffled_block).collect::<Vec<_>>(),
        })
    }

    /// Only the options that can be offered here; labels only where a pipe can show them.
    fn lists(&self) -> Vec<Json> {
        let mut used: BTreeMap<usize, bool> = BTreeMap::new();
        for (id, var) in self.survey.vars_with_ids().filter(|(id, _)| self.lives(*id)) {
            if let Some(list) = var.kind.list() {
                *used.entry(list.index()).or_default() |= self.piped.contains(&id);
            }
        }
        used.extend(self.survey.loops.iter().map(|one| (one.over.list().index(), true)));
        let list = |(index, list): (usize, &crate::model::OptionList)| {
            let Some(labelled) = used.get(&index) else { return json!([]) };
            let admitted = list.options.iter().filter(|option| option.only.admits(self.cell.wording, self.cell.mode));
            admitted.map(|option| self.option(option, *labelled)).collect()
        };
        self.survey.lists.iter().enumerate().map(list).collect()
    }

    fn option(&self, option: &Opt, labelled: bool) -> Json {
        let mut out = Map::new();
        out.insert("code".to_owned(), json!(option.code));
        flag(&mut out, "missing", option.missing);
        flag(&mut out, "alone", option.alone);
        if labelled {
            self.text(&mut out, "label", &option.label);
        }
        Json::Object(out)
    }

    /// The one cell of a text that counts here.
    fn text(&self, out: &mut Map<String, Json>, key: &str, text: &Text) {
        if let Some(cell) = text.get(self.cell.wording, self.cell.mode) {
            let parts: Vec<_> = cell.content.segments.iter().map(routes::part).collect();
            out.insert(key.to_owned(), json!([{ "parts": parts }]));
        }
    }

    fn var(&self, id: VarId, var: &Var) -> Json {
        let mut out = Map::new();
        let mut put = |key: &str, value: Json| out.insert(key.to_owned(), value);
        put("path", json!(var.path));
        if let Some(of) = var.in_loop {
            put("loop", json!(of));
        }
        if !self.lives(id) {
            put("role", json!("question"));
            put("kind", json!("text"));
            put("gates", json!([self.never()]));
            return Json::Object(out);
        }
        put("role", json!(routes::role_name(&var.role)));
        if let Some(page) = var.page {
            put("page", json!(page));
        }
        if let Role::Specify { of, code } = var.role {
            put("of", json!(of));
            put("code", json!(code));
        }
        if let Role::Computed(formula) = &var.role {
            put("formula", encode::formula(&lower_formula(formula)));
            put("reads", json!(formula.reads()));
        }
        kind(&mut out, &var.kind);
        self.limits(&mut out, id, var);
        Json::Object(out)
    }

    fn limits(&self, out: &mut Map<String, Json>, id: VarId, var: &Var) {
        flag(out, "required", var.required);
        let gates: Vec<&GateId> =
            var.gates.iter().filter(|id| self.gates.get(id.index()).is_some_and(Option::is_some)).collect();
        if !gates.is_empty() {
            out.insert("gates".to_owned(), json!(gates));
        }
        let offers: Vec<Json> = var.offers.iter().filter_map(|offer| self.offer(offer)).collect();
        if !offers.is_empty() {
            out.insert("offers".to_owned(), Json::Array(offers));
        }
        let needs = self.needs(var);
        if !needs.is_empty() && matches!(var.role, Role::Question | Role::Row { .. }) {
            out.insert("needs".to_owned(), json!(needs));
        }
        if var.required {
            self.text(out, "error", &var.texts.error);
        }
        if self.piped.contains(&id) {
            self.text(out, "else", &var.texts.otherwise);
        }
    }

    fn offer(&self, offer: &crate::model::Offer) -> Option<Json> {
        let when = self.when(offer.when.as_ref());
        let when = if offer.only.admits(self.cell.wording, self.cell.mode) { when } else { Some(never()) };
        when.map(|when| json!({ "code": offer.code, "when": when }))
    }

    /// What remains of a condition; none where it is always true.
    fn when(&self, cond: Option<&Cond>) -> Option<Json> {
        match is_true(&cond?.specialise(self.cell.wording, self.cell.mode)) {
            Pred::Const(true) => None,
            other => Some(encode::pred(&other)),
        }
    }

    /// The questions on which it depends whether a variable is asked.
    fn needs(&self, var: &Var) -> BTreeSet<VarId> {
        let mut found = self.gate_reads(&var.gates);
        let (wording, mode) = (self.cell.wording, self.cell.mode);
        let offers = var.offers.iter().filter_map(|offer| offer.when.as_ref());
        found.extend(offers.flat_map(|cond| cond.specialise(wording, mode).reads()));
        let repeated = var.in_loop.and_then(|of: LoopId| self.survey.loops.get(of.index()));
        if let Some(LoopOver::Chosen { var, .. }) = repeated.map(|one| one.over) {
            found.insert(var);
        }
        self.through_computed(found)
    }

    fn gate_reads(&self, gates: &[GateId]) -> BTreeSet<VarId> {
        let conds = gates.iter().filter_map(|id| self.gates.get(id.index())?.as_ref());
        conds.flat_map(Cond::reads).collect()
    }

    /// Computed items replaced by what they read; fields left out, since they never change.
    fn through_computed(&self, mut open: BTreeSet<VarId>) -> BTreeSet<VarId> {
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop_first() {
            if !seen.insert(id) {
                continue;
            }
            if let Some(Role::Computed(formula)) = self.survey.var(id).map(|var| &var.role) {
                open.extend(formula.reads());
            }
        }
        seen.retain(|id| {
            !matches!(self.survey.var(*id).map(|var| &var.role), Some(Role::Computed(_) | Role::Field { .. }) | None)
        });
        seen
    }

    /// The gate that never opens stands behind those of the survey.
    fn never(&self) -> usize {
        self.gates.len()
    }

    fn gates_json(&self) -> Vec<Json> {
        let gate = |cond: &Option<Cond>| match cond {
            Some(cond) => json!({ "when": encode::pred(&is_true(cond)) }),
            None => json!({}),
        };
        self.gates.iter().map(gate).chain([json!({ "when": never() })]).collect()
    }

    fn repeated(&self, repeated: &crate::model::Loop) -> Json {
        let vars: Vec<&VarId> = repeated.vars.iter().filter(|id| self.lives(**id)).collect();
        let mut out = Map::new();
        out.insert("list".to_owned(), json!(repeated.over.list()));
        out.insert("vars".to_owned(), json!(vars));
        if let LoopOver::Chosen { var, .. } = repeated.over {
            out.insert("chosen".to_owned(), json!(var));
        }
        Json::Object(out)
    }

    fn page(&self, page: &crate::model::Page) -> Json {
        let section = page.section.and_then(|id| self.survey.sections.get(id.index()));
        match section.filter(|section| section.shuffled) {
            Some(section) => json!({ "name": page.name, "section": section.name }),
            None => json!({}),
        }
    }

    fn open_gates(&self, gates: &[GateId]) -> Vec<GateId> {
        gates.iter().copied().filter(|id| self.gates.get(id.index()).is_some_and(Option::is_some)).collect()
    }

    fn stop(&self, stop: &crate::model::Stop) -> Json {
        let mut gates: Vec<usize> = self.open_gates(&stop.gates).iter().map(|id| id.index()).collect();
        if !self.cell.admits(&stop.gates) {
            gates = vec![self.never()];
        }
        let needs = self.through_computed(self.gate_reads(&stop.gates));
        json!({ "after": stop.after.map_or(0, |page| page.index() + 1), "gates": gates, "needs": needs })
    }

    fn check(&self, check: &Check) -> Option<Json> {
        let when = is_true(&check.when.specialise(self.cell.wording, self.cell.mode));
        let owner = match check.owner {
            CheckOwner::Var(var) if self.lives(var) => ("var", json!(var)),
            CheckOwner::Var(_) => return None,
            CheckOwner::Grid(grid) => ("grid", json!(grid)),
            CheckOwner::Page(page) => ("page", json!(page)),
        };
        if when == Pred::Const(false) {
            return None;
        }
        let mut out = Map::new();
        out.insert("id".to_owned(), json!(check.id));
        out.insert("kind".to_owned(), json!(check.kind));
        out.insert(owner.0.to_owned(), owner.1);
        out.insert("when".to_owned(), encode::pred(&when));
        self.text(&mut out, "text", &check.text);
        Some(Json::Object(out))
    }

    /// Notes that not everybody reads: by their id the gates and, inside a loop, which loop and turn.
    fn notes(&self) -> Json {
        let mut out = Map::new();
        for page in &self.survey.pages {
            self.notes_in(&page.nodes, None, &mut out);
        }
        Json::Object(out)
    }

    fn notes_in(&self, nodes: &[Node], iteration: Option<&Iteration>, out: &mut Map<String, Json>) {
        for node in nodes {
            match node {
                Node::Note(note) => self.note(note, iteration, out),
                Node::Group(group) => self.notes_in(&group.nodes, iteration, out),
                Node::Loop(id) => {
                    let Some(repeated) = self.survey.loops.get(id.index()) else { continue };
                    for now in iterations(&self.cell, *id, repeated) {
                        self.notes_in(&repeated.nodes, Some(&now), out);
                    }
                }
                Node::Item(_) | Node::Grid(_) | Node::Computed(_) => {}
            }
        }
    }

    fn note(&self, note: &Note, iteration: Option<&Iteration>, out: &mut Map<String, Json>) {
        let gates = self.open_gates(&note.gates);
        let chosen = iteration.is_some_and(|now| {
            self.survey.loops.get(now.of.index()).is_some_and(|one| matches!(one.over, LoopOver::Chosen { .. }))
        });
        if (gates.is_empty() && !chosen) || !self.cell.admits(&note.gates) {
            return;
        }
        let entry = iteration.map_or_else(|| json!([gates]), |now| json!([gates, now.of, now.turn]));
        out.insert(super::view::note_id(note, iteration), entry);
    }
}

fn never() -> Json {
    encode::pred(&Pred::Const(false))
}

fn flag(out: &mut Map<String, Json>, key: &str, holds: bool) {
    if holds {
        out.insert(key.to_owned(), json!(true));
    }
}

fn kind(out: &mut Map<String, Json>, kind: &Kind) {
    let mut put = |key: &str, value: Json| out.insert(key.to_owned(), value);
    put("kind", json!(routes::kind_name(kind)));
    if let Some(list) = kind.list() {
        put("list", json!(list));
    }
    match kind {
        Kind::OneOf { .. } => {}
        Kind::AnyOf { at_most, .. } => drop(at_most.map(|most| put("atMost", json!(most)))),
        Kind::Number { min, max, decimals, .. } => {
            put("min", json!(min));
            put("max", json!(max));
            put("decimals", json!(decimals));
        }
        Kind::Text { max, .. } => drop(put("maxLength", json!(max))),
        Kind::Date { min, max, .. } => {
            for (key, day) in [("min", min), ("max", max)] {
                if let Some(day) = day {
                    put(key, json!(day));
                }
            }
        }
    }
}
