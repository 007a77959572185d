//! What the script of a form reads: the route table as it stands in one wording and mode. The document holds the rest.
//!
//! Scopes and constant conditions are worked out here; what cannot be asked keeps its place, behind a gate that never opens,
//! so that indices stay those of the survey.

mod more;
mod needs;
mod notes;

use super::catalogue::Running;
use super::cell::CellContext;
use super::pipes::Pipes;
use crate::emit::routes::{self, encode};
use crate::eval::lower::{Pred, is_true, lower_formula};
use crate::eval::order::blocks;
use crate::model::{
    Arm, Check, CheckOwner, Cond, Formula, GateId, Kind, LoopOver, Mode, Opt, Role, Survey, Text, Var, VarId,
};
use crate::phrase::askable;
use crate::voice::name;
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// The form data, without what differs by unit.
pub(super) struct Data {
    /// JSON for inside a `<script>` element: nothing in it can end the element.
    pub(super) json: String,
    /// The form has what only the larger script knows.
    pub(super) more: bool,
}

/// Signs of what only the larger script knows: predicates, formulas and parts of texts. Quotes of authors are escaped.
const MORE: [&str; 9] = [
    "[\"compare\",",
    "[\"wording\",",
    "[\"mode\",",
    "[\"some\",",
    "[\"every\",",
    "[\"const\",",
    "{\"number\":[",
    "{\"plural\":",
    "{\"turn\":",
];

/// The data of a form; `sound`: something in it is read aloud.
pub(super) fn data(cell: &CellContext<'_>, pipes: &Pipes, sound: bool) -> Data {
    let survey = cell.survey;
    let maker = Maker::new(*cell, pipes);
    let mut json = json!({
        "wording": cell.wording,
        "pipes": pipes.json(),
        "notes": maker.notes(),
        "stops": survey.stops.iter().map(|stop| format!("e-{}", stop.name)).collect::<Vec<_>>(),
        "table": maker.table(),
    });
    // Any value has a text.
    let written = |json: &Json| serde_json::to_string(json).unwrap_or_default();
    let more = maker.has_more() || with_more(&written(&json));
    if let Json::Object(all) = &mut json {
        all.insert("texts".to_owned(), texts(&cell.texts.running, more, sound));
        if sound {
            all.insert("faults".to_owned(), faults(cell));
        }
    }
    Data { json: in_script(&written(&json)), more }
}

fn with_more(json: &str) -> bool {
    MORE.iter().any(|sign| json.contains(sign))
}

/// Those that the form's script may say.
fn texts(running: &Running, more: bool, sound: bool) -> Json {
    let mut texts = json!(running.script);
    let Json::Object(all) = &mut texts else { return texts };
    for (wanted, group) in [(more, json!(running.more)), (sound, json!(running.sound))] {
        if let (true, Json::Object(group)) = (wanted, group) {
            all.extend(group);
        }
    }
    texts
}

/// The files of what is said of faults, by the names of the utterances.
fn faults(cell: &CellContext<'_>) -> Json {
    let own = cell.survey.vars.iter().filter(|var| var.required).map(|var| name::error(&var.path));
    let checks = cell.survey.checks.iter().map(|check| check.id.clone());
    let names = own.chain(checks).chain([name::form(name::REQUIRED)]);
    json!(
        names
            .filter_map(|name| Some((cell.clip(&name)?, name)))
            .map(|(clip, name)| (name, clip))
            .collect::<BTreeMap<_, _>>()
    )
}

/// JSON inside a `<script>` element: nothing in it can end the element.
fn in_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 16);
    for piece in json.split_inclusive(['&', '<', '>']) {
        let mut safe = piece.chars();
        let escape = match safe.next_back() {
            Some('&') => "\\u0026",
            Some('<') => "\\u003c",
            Some('>') => "\\u003e",
            _ => {
                out.push_str(piece);
                continue;
            }
        };
        out.push_str(safe.as_str());
        out.push_str(escape);
    }
    out
}

