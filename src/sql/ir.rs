//! Tables and queries as typed data; dialects only spell them.
//!
//! Invariants: a query gives integers and texts of keys only, never a ratio; every predicate is two-valued, so that no
//! engine's treatment of null is relied upon (columns that may be null are read through [`Int::Or`] or [`Txt::Or`]).

use crate::model::CmpOp;

/// A column of a table in `from` or `joins`, by its alias.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Col {
    pub alias: String,
    pub column: String,
}

/// An integer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Int {
    Const(i64),
    /// A column that is never null.
    Col(Col),
    /// A column, or this number where it is null.
    Or(Col, i64),
    Negate(Box<Int>),
    Arithmetic(Box<Int>, Arithmetic, Box<Int>),
    /// The first arm that holds.
    Case(Vec<(Bool, Int)>, Box<Int>),
    CountRows,
    CountDistinct(Col),
    /// Of at least one row, never null.
    Sum(Box<Int>),
    /// A query of one row and one integer.
    Scalar(Box<Query>),
    /// Its own aggregate that is 0 over no rows.
    SumOrZero(Box<Int>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arithmetic {
    Add,
    Subtract,
    Multiply,
}

/// A text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Txt {
    Const(String),
    Col(Col),
    Or(Col, String),
}

/// A two-valued predicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bool {
    Const(bool),
    Not(Box<Bool>),
    And(Vec<Bool>),
    Or(Vec<Bool>),
    Compare(Int, CmpOp, Int),
    In(Int, Vec<i64>),
    TextIn(Txt, Vec<String>),
    /// The columns are equal: joins on keys, which are never null.
    SameText(Col, Col),
    Exists(Box<Query>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Int(Int),
    Text(Txt),
}

/// A named table in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub table: String,
    pub alias: String,
}

/// `select … from … join … where … group by`: the first `group` values are grouped by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub select: Vec<(Value, String)>,
    pub from: Source,
    /// Inner joins, each with its condition.
    pub joins: Vec<(Source, Bool)>,
    pub filter: Bool,
    /// How many of the selected values are grouped by; none: one row per row of `from`, or one row in all.
    pub group: usize,
}

/// Queries of one shape put below each other, in a fixed order of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Union {
    pub parts: Vec<Query>,
    /// How many of the first columns the rows are ordered by.
    pub order: usize,
}

impl Col {
    #[must_use]
    pub fn new(alias: &str, column: &str) -> Self {
        Self { alias: alias.to_owned(), column: column.to_owned() }
    }
}

impl Bool {
    /// All of the parts; true without parts.
    #[must_use]
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::join(parts, true)
    }

    /// One of the parts; false without parts.
    #[must_use]
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::join(parts, false)
    }

    fn join(parts: impl IntoIterator<Item = Self>, neutral: bool) -> Self {
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

    #[must_use]
    pub fn equals(left: Int, right: i64) -> Self {
        Self::Compare(left, CmpOp::Equal, Int::Const(right))
    }
}

impl Int {
    /// 1 where the predicate holds, else 0.
    #[must_use]
    pub fn flag(when: Bool) -> Self {
        Self::Case(vec![(when, Self::Const(1))], Box::new(Self::Const(0)))
    }
}
