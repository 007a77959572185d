//! Conditions: comparisons, sets, state functions, quantifiers.

use super::functions::{is_condition, is_numeric};
use super::interval::{Typed, decided};
use super::{Operand, Typer, kind_words, members};
use crate::analysis::rules;
use crate::model::{CmpOp, Cond, Kind, ListId, ListKind, Num, StateFn, VarId};
use crate::syntax::ast::{BinaryOp, Call, Expr, ExprKind, Name, Spanned};
use crate::text::Span;

impl Typer<'_, '_> {
    /// A condition; none if it was not understood, which has then been reported.
    pub(crate) fn cond(&mut self, expr: &Expr) -> Option<Cond> {
        match &expr.kind {
            ExprKind::Binary { op, left, right } => match op.value {
                BinaryOp::Or | BinaryOp::And => {
                    let (left, right) = (self.cond(left), self.cond(right));
                    Some(joined(op.value == BinaryOp::And, left?, right?))
                }
                _ if members::is_arithmetic(op.value) => self.no_condition(expr),
                _ => self.comparison(op, left, right),
            },
            ExprKind::Not(inner) => Some(Cond::Not(Box::new(self.cond(inner)?))),
            ExprKind::InSet { left, options } => self.in_set(left, options),
            ExprKind::InRange { left, min, max } => self.in_range(left, min, max),
            ExprKind::Has { left, options } => self.has(left, options),
            ExprKind::Call(call) if is_condition(&call.function.value) => self.condition_call(call, expr.span),
            ExprKind::Call(call) if !is_numeric(&call.function.value) => {
                self.fault(rules::q0302_unknown_function::error(&call.function))
            }
            ExprKind::Broken => None,
            ExprKind::Call(_)
            | ExprKind::Path(_)
            | ExprKind::Number(_)
            | ExprKind::Date(_)
            | ExprKind::Text(_)
            | ExprKind::Percentage(_)
            | ExprKind::Negate(_) => self.no_condition(expr),
        }
    }

    fn no_condition<T>(&mut self, expr: &Expr) -> Option<T> {
        let operand = self.operand(expr)?;
        if let (Operand::Name(_), ExprKind::Path(path)) = (&operand, &expr.kind) {
            super::super::build::unknown(path, self.symbols, self.sink);
            return None;
        }
        let example = self.example(&operand);
        self.fault(rules::q0301_wrong_operand::no_condition(expr.span, &operand.words(), example.as_deref()))
    }

    /// How a condition on this operand could read.
    fn example(&self, operand: &Operand<'_>) -> Option<String> {
        let Operand::Var { var, kind } = operand else { return None };
        let path = self.name_of(*var);
        let option = || kind.list().and_then(|list| self.list(list)).and_then(|list| list.options.first());
        match kind {
            Kind::OneOf { .. } => Some(format!("{path} = {}", option()?.name)),
            Kind::AnyOf { .. } => Some(format!("{path} has {}", option()?.name)),
            Kind::Number { .. } | Kind::Text { .. } | Kind::Date { .. } => Some(format!("valid({path})")),
        }
    }

    pub(super) fn name_of(&self, var: VarId) -> String {
        if Self::is_answer(var) {
            return "answer".to_owned();
        }
        self.symbols.var(var).map(|symbol| symbol.path.clone()).unwrap_or_default()
    }

    fn comparison(&mut self, op: &Spanned<BinaryOp>, left: &Expr, right: &Expr) -> Option<Cond> {
        let cmp = comparison_op(op.value)?;
        match self.operand(left)? {
            Operand::Wording => self.equality(op, cmp, "the wording")?.apply(self.wordings(&[right])),
            Operand::Mode => self.equality(op, cmp, "the mode")?.apply(self.mode_set(&[right])),
            Operand::Var { var, kind: Kind::OneOf { list } } => self.coded(var, list, op, cmp, right),
            Operand::Var { kind: Kind::AnyOf { .. }, .. } => {
                self.fault(rules::q0301_wrong_operand::any_of(op, left.span))
            }
            Operand::Var { var, kind } => self.plain(var, &kind, op, cmp, left, right),
            Operand::Name(name) => self.left_name(name, left, right),
            Operand::Text => self.fault(rules::q0301_wrong_operand::text(left.span)),
            Operand::Condition => self.fault(rules::q0301_wrong_operand::operand(op, left.span, "a condition")),
            Operand::Number | Operand::Date => self.compare(left, op, cmp, right),
        }
    }

