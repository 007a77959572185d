//! The lowering that every back end shares (rule 2): a three-valued condition becomes two two-valued predicates over
//! stored states, *is true* and *is false*; a condition is unknown where neither holds. No back end negates a condition itself.

use crate::model::{CmpOp, Cond, Formula, Members, Mode, Num, StateFn, VarId};
use crate::number::Decimal;

/// A two-valued predicate over stored states. Every leaf is false, never unknown, where its variable has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pred {
    Const(bool),
    All(Vec<Pred>),
    Any(Vec<Pred>),
    /// One of `codes` is chosen, as valid or as missing option, alone or in a set.
    Chosen {
        var: VarId,
        codes: Vec<i64>,
    },
    /// Answered (valid or missing), and none of `codes` is chosen.
    NotChosen {
        var: VarId,
        codes: Vec<i64>,
    },
    /// Valid, and the chosen code stands so to `code`.
    Position {
        var: VarId,
        op: CmpOp,
        code: i64,
    },
    /// Both sides have a value, and they stand so to each other.
    Compare {
        left: Calc,
        op: CmpOp,
        right: Calc,
    },
    /// The state is (`holds`) or is not one of those that the function names.
    State {
        state: StateFn,
        var: VarId,
        holds: bool,
    },
    /// The wording is, or is not, one of these.
    Wording {
        among: Vec<usize>,
        holds: bool,
    },
    Mode {
        among: Vec<Mode>,
        holds: bool,
    },
    /// Some asked member satisfies `pred`; false where none was asked.
    Some {
        over: Members,
        pred: Box<Pred>,
    },
    /// Every asked member satisfies `pred`; true where none was asked.
    Every {
        over: Members,
        pred: Box<Pred>,
    },
}

/// A [`Num`] whose conditions are lowered. It has a value, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Calc {
    Const(Decimal),
    /// The value of a valid number, the day of a valid date, the code of a valid one-of.
    Var(VarId),
    Negate(Box<Calc>),
    Add(Box<Calc>, Box<Calc>),
    Subtract(Box<Calc>, Box<Calc>),
    Multiply(Box<Calc>, Box<Calc>),
    Divide(Box<Calc>, Box<Calc>),
    CountChosen(VarId),
    /// Asked members that satisfy `pred`; no value if none was asked.
    Count {
        over: Members,
        pred: Box<Pred>,
    },
    Sum {
        over: Members,
        at_least: Option<u32>,
    },
    Mean {
        over: Members,
        at_least: Option<u32>,
    },
}

/// The two predicates of one condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lowered {
    pub is_true: Pred,
    pub is_false: Pred,
}

/// A [`Formula`] whose conditions are lowered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoweredFormula {
    /// The code of the first arm whose predicate holds; `otherwise` where the second predicate (all arms false) holds.
    Recode {
        arms: Vec<(i64, Pred)>,
        otherwise: Option<(i64, Pred)>,
    },
    Number(Calc),
}

/// Lowers a condition; wording and mode stay leaves unless it was specialised before.
#[must_use]
pub fn lower(cond: &Cond) -> Lowered {
    Lowered { is_true: lower_to(cond, true), is_false: lower_to(cond, false) }
}

/// The predicate that holds exactly where `cond` is true.
#[must_use]
pub fn is_true(cond: &Cond) -> Pred {
    lower_to(cond, true)
}

/// The predicate that holds exactly where `cond` is false, not where it is unknown.
#[must_use]
pub fn is_false(cond: &Cond) -> Pred {
    lower_to(cond, false)
}

#[must_use]
pub fn lower_num(num: &Num) -> Calc {
    let two = |a: &Num, b: &Num| (Box::new(lower_num(a)), Box::new(lower_num(b)));
    match num {
        Num::Const(value) => Calc::Const(*value),
        Num::Var(var) => Calc::Var(*var),
        Num::Negate(inner) => Calc::Negate(Box::new(lower_num(inner))),
        Num::Add(a, b) => pair(Calc::Add, two(a, b)),
        Num::Subtract(a, b) => pair(Calc::Subtract, two(a, b)),
        Num::Multiply(a, b) => pair(Calc::Multiply, two(a, b)),
        Num::Divide(a, b) => pair(Calc::Divide, two(a, b)),
        Num::CountChosen(var) => Calc::CountChosen(*var),
        Num::Count { over, cond } => Calc::Count { over: over.clone(), pred: Box::new(is_true(cond)) },
        Num::Sum { over, at_least } => Calc::Sum { over: over.clone(), at_least: *at_least },
        Num::Mean { over, at_least } => Calc::Mean { over: over.clone(), at_least: *at_least },
    }
}

