//! Computed items in words: written out by what they are computed from while that is short, else called by their label.
//!
//! Items computed from each other can say far more when written out than any sentence holds, or any machine.

use super::clause::{Words, list_in_words};
use super::partial::{inputs, recode};
use crate::model::{Arm, Cond, Formula, Num, Role, VarId};

/// A computed item is written out in at most this many clauses; a longer one is called by its label. An assumption: no source
/// says what a reader can hold.
const MOST_CLAUSES: usize = 12;

/// The answers that a computed item comes from are counted up to this many.
const MOST_INPUTS: usize = 6;

impl Words<'_> {
    /// Where a value comes from that the reader did not fill in: our own data, or the answers that it is computed from.
    pub(super) fn whence(&self, var: VarId) -> String {
        let numbers: Vec<String> =
            inputs(self.survey, var).into_iter().filter_map(|input| self.number(input)).collect();
        match numbers.as_slice() {
            [] => "volgens onze gegevens".to_owned(),
            [one] => format!("volgens uw antwoord op vraag {one}"),
            some if some.len() <= MOST_INPUTS => {
                format!("volgens uw antwoorden op vraag {}", list_in_words(some, "en"))
            }
            _ => "volgens uw antwoorden op eerdere vragen".to_owned(),
        }
    }

    /// A respondent does not know a recode: it is said by its arms, one step back. None for what is no recode, or one of
    /// more arms than a sentence holds.
    fn recoded(&self, var: VarId, codes: &[i64], positive: bool) -> Option<Cond> {
        let (arms, otherwise) = recode(self.survey, var).filter(|(arms, _)| arms.len() <= MOST_CLAUSES)?;
        let wanted = |arm: &Arm| codes.contains(&arm.code) == positive;
        let by_else = otherwise.is_some_and(|code| codes.contains(&code) == positive);
        let not = |arm: &Arm| Cond::Not(Box::new(self.specialised(&arm.when)));
        let mut ways = Vec::new();
        for (index, arm) in arms.iter().enumerate().filter(|(_, arm)| wanted(arm)) {
            let unwanted_later = arms.iter().skip(index).any(|later| !wanted(later));
            if unwanted_later || !by_else {
                let earlier = arms.iter().take(index).filter(|earlier| !wanted(earlier)).map(not);
                ways.push(Cond::join(std::iter::once(self.specialised(&arm.when)).chain(earlier), true));
            }
        }
        if by_else {
            ways.push(Cond::join(arms.iter().filter(|arm| !wanted(arm)).map(not), true));
        }
        Some(Cond::join(ways.into_iter(), false))
    }

    /// [`Words::recoded`], if that is short once all is written out.
    pub(super) fn unfolded(&self, var: VarId, codes: &[i64], positive: bool) -> Option<Cond> {
        let mut left = MOST_CLAUSES;
        self.recoded(var, codes, positive).filter(|cond| self.fits(cond, true, &mut left))
    }

    /// Takes from `left` what the condition needs. The work is bounded by `left`, not by what would be written out.
    fn fits(&self, cond: &Cond, positive: bool, left: &mut usize) -> bool {
        match cond {
            Cond::Not(inner) => self.fits(inner, !positive, left),
            Cond::And(parts) | Cond::Or(parts) => parts.iter().all(|part| self.fits(part, positive, left)),
            Cond::Quantified { cond, .. } => self.fits(cond, positive, left),
            Cond::Compare { left: a, right: b, .. } => {
                spend(left) && self.number_fits(a, left) && self.number_fits(b, left)
            }
            Cond::Is { var, codes } => {
                spend(left) && self.recoded(*var, codes, positive).is_none_or(|cond| self.fits(&cond, true, left))
            }
            Cond::Has { .. } | Cond::Order { .. } | Cond::State { .. } => spend(left),
            Cond::Const(_) | Cond::Wording(_) | Cond::Mode(_) => true,
        }
    }

    /// [`Words::fits`] of a number.
    fn number_fits(&self, num: &Num, left: &mut usize) -> bool {
        match num {
            Num::Const(_) => true,
            Num::Var(var) => spend(left) && self.formula_of(*var).is_none_or(|formula| self.number_fits(formula, left)),
            Num::Negate(inner) => self.number_fits(inner, left),
            Num::Add(a, b) | Num::Subtract(a, b) | Num::Multiply(a, b) | Num::Divide(a, b) => {
                self.number_fits(a, left) && self.number_fits(b, left)
            }
            Num::Count { cond, .. } => spend(left) && self.fits(cond, true, left),
            Num::CountChosen(_) | Num::Sum { .. } | Num::Mean { .. } => spend(left),
        }
    }

    /// A respondent does not know a computed number: it is said by what it is computed from, unless that is long.
    pub(super) fn formula(&self, var: VarId) -> Option<String> {
        let (formula, mut left) = (self.formula_of(var)?, MOST_CLAUSES);
        self.number_fits(formula, &mut left).then(|| self.number_in_words(formula))
    }

    /// What a computed number is computed from.
    fn formula_of(&self, var: VarId) -> Option<&Num> {
        match &self.survey.var(var)?.role {
            Role::Computed(Formula::Number(num)) => Some(num),
            Role::Computed(Formula::Recode { .. })
            | Role::Field { .. }
            | Role::Question
            | Role::Row { .. }
            | Role::Specify { .. } => None,
        }
    }
}

/// Takes one clause, if there is one left.
fn spend(left: &mut usize) -> bool {
    let rest = left.checked_sub(1);
    *left = rest.unwrap_or(0);
    rest.is_some()
}
