//! Measures: what is counted, each once, and the base of each.

use super::super::{Base, Group, Measure, MeasureKind, Missing, Pred};
use super::words::{Asked, base};
use super::{Builder, preds};
use crate::model::{Cond, GateId, ItemRef, Kind, Pooling, Survey, Target, VarId};

/// A measure that is asked for.
pub(super) struct Wanted<'a> {
    pub(super) id: String,
    pub(super) kind: MeasureKind,
    pub(super) target: Target,
    pub(super) filter: Option<&'a Cond>,
    pub(super) including_missing: bool,
    pub(super) group: Option<Group>,
}

impl<'a> Wanted<'a> {
    /// An item by itself.
    pub(super) fn item(id: String, kind: MeasureKind, item: ItemRef) -> Self {
        Self { id, kind, target: Target::Item(item), filter: None, including_missing: false, group: None }
    }
}

impl Builder<'_> {
    /// Adds a measure, or finds one that counts the same; its id.
    pub(super) fn measure(&mut self, wanted: &Wanted<'_>) -> String {
        let survey_index = wanted.target.survey();
        let Some(survey) = self.survey(survey_index) else { return String::new() };
        let (vars, gates, in_loop) = members(survey, wanted.target);
        let words = base(&Asked {
            survey,
            vars: &vars,
            gates: &gates,
            filter: wanted.filter,
            including_missing: wanted.including_missing,
            in_loop: in_loop.is_some(),
        });
        let paths = vars.iter().filter_map(|var| survey.var(*var)).map(|var| var.path.clone());
        self.add(Measure {
            id: wanted.id.clone(),
            survey: survey_index,
            kind: wanted.kind,
            rows: paths.collect(),
            in_loop,
            base: Base {
                usable: true,
                filter: wanted.filter.map_or(Pred::Const(true), |cond| preds::holds(survey, cond)),
                missing: if wanted.including_missing { Missing::Included } else { Missing::Excluded },
                words,
            },
            group: wanted.group.clone(),
            weight: None,
        })
    }

    /// Usable responses of a survey for which a condition is true.
    pub(super) fn responses(&mut self, index: usize, group: Option<Group>, filter: Option<&Cond>) -> String {
        let Some(survey) = self.survey(index) else { return String::new() };
        let asked = Asked { survey, vars: &[], gates: &[], filter, including_missing: false, in_loop: false };
        let words = if filter.is_some() { base(&asked) } else { "Bruikbare vragenlijsten.".to_owned() };
        let filter = filter.map_or(Pred::Const(true), |cond| preds::holds(survey, cond));
        let id = format!("n.{}", self.alias(index));
        let id = if filter == Pred::Const(true) { id } else { format!("{id}.where") };
        self.add(whole_survey(id, index, MeasureKind::Responses, filter, words, group))
    }

    /// Gross and net of a survey.
    pub(super) fn sample(&mut self, index: usize, group: Option<Group>) -> String {
        let id = format!("sample.{}", self.alias(index));
        let words = "Bruto en netto steekproef.".to_owned();
        let mut measure = whole_survey(id, index, MeasureKind::Sample, Pred::Const(true), words, group);
        measure.base.usable = false;
        self.add(measure)
    }

    fn alias(&self, index: usize) -> String {
        self.report.surveys.get(index).map_or(String::new(), |used| used.alias.clone())
    }

    /// The id of an equal measure, or its own, made unique.
    fn add(&mut self, mut measure: Measure) -> String {
        let same = |known: &&Measure| Measure { id: known.id.clone(), ..measure.clone() } == **known;
        if let Some(known) = self.measures.iter().find(same) {
            return known.id.clone();
        }
        let wanted = measure.id.clone();
        let mut turn = 2;
        while self.measures.iter().any(|known| known.id == measure.id) {
            measure.id = format!("{wanted}.{turn}");
            turn += 1;
        }
        self.measures.push(measure);
        self.measures.last().map_or(String::new(), |measure| measure.id.clone())
    }
}

fn whole_survey(
    id: String,
    survey: usize,
    kind: MeasureKind,
    filter: Pred,
    words: String,
    group: Option<Group>,
) -> Measure {
    let base = Base { usable: true, filter, missing: Missing::Excluded, words };
    Measure { id, survey, kind, rows: Vec::new(), in_loop: None, base, group, weight: None }
}

/// The variables of a target, the gates that they share, and the loop.
fn members(survey: &Survey, target: Target) -> (Vec<VarId>, Vec<GateId>, Option<String>) {
    let gates = |var: VarId| survey.var(var).map_or(Vec::new(), |var| var.gates.clone());
    match target {
        Target::Item(item) => (vec![item.var], gates(item.var), None),
        Target::Loop { item, of } => {
            let name = survey.loops.get(of.index()).map(|found| found.name.clone());
            (vec![item.var], gates(item.var), name)
        }
        Target::Grid { grid, .. } => match survey.grids.get(grid.index()) {
            Some(grid) => {
                let rows = grid.rows.iter().copied().filter(|row| survey.var(*row).is_some_and(|var| !var.private));
                (rows.collect(), grid.gates.clone(), None)
            }
            None => (Vec::new(), Vec::new(), None),
        },
    }
}

/// How answers of this kind are counted.
pub(super) fn natural_kind(survey: &Survey, target: Target) -> MeasureKind {
    let (vars, ..) = members(survey, target);
    match vars.first().and_then(|var| survey.var(*var)).map(|var| &var.kind) {
        Some(Kind::AnyOf { .. }) => MeasureKind::Options,
        Some(Kind::Text { .. }) => MeasureKind::Texts,
        Some(Kind::OneOf { .. } | Kind::Number { .. } | Kind::Date { .. }) | None => MeasureKind::Values,
    }
}

/// The breakdown that `per` and the pooling ask for.
pub(super) fn group(survey: &Survey, per: Option<VarId>, pooling: &Pooling) -> Option<Group> {
    match (per.and_then(|var| survey.var(var)), pooling) {
        (Some(var), _) => Some(Group::Item(var.path.clone())),
        (None, Pooling::PerWording) => Some(Group::Wording),
        (None, Pooling::PerMode) => Some(Group::Mode),
        (None, Pooling::Plain | Pooling::Pooled | Pooling::PerWave(_)) => None,
    }
}