    /// A name on the left that is no item: perhaps an option that stands on the wrong side.
    fn left_name(&mut self, name: &Name, left: &Expr, right: &Expr) -> Option<Cond> {
        if let ExprKind::Path(path) = &right.kind
            && let Some(super::Target::Var(var)) = self.symbols.find(path, self.env.in_loop)
            && let Some(list) = self.symbols.var(var).and_then(|s| s.kind.list()).and_then(|list| self.list(list))
            && list.by_name(&name.value).is_some()
        {
            return self.fault(rules::q0301_wrong_operand::option_on_the_left(name, path));
        }
        if let ExprKind::Path(path) = &left.kind {
            super::super::build::unknown(path, self.symbols, self.sink);
        }
        None
    }

    /// `=` or `!=`; nothing else decides identity.
    fn equality(&mut self, op: &Spanned<BinaryOp>, cmp: CmpOp, what: &str) -> Option<Equality> {
        match cmp {
            CmpOp::Equal => Some(Equality { negated: false }),
            CmpOp::NotEqual => Some(Equality { negated: true }),
            CmpOp::Less | CmpOp::LessEqual | CmpOp::Greater | CmpOp::GreaterEqual => {
                self.fault(rules::q0301_wrong_operand::no_order(op, what))
            }
        }
    }

    /// A one-of compared with an option of its own list.
    fn coded(&mut self, var: VarId, list: ListId, op: &Spanned<BinaryOp>, cmp: CmpOp, right: &Expr) -> Option<Cond> {
        let option = self.option_of(var, list, right)?;
        if matches!(cmp, CmpOp::Equal | CmpOp::NotEqual) {
            let is = Cond::Is { var, codes: vec![option.code] };
            return Some(if cmp == CmpOp::Equal { is } else { Cond::Not(Box::new(is)) });
        }
        let kind = self.list(list)?.kind;
        if kind != ListKind::Ordered {
            let path = self.name_of(var);
            return self.fault(rules::q0301_wrong_operand::not_ordered(op, &path, self.list(list)?.name.as_deref()));
        }
        if option.missing {
            return self.fault(rules::q0301_wrong_operand::missing_has_no_order(op, right.span, &option.name));
        }
        self.reachable_order(list, cmp, option.code, op.span.to(right.span), &option.name)?;
        Some(Cond::Order { var, op: cmp, code: option.code })
    }

    /// Refuses an order that is true for every valid option or for none.
    fn reachable_order(&mut self, list: ListId, cmp: CmpOp, code: i64, span: Span, name: &str) -> Option<()> {
        let valid = self.list(list)?.options.iter().filter(|option| !option.missing);
        let holds: Vec<bool> = valid.map(|option| cmp.holds(option.code.cmp(&code))).collect();
        if holds.iter().all(|each| *each) || !holds.iter().any(|each| *each) {
            let always = holds.first() == Some(&true);
            return self.fault(rules::q0305_comparison_outside_range::order(span, name, always));
        }
        Some(())
    }

    /// A number, date or text compared with one of its missing options, or a number or date with another.
    fn plain(
        &mut self,
        var: VarId,
        kind: &Kind,
        op: &Spanned<BinaryOp>,
        cmp: CmpOp,
        left: &Expr,
        right: &Expr,
    ) -> Option<Cond> {
        if let (Some(Operand::Name(name)), Some(list)) = (self.quiet_operand(right), kind.list()) {
            let option = self.option_named(var, list, name)?;
            let is = Cond::Is { var, codes: vec![option.code] };
            return self.equality(op, cmp, "a missing option")?.apply(Some(is));
        }
        if matches!(kind, Kind::Text { .. }) {
            return self.fault(rules::q0301_wrong_operand::text(left.span));
        }
        self.compare(left, op, cmp, right)
    }

