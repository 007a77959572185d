//! What the route, the checks and the stops say of a whole document.

use super::pred::{Scope, all, nested};
use super::{Maker, Member, Omission};
use crate::eval::Place;
use crate::eval::lower::is_true;
use crate::model::{CheckKind, CheckOwner, GateId, Kind, LoopOver, Node, Opt, PageId, Role, Var, VarId};
use serde_json::{Map, Value as Json, json};

impl Maker<'_> {
    pub(super) fn rules(&mut self) -> Vec<Json> {
        let mut rules = vec![self.complete()];
        rules.extend(self.presence());
        rules.extend(self.offers());
        rules.extend(self.required());
        rules.extend(self.refusals());
        rules.extend(self.stops());
        self.leave_out(Omission::Computed);
        rules
    }

    fn complete(&self) -> Json {
        let pages = self.survey.pages.len();
        json!({
            "if": { "properties": { "status": { "const": "complete" } } },
            "then": { "properties": { "reached": { "const": pages } } },
        })
    }

    /// Asked and reached: the key is there; else it is not. Items behind the same condition share a rule.
    fn presence(&mut self) -> Vec<Json> {
        let mut groups: Vec<(Json, Json, Vec<String>)> = Vec::new();
        let places: Vec<Place> = self.evaluator.places().iter().collect();
        for place in places {
            let survey = self.survey;
            let Some(var) = survey.var(place.var).filter(|var| Member::of(&var.role) == Member::Answers) else {
                continue;
            };
            let path = self.evaluator.places().path(place).to_owned();
            let Some(route) = self.route(place, var) else {
                self.leave_out(Omission::Route(path));
                continue;
            };
            let Some(page) = var.page else { continue };
            let reached = self.reached(page);
            match groups.iter_mut().rev().take(8).find(|(r, p, _)| *r == route && *p == reached) {
                Some((_, _, paths)) => paths.push(path),
                None => groups.push((route, reached, vec![path])),
            }
        }
        groups.into_iter().flat_map(|(route, reached, paths)| self.presence_rules(&route, reached, &paths)).collect()
    }

    fn presence_rules(&self, route: &Json, reached: Json, paths: &[String]) -> Vec<Json> {
        let there = nested(Member::Answers, json!({ "required": paths }));
        let none: Map<String, Json> = paths.iter().map(|path| (path.clone(), Json::Bool(false))).collect();
        let absent = nested(Member::Answers, json!({ "properties": none }));
        let shown = all(vec![reached.clone(), route.clone()]);
        if reached.pointer("/properties/status").is_none() {
            return vec![json!({ "if": shown, "then": there, "else": absent })];
        }
        vec![json!({ "if": shown, "then": there }), json!({ "if": route, "else": absent })]
    }

    /// The page was reached. Inside a shuffled section its position is known only when the response is complete.
    fn reached(&mut self, page: PageId) -> Json {
        let section = self.survey.page(page).and_then(|page| page.section);
        let model = section.and_then(|id| self.survey.sections.get(id.index())).filter(|section| section.shuffled);
        if let (Some(id), Some(model)) = (section, model) {
            self.leave_out(Omission::ShuffledPages(id, model.name.clone()));
            return json!({ "properties": { "status": { "const": "complete" } } });
        }
        json!({ "properties": { "reached": { "minimum": page.index() + 1 } } })
    }

    fn route(&self, place: Place, var: &Var) -> Option<Json> {
        let scope = Scope::of(self, place);
        let mut parts = Vec::new();
        for gate in &var.gates {
            parts.push(self.gate_in(*gate, scope)?);
        }
        parts.push(self.turn(place, var)?);
        parts.push(self.any_offered(var, scope)?);
        if let Role::Specify { of, code } = var.role {
            parts.push(self.pred(&crate::eval::lower::Pred::Chosen { var: of, codes: vec![code] }, scope)?);
        }
        Some(all(parts))
    }

    /// A gate of a loop item is judged in its iteration; every other one stands among the definitions.
    fn gate_in(&self, id: GateId, scope: Scope) -> Option<Json> {
        let gate = self.gate(id, scope)?;
        let small = gate == Json::Bool(true) || scope.turn.is_some();
        Some(if small { gate } else { json!({ "$ref": format!("#/$defs/gate{}", id.0) }) })
    }

    fn turn(&self, place: Place, var: &Var) -> Option<Json> {
        let Some(of) = var.in_loop else { return Some(Json::Bool(true)) };
        let repeated = self.survey.loops.get(of.index())?;
        let code = *self.evaluator.places().turns(of).get(place.turn?)?;
        let scope = self.only(&self.survey.list(repeated.over.list())?.by_code(code)?.only);
        match repeated.over {
            LoopOver::List(_) => Some(scope),
            LoopOver::Chosen { var, .. } => {
                let chosen = crate::eval::lower::Pred::Chosen { var, codes: vec![code] };
                Some(all(vec![scope, self.pred(&chosen, Scope::default())?]))
            }
        }
    }

    /// Rule 6: an item without an offered option is not asked.
    fn any_offered(&self, var: &Var, scope: Scope) -> Option<Json> {
        if !matches!(var.kind, Kind::OneOf { .. } | Kind::AnyOf { .. }) {
            return Some(Json::Bool(true));
        }
        let mut any = Vec::new();
        for option in self.survey.options_of(var) {
            match self.offered(var, option, scope)? {
                Json::Bool(true) => return Some(Json::Bool(true)),
                limited => any.push(limited),
            }
        }
        Some(if any.is_empty() { Json::Bool(false) } else { json!({ "anyOf": any }) })
    }

    fn offered(&self, var: &Var, option: &Opt, scope: Scope) -> Option<Json> {
        let mut parts = vec![self.only(&option.only)];
        for offer in var.offers.iter().filter(|offer| offer.code == option.code) {
            parts.push(self.only(&offer.only));
            if let Some(when) = &offer.when {
                parts.push(self.pred(&is_true(when), scope)?);
            }
        }
        Some(all(parts))
    }

    /// A chosen option is an offered one. Items whose option is limited alike share a rule.
    fn offers(&mut self) -> Vec<Json> {
        let mut groups: Vec<(Json, Map<String, Json>)> = Vec::new();
        let places: Vec<Place> = self.evaluator.places().iter().collect();
        for place in places {
            let survey = self.survey;
            let Some(var) = survey.var(place.var).filter(|var| Member::of(&var.role) == Member::Answers) else {
                continue;
            };
            for option in survey.options_of(var) {
                let path = self.evaluator.places().path(place).to_owned();
                let Some(offered) = self.offered(var, option, Scope::of(self, place)) else {
                    self.leave_out(Omission::Offer { item: path, option: option.name.clone() });
                    continue;
                };
                if offered != Json::Bool(true) {
                    let without = json!({ "not": holding(option) });
                    let open =
                        groups.iter_mut().rev().take(8).find(|(o, paths)| *o == offered && !paths.contains_key(&path));
                    match open {
                        Some((_, paths)) => drop(paths.insert(path, without)),
                        None => groups.push((offered, Map::from_iter([(path, without)]))),
                    }
                }
            }
        }
        let rule = |(offered, paths): (Json, Map<String, Json>)| json!({ "if": offered, "else": nested(Member::Answers, json!({ "properties": paths })) });
        groups.into_iter().map(rule).collect()
    }

    /// A response that is not partial has no required item without an answer.
    fn required(&self) -> Option<Json> {
        let answered: Map<String, Json> = self
            .evaluator
            .places()
            .iter()
            .filter(|place| {
                self.survey.var(place.var).is_some_and(|v| v.required && Member::of(&v.role) == Member::Answers)
            })
            .map(|place| (self.evaluator.places().path(place).to_owned(), json!({ "not": { "type": "null" } })))
            .collect();
        let then = nested(Member::Answers, json!({ "properties": answered }));
        (!answered.is_empty()).then(|| json!({ "if": not_partial(), "then": then }))
    }

    /// A response that is not partial has no refusal that fires.
    fn refusals(&mut self) -> Vec<Json> {
        let mut rules = Vec::new();
        let survey = self.survey;
        for check in survey.checks.iter().filter(|check| check.kind == CheckKind::Refuse) {
            let said = self.shown(check.owner).and_then(|shown| {
                let firing = shown.into_iter().map(|(there, scope)| {
                    Some(json!({ "not": all(vec![not_partial(), there, self.pred(&is_true(&check.when), scope)?]) }))
                });
                firing.collect::<Option<Vec<Json>>>()
            });
            match said {
                Some(mut said) => rules.append(&mut said),
                None => self.leave_out(Omission::Refusal(check.id.clone())),
            }
        }
        rules
    }

    /// Where a check is judged, with what says that it is shown.
    fn shown(&self, owner: CheckOwner) -> Option<Vec<(Json, Scope)>> {
        let any = |vars: &[VarId]| {
            let places = vars.iter().flat_map(|var| self.evaluator.places().of(*var)).map(|place| self.present(place));
            Some(vec![(json!({ "anyOf": places.collect::<Vec<_>>() }), Scope::default())])
        };
        match owner {
            CheckOwner::Var(var) => {
                let places = self.evaluator.places().of(var);
                Some(places.map(|place| (self.present(place), Scope::of(self, place))).collect())
            }
            CheckOwner::Grid(grid) => any(&self.survey.grids.get(grid.index())?.rows),
            CheckOwner::Page(page) => {
                let items = self.items(&self.survey.page(page)?.nodes);
                if items.is_empty() { None } else { any(&items) }
            }
        }
    }

    fn items(&self, nodes: &[Node]) -> Vec<VarId> {
        let of = |node: &Node| match node {
            Node::Item(var) => vec![*var],
            Node::Grid(id) => self.survey.grids.get(id.index()).map_or_else(Vec::new, |grid| grid.rows.clone()),
            Node::Loop(id) => self.survey.loops.get(id.index()).map_or_else(Vec::new, |l| self.items(&l.nodes)),
            Node::Group(group) => self.items(&group.nodes),
            Node::Computed(_) | Node::Note(_) => Vec::new(),
        };
        nodes.iter().flat_map(of).collect()
    }

    /// A stop that holds ends the response at its page, and only such a stop makes a response `stopped`.
    fn stops(&mut self) -> Vec<Json> {
        let mut rules = Vec::new();
        let mut ends = Some(Vec::new());
        let survey = self.survey;
        for stop in &survey.stops {
            let position = stop.after.map_or(0, |page| page.index() + 1);
            let gates: Option<Vec<Json>> =
                stop.gates.iter().map(|gate| self.gate_in(*gate, Scope::default())).collect();
            let (Some(gates), false) = (gates, self.amid_shuffled(stop.after)) else {
                self.leave_out(Omission::Stop(stop.name.clone()));
                ends = None;
                continue;
            };
            let holds = all(gates);
            let passed = json!({ "properties": { "reached": { "minimum": position } } });
            let ended = json!({ "reached": { "maximum": position }, "status": { "enum": ["stopped", "partial"] } });
            rules.push(json!({ "if": all(vec![passed, holds.clone()]), "then": { "properties": ended } }));
            let here = json!({ "properties": { "reached": { "const": position } } });
            if let Some(ends) = &mut ends {
                ends.push(all(vec![here, holds]));
            }
        }
        if let Some(ends) = ends.filter(|ends| !ends.is_empty()) {
            let stopped = json!({ "properties": { "status": { "const": "stopped" } } });
            rules.push(json!({ "if": stopped, "then": { "anyOf": ends } }));
        }
        rules
    }

    /// Whether a page is followed by another page of its shuffled section.
    fn amid_shuffled(&self, page: Option<PageId>) -> bool {
        let Some(page) = page else { return false };
        let section =
            self.survey.page(page).and_then(|page| page.section).and_then(|id| self.survey.sections.get(id.index()));
        section.is_some_and(|section| section.shuffled && section.pages.last() != Some(&page))
    }
}

fn not_partial() -> Json {
    json!({ "properties": { "status": { "enum": ["complete", "stopped"] } } })
}

/// A value that holds this option, in whichever shape.
fn holding(option: &Opt) -> Json {
    if option.missing {
        return json!({ "type": "object", "properties": { "missing": { "const": option.code } }, "required": ["missing"] });
    }
    json!({ "anyOf": [{ "const": option.code }, { "type": "array", "contains": { "const": option.code } }] })
}
