//! Arithmetic: numbers, dates, counts, sums and means.

use super::functions::is_condition;
use super::interval::{Typed, hull, product, sum_of_some};
use super::{Typer, kind_words, members};
use crate::analysis::rules;
use crate::model::{Kind, Members, Num, VarId};
use crate::number::{Decimal, Ratio, parse_date};
use crate::syntax::ast::{BinaryOp, Call, Expr, ExprKind, Spanned};
use crate::text::Span;

/// The first and last day that a date without a range can be: 0001-01-01 and 9999-12-31.
const DAYS: (i64, i64) = (-719_162, 2_932_896);

impl Typer<'_, '_> {
    /// An arithmetic expression; a date is no number.
    pub(crate) fn number(&mut self, expr: &Expr) -> Option<Typed> {
        let typed = self.value(expr)?;
        if typed.date {
            return self.fault(rules::q0301_wrong_operand::arithmetic(expr.span, "a date"));
        }
        Some(typed)
    }

    /// A number or a date.
    pub(super) fn value(&mut self, expr: &Expr) -> Option<Typed> {
        let typed = match &expr.kind {
            ExprKind::Number(number) => Some(constant(*number)),
            ExprKind::Date(date) => day_number(date),
            ExprKind::Path(path) => {
                let (var, kind) = match self.path_operand(path)? {
                    super::Operand::Var { var, kind } => (var, kind),
                    super::Operand::Name(_) => {
                        super::super::build::unknown(path, self.symbols, self.sink);
                        return None;
                    }
                    other => return self.fault(rules::q0301_wrong_operand::arithmetic(expr.span, &other.words())),
                };
                self.var_value(var, &kind, expr.span)
            }
            ExprKind::Negate(inner) => {
                let inner = self.number(inner)?;
                let num = Num::Negate(Box::new(inner.num));
                Some(Typed { num, min: inner.max.negate(), max: inner.min.negate(), ..inner })
            }
            ExprKind::Binary { op, left, right } if members::is_arithmetic(op.value) => {
                let (left, right) = (self.number(left), self.number(right));
                self.arithmetic(op, left?, right?, expr.span)
            }
            ExprKind::Call(call) => self.numeric_call(call, expr.span),
            ExprKind::Percentage(_) => self.fault(rules::q0301_wrong_operand::percentage(expr.span)),
            ExprKind::Text(_) => self.fault(rules::q0301_wrong_operand::arithmetic(expr.span, "a text")),
            ExprKind::Binary { .. }
            | ExprKind::Not(_)
            | ExprKind::InSet { .. }
            | ExprKind::InRange { .. }
            | ExprKind::Has { .. } => self.fault(rules::q0301_wrong_operand::arithmetic(expr.span, "a condition")),
            ExprKind::Broken => None,
        }?;
        if !typed.is_exact() {
            return self.fault(rules::q0308_exactness_overflow::error(expr.span, typed.largest()));
        }
        Some(typed)
    }

    fn var_value(&mut self, var: VarId, kind: &Kind, span: Span) -> Option<Typed> {
        let Some((min, max)) = self.bounds(kind) else {
            return self.fault(match kind {
                Kind::OneOf { .. } => rules::q0325_not_scored::error(span),
                _ => rules::q0301_wrong_operand::arithmetic(span, kind_words(kind)),
            });
        };
        let date = matches!(kind, Kind::Date { .. });
        Some(Typed { num: Num::Var(var), min, max, decimals: Some(kind.decimals()), date })
    }

    /// The least and greatest value; none for what has no number.
    fn bounds(&self, kind: &Kind) -> Option<(Ratio, Ratio)> {
        match kind {
            Kind::Number { min, max, decimals, .. } => {
                Some((Ratio::scaled(*min, *decimals), Ratio::scaled(*max, *decimals)))
            }
            Kind::Date { min, max, .. } => {
                Some((Ratio::integer(min.unwrap_or(DAYS.0)), Ratio::integer(max.unwrap_or(DAYS.1))))
            }
            Kind::OneOf { list } => {
                let list = self.list(*list).filter(|list| list.scored)?;
                hull(list.options.iter().filter(|option| !option.missing).map(|option| Ratio::integer(option.code)))
            }
            Kind::AnyOf { .. } | Kind::Text { .. } => None,
        }
    }

    fn arithmetic(&mut self, op: &Spanned<BinaryOp>, a: Typed, b: Typed, span: Span) -> Option<Typed> {
        let overflow = || rules::q0308_exactness_overflow::error(span, a.largest());
        let decimals = a.decimals.zip(b.decimals);
        let (bounds, decimals) = match op.value {
            BinaryOp::Add => (a.min.plus(b.min).zip(a.max.plus(b.max)), decimals.map(|(a, b)| a.max(b))),
            BinaryOp::Subtract => (a.min.minus(b.max).zip(a.max.minus(b.min)), decimals.map(|(a, b)| a.max(b))),
            BinaryOp::Multiply => (product(&a, &b), decimals.map(|(a, b)| a.saturating_add(b))),
            _ => (quotient(&a, &b), None),
        };
        if op.value == BinaryOp::Divide {
            self.division(op.span, "/")?;
        }
        let Some((min, max)) = bounds else { return self.fault(overflow()) };
        let (left, right) = (Box::new(a.num), Box::new(b.num));
        let num = match op.value {
            BinaryOp::Add => Num::Add(left, right),
            BinaryOp::Subtract => Num::Subtract(left, right),
            BinaryOp::Multiply => Num::Multiply(left, right),
            _ => Num::Divide(left, right),
        };
        Some(Typed { num, min, max, decimals, date: false })
    }

