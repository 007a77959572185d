//! Conditions and arithmetic as written.

use super::{Name, Path, Spanned};
use crate::number::Decimal;
use crate::text::Span;

/// An expression as written; types are given in `analysis`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr {
    pub kind: ExprKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExprKind {
    /// A name or dotted path: item, field, option, `wording`, `mode`, `answer`.
    Path(Path),
    Number(Decimal),
    /// `2023-08-31`
    Date(String),
    /// A text literal, in data conditions of reports.
    Text(String),
    /// `50 %`
    Percentage(Decimal),
    Not(Box<Expr>),
    Negate(Box<Expr>),
    Binary {
        op: Spanned<BinaryOp>,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// `x in { a, b }`
    InSet {
        left: Box<Expr>,
        options: Vec<Expr>,
    },
    /// `x in 1..5`
    InRange {
        left: Box<Expr>,
        min: Box<Expr>,
        max: Box<Expr>,
    },
    /// `x has a`, `x has any { a, b }`
    Has {
        left: Box<Expr>,
        options: Vec<Expr>,
    },
    /// `asked(x)`, `count(x where c)`, `mean(a, b) at least 2`
    Call(Call),
    /// Not understood; a diagnostic has been given.
    Broken,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub function: Name,
    pub arguments: Vec<Expr>,
    pub condition: Option<Box<Expr>>,
    pub at_least: Option<Spanned<u32>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BinaryOp {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl BinaryOp {
    /// As written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }
}
