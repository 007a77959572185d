//! What a condition or a formula reads in one variant, without a copy of it.

use crate::model::{Cond, Members, Mode, Num, VarId};

/// One variable, or a set of which only some need be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Read {
    One(VarId),
    Set(Vec<VarId>),
}

impl Read {
    pub(crate) fn vars(&self) -> &[VarId] {
        match self {
            Self::One(var) => std::slice::from_ref(var),
            Self::Set(vars) => vars,
        }
    }
}

/// A condition, a formula, or one item (what a loop runs over).
#[derive(Debug, Clone, Copy)]
pub(crate) enum Readable<'a> {
    Cond(&'a Cond),
    Num(&'a Num),
    Item(VarId),
}

/// Whether a condition is decided by the wording and the mode alone.
pub(crate) fn decided(cond: &Cond, wording: usize, mode: Mode) -> Option<bool> {
    match cond {
        Cond::Const(truth) => Some(*truth),
        Cond::Wording(wordings) => Some(wordings.contains(&wording)),
        Cond::Mode(modes) => Some(modes.contains(&mode)),
        Cond::Not(inner) => decided(inner, wording, mode).map(|truth| !truth),
        Cond::And(parts) => joined(parts, wording, mode, true),
        Cond::Or(parts) => joined(parts, wording, mode, false),
        Cond::Is { .. }
        | Cond::Has { .. }
        | Cond::Order { .. }
        | Cond::Compare { .. }
        | Cond::State { .. }
        | Cond::Quantified { .. } => None,
    }
}

fn joined(parts: &[Cond], wording: usize, mode: Mode, neutral: bool) -> Option<bool> {
    let mut open = false;
    for part in parts {
        match decided(part, wording, mode) {
            Some(truth) if truth != neutral => return Some(truth),
            Some(_) => {}
            None => open = true,
        }
    }
    (!open).then_some(neutral)
}

/// Everything that is read in a variant, in the order of the condition, with what the variant decides left out.
pub(crate) fn reads_of(readable: Readable<'_>, wording: usize, mode: Mode) -> Vec<Read> {
    let mut reads = Vec::new();
    match readable {
        Readable::Cond(cond) => of_cond(cond, wording, mode, &mut reads),
        Readable::Num(num) => of_num(num, wording, mode, &mut reads),
        Readable::Item(var) => reads.push(Read::One(var)),
    }
    reads.retain(|read| !matches!(read, Read::One(Members::ANSWER)));
    reads
}

fn of_cond(cond: &Cond, wording: usize, mode: Mode, reads: &mut Vec<Read>) {
    if decided(cond, wording, mode).is_some() {
        return;
    }
    match cond {
        Cond::Const(_) | Cond::Wording(_) | Cond::Mode(_) => {}
        Cond::Not(inner) => of_cond(inner, wording, mode, reads),
        Cond::And(parts) | Cond::Or(parts) => parts.iter().for_each(|part| of_cond(part, wording, mode, reads)),
        Cond::Is { var, .. } | Cond::Has { var, .. } | Cond::Order { var, .. } | Cond::State { var, .. } => {
            reads.push(Read::One(*var));
        }
        Cond::Compare { left, right, .. } => {
            of_num(left, wording, mode, reads);
            of_num(right, wording, mode, reads);
        }
        Cond::Quantified { over, cond, .. } => {
            of_members(over, reads);
            of_cond(cond, wording, mode, reads);
        }
    }
}

fn of_num(num: &Num, wording: usize, mode: Mode, reads: &mut Vec<Read>) {
    match num {
        Num::Const(_) => {}
        Num::Var(var) | Num::CountChosen(var) => reads.push(Read::One(*var)),
        Num::Negate(inner) => of_num(inner, wording, mode, reads),
        Num::Add(a, b) | Num::Subtract(a, b) | Num::Multiply(a, b) | Num::Divide(a, b) => {
            of_num(a, wording, mode, reads);
            of_num(b, wording, mode, reads);
        }
        Num::Count { over, cond } => {
            of_members(over, reads);
            of_cond(cond, wording, mode, reads);
        }
        Num::Sum { over, .. } | Num::Mean { over, .. } => of_members(over, reads),
    }
}

fn of_members(over: &Members, reads: &mut Vec<Read>) {
    match over {
        Members::Vars(vars) => reads.push(Read::Set(vars.clone())),
        Members::Loop { item, .. } => reads.extend(item.map(Read::One)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Read, Readable, decided, reads_of};
    use crate::model::{Cond, Mode, VarId};

    fn is(var: u32) -> Cond {
        Cond::Is { var: VarId(var), codes: vec![1] }
    }

    #[test]
    fn what_a_variant_decides_is_not_read() {
        let either = Cond::Or(vec![Cond::Wording(vec![0]), is(3)]);
        let both = Cond::And(vec![either.clone(), is(4)]);
        let read = |cond: &Cond, wording| reads_of(Readable::Cond(cond), wording, Mode::Web);
        assert_eq!(read(&both, 0), [Read::One(VarId(4))]);
        assert_eq!(read(&both, 1), [Read::One(VarId(3)), Read::One(VarId(4))]);
        assert_eq!(decided(&either, 0, Mode::Web), Some(true));
        assert_eq!(decided(&Cond::Not(Box::new(either)), 0, Mode::Web), Some(false));
        assert_eq!(decided(&both, 0, Mode::Web), None);
    }
}
