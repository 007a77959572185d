//! Conditions around a part: what they make sure of.

use crate::model::{CmpOp, DataCond, DataNum, Quantity};
use crate::number::Decimal;
use crate::syntax::ast::{BinaryOp, Expr, ExprKind};

/// Whether a condition that holds makes sure that a survey has respondents or sample.
pub(super) fn ensures(cond: &DataCond, survey: usize) -> bool {
    match cond {
        DataCond::And(parts) => parts.iter().any(|part| ensures(part, survey)),
        DataCond::Or(parts) => !parts.is_empty() && parts.iter().all(|part| ensures(part, survey)),
        DataCond::Uses(of) | DataCond::Published(of) => *of == survey,
        DataCond::Compare { left, op, right } => counted(left) == Some(survey) && at_least_one(*op, *right),
        DataCond::Const(_) | DataCond::Not(_) | DataCond::Unit { .. } => false,
    }
}

/// The survey whose people a number counts.
fn counted(num: &DataNum) -> Option<usize> {
    match num {
        DataNum::Quantity(Quantity::N(survey) | Quantity::Gross(survey) | Quantity::Net(survey)) => Some(*survey),
        DataNum::Quantity(Quantity::Base(item)) => Some(item.survey),
        DataNum::NWhere { survey, .. } => Some(*survey),
        DataNum::Quantity(_) => None,
    }
}

fn at_least_one(op: CmpOp, right: Decimal) -> bool {
    match op {
        CmpOp::Greater => right >= Decimal::integer(0),
        CmpOp::GreaterEqual | CmpOp::Equal => right > Decimal::integer(0),
        CmpOp::NotEqual | CmpOp::Less | CmpOp::LessEqual => false,
    }
}

/// Whether a condition makes sure that a ratio has a value.
pub(super) fn ensures_ratio(cond: &DataCond, ratio: &Quantity) -> bool {
    match cond {
        DataCond::And(parts) => parts.iter().any(|part| ensures_ratio(part, ratio)),
        DataCond::Or(parts) => !parts.is_empty() && parts.iter().all(|part| ensures_ratio(part, ratio)),
        DataCond::Compare { left: DataNum::Quantity(left), op, right } if at_least_one(*op, *right) => {
            match (ratio, left) {
                (Quantity::Rate(of), Quantity::N(found) | Quantity::Net(found)) => of == found,
                (Quantity::Rate(of), Quantity::Base(item)) => *of == item.survey,
                (Quantity::Mean(of), Quantity::Base(item)) => of == item,
                (Quantity::Promoter(_), Quantity::N(_) | Quantity::Base(_)) => true,
                _ => false,
            }
        }
        _ => false,
    }
}

/// Whether every condition of `needed` also stands among `given`, word for word, alone or as one side of an `and`.
pub(super) fn missing<'a>(given: &[&'a Expr], needed: &[&'a Expr]) -> Option<&'a Expr> {
    let given: Vec<&Expr> = given.iter().flat_map(|expr| conjuncts(expr)).collect();
    let has = |expr: &&Expr| given.iter().any(|known| same(known, expr));
    needed.iter().copied().find(|expr| !conjuncts(expr).iter().all(has))
}

fn conjuncts(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::Binary { op, left, right } if op.value == BinaryOp::And => {
            [conjuncts(left), conjuncts(right)].concat()
        }
        _ => vec![expr],
    }
}

/// Equal apart from the places where they stand.
fn same(a: &Expr, b: &Expr) -> bool {
    let all = |a: &[Expr], b: &[Expr]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b));
    match (&a.kind, &b.kind) {
        (ExprKind::Path(a), ExprKind::Path(b)) => a.dotted() == b.dotted(),
        (ExprKind::Not(a), ExprKind::Not(b)) | (ExprKind::Negate(a), ExprKind::Negate(b)) => same(a, b),
        (ExprKind::Binary { op, left, right }, ExprKind::Binary { op: other, left: l, right: r }) => {
            op.value == other.value && same(left, l) && same(right, r)
        }
        (ExprKind::InSet { left, options }, ExprKind::InSet { left: l, options: o })
        | (ExprKind::Has { left, options }, ExprKind::Has { left: l, options: o }) => same(left, l) && all(options, o),
        (ExprKind::InRange { left, min, max }, ExprKind::InRange { left: l, min: n, max: x }) => {
            same(left, l) && same(min, n) && same(max, x)
        }
        (ExprKind::Call(a), ExprKind::Call(b)) => {
            let conditions = match (&a.condition, &b.condition) {
                (Some(a), Some(b)) => same(a, b),
                (None, None) => true,
                _ => false,
            };
            a.function.value == b.function.value && all(&a.arguments, &b.arguments) && conditions
        }
        (a, b) => a == b && !matches!(a, ExprKind::Broken),
    }
}
