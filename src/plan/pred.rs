//! Bases as data: two-valued predicates over stored states, by the paths of variables.

use crate::model::{CmpOp, StateFn};
use serde::{Deserialize, Serialize};

/// A two-valued predicate over one response. Every leaf is false where its variable has no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pred {
    Const(bool),
    All(Vec<Pred>),
    Any(Vec<Pred>),
    /// One of `codes` is chosen, as valid or as missing option, alone or in a set.
    Chosen {
        var: String,
        codes: Vec<i64>,
    },
    /// Answered (valid or missing), and none of `codes` is chosen.
    NotChosen {
        var: String,
        codes: Vec<i64>,
    },
    /// Valid, and the chosen code stands so to `code`.
    Position {
        var: String,
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
        var: String,
        holds: bool,
    },
    /// The wording at submission is, or is not, one of these.
    Wording {
        among: Vec<String>,
        holds: bool,
    },
    Mode {
        among: Vec<String>,
        holds: bool,
    },
    /// Some asked member satisfies `pred`; false where none was asked.
    Some {
        over: Over,
        pred: Box<Pred>,
    },
    /// Every asked member satisfies `pred`; true where none was asked.
    Every {
        over: Over,
        pred: Box<Pred>,
    },
}

/// An integer × 10^-decimals, or no value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calc {
    Const {
        units: i64,
        decimals: u8,
    },
    /// The value of a valid number, the day of a valid date, the code of a valid one-of.
    Var(String),
    Negate(Box<Calc>),
    Add(Box<Calc>, Box<Calc>),
    Subtract(Box<Calc>, Box<Calc>),
    Multiply(Box<Calc>, Box<Calc>),
    /// Chosen options of a valid any-of, `alone` ones apart.
    CountChosen(String),
    /// Asked members that satisfy `pred`; no value if none was asked.
    Count {
        over: Over,
        pred: Box<Pred>,
    },
    /// Of the valid members; no value unless every asked one is valid, or at least so many are.
    Sum {
        over: Over,
        at_least: Option<u32>,
    },
}

/// A set of variables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// In a predicate, [`Over::ANSWER`] stands for the member at hand.
    Vars(Vec<String>),
    /// The iterations of a loop, in which its items mean those of the iteration; `answer` is `item`.
    Loop { name: String, item: Option<String> },
}

impl Over {
    /// The member at hand; no variable can have this name.
    pub const ANSWER: &str = "answer";
}