    /// `/` and `mean` stand only where a computed item says how many decimals they get.
    fn division(&mut self, span: Span, what: &str) -> Option<()> {
        if self.env.divides {
            return Some(());
        }
        self.fault(rules::q0309_division_without_decimals::error(span, what, self.env.computed))
    }

    fn numeric_call(&mut self, call: &Call, span: Span) -> Option<Typed> {
        match call.function.value.as_str() {
            "count" => self.count(call, span),
            "sum" => self.total(call, span, false),
            "mean" => {
                self.division(call.function.span, "mean")?;
                self.total(call, span, true)
            }
            other if is_condition(other) => self.fault(rules::q0301_wrong_operand::arithmetic(span, "a condition")),
            _ => self.fault(rules::q0302_unknown_function::error(&call.function)),
        }
    }

    fn count(&mut self, call: &Call, span: Span) -> Option<Typed> {
        self.no_at_least(call)?;
        let Some(condition) = &call.condition else { return self.count_chosen(call, span) };
        let set = self.members(call)?;
        let size = set.size;
        let (over, cond) = self.filtered(set, condition)?;
        Some(counted(Num::Count { over, cond: Box::new(cond) }, size))
    }

    fn count_chosen(&mut self, call: &Call, span: Span) -> Option<Typed> {
        let [Expr { kind: ExprKind::Path(path), .. }] = call.arguments.as_slice() else {
            return self.fault(rules::q0303_wrong_argument::count_needs_where(span));
        };
        if self.is_set(path) {
            return self.fault(rules::q0303_wrong_argument::count_needs_where(span));
        }
        let (var, kind) = self.variable(path)?;
        let Kind::AnyOf { list, .. } = kind else {
            return self.fault(rules::q0303_wrong_argument::count_needs_where(path.span));
        };
        let options = self.list(list).map_or(&[][..], |list| &list.options);
        let size = options.iter().filter(|option| !option.alone).count();
        Some(counted(Num::CountChosen(var), size))
    }

    /// `sum` and `mean`.
    fn total(&mut self, call: &Call, span: Span, mean: bool) -> Option<Typed> {
        if let Some(condition) = &call.condition {
            return self.fault(rules::q0303_wrong_argument::no_where(&call.function, condition.span));
        }
        let set = self.members(call)?;
        if set.bare_loop {
            return self.fault(rules::q0303_wrong_argument::sum_of_whole_loop(&call.function, span));
        }
        let mut bounds = Vec::new();
        for kind in &set.kinds {
            let number = self.bounds(kind).filter(|_| !matches!(kind, Kind::Date { .. }));
            let Some(each) = number else {
                return self.fault(match kind {
                    Kind::OneOf { .. } => rules::q0325_not_scored::error(span),
                    _ => rules::q0303_wrong_argument::not_numbers(&call.function, kind_words(kind), span),
                });
            };
            bounds.push(each);
        }
        let at_least = self.at_least(call, set.size)?;
        let decimals = set.kinds.iter().map(Kind::decimals).max().unwrap_or(0);
        let over: Members = set.members;
        if mean {
            let (min, max) = hull(bounds.into_iter().flat_map(|(min, max)| [min, max]))?;
            return Some(Typed { num: Num::Mean { over, at_least }, min, max, decimals: None, date: false });
        }
        let all: Vec<(Ratio, Ratio)> = match set.size.checked_div(bounds.len()) {
            Some(times) => bounds.iter().flat_map(|each| std::iter::repeat_n(*each, times)).collect(),
            None => Vec::new(),
        };
        let (min, max) = sum_of_some(&all)?;
        Some(Typed { num: Num::Sum { over, at_least }, min, max, decimals: Some(decimals), date: false })
    }

    /// `at least k`, where k fits the number of members.
    fn at_least(&mut self, call: &Call, size: usize) -> Option<Option<u32>> {
        let Some(at_least) = &call.at_least else { return Some(None) };
        if at_least.value == 0 || at_least.value as usize > size {
            return self.fault(rules::q0303_wrong_argument::at_least(at_least, size));
        }
        Some(Some(at_least.value))
    }

    pub(super) fn no_at_least(&mut self, call: &Call) -> Option<()> {
        match &call.at_least {
            Some(at_least) => self.fault(rules::q0303_wrong_argument::no_at_least(&call.function, at_least.span)),
            None => Some(()),
        }
    }
}

/// A date; one that does not exist has been reported by the parser.
fn day_number(date: &str) -> Option<Typed> {
    Some(Typed { date: true, ..constant(Decimal::integer(parse_date(date)?)) })
}

fn constant(number: Decimal) -> Typed {
    let ratio = number.ratio();
    Typed { num: Num::Const(number), min: ratio, max: ratio, decimals: Some(number.needed_decimals()), date: false }
}

fn counted(num: Num, size: usize) -> Typed {
    let max = Ratio::integer(i64::try_from(size).unwrap_or(i64::MAX));
    Typed { num, min: Ratio::integer(0), max, decimals: Some(0), date: false }
}

/// The bounds of a quotient; a divisor of 0 gives no value.
fn quotient(a: &Typed, b: &Typed) -> Option<(Ratio, Ratio)> {
    let smallest = b.smallest()?;
    if b.may_be_zero() {
        let most = a.largest().over(smallest)?;
        return Some((most.negate(), most));
    }
    hull([a.min.over(b.min)?, a.min.over(b.max)?, a.max.over(b.min)?, a.max.over(b.max)?])
}
