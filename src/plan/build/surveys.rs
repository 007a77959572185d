//! What a plan keeps of each survey.

use super::super::{PlanOption, PlanSurvey, PlanVar, Prose, VarKind};
use super::Builder;
use crate::model::{Kind, Mode, Opt, Role, Survey, Text, Var, VarId};
use crate::phrase::plain;
use crate::storage::Layout;
use std::collections::{BTreeMap, BTreeSet};

impl Builder<'_> {
    pub(super) fn plan_surveys(&mut self) -> Vec<PlanSurvey> {
        (0..self.report.surveys.len()).filter_map(|index| self.plan_survey(index)).collect()
    }

    fn plan_survey(&mut self, index: usize) -> Option<PlanSurvey> {
        let (survey, used) = (self.survey(index)?, self.report.surveys.get(index)?);
        let unit = survey.var(*self.report.per.vars.get(index)?)?.path.clone();
        let open = survey.vars_with_ids().filter(|(_, var)| !var.private).collect::<Vec<_>>();
        let vars = open.into_iter().map(|(id, var)| self.plan_var(index, survey, id, var)).collect();
        let loops = survey.loops.iter().map(|found| {
            let options = survey.list(found.over.list()).map_or(&[][..], |list| &list.options);
            let turns = options.iter().filter(|option| !option.missing).map(|option| plan_option(survey, option));
            (found.name.clone(), turns.collect())
        });
        Some(PlanSurvey {
            alias: used.alias.clone(),
            id: survey.id(),
            title: survey.title.clone(),
            optional: used.optional,
            unit,
            wordings: survey.wordings.iter().map(|w| (w.name.clone(), w.label.clone())).collect(),
            modes: survey.modes.iter().map(|mode| mode.name().to_owned()).collect(),
            vars,
            loops: loops.collect(),
            tables: Layout::of(survey).without_private(),
        })
    }

    fn plan_var(&mut self, index: usize, survey: &Survey, id: VarId, var: &Var) -> PlanVar {
        let in_loop = var.in_loop.and_then(|of| survey.loops.get(of.index())).map(|found| found.name.clone());
        let from = var.provenance.iter().map(|note| note.text.clone()).collect();
        PlanVar {
            path: var.path.clone(),
            kind: plan_kind(survey, var),
            in_loop,
            label: self.label(index, survey, id),
            asks: self.asks(index, survey, var),
            route: route(survey, var),
            from,
        }
    }

    /// The label in the first wording and mode that has one, else the question, else the path.
    pub(super) fn label(&mut self, index: usize, survey: &Survey, id: VarId) -> Prose {
        let Some(var) = survey.var(id) else { return Prose::default() };
        let texts = [&var.texts.label, &var.texts.ask];
        match texts.into_iter().find_map(|text| first_cell(survey, text)) {
            Some(content) => self.quoted(index, &content),
            None => super::texts::literal(var.path.clone()),
        }
    }

    /// The question per wording in which it is asked; of a row without one of its own the grid's.
    fn asks(&mut self, index: usize, survey: &Survey, var: &Var) -> BTreeMap<String, Prose> {
        let grid = match var.role {
            Role::Row { grid } => survey.grids.get(grid.index()),
            Role::Field { .. } | Role::Question | Role::Computed(_) | Role::Specify { .. } => None,
        };
        let mut asks = BTreeMap::new();
        for (at, wording) in survey.wordings.iter().enumerate() {
            let Some(mode) = survey.modes.iter().copied().find(|mode| survey.admits(&var.gates, at, *mode)) else {
                continue;
            };
            let own = var.texts.ask.get(at, mode);
            let cell = own.or_else(|| grid.and_then(|grid| grid.texts.ask.get(at, mode)));
            if let Some(cell) = cell {
                let content = cell.content.clone();
                asks.insert(wording.name.clone(), self.quoted(index, &content));
            }
        }
        asks
    }
}

/// The content of a text in the first wording and mode that has it.
pub(super) fn first_cell(survey: &Survey, text: &Text) -> Option<crate::model::Content> {
    survey.variants().find_map(|(wording, mode)| text.get(wording, mode)).map(|cell| cell.content.clone())
}

/// The questions that a route reads, directly, through computed items or through a loop's any-of; not the sample's fields.
fn route(survey: &Survey, var: &Var) -> Vec<String> {
    let conditions = var.gates.iter().filter_map(|gate| survey.gate(*gate)?.when.as_ref());
    let mut found: BTreeSet<VarId> = conditions.flat_map(crate::model::Cond::reads).collect();
    let of = var.in_loop.and_then(|of| survey.loops.get(of.index()));
    if let Some(crate::model::LoopOver::Chosen { var, .. }) = of.map(|found| &found.over) {
        found.insert(*var);
    }
    let mut next: Vec<VarId> = found.iter().copied().collect();
    while let Some(id) = next.pop() {
        if let Some(Role::Computed(formula)) = survey.var(id).map(|var| &var.role) {
            next.extend(formula.reads().into_iter().filter(|id| found.insert(*id)));
        }
    }
    let open = found.into_iter().filter_map(|id| survey.var(id));
    open.filter(|var| !matches!(var.role, Role::Field { .. })).map(|var| var.path.clone()).collect()
}

fn plan_kind(survey: &Survey, var: &Var) -> VarKind {
    let options: Vec<PlanOption> = survey.options_of(var).iter().map(|option| plan_option(survey, option)).collect();
    match &var.kind {
        Kind::OneOf { list } => {
            let list = survey.list(*list);
            let ordered = list.is_some_and(|list| list.kind == crate::model::ListKind::Ordered);
            VarKind::OneOf { ordered, scored: list.is_some_and(|list| list.scored), options }
        }
        Kind::AnyOf { .. } => VarKind::AnyOf { options },
        Kind::Number { min, max, decimals, unit, .. } => {
            VarKind::Number { min: *min, max: *max, decimals: *decimals, unit: unit.clone(), options }
        }
        Kind::Text { .. } => VarKind::Text { options },
        Kind::Date { .. } => VarKind::Date { options },
    }
}

pub(super) fn plan_option(survey: &Survey, option: &Opt) -> PlanOption {
    let mode = survey.modes.first().copied().unwrap_or(Mode::Web);
    let label = |wording: usize| {
        let text = plain(survey, &option.label, wording, mode);
        if text.is_empty() { option.name.clone() } else { text }
    };
    let default = label(0);
    let others = survey.wordings.iter().enumerate().skip(1).map(|(at, wording)| (wording.name.clone(), label(at)));
    PlanOption {
        code: option.code,
        name: option.name.clone(),
        labels: others.filter(|(_, label)| *label != default).collect(),
        label: default,
        missing: option.missing,
        alone: option.alone || option.missing,
    }
}
