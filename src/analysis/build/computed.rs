//! Computed items: recodes and arithmetic, with the range that follows from what they read.

use super::{Builder, EXACT, Place};
use crate::analysis::resolve::Source;
use crate::analysis::rules;
use crate::analysis::typing::{Env, Typed, Typer};
use crate::model::{Arm, Cond, Formula, GateOwner, Kind, ListId, LoopId, Num, Role, Var, VarId};
use crate::number::{Decimal, Rounding};
use crate::syntax::ast::{self, Expr, Name};
use crate::text::Span;

impl<'a> Builder<'a, '_> {
    fn typer<'t>(&'t mut self, env: Env) -> Typer<'t, 'a> {
        Typer {
            symbols: &self.symbols,
            lists: &self.lists.lists,
            wordings: &self.survey.wordings,
            modes: &self.survey.modes,
            sink: self.sink,
            env,
        }
    }

    /// A condition, typed; none if it was not understood, which has then been reported.
    pub(super) fn condition(&mut self, expr: &Expr, in_loop: Option<LoopId>) -> Option<Cond> {
        self.typer(Env { in_loop, ..Env::default() }).cond(expr)
    }

    /// Gives every computed number its range, in file order, before any condition compares with it.
    pub(super) fn type_computed(&mut self) {
        for at in 0..self.symbols.vars.len() {
            let Some(symbol) = self.symbols.vars.get(at) else { return };
            let Source::Computed(computed) = symbol.source else { continue };
            let Some(ast::Kind::Number { range, .. }) = &computed.kind else { continue };
            let known = symbol.known;
            let Some(formula) = self.number_formula(VarId::new(at)) else { continue };
            if known && range.is_none() {
                self.infer_range(at, &formula);
            }
        }
    }

    /// The range of a number that declares none: that of its formula.
    fn infer_range(&mut self, at: usize, formula: &Typed) {
        let Some(symbol) = self.symbols.vars.get_mut(at) else { return };
        let Kind::Number { min, max, decimals, .. } = &mut symbol.kind else { return };
        let bound = |ratio: crate::number::Ratio| ratio.round(*decimals, Rounding::default());
        let (Some(low), Some(high)) = (bound(formula.min), bound(formula.max)) else { return };
        *min = low.max(1 - EXACT);
        *max = high.min(EXACT - 1);
    }

    /// The formula of a computed number, checked against its own decimals.
    fn number_formula(&mut self, var: VarId) -> Option<Typed> {
        let symbol = self.symbols.var(var)?;
        let Source::Computed(computed) = symbol.source else { return None };
        let (kind, known, in_loop) = (symbol.kind.clone(), symbol.known, symbol.in_loop);
        let Some(value) = &computed.value else {
            self.sink.push(rules::q0319_computed_without_value::error(&computed.name));
            return None;
        };
        let declared = matches!(&computed.kind, Some(ast::Kind::Number { decimals: Some(_), .. }));
        let env = Env { in_loop, divides: declared, computed: true, ..Env::default() };
        let typed = self.typer(env).number(value)?;
        if !known {
            return Some(typed);
        }
        if let Some(exact) = typed.decimals
            && exact > kind.decimals()
        {
            self.sink.push(rules::q0307_decimals_do_not_fit::formula(value.span, exact, kind.decimals()));
        }
        Some(typed)
    }

    pub(super) fn computed(&mut self, computed: &'a ast::Computed, place: &Place) -> Option<VarId> {
        let id = self.symbols.at(&computed.name)?;
        let inner = self.inside(place, &computed.common, &computed.name, GateOwner::Var(id));
        let texts = self.item_texts(&computed.texts, place.in_loop);
        let formula = self.formula(id, computed, place.in_loop);
        let var = self.var(id, Role::Computed(formula), texts, &computed.common, &inner)?;
        // Only what a respondent answers can be core.
        self.survey.vars.push(Var { core: false, ..var });
        Some(id)
    }

    fn formula(&mut self, id: VarId, computed: &'a ast::Computed, in_loop: Option<LoopId>) -> Formula {
        match &computed.kind {
            Some(ast::Kind::OneOf { .. }) => self.recode(id, computed, in_loop),
            Some(ast::Kind::Number { range, .. }) => {
                let typed = self.retype(id);
                if let (Some(typed), Some((low, high))) = (&typed, range) {
                    self.check_declared_range(&computed.name, typed, low.span.to(high.span), id);
                }
                Formula::Number(typed.map_or(Num::Const(Decimal::integer(0)), |typed| typed.num))
            }
            Some(_) | None => Formula::Recode { arms: Vec::new(), otherwise: None },
        }
    }

    /// The formula once more, now that everything has its range; its faults have been told.
    fn retype(&mut self, id: VarId) -> Option<Typed> {
        let mut quiet = crate::diag::Sink::default();
        std::mem::swap(self.sink, &mut quiet);
        let typed = self.number_formula(id);
        std::mem::swap(self.sink, &mut quiet);
        typed
    }

    fn check_declared_range(&mut self, name: &Name, typed: &Typed, range: Span, id: VarId) {
        let Some(Kind::Number { min, max, decimals, .. }) = self.symbols.var(id).map(|symbol| symbol.kind.clone())
        else {
            return;
        };
        let bound = |ratio: crate::number::Ratio| ratio.round(decimals, Rounding::default());
        if let (Some(low), Some(high)) = (bound(typed.min), bound(typed.max))
            && (low < min || high > max)
        {
            let found = (Decimal::new(low, decimals), Decimal::new(high, decimals));
            self.sink.push(rules::q0333_computed_outside_range::error(name, range, found));
        }
    }

    fn recode(&mut self, id: VarId, computed: &'a ast::Computed, in_loop: Option<LoopId>) -> Formula {
        let list = self.symbols.var(id).filter(|symbol| symbol.known).and_then(|symbol| symbol.kind.list());
        let lines: Vec<Line<'a>> = if computed.takes.is_empty() {
            let lines = computed.options.iter();
            lines.map(|o| Line { name: &o.name, when: o.when.as_ref(), otherwise: o.otherwise, span: o.span }).collect()
        } else {
            let lines = computed.takes.iter();
            lines
                .map(|t| Line { name: &t.option, when: t.when.as_ref(), otherwise: t.otherwise, span: t.span })
                .collect()
        };
        let (mut arms, mut otherwise, mut closed) = (Vec::new(), None, None);
        for line in &lines {
            if let Some(first) = closed {
                self.sink.push(rules::q0320_else_not_last::error(line.span, first));
            }
            closed = closed.or(line.otherwise);
            let when = line.when.and_then(|when| self.condition(when, in_loop));
            let code = self.recode_option(line.name, list, &computed.name);
            match (line.otherwise, line.when) {
                (Some(_), _) => otherwise = otherwise.or(code),
                (None, Some(_)) => arms.extend(code.zip(when).map(|(code, when)| Arm { code, when })),
                (None, None) => self.sink.push(rules::q0319_computed_without_value::arm(line.name)),
            }
        }
        if !lines.iter().any(|line| line.when.is_some()) {
            self.sink.push(rules::q0319_computed_without_value::error(&computed.name));
        }
        Formula::Recode { arms, otherwise }
    }

    /// The code of an option that a recode takes; a recode takes no missing option.
    fn recode_option(&mut self, name: &Name, list: Option<ListId>, owner: &Name) -> Option<i64> {
        let list = self.lists.get(list?)?;
        let Some(option) = list.by_name(&name.value) else {
            let known = list.options.iter().map(|option| option.name.as_str());
            self.sink.push(rules::q0203_unknown_option::error(name, &owner.value, known));
            return None;
        };
        if option.missing {
            self.sink.push(rules::q0324_misplaced_clause::recode_takes_missing(name));
        }
        Some(option.code)
    }
}

/// One arm as written, whether by `take` or as an option with a condition.
struct Line<'a> {
    name: &'a Name,
    when: Option<&'a Expr>,
    otherwise: Option<Span>,
    span: Span,
}