#[must_use]
pub fn lower_formula(formula: &Formula) -> LoweredFormula {
    match formula {
        Formula::Number(num) => LoweredFormula::Number(lower_num(num)),
        Formula::Recode { arms, otherwise } => LoweredFormula::Recode {
            arms: arms.iter().map(|arm| (arm.code, is_true(&arm.when))).collect(),
            otherwise: otherwise.map(|code| (code, joined(arms.iter().map(|arm| is_false(&arm.when)), true))),
        },
    }
}

fn pair(make: impl Fn(Box<Calc>, Box<Calc>) -> Calc, (a, b): (Box<Calc>, Box<Calc>)) -> Calc {
    make(a, b)
}

/// `want`: the truth value at which the predicate holds.
fn lower_to(cond: &Cond, want: bool) -> Pred {
    match cond {
        Cond::Const(truth) => Pred::Const(*truth == want),
        Cond::Not(inner) => lower_to(inner, !want),
        Cond::And(parts) => joined(parts.iter().map(|part| lower_to(part, want)), want),
        Cond::Or(parts) => joined(parts.iter().map(|part| lower_to(part, want)), !want),
        Cond::Is { var, codes } | Cond::Has { var, codes } if want => Pred::Chosen { var: *var, codes: codes.clone() },
        Cond::Is { var, codes } | Cond::Has { var, codes } => Pred::NotChosen { var: *var, codes: codes.clone() },
        Cond::Order { var, op, code } => {
            Pred::Position { var: *var, op: if want { *op } else { op.negated() }, code: *code }
        }
        Cond::Compare { left, op, right } => {
            Pred::Compare { left: lower_num(left), op: if want { *op } else { op.negated() }, right: lower_num(right) }
        }
        Cond::State { state, var } => Pred::State { state: *state, var: *var, holds: want },
        Cond::Wording(among) => Pred::Wording { among: among.clone(), holds: want },
        Cond::Mode(among) => Pred::Mode { among: among.clone(), holds: want },
        Cond::Quantified { all, over, cond } => quantified(*all == want, over, lower_to(cond, want)),
    }
}

/// `all … is true` and `any … is false` speak of every member, the other two of some.
fn quantified(every: bool, over: &Members, pred: Pred) -> Pred {
    let (over, pred) = (over.clone(), Box::new(pred));
    if every { Pred::Every { over, pred } } else { Pred::Some { over, pred } }
}

/// All (`all`) or any of the parts, constants folded.
fn joined(parts: impl Iterator<Item = Pred>, all: bool) -> Pred {
    let mut kept = Vec::new();
    for part in parts {
        match part {
            Pred::Const(truth) if truth == all => {}
            Pred::Const(truth) => return Pred::Const(truth),
            other => kept.push(other),
        }
    }
    match kept.len() {
        0 => Pred::Const(all),
        1 => kept.swap_remove(0),
        _ if all => Pred::All(kept),
        _ => Pred::Any(kept),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(code: i64) -> Cond {
        Cond::Is { var: VarId(0), codes: vec![code] }
    }

    #[test]
    fn negation_reaches_the_leaves() {
        let cond = Cond::Not(Box::new(Cond::And(vec![is(1), Cond::Not(Box::new(is(2)))])));
        let chosen = |code| Pred::Chosen { var: VarId(0), codes: vec![code] };
        let other = |code| Pred::NotChosen { var: VarId(0), codes: vec![code] };
        assert_eq!(is_true(&cond), Pred::Any(vec![other(1), chosen(2)]));
        assert_eq!(is_false(&cond), Pred::All(vec![chosen(1), other(2)]));
    }

    #[test]
    fn any_is_false_when_every_member_is() {
        let over = Members::Vars(vec![VarId(1)]);
        let cond = Cond::Quantified { all: false, over: over.clone(), cond: Box::new(is(1)) };
        assert!(matches!(is_false(&cond), Pred::Every { pred, .. } if matches!(*pred, Pred::NotChosen { .. })));
        assert!(matches!(is_true(&cond), Pred::Some { .. }));
    }

    #[test]
    fn otherwise_needs_every_arm_false() {
        let arms = vec![crate::model::Arm { code: 1, when: is(1) }, crate::model::Arm { code: 2, when: is(2) }];
        let lowered = lower_formula(&Formula::Recode { arms, otherwise: Some(9) });
        let LoweredFormula::Recode { otherwise: Some((9, Pred::All(parts))), .. } = lowered else { panic!() };
        assert_eq!(parts.len(), 2);
    }
}
