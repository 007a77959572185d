//! Conditions on the data of one unit.

use super::Resolver;
use super::guards::ensures_ratio;
use crate::analysis::rules::{
    q0601_unknown_in_report as unknown, q0610_unguarded_ratio as unguarded, q0620_bad_data_condition as bad,
};
use crate::model::{CmpOp, DataCond, DataNum, ItemRef, Quantity, Target};
use crate::number::Decimal;
use crate::syntax::ast::{BinaryOp, Call, Expr, ExprKind, Path};
use crate::text::Span;

/// The functions of a data condition and of a report's pipes.
pub(super) const FUNCTIONS: [&str; 5] = ["n", "gross", "net", "rate", "mean"];

impl Resolver<'_, '_, '_> {
    /// A condition; none when there is none, or it was not understood.
    pub(super) fn cond(&mut self, expr: Option<&Expr>) -> Option<DataCond> {
        let expr = expr?;
        let cond = self.data_cond(expr)?;
        self.ratios(&cond, &[&cond], expr.span);
        Some(cond)
    }

    fn data_cond(&mut self, expr: &Expr) -> Option<DataCond> {
        match &expr.kind {
            ExprKind::Not(inner) => Some(DataCond::Not(Box::new(self.data_cond(inner)?))),
            ExprKind::Binary { op, left, right } => match op.value {
                BinaryOp::And | BinaryOp::Or => {
                    let (left, right) = (self.data_cond(left), self.data_cond(right));
                    let parts = vec![left?, right?];
                    Some(if op.value == BinaryOp::And { DataCond::And(parts) } else { DataCond::Or(parts) })
                }
                BinaryOp::Divide => self.fault(unguarded::division(op.span)),
                BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply => self.fault(bad::error(expr.span)),
                other => self.comparison(other, left, right),
            },
            ExprKind::Path(path) => self.flag(path),
            ExprKind::Call(call) if call.function.value == "uses" => self.survey_argument(call).map(DataCond::Uses),
            ExprKind::Call(call) if call.function.value == "published" => {
                self.survey_argument(call).map(DataCond::Published)
            }
            ExprKind::Broken => None,
            _ => self.fault(bad::error(expr.span)),
        }
    }

    /// `unit.phone_option`: the column says `ja`.
    fn flag(&mut self, path: &Path) -> Option<DataCond> {
        match path.parts.as_slice() {
            [first, column] if first.value == "unit" => {
                let column = self.column(column)?;
                Some(DataCond::Unit { column, equals: None })
            }
            _ => self.fault(bad::error(path.span)),
        }
    }

    fn comparison(&mut self, op: BinaryOp, left: &Expr, right: &Expr) -> Option<DataCond> {
        if let (ExprKind::Path(path), ExprKind::Text(text)) = (&left.kind, &right.kind)
            && let [first, column] = path.parts.as_slice()
            && first.value == "unit"
        {
            let column = self.column(column)?;
            let cond = DataCond::Unit { column, equals: Some(text.clone()) };
            return match op {
                BinaryOp::Equal => Some(cond),
                BinaryOp::NotEqual => Some(DataCond::Not(Box::new(cond))),
                _ => self.fault(bad::no_number(left.span)),
            };
        }
        let op = comparison_of(op)?;
        match (constant(left), constant(right)) {
            (None, Some(right)) => Some(DataCond::Compare { left: self.number(left)?, op, right }),
            (Some(left), None) => Some(DataCond::Compare { left: self.number(right)?, op: op.mirrored(), right: left }),
            _ => self.fault(bad::no_number(left.span)),
        }
    }

    fn number(&mut self, expr: &Expr) -> Option<DataNum> {
        match &expr.kind {
            ExprKind::Call(call) => self.call(call),
            ExprKind::Path(path) => match path.parts.as_slice() {
                [first, name] if first.value == "promoter" => {
                    self.promoter_named(name).map(|index| DataNum::Quantity(Quantity::Promoter(index)))
                }
                _ => self.fault(bad::no_number(path.span)),
            },
            ExprKind::Binary { op, .. } if op.value == BinaryOp::Divide => self.fault(unguarded::division(op.span)),
            ExprKind::Broken => None,
            _ => self.fault(bad::no_number(expr.span)),
        }
    }

    fn call(&mut self, call: &Call) -> Option<DataNum> {
        let argument = match call.arguments.as_slice() {
            [Expr { kind: ExprKind::Path(path), .. }] => path,
            _ => return self.fault(bad::no_number(call.function.span)),
        };
        if let Some(when) = &call.condition {
            let survey = argument.parts.first().filter(|_| argument.parts.len() == 1);
            let index = survey.and_then(|name| self.survey_named(name))?;
            if call.function.value != "n" {
                return self.fault(bad::no_number(call.function.span));
            }
            let when = self.survey_cond(index, when, None)?;
            return Some(DataNum::NWhere { survey: index, when });
        }
        self.quantity(&call.function, argument).map(DataNum::Quantity)
    }

    /// `n(clients)`, `n(clients.cijfer)`, `rate(clients)` …
    pub(super) fn quantity(&mut self, function: &crate::syntax::ast::Name, argument: &Path) -> Option<Quantity> {
        let alone = if argument.parts.len() == 1 { argument.parts.first() } else { None };
        match (function.value.as_str(), alone) {
            ("n", Some(name)) => self.survey_named(name).map(Quantity::N),
            ("n", None) => self.counted(argument).map(Quantity::Base),
            ("gross", Some(name)) => self.survey_named(name).map(Quantity::Gross),
            ("net", Some(name)) => self.survey_named(name).map(Quantity::Net),
            ("rate", Some(name)) => self.survey_named(name).map(Quantity::Rate),
            ("mean", None) => {
                let item = self.item(argument, None)?;
                self.averages("mean", Target::Item(item), argument).then_some(Quantity::Mean(item))
            }
            ("mean" | "gross" | "net" | "rate", _) => self.fault(bad::no_number(argument.span)),
            _ => self.fault(unknown::error(function, "function of a report", FUNCTIONS)),
        }
    }

    /// An item whose base can be counted: of a loop, iterations.
    fn counted(&mut self, path: &Path) -> Option<ItemRef> {
        match self.target(path, None)? {
            Target::Item(item) | Target::Loop { item, .. } => Some(item),
            Target::Grid { .. } => {
                let fault = unknown::at(path.span, &path.dotted(), "single item", []);
                self.fault(fault.label("every row of a grid has a base of its own").help("name one of its rows"))
            }
        }
    }

    fn survey_argument(&mut self, call: &Call) -> Option<usize> {
        match call.arguments.as_slice() {
            [Expr { kind: ExprKind::Path(path), .. }] if path.parts.len() == 1 => {
                path.parts.first().and_then(|name| self.survey_named(name))
            }
            _ => self.fault(bad::error(call.function.span)),
        }
    }

    /// A comparison of a ratio stands beside one that makes sure of its denominator.
    fn ratios(&mut self, cond: &DataCond, around: &[&DataCond], span: Span) {
        match cond {
            DataCond::And(parts) | DataCond::Or(parts) => {
                let around: Vec<&DataCond> = around.iter().copied().chain([cond]).collect();
                parts.iter().for_each(|part| self.ratios(part, &around, span));
            }
            DataCond::Not(inner) => self.ratios(inner, around, span),
            DataCond::Compare { left: DataNum::Quantity(ratio), .. }
                if ratio.is_ratio() && !around.iter().any(|outer| ensures_ratio(outer, ratio)) =>
            {
                let (shown, guard) = self.ratio_in_words(ratio);
                self.sink.push(unguarded::error(span, &shown, &guard));
            }
            _ => {}
        }
    }

    fn ratio_in_words(&self, ratio: &Quantity) -> (String, String) {
        let alias = |index: usize| self.surveys.get(index).map_or("", |used| used.alias.as_str());
        match ratio {
            Quantity::Rate(of) => (format!("rate({})", alias(*of)), format!("net({}) > 0", alias(*of))),
            Quantity::Mean(item) => {
                let path = self.survey(item.survey).and_then(|survey| survey.var(item.var)).map_or("", |var| &var.path);
                let path = format!("{}.{path}", alias(item.survey));
                (format!("mean({path})"), format!("n({path}) > 0"))
            }
            _ => ("a promoter score".to_owned(), "n(…) > 0".to_owned()),
        }
    }
}

fn constant(expr: &Expr) -> Option<Decimal> {
    match &expr.kind {
        ExprKind::Number(number) | ExprKind::Percentage(number) => Some(*number),
        ExprKind::Negate(inner) => constant(inner).map(|n| Decimal::new(n.units.saturating_neg(), n.decimals)),
        _ => None,
    }
}

fn comparison_of(op: BinaryOp) -> Option<CmpOp> {
    match op {
        BinaryOp::Equal => Some(CmpOp::Equal),
        BinaryOp::NotEqual => Some(CmpOp::NotEqual),
        BinaryOp::Less => Some(CmpOp::Less),
        BinaryOp::LessEqual => Some(CmpOp::LessEqual),
        BinaryOp::Greater => Some(CmpOp::Greater),
        BinaryOp::GreaterEqual => Some(CmpOp::GreaterEqual),
        _ => None,
    }
}
