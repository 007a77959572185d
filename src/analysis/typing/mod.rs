//! Expressions: names and options resolved, operators and functions typed, values kept inside what is exact.

mod cond;
mod functions;
mod interval;
mod members;
mod names;
mod number;

pub(crate) use interval::Typed;

use super::resolve::{Symbol, Symbols, Target};
use super::rules;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Kind, ListId, LoopId, Members, Mode, OptionList, VarId, WordingDef};
use crate::syntax::ast::{Expr, ExprKind, Name, Path};
use crate::text::Span;

/// What an expression may read where it stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Env {
    /// The loop whose bare names mean the same iteration.
    pub(crate) in_loop: Option<LoopId>,
    /// In a `where`: what `answer` is.
    pub(crate) answer: Option<(VarId, Kind)>,
    /// `/` and `mean` are rounded by a computed item that declares decimals.
    pub(crate) divides: bool,
    /// The expression is a computed item's.
    pub(crate) computed: bool,
}

pub(crate) struct Typer<'t, 'a> {
    pub(crate) symbols: &'t Symbols<'a>,
    pub(crate) lists: &'t [OptionList],
    pub(crate) wordings: &'t [WordingDef],
    pub(crate) modes: &'t [Mode],
    pub(crate) sink: &'t mut Sink,
    pub(crate) env: Env,
}

/// What a side of an operator is.
#[derive(Debug, Clone)]
pub(crate) enum Operand<'e> {
    Wording,
    Mode,
    /// A variable, or `answer`.
    Var {
        var: VarId,
        kind: Kind,
    },
    /// A single name that is no item: an option, as far as the other side knows one.
    Name(&'e Name),
    Number,
    Date,
    Text,
    Condition,
}

impl Operand<'_> {
    /// With its article, for "found …".
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Wording => "the wording".to_owned(),
            Self::Mode => "the mode".to_owned(),
            Self::Var { kind, .. } => kind_words(kind).to_owned(),
            Self::Name(name) => format!("the name `{}`", name.value),
            Self::Number => "a number".to_owned(),
            Self::Date => "a date".to_owned(),
            Self::Text => "a text".to_owned(),
            Self::Condition => "a condition".to_owned(),
        }
    }
}

/// A kind with its article.
pub(crate) fn kind_words(kind: &Kind) -> &'static str {
    match kind {
        Kind::OneOf { .. } => "a one-of item",
        Kind::AnyOf { .. } => "an any-of item",
        Kind::Number { .. } => "a number item",
        Kind::Text { .. } => "a text item",
        Kind::Date { .. } => "a date item",
    }
}

impl<'t, 'a> Typer<'t, 'a> {
    pub(crate) fn list(&self, id: ListId) -> Option<&'t OptionList> {
        self.lists.get(id.index())
    }

    /// Reports a fault and gives nothing.
    fn fault<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.sink.push(diagnostic);
        None
    }

    /// What an expression is; none where it was broken, or has just been reported.
    fn operand<'e>(&mut self, expr: &'e Expr) -> Option<Operand<'e>> {
        match &expr.kind {
            ExprKind::Path(path) => self.path_operand(path),
            ExprKind::Number(_) | ExprKind::Negate(_) => Some(Operand::Number),
            ExprKind::Date(_) => Some(Operand::Date),
            ExprKind::Text(_) => Some(Operand::Text),
            ExprKind::Percentage(_) => self.fault(rules::q0301_wrong_operand::percentage(expr.span)),
            ExprKind::Binary { op, .. } if members::is_arithmetic(op.value) => Some(Operand::Number),
            ExprKind::Call(call) if functions::is_numeric(&call.function.value) => Some(Operand::Number),
            ExprKind::Call(_)
            | ExprKind::Binary { .. }
            | ExprKind::Not(_)
            | ExprKind::InSet { .. }
            | ExprKind::InRange { .. }
            | ExprKind::Has { .. } => Some(Operand::Condition),
            ExprKind::Broken => None,
        }
    }

    fn path_operand<'e>(&mut self, path: &'e Path) -> Option<Operand<'e>> {
        if let [only] = path.parts.as_slice() {
            match only.value.as_str() {
                "wording" => return Some(Operand::Wording),
                "mode" => return Some(Operand::Mode),
                "answer" => return self.answer(path.span),
                _ => {}
            }
            if self.symbols.find(path, self.env.in_loop).is_none() {
                return Some(Operand::Name(only));
            }
        }
        let (var, kind) = self.variable(path)?;
        Some(Operand::Var { var, kind })
    }

    fn answer<'e>(&mut self, span: Span) -> Option<Operand<'e>> {
        match &self.env.answer {
            Some((var, kind)) => Some(Operand::Var { var: *var, kind: kind.clone() }),
            None => self.fault(rules::q0301_wrong_operand::answer_outside(span)),
        }
    }

    /// The variable that a path names; a grid, a loop or an unknown name is reported. None for one of unknown kind.
    fn variable(&mut self, path: &Path) -> Option<(VarId, Kind)> {
        if let ("answer", Some((var, kind))) = (path.dotted().as_str(), &self.env.answer) {
            return Some((*var, kind.clone()));
        }
        match self.symbols.find(path, self.env.in_loop) {
            Some(Target::Var(var)) => {
                let symbol: &Symbol<'a> = self.symbols.var(var)?;
                if symbol.in_loop.is_some() && symbol.in_loop != self.env.in_loop {
                    return self.fault(rules::q0329_loop_item_outside::error(path));
                }
                symbol.known.then(|| (var, symbol.kind.clone()))
            }
            Some(Target::Grid(_)) => self.fault(rules::q0301_wrong_operand::grid(path)),
            Some(Target::Loop(_)) => self.fault(rules::q0301_wrong_operand::whole_loop(path)),
            None => {
                super::build::unknown(path, self.symbols, self.sink);
                None
            }
        }
    }

    /// Whether `var` is the member at hand rather than a variable of its own.
    fn is_answer(var: VarId) -> bool {
        var == Members::ANSWER
    }
}
