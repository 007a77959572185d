//! Notes as the script reads them.

use super::Maker;
use crate::emit::form::cell::{Iteration, iterations, note_id};
use crate::model::{LoopOver, Node, Note};
use serde_json::{Map, Value as Json, json};

impl Maker<'_> {
    /// Notes that not everybody reads: by their id the gates, the page and, inside a loop, which loop and turn.
    pub(super) fn notes(&self) -> Json {
        let mut out = Map::new();
        for (index, page) in self.survey.pages.iter().enumerate() {
            self.notes_in(&page.nodes, (index, None), &mut out);
        }
        Json::Object(out)
    }

    fn notes_in(&self, nodes: &[Node], at: (usize, Option<&Iteration>), out: &mut Map<String, Json>) {
        for node in nodes {
            match node {
                Node::Note(note) => self.note(note, at, out),
                Node::Group(group) => self.notes_in(&group.nodes, at, out),
                Node::Loop(id) => {
                    let Some(repeated) = self.survey.loops.get(id.index()) else { continue };
                    for now in iterations(&self.cell, *id, repeated) {
                        self.notes_in(&repeated.nodes, (at.0, Some(&now)), out);
                    }
                }
                Node::Item(_) | Node::Grid(_) | Node::Computed(_) => {}
            }
        }
    }

    fn note(&self, note: &Note, (page, iteration): (usize, Option<&Iteration>), out: &mut Map<String, Json>) {
        let gates = self.open_gates(&note.gates);
        let chosen = iteration.is_some_and(|now| {
            self.survey.loops.get(now.of.index()).is_some_and(|one| matches!(one.over, LoopOver::Chosen { .. }))
        });
        let stoppable = !self.survey.stops.is_empty();
        if (gates.is_empty() && !chosen && !stoppable) || !self.cell.admits(&note.gates) {
            return;
        }
        let entry = iteration.map_or_else(|| json!([gates, page]), |now| json!([gates, page, now.of, now.turn]));
        out.insert(note_id(note, iteration), entry);
    }
}
