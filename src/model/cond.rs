//! Conditions and arithmetic, resolved and typed. Three-valued; see rule 2 and 17 of the language's meaning.

use super::{LoopId, Mode, VarId};
use crate::number::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A condition. Inside a loop a variable of the same loop means the same iteration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cond {
    Const(bool),
    Not(Box<Cond>),
    And(Vec<Cond>),
    Or(Vec<Cond>),
    /// The chosen option (valid or missing) is one of `codes`; on number, text and date items: a missing option is.
    Is {
        var: VarId,
        codes: Vec<i64>,
    },
    /// The any-of holds at least one of `codes`.
    Has {
        var: VarId,
        codes: Vec<i64>,
    },
    /// On an ordered scale: the chosen code against `code`; a missing option is unknown.
    Order {
        var: VarId,
        op: CmpOp,
        code: i64,
    },
    Compare {
        left: Num,
        op: CmpOp,
        right: Num,
    },
    State {
        state: StateFn,
        var: VarId,
    },
    /// The wording is one of these; always decided.
    Wording(Vec<usize>),
    Mode(Vec<Mode>),
    /// Kleene `any` or `all` over the asked members. [`VarId`]s equal to `Members`' marker are the member at hand.
    Quantified {
        all: bool,
        over: Members,
        cond: Box<Cond>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CmpOp {
    #[serde(rename = "=")]
    Equal,
    #[serde(rename = "!=")]
    NotEqual,
    #[serde(rename = "<")]
    Less,
    #[serde(rename = "<=")]
    LessEqual,
    #[serde(rename = ">")]
    Greater,
    #[serde(rename = ">=")]
    GreaterEqual,
}

impl CmpOp {
    #[must_use]
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::LessEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterEqual => ordering.is_ge(),
        }
    }

    /// The operator that says the same with its sides exchanged.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessEqual => Self::GreaterEqual,
            Self::Greater => Self::Less,
            Self::GreaterEqual => Self::LessEqual,
            Self::Equal | Self::NotEqual => self,
        }
    }

    /// The operator that is true where this one is false.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::GreaterEqual,
            Self::LessEqual => Self::Greater,
            Self::Greater => Self::LessEqual,
            Self::GreaterEqual => Self::Less,
        }
    }
}

/// Always true or false, whatever the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StateFn {
    Asked,
    Answered,
    Missing,
    Valid,
}

/// A numeric expression. A date is its day number (days since 1970-01-01).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Num {
    Const(Decimal),
    /// A number or date item; inside a `where` of a scored one-of also its code.
    Var(VarId),
    Negate(Box<Num>),
    Add(Box<Num>, Box<Num>),
    Subtract(Box<Num>, Box<Num>),
    Multiply(Box<Num>, Box<Num>),
    Divide(Box<Num>, Box<Num>),
    /// Chosen options of an any-of, `alone` ones apart.
    CountChosen(VarId),
    /// Members for which the condition is true; no value if none was asked.
    Count {
        over: Members,
        cond: Box<Cond>,
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

/// A set of variables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Members {
    /// Grid rows or listed items. In `where`, [`Members::ANSWER`] stands for the member at hand.
    Vars(Vec<VarId>),
    /// Iterations of a loop; `item` is summed or averaged, absent for counts over bare names.
    Loop { of: LoopId, item: Option<VarId> },
}

impl Members {
    /// `answer` in a `where`: the member at hand.
    pub const ANSWER: VarId = VarId(u32::MAX);
}

impl Cond {
    /// Every variable read, members included, [`Members::ANSWER`] not.
    #[must_use]
    pub fn reads(&self) -> BTreeSet<VarId> {
        let mut vars = BTreeSet::new();
        self.visit(&mut |var| {
            vars.insert(var);
        });
        vars.remove(&Members::ANSWER);
        vars
    }

    fn visit(&self, see: &mut impl FnMut(VarId)) {
        match self {
            Self::Const(_) | Self::Wording(_) | Self::Mode(_) => {}
            Self::Not(inner) => inner.visit(see),
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.visit(see)),
            Self::Is { var, .. } | Self::Has { var, .. } | Self::Order { var, .. } | Self::State { var, .. } => {
                see(*var)
            }
            Self::Compare { left, right, .. } => {
                left.visit(see);
                right.visit(see);
            }
            Self::Quantified { over, cond, .. } => {
                over.visit(see);
                cond.visit(see);
            }
        }
    }

    /// The condition as it stands in one wording and mode, with what is decided there folded away.
    #[must_use]
    pub fn specialise(&self, wording: usize, mode: Mode) -> Self {
        match self {
            Self::Wording(wordings) => Self::Const(wordings.contains(&wording)),
            Self::Mode(modes) => Self::Const(modes.contains(&mode)),
            Self::Not(inner) => match inner.specialise(wording, mode) {
                Self::Const(truth) => Self::Const(!truth),
                other => Self::Not(Box::new(other)),
            },
            Self::And(parts) => Self::join(parts.iter().map(|p| p.specialise(wording, mode)), true),
            Self::Or(parts) => Self::join(parts.iter().map(|p| p.specialise(wording, mode)), false),
            other => other.clone(),
        }
    }

    /// And (`neutral` true) or or (`neutral` false) of the parts, constants folded.
    #[must_use]
    pub fn join(parts: impl Iterator<Item = Self>, neutral: bool) -> Self {
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Self::Const(truth) if truth == neutral => {}
                Self::Const(truth) => return Self::Const(truth),
                other => kept.push(other),
            }
        }
        match kept.len() {
            0 => Self::Const(neutral),
            1 => kept.swap_remove(0),
            _ if neutral => Self::And(kept),
            _ => Self::Or(kept),
        }
    }
}

impl Num {
    #[must_use]
    pub fn reads(&self) -> BTreeSet<VarId> {
        let mut vars = BTreeSet::new();
        self.visit(&mut |var| {
            vars.insert(var);
        });
        vars.remove(&Members::ANSWER);
        vars
    }

    fn visit(&self, see: &mut impl FnMut(VarId)) {
        match self {
            Self::Const(_) => {}
            Self::Var(var) | Self::CountChosen(var) => see(*var),
            Self::Negate(inner) => inner.visit(see),
            Self::Add(a, b) | Self::Subtract(a, b) | Self::Multiply(a, b) | Self::Divide(a, b) => {
                a.visit(see);
                b.visit(see);
            }
            Self::Count { over, cond } => {
                over.visit(see);
                cond.visit(see);
            }
            Self::Sum { over, .. } | Self::Mean { over, .. } => over.visit(see),
        }
    }
}

impl Members {
    fn visit(&self, see: &mut impl FnMut(VarId)) {
        match self {
            Self::Vars(vars) => vars.iter().for_each(|var| see(*var)),
            Self::Loop { item, .. } => item.iter().for_each(|var| see(*var)),
        }
    }
}
