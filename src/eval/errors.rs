//! What the answers together get wrong: required items left empty, refusals, unconfirmed warnings (rule 7).

use super::{Evaluator, Fault, FaultKind, Place, Routed, State};
use crate::model::{Check, CheckKind, CheckOwner, Role, VarId};
use std::collections::BTreeSet;

/// A check that fires: its instance id and where it belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firing {
    /// The check's id; in a loop with the iteration, `personen.8.aantal.warn1`.
    pub id: String,
    /// Index into `Survey::checks`.
    pub check: usize,
    /// Of an item's check.
    pub place: Option<Place>,
}

impl Evaluator<'_> {
    /// Required items that are empty, refusals that fire, warnings that fire and are not among `confirmed`; in file order
    /// within each of the three. What the route hides has no errors.
    #[must_use]
    pub fn errors(&self, routed: &Routed, confirmed: &[String]) -> Vec<Fault> {
        let mut faults = self.required(routed);
        for kind in [CheckKind::Refuse, CheckKind::Warn] {
            let firing = self.firing(routed, kind).into_iter();
            let open = firing.filter(|one| kind == CheckKind::Refuse || !confirmed.contains(&one.id));
            faults.extend(open.map(|one| self.fault(one, kind)));
        }
        faults
    }

    fn fault(&self, firing: Firing, kind: CheckKind) -> Fault {
        let kind = if kind == CheckKind::Refuse { FaultKind::Refused } else { FaultKind::Unconfirmed };
        let at = match firing.place {
            Some(place) => super::fault::pointer("answers", self.places.path(place)),
            None => String::from("/answers"),
        };
        Fault::with(at, kind, firing.id)
    }

    fn required(&self, routed: &Routed) -> Vec<Fault> {
        let empty = self.places.iter().filter(|place| {
            let required = |var: &crate::model::Var| {
                var.required && matches!(var.role, Role::Question | Role::Row { .. } | Role::Specify { .. })
            };
            self.survey.var(place.var).is_some_and(required) && *routed.state(&self.places, *place) == State::Empty
        });
        empty.map(|place| Fault::member("answers", self.places.path(place), FaultKind::Required)).collect()
    }

    /// The checks of a kind whose condition is true and whose item, grid or page is shown.
    #[must_use]
    pub fn firing(&self, routed: &Routed, kind: CheckKind) -> Vec<Firing> {
        let mut all = Vec::new();
        for (index, check) in self.survey.checks.iter().enumerate().filter(|(_, check)| check.kind == kind) {
            for place in self.check_places(routed, check) {
                if self.truth(routed, &check.when, place).is_true() {
                    all.push(Firing { id: self.check_id(check, place), check: index, place });
                }
            }
        }
        all
    }

    /// Where a check is judged: each shown instance of its item, or once.
    fn check_places(&self, routed: &Routed, check: &Check) -> Vec<Option<Place>> {
        let shown = |var: VarId| self.places.of(var).filter(|place| routed.state(&self.places, *place).shown());
        let once = match check.owner {
            CheckOwner::Var(var) => return shown(var).map(Some).collect(),
            CheckOwner::Grid(grid) => {
                let rows = self.survey.grids.get(grid.index()).map_or(&[][..], |grid| &grid.rows);
                rows.iter().any(|row| shown(*row).next().is_some())
            }
            CheckOwner::Page(page) => routed.pages.get(page.index()) == Some(&super::PageState::Shown),
        };
        if once { vec![None] } else { Vec::new() }
    }

    fn check_id(&self, check: &Check, place: Option<Place>) -> String {
        let instance = place.filter(|place| place.turn.is_some());
        let owner = instance.and_then(|place| self.survey.var(place.var));
        let rest = owner.and_then(|var| check.id.strip_prefix(&var.path));
        match (instance, rest) {
            (Some(place), Some(rest)) => format!("{}{rest}", self.places.path(place)),
            _ => check.id.clone(),
        }
    }

    /// The ids of all warnings that a response can confirm.
    #[must_use]
    pub fn warning_ids(&self) -> BTreeSet<String> {
        let warnings = self.survey.checks.iter().filter(|check| check.kind == CheckKind::Warn);
        let ids = |check: &Check| -> Vec<String> {
            match check.owner {
                CheckOwner::Var(var) => self.places.of(var).map(|place| self.check_id(check, Some(place))).collect(),
                CheckOwner::Grid(_) | CheckOwner::Page(_) => vec![check.id.clone()],
            }
        };
        warnings.flat_map(ids).collect()
    }

    /// Usable (rule 13): every core item that was asked is answered, and `usable when`, if given, is true.
    #[must_use]
    pub fn usable(&self, routed: &Routed) -> bool {
        let core = |place: &Place| {
            let asks = |var: &crate::model::Var| var.core && matches!(var.role, Role::Question | Role::Row { .. });
            self.survey.var(place.var).is_some_and(asks)
        };
        let open = |place: Place| {
            let state = routed.state(&self.places, place);
            state.asked() && !state.answered()
        };
        let complete = !self.places.iter().filter(core).any(open);
        complete && self.survey.usable.as_ref().is_none_or(|usable| self.truth(routed, usable, None).is_true())
    }
}