struct Maker<'a> {
    cell: CellContext<'a>,
    survey: &'a Survey,
    /// What may be asked or given here, by variable.
    live: Vec<bool>,
    /// Whose option labels a pipe can show.
    piped: BTreeSet<VarId>,
    /// Something is in random order.
    shuffles: bool,
    /// Pages are asked after: by a stop, by a check.
    pages_count: bool,
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
        let shuffles = !blocks(survey).is_empty();
        let checked = survey.checks.iter().any(|check| matches!(check.owner, CheckOwner::Page(_)));
        // An interviewer can break off: then the last page counts.
        let breaks_off = cell.mode == Mode::Phone;
        let pages_count = shuffles || checked || breaks_off || !survey.stops.is_empty();
        let mut maker = Self { cell, survey, live: Vec::new(), piped: BTreeSet::new(), shuffles, pages_count, gates };
        maker.live = survey.vars.iter().map(|var| maker.is_live(var)).collect();
        maker.piped = maker.piped_vars(pipes);
        let read = maker.read_vars();
        for (index, live) in maker.live.iter_mut().enumerate() {
            let field = survey.vars.get(index).is_some_and(|var| matches!(var.role, Role::Field { .. }));
            *live &= !field || read.contains(&VarId::new(index));
        }
        maker
    }

    /// What a condition, a formula or a text reads; other fields are no business of the browser.
    fn read_vars(&self) -> BTreeSet<VarId> {
        let mut read = self.piped.clone();
        read.extend(self.gates.iter().flatten().flat_map(Cond::reads));
        read.extend(self.survey.checks.iter().flat_map(|check| check.when.reads()));
        for var in &self.survey.vars {
            read.extend(var.offers.iter().filter_map(|offer| offer.when.as_ref()).flat_map(Cond::reads));
            if let Role::Computed(formula) = &var.role {
                read.extend(formula.reads());
            }
        }
        read
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
        let checked = |index: usize| {
            survey.checks.iter().any(|check| matches!(check.owner, CheckOwner::Grid(grid) if grid.index() == index))
        };
        let grids = survey.grids.iter().enumerate();
        let grids = grids.map(|(index, grid)| if checked(index) { json!({ "rows": grid.rows }) } else { json!(0) });
        json!({
            "lists": self.lists(),
            "vars": vars,
            "gates": self.gates_json(),
            "grids": grids.collect::<Vec<_>>(),
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
            out.insert("label".to_owned(), json!([option.name]));
            self.text(&mut out, "label", &option.label);
        }
        Json::Object(out)
    }

    /// The one cell of a text that counts here.
    fn text(&self, out: &mut Map<String, Json>, key: &str, text: &Text) {
        if let Some(cell) = text.get(self.cell.wording, self.cell.mode) {
            let parts: Vec<_> = cell.content.segments.iter().map(routes::part).collect();
            out.insert(key.to_owned(), json!(parts));
        }
    }

    fn var(&self, id: VarId, var: &Var) -> Json {
        let mut out = Map::new();
        let mut put = |key: &str, value: Json| out.insert(key.to_owned(), value);
        if let Some(of) = var.in_loop {
            put("loop", json!(of));
        }
        if !self.lives(id) {
            // Only inside a loop the path is taken apart.
            put("path", json!(var.in_loop.map_or("", |_| &var.path)));
            put("gates", json!([self.never()]));
            return Json::Object(out);
        }
        put("path", json!(var.path));
        // A question is what nothing else is said of; rows are known where options change places.
        if !matches!(var.role, Role::Question) && (self.shuffles || !matches!(var.role, Role::Row { .. })) {
            put("role", json!(routes::role_name(&var.role)));
        }
        if let (Some(page), true) = (var.page, self.pages_count) {
            put("page", json!(page));
        }
        if let Role::Specify { of, code } = var.role {
            put("of", json!(of));
            put("code", json!(code));
        }
        if let Role::Computed(formula) = &var.role {
            put("formula", self.plain(encode::formula(&lower_formula(&self.specialised(formula)))));
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
            other => Some(self.plain(encode::pred(&other))),
        }
    }

    /// The conditions of a recode as they stand here.
    fn specialised(&self, formula: &Formula) -> Formula {
        let Formula::Recode { arms, otherwise } = formula else { return formula.clone() };
        let arm = |arm: &Arm| Arm { code: arm.code, when: arm.when.specialise(self.cell.wording, self.cell.mode) };
        let arms = arms.iter().map(arm).filter(|arm| arm.when != Cond::Const(false));
        Formula::Recode { arms: arms.collect(), otherwise: *otherwise }
    }

    /// The gate that never opens stands behind those of the survey.
    fn never(&self) -> usize {
        self.gates.len()
    }

    fn gates_json(&self) -> Vec<Json> {
        let gate = |cond: &Option<Cond>| match cond {
            Some(Cond::Const(false)) => json!({ "when": never() }),
            Some(cond) => json!({ "when": self.plain(encode::pred(&is_true(cond))) }),
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
        out.insert("when".to_owned(), self.plain(encode::pred(&when)));
        self.text(&mut out, "text", &check.text);
        Some(Json::Object(out))
    }
}

/// A predicate that never holds: any of nothing.
fn never() -> Json {
    json!(["any"])
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
