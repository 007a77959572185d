//! Which answers decide whether something is asked: what is settled by them makes progress in numbers true.

use super::Maker;
use crate::model::{Cond, GateId, LoopId, LoopOver, Role, Var, VarId};
use std::collections::BTreeSet;

impl Maker<'_> {
    /// The questions on which it depends whether a variable is asked.
    pub(super) fn needs(&self, var: &Var) -> BTreeSet<VarId> {
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

    pub(super) fn gate_reads(&self, gates: &[GateId]) -> BTreeSet<VarId> {
        let conds = gates.iter().filter_map(|id| self.gates.get(id.index())?.as_ref());
        conds.flat_map(Cond::reads).collect()
    }

    /// Computed items replaced by what they read; fields left out, since they never change.
    pub(super) fn through_computed(&self, mut open: BTreeSet<VarId>) -> BTreeSet<VarId> {
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
}
