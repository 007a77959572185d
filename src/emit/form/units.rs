//! A rendered page filled for one unit: its fields where the pipes are, and its data for the script.

use super::decided::{Known, decided, read_by_routes};
use super::markup::escape;
use super::slots::{Page, Slot};
use crate::eval::{Answer, Evaluator, Response, Routed, Status};
use crate::model::{Content, Mode, PipeSource, Role, Segment, Survey, VarId};
use crate::sample::Unit;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// Fills pages of one wording and mode.
#[derive(Debug)]
pub(super) struct Filler<'a> {
    survey: &'a Survey,
    evaluator: Evaluator<'a>,
    wording: usize,
    mode: Mode,
    /// The fields that routes read.
    routed: BTreeSet<VarId>,
}

impl<'a> Filler<'a> {
    pub(super) fn new(survey: &'a Survey, wording: usize, mode: Mode) -> Self {
        let is_field = |var: &VarId| survey.var(*var).is_some_and(|item| matches!(item.role, Role::Field { .. }));
        let routed = read_by_routes(survey).into_iter().filter(is_field).collect();
        Self { survey, evaluator: Evaluator::new(survey), wording, mode, routed }
    }

    /// What of a unit decides a route; none where nothing does. Units that are alike have one page.
    pub(super) fn key(&self, unit: &Unit) -> Option<String> {
        let fields = unit.fields.get(&self.survey.id())?;
        let given = self.given(fields).map(|(_, name)| json!([name, fields.get(name).map(Answer::to_json)]));
        let given: Vec<Json> = given.collect();
        (!given.is_empty()).then(|| json!(given).to_string())
    }

    /// The survey as it is for a unit.
    pub(super) fn decided(&self, unit: &Unit) -> Survey {
        let none = BTreeMap::new();
        let fields = unit.fields.get(&self.survey.id()).unwrap_or(&none);
        let routed = self.evaluator.route(&self.opened(fields));
        let given = self.given(fields).map(|(var, _)| var).collect();
        let known = Known { evaluator: &self.evaluator, routed: &routed, fields: given };
        decided(self.survey, &known, self.wording, self.mode)
    }

    /// The fields that routes read and that a unit has.
    fn given<'s>(&'s self, fields: &'s BTreeMap<String, Answer>) -> impl Iterator<Item = (VarId, &'s str)> {
        let name = |var: &VarId| Some((*var, self.survey.var(*var)?.path.as_str()));
        self.routed.iter().filter_map(name).filter(|(_, name)| fields.contains_key(*name))
    }

    /// The page of a unit; none for a unit without fields of this survey.
    pub(super) fn html(&self, page: &Page, unit: &Unit) -> Option<String> {
        let fields = unit.fields.get(&self.survey.id())?;
        let routed = self.evaluator.route(&self.opened(fields));
        Some(page.filled(|slot| match slot {
            Slot::Pipe { segment, .. } => self.pipe(&routed, segment),
            Slot::Up => Some("../".to_owned()),
            Slot::Folder => Some(format!("{}/", unit.folder)),
            Slot::Input => Some(format!("\n<input type=\"hidden\" name=\"token\" value=\"{}\">", escape(&unit.id))),
            Slot::Data => {
                Some(format!("\n<script type=\"application/json\" id=\"peil-unit\">{}</script>", data(unit, fields)))
            }
        }))
    }

    /// A response in which nothing is answered yet.
    fn opened(&self, fields: &BTreeMap<String, Answer>) -> Response {
        Response {
            form: self.survey.id(),
            build: String::new(),
            wording: self.survey.wordings.get(self.wording).map_or_else(String::new, |w| w.name.clone()),
            mode: self.mode,
            status: Status::Partial,
            reached: 0,
            fields: fields.clone(),
            answers: BTreeMap::new(),
            computed: BTreeMap::new(),
            confirmed: Vec::new(),
            seed: None,
            order: BTreeMap::new(),
        }
    }

    /// The pipe in words.
    fn pipe(&self, routed: &Routed, segment: &Segment) -> Option<String> {
        let (Segment::Pipe { source: PipeSource::Var(var), .. } | Segment::Plural { source: var, .. }) = segment else {
            return None;
        };
        let place = crate::eval::Place::single(*var);
        if !routed.state(self.evaluator.places(), place).answered() {
            return None;
        }
        let content = Content { prose: false, segments: vec![segment.clone()] };
        Some(self.evaluator.pipe(routed, &content, None))
    }
}

/// `{"unit":"…","fields":{…}}` in the wire form, without a character that could end the element.
fn data(unit: &Unit, fields: &BTreeMap<String, Answer>) -> String {
    let fields: serde_json::Map<String, Json> =
        fields.iter().map(|(name, answer)| (name.clone(), answer.to_json())).collect();
    json!({ "unit": unit.id, "fields": fields }).to_string().replace('<', "\\u003c")
}
