//! What tells a form of plain questions, for which the small script is enough, from the others.

use super::Maker;
use crate::model::{CheckOwner, GateId, Kind, Mode, Node, Var, VarId};
use serde_json::{Value as Json, json};

impl Maker<'_> {
    /// A predicate with `units` instead of positions and of comparisons of a variable with a constant.
    pub(super) fn plain(&self, pred: Json) -> Json {
        match pred {
            Json::Array(parts) => {
                let parts: Vec<Json> = parts.into_iter().map(|part| self.plain(part)).collect();
                self.units(&parts).unwrap_or(Json::Array(parts))
            }
            Json::Object(members) => {
                Json::Object(members.into_iter().map(|(key, value)| (key, self.plain(value))).collect())
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => pred,
        }
    }

    /// `["units", var, op, units]`: the value as an integer against another.
    fn units(&self, parts: &[Json]) -> Option<Json> {
        if let [Json::String(name), var, op, code] = parts
            && name == "position"
        {
            return Some(json!(["units", var, op, code]));
        }
        let [Json::String(name), Json::Array(left), op, Json::Array(right)] = parts else { return None };
        let [Json::String(value), Json::Number(var)] = left.as_slice() else { return None };
        let [Json::String(constant), units, decimals] = right.as_slice() else { return None };
        if name != "compare" || value != "value" || constant != "const" {
            return None;
        }
        let own = self.survey.vars.get(usize::try_from(var.as_u64()?).ok()?)?.kind.decimals();
        let other = u8::try_from(decimals.as_u64()?).ok()?;
        let units = units.as_i64()?.checked_mul(10_i64.checked_pow(own.checked_sub(other)?.into())?)?;
        // What a browser counts without loss.
        (units.abs() < 1 << 53).then(|| json!(["units", var, op, units]))
    }

    /// Whether something lies outside the plain questions that the smaller script knows, predicates and texts apart.
    pub(super) fn has_more(&self) -> bool {
        let (survey, wording, mode) = (self.survey, self.cell.wording, self.cell.mode);
        let dated = |(id, var): (VarId, &Var)| self.lives(id) && matches!(var.kind, Kind::Date { .. });
        mode == Mode::Phone
            || !survey.loops.is_empty()
            || self.shuffles
            || survey.stops.iter().any(|stop| self.cell.admits(&stop.gates))
            || survey.pages.iter().any(|page| page.whole(wording, mode) || !self.notes_are_followed(&page.nodes))
            || survey.checks.iter().any(|check| !matches!(check.owner, CheckOwner::Var(_)))
            || survey.vars_with_ids().any(dated)
    }

    /// Whether behind every note a question of the same list is asked as soon as the note is read.
    fn notes_are_followed(&self, nodes: &[Node]) -> bool {
        nodes.iter().enumerate().all(|(at, node)| match node {
            Node::Note(note) if self.cell.admits(&note.gates) => {
                let gates = self.open_gates(&note.gates);
                nodes.iter().skip(at + 1).any(|later| self.is_asked_within(later, &gates))
            }
            Node::Group(group) => self.notes_are_followed(&group.nodes),
            Node::Note(_) | Node::Item(_) | Node::Grid(_) | Node::Loop(_) | Node::Computed(_) => true,
        })
    }

    /// Whether an item is asked wherever these gates are open.
    fn is_asked_within(&self, node: &Node, gates: &[GateId]) -> bool {
        let Node::Item(id) = node else { return false };
        let Some(var) = self.survey.var(*id).filter(|_| self.lives(*id)) else { return false };
        let offered = var.offers.iter().all(|offer| offer.when.is_none());
        offered && self.open_gates(&var.gates).iter().all(|id| gates.contains(id))
    }
}
