//! Conditions and arithmetic: precedence is given here.

use super::Lower;
use super::token::is_name;
use crate::diag::Diagnostic;
use crate::syntax::ast::{BinaryOp, Call, Expr, ExprKind, Name, Path, Spanned};
use crate::syntax::codes;
use crate::syntax::cst::{Cst, Kind};
use crate::text::Span;
use std::iter::Peekable;
use std::slice::Iter;

/// The most operators in one expression: keeps the tree shallow for everything that walks it.
const MAX_OPERATORS: usize = 256;

/// How tightly `not` and comparisons bind.
const NOT: u8 = 3;
const COMPARISON: u8 = 4;
const NEGATE: u8 = 7;

type Tokens<'t> = Peekable<Iter<'t, Cst>>;

impl Lower<'_> {
    /// The condition of a `when` part or line.
    pub(super) fn condition(&mut self, cst: &Cst) -> Option<Expr> {
        cst.children.iter().find_map(|c| match c.kind {
            Kind::Expr => Some(self.expr(c)),
            Kind::ExprBroken => Some(broken(c.span)),
            _ => None,
        })
    }

    /// The condition in a part, such as the `when` at the end of a line.
    pub(super) fn condition_in(&mut self, cst: &Cst, part: Kind) -> Option<Expr> {
        cst.child(part).and_then(|c| self.condition(c))
    }

    pub(super) fn expr(&mut self, cst: &Cst) -> Expr {
        if operators(cst) > MAX_OPERATORS {
            let message = format!("the expression has more than {MAX_OPERATORS} operators");
            let help = "name parts of it as computed items";
            self.diagnostics.push(Diagnostic::error(codes::NESTING_TOO_DEEP.code, cst.span, message).help(help));
            return broken(cst.span);
        }
        self.flat(cst)
    }

    fn flat(&mut self, cst: &Cst) -> Expr {
        let mut tokens = cst.children.iter().peekable();
        self.operation(&mut tokens, 0).unwrap_or_else(|| broken(cst.span))
    }

    /// Operators that bind at least as tightly as `floor`.
    fn operation(&mut self, tokens: &mut Tokens<'_>, floor: u8) -> Option<Expr> {
        let mut left = self.operand(tokens)?;
        while let Some(next) = tokens.peek() {
            if next.kind == Kind::Infix {
                let op = self.infix(next)?;
                let power = binding(op.value);
                if power < floor {
                    break;
                }
                tokens.next();
                let right = self.operation(tokens, power + 1)?;
                left = binary(op, left, right);
            } else {
                if COMPARISON < floor {
                    break;
                }
                left = self.tail(tokens.next()?, left);
            }
        }
        Some(left)
    }

    fn operand(&mut self, tokens: &mut Tokens<'_>) -> Option<Expr> {
        let token = tokens.next()?;
        if token.kind != Kind::Prefix {
            return Some(self.primary(token));
        }
        let negates = token.children.iter().any(|c| c.kind == Kind::Operator);
        let inner = self.operation(tokens, if negates { NEGATE } else { NOT })?;
        let span = token.span.to(inner.span);
        let inner = Box::new(inner);
        Some(Expr { kind: if negates { ExprKind::Negate(inner) } else { ExprKind::Not(inner) }, span })
    }

    fn primary(&mut self, cst: &Cst) -> Expr {
        let kind = match cst.kind {
            Kind::GroupExpr => {
                let inner = cst.child(Kind::Expr).map(|e| self.flat(e));
                return Expr { span: cst.span, ..inner.unwrap_or_else(|| broken(cst.span)) };
            }
            Kind::Path => ExprKind::Path(self.path(cst)),
            Kind::Call => ExprKind::Call(self.call(cst)),
            Kind::UsesTest => ExprKind::Call(self.uses_test(cst)),
            Kind::Date | Kind::BadDate => ExprKind::Date(self.date(cst)),
            Kind::Percentage => self.decimal(cst).map_or(ExprKind::Broken, |d| ExprKind::Percentage(d.value)),
            Kind::Number | Kind::BadNumber => self.decimal(cst).map_or(ExprKind::Broken, |d| ExprKind::Number(d.value)),
            Kind::Short | Kind::SingleText | Kind::CurlyText => {
                let quoted = Cst { kind: Kind::Expr, span: cst.span, children: vec![cst.clone()] };
                self.string(&quoted).map_or(ExprKind::Broken, |s| ExprKind::Text(s.value))
            }
            _ => ExprKind::Broken,
        };
        Expr { kind, span: cst.span }
    }

    /// `in { … }`, `in 1..5`, `has …` after an operand.
    fn tail(&mut self, cst: &Cst, left: Expr) -> Expr {
        let span = left.span.to(cst.span);
        let left = Box::new(left);
        let kind = match cst.kind {
            Kind::InSet => ExprKind::InSet { left, options: cst.all(Kind::Expr).map(|e| self.flat(e)).collect() },
            Kind::Has => {
                let option = |p: Path| Expr { span: p.span, kind: ExprKind::Path(p) };
                ExprKind::Has { left, options: self.paths(cst).into_iter().map(option).collect() }
            }
            Kind::InRange => {
                let mut bounds = cst.all(Kind::Bound).map(|b| self.bound(b)).collect::<Vec<_>>().into_iter();
                match (bounds.next(), bounds.next()) {
                    (Some(min), Some(max)) => ExprKind::InRange { left, min: Box::new(min), max: Box::new(max) },
                    _ => ExprKind::Broken,
                }
            }
            _ => ExprKind::Broken,
        };
        Expr { kind, span }
    }

    fn bound(&mut self, cst: &Cst) -> Expr {
        let Some((last, signs)) = cst.children.split_last() else { return broken(cst.span) };
        let inner = self.primary(last);
        if signs.len() % 2 == 0 {
            return inner;
        }
        Expr { kind: ExprKind::Negate(Box::new(inner)), span: cst.span }
    }

    fn call(&mut self, cst: &Cst) -> Call {
        let function = cst.child(Kind::Function).map(|f| Name::new(self.source_of(f).to_owned(), f.span));
        let where_part = cst.child(Kind::WherePart).and_then(|w| w.child(Kind::Expr));
        Call {
            function: function.unwrap_or_else(|| Name::new(String::new(), cst.span)),
            arguments: cst.all(Kind::Expr).map(|e| self.flat(e)).collect(),
            condition: where_part.map(|e| Box::new(self.flat(e))),
            at_least: self.integer_in(cst, Kind::AtLeast),
        }
    }

    /// `uses clients` in a condition on the data is a call of `uses`.
    fn uses_test(&mut self, cst: &Cst) -> Call {
        let function = cst.word("uses").unwrap_or(cst.span);
        let arguments = self.paths(cst).into_iter().map(|p| Expr { span: p.span, kind: ExprKind::Path(p) }).collect();
        Call { function: Name::new("uses".to_owned(), function), arguments, condition: None, at_least: None }
    }

    fn infix(&self, cst: &Cst) -> Option<Spanned<BinaryOp>> {
        let token = cst.children.first()?;
        let op = match self.source_of(token) {
            "or" | "||" | "|" | "OR" | "of" => BinaryOp::Or,
            "and" | "&&" | "&" | "AND" | "en" => BinaryOp::And,
            "=" | "==" | "===" | "is" => BinaryOp::Equal,
            "!=" | "!==" | "<>" | "≠" | "=/=" => BinaryOp::NotEqual,
            "<" => BinaryOp::Less,
            "<=" | "≤" | "=<" => BinaryOp::LessEqual,
            ">" => BinaryOp::Greater,
            ">=" | "≥" | "=>" => BinaryOp::GreaterEqual,
            "+" => BinaryOp::Add,
            "-" => BinaryOp::Subtract,
            "*" => BinaryOp::Multiply,
            "/" => BinaryOp::Divide,
            // `is not`
            words if words.starts_with("is") => BinaryOp::NotEqual,
            _ => return None,
        };
        Some(Spanned::new(op, token.span))
    }
}

fn binding(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::Or => 1,
        BinaryOp::And => 2,
        BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::Less
        | BinaryOp::LessEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterEqual => COMPARISON,
        BinaryOp::Add | BinaryOp::Subtract => 5,
        BinaryOp::Multiply | BinaryOp::Divide => 6,
    }
}

fn binary(op: Spanned<BinaryOp>, left: Expr, right: Expr) -> Expr {
    let span = left.span.to(right.span);
    Expr { kind: ExprKind::Binary { op, left: Box::new(left), right: Box::new(right) }, span }
}

fn broken(span: Span) -> Expr {
    Expr { kind: ExprKind::Broken, span }
}

/// Operators in the whole expression, those between brackets included.
fn operators(cst: &Cst) -> usize {
    let own = usize::from(matches!(cst.kind, Kind::Infix | Kind::Prefix | Kind::InSet | Kind::InRange | Kind::Has));
    if is_name(cst.kind) { 0 } else { own + cst.children.iter().map(operators).sum::<usize>() }
}