    /// What an expression is, without a word about faults.
    fn quiet_operand<'e>(&mut self, expr: &'e Expr) -> Option<Operand<'e>> {
        match &expr.kind {
            ExprKind::Path(path) if self.symbols.find(path, self.env.in_loop).is_none() => {
                match path.parts.as_slice() {
                    [only] if !["wording", "mode", "answer"].contains(&only.value.as_str()) => {
                        Some(Operand::Name(only))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn compare(&mut self, left: &Expr, op: &Spanned<BinaryOp>, cmp: CmpOp, right: &Expr) -> Option<Cond> {
        let (a, b) = (self.value(left), self.value(right));
        let (a, b) = (a?, b?);
        self.compared(a, op.span, cmp, b, left.span.to(right.span))
    }

    fn compared(&mut self, a: Typed, op: Span, cmp: CmpOp, b: Typed, span: Span) -> Option<Cond> {
        if a.date != b.date {
            return self.fault(rules::q0301_wrong_operand::date_and_number(op));
        }
        if let (Num::Const(written), Some(decimals)) = (&b.num, a.decimals)
            && matches!(cmp, CmpOp::Equal | CmpOp::NotEqual)
            && written.needed_decimals() > decimals
        {
            return self.fault(rules::q0307_decimals_do_not_fit::comparison(span, *written, decimals));
        }
        if let Some(always) = decided(&a, cmp, &b) {
            let bounds = (a.min, a.max, a.date);
            return self.fault(rules::q0305_comparison_outside_range::error(span, always, bounds));
        }
        Some(Cond::Compare { left: a.num, op: cmp, right: b.num })
    }

    fn in_range(&mut self, left: &Expr, min: &Expr, max: &Expr) -> Option<Cond> {
        if let Some(Operand::Var { var, kind: Kind::OneOf { list } }) = self.operand(left) {
            return self.order_range(var, list, left, min, max);
        }
        let (value, low, high) = (self.value(left), self.value(min), self.value(max));
        let (value, low, high) = (value?, low?, high?);
        if low.min > high.max {
            return self.fault(rules::q0306_min_above_max::error(min.span.to(max.span)));
        }
        let span = left.span.to(max.span);
        if value.date != low.date || value.date != high.date {
            return self.fault(rules::q0301_wrong_operand::date_and_number(span));
        }
        let never = value.max < low.min || value.min > high.max;
        let always = value.min >= low.max && value.max <= high.min;
        if never || always {
            let bounds = (value.min, value.max, value.date);
            return self.fault(rules::q0305_comparison_outside_range::error(span, always, bounds));
        }
        let from = Cond::Compare { left: value.num.clone(), op: CmpOp::GreaterEqual, right: low.num };
        let to = Cond::Compare { left: value.num, op: CmpOp::LessEqual, right: high.num };
        Some(Cond::And(vec![from, to]))
    }

    /// `oordeel in ontevreden..tevreden` on an ordered scale.
    fn order_range(&mut self, var: VarId, list: ListId, left: &Expr, min: &Expr, max: &Expr) -> Option<Cond> {
        let (low, high) = (self.option_of(var, list, min), self.option_of(var, list, max));
        let (low, high) = (low?, high?);
        let op = Spanned::new(BinaryOp::LessEqual, left.span.to(max.span));
        if self.list(list)?.kind != ListKind::Ordered {
            let path = self.name_of(var);
            return self.fault(rules::q0301_wrong_operand::not_ordered(&op, &path, self.list(list)?.name.as_deref()));
        }
        if let Some(missing) = [&low, &high].into_iter().find(|option| option.missing) {
            return self.fault(rules::q0301_wrong_operand::missing_has_no_order(&op, op.span, &missing.name));
        }
        if low.code > high.code {
            return self.fault(rules::q0306_min_above_max::error(min.span.to(max.span)));
        }
        let from = Cond::Order { var, op: CmpOp::GreaterEqual, code: low.code };
        let to = Cond::Order { var, op: CmpOp::LessEqual, code: high.code };
        Some(Cond::And(vec![from, to]))
    }

    fn in_set(&mut self, left: &Expr, options: &[Expr]) -> Option<Cond> {
        let members: Vec<&Expr> = options.iter().collect();
        match self.operand(left)? {
            Operand::Wording => self.wordings(&members),
            Operand::Mode => self.mode_set(&members),
            Operand::Var { var, kind: Kind::AnyOf { .. } } => {
                let path = self.name_of(var);
                self.fault(rules::q0301_wrong_operand::in_of_any_of(left.span, &path))
            }
            Operand::Var { var, kind } => match kind.list() {
                Some(list) => {
                    let codes = self.codes(var, list, &members)?;
                    Some(Cond::Is { var, codes })
                }
                None => self.fault(rules::q0301_wrong_operand::in_needs_options(left.span, kind_words(&kind))),
            },
            Operand::Name(name) => self.left_name(name, left, left),
            other => {
                let words = other.words();
                self.fault(rules::q0301_wrong_operand::in_needs_options(left.span, &words))
            }
        }
    }

    fn has(&mut self, left: &Expr, options: &[Expr]) -> Option<Cond> {
        let members: Vec<&Expr> = options.iter().collect();
        match self.operand(left)? {
            Operand::Var { var, kind: Kind::AnyOf { list, .. } } => {
                let codes = self.codes(var, list, &members)?;
                Some(Cond::Has { var, codes })
            }
            Operand::Name(name) => self.left_name(name, left, left),
            other => {
                let words = other.words();
                self.fault(rules::q0301_wrong_operand::has_needs_any_of(left.span, &words))
            }
        }
    }

    fn condition_call(&mut self, call: &Call, span: Span) -> Option<Cond> {
        self.no_at_least(call)?;
        let state = match call.function.value.as_str() {
            "asked" => StateFn::Asked,
            "answered" => StateFn::Answered,
            "missing" => StateFn::Missing,
            "valid" => StateFn::Valid,
            "any" => return self.quantified(call, span, false),
            _ => return self.quantified(call, span, true),
        };
        if let Some(condition) = &call.condition {
            return self.fault(rules::q0303_wrong_argument::no_where(&call.function, condition.span));
        }
        let [Expr { kind: ExprKind::Path(path), .. }] = call.arguments.as_slice() else {
            return self.fault(rules::q0303_wrong_argument::one_item(&call.function, span));
        };
        match self.path_operand(path)? {
            Operand::Var { var, .. } => Some(Cond::State { state, var }),
            Operand::Name(_) => {
                super::super::build::unknown(path, self.symbols, self.sink);
                None
            }
            _ => self.fault(rules::q0303_wrong_argument::one_item(&call.function, span)),
        }
    }

    fn quantified(&mut self, call: &Call, span: Span, all: bool) -> Option<Cond> {
        let Some(condition) = &call.condition else {
            return self.fault(rules::q0303_wrong_argument::needs_where(&call.function, span));
        };
        let set = self.members(call)?;
        let (over, cond) = self.filtered(set, condition)?;
        Some(Cond::Quantified { all, over, cond: Box::new(cond) })
    }
}

/// `=` as it is, `!=` turned round.
struct Equality {
    negated: bool,
}

impl Equality {
    fn apply(&self, cond: Option<Cond>) -> Option<Cond> {
        let cond = cond?;
        Some(if self.negated { Cond::Not(Box::new(cond)) } else { cond })
    }
}

/// And or or of two conditions, flat.
fn joined(and: bool, left: Cond, right: Cond) -> Cond {
    let mut parts = Vec::new();
    for side in [left, right] {
        match side {
            Cond::And(inner) if and => parts.extend(inner),
            Cond::Or(inner) if !and => parts.extend(inner),
            other => parts.push(other),
        }
    }
    if and { Cond::And(parts) } else { Cond::Or(parts) }
}

fn comparison_op(op: BinaryOp) -> Option<CmpOp> {
    match op {
        BinaryOp::Equal => Some(CmpOp::Equal),
        BinaryOp::NotEqual => Some(CmpOp::NotEqual),
        BinaryOp::Less => Some(CmpOp::Less),
        BinaryOp::LessEqual => Some(CmpOp::LessEqual),
        BinaryOp::Greater => Some(CmpOp::Greater),
        BinaryOp::GreaterEqual => Some(CmpOp::GreaterEqual),
        BinaryOp::Or | BinaryOp::And | BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide => {
            None
        }
    }
}
