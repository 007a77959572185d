//! Which figure kinds fit which items.

use super::Resolver;
use crate::analysis::rules::{q0603_figure_does_not_fit as misfit, q0604_missing_in_mean as missing};
use crate::analysis::typing::kind_words;
use crate::model::{FigureKind, Kind, ListKind, OptionList, Survey, Target, Var, VarId};
use crate::syntax::ast::Path;
use crate::text::Span;

/// What an item is, for a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Ordered { scored: bool },
    Nominal { scored: bool },
    AnyOf,
    Number,
    Text,
    Date,
}

impl Resolver<'_, '_, '_> {
    /// Whether a figure of this kind can be drawn; a misfit is reported at `span`.
    pub(super) fn fits(&mut self, kind: FigureKind, target: Target, path: &Path, span: Span) -> bool {
        let Some(survey) = self.survey(target.survey()) else { return false };
        let Some(first) = first_var(survey, target) else { return true };
        let Some(var) = survey.var(first) else { return true };
        if !self.is_known(target.survey(), first) {
            return false;
        }
        let (shape, grid) = (shape(survey, var), matches!(target, Target::Grid { .. }));
        if allowed(kind, shape, grid) {
            return true;
        }
        let averages =
            matches!(kind, FigureKind::Mean) && matches!(shape, Shape::Ordered { .. } | Shape::Nominal { .. });
        let fault = if averages {
            let list = list_of(survey, var).and_then(|list| list.name.as_deref());
            misfit::not_scored(span, kind.name(), &path.dotted(), list)
        } else {
            let fit = better(shape, grid).map(|(name, _)| name);
            misfit::error(span, kind.name(), &path.dotted(), &found(shape, grid, var), fit)
        };
        self.sink.push(fault);
        false
    }

    /// A mean or sum counts valid answers only.
    pub(super) fn no_missing_in_mean(&mut self, kind: FigureKind, including: Option<Span>) {
        if let (FigureKind::Mean | FigureKind::Sum, Some(span)) = (kind, including) {
            self.sink.push(missing::error(span, kind.name()));
        }
    }

    /// An item whose codes or numbers can be averaged: for norms, strengths and the grade of the cover.
    pub(super) fn averages(&mut self, what: &str, target: Target, path: &Path) -> bool {
        let Some(survey) = self.survey(target.survey()) else { return false };
        let Some(first) = first_var(survey, target) else { return true };
        let Some(var) = survey.var(first) else { return true };
        if !self.is_known(target.survey(), first) {
            return false;
        }
        match shape(survey, var) {
            Shape::Number | Shape::Ordered { scored: true } | Shape::Nominal { scored: true } => true,
            Shape::Ordered { .. } | Shape::Nominal { .. } => {
                let list = list_of(survey, var).and_then(|list| list.name.as_deref());
                self.sink.push(misfit::not_scored(path.span, what, &path.dotted(), list));
                false
            }
            Shape::AnyOf | Shape::Text | Shape::Date => {
                self.sink.push(misfit::error(path.span, what, &path.dotted(), kind_words(&var.kind), None));
                false
            }
        }
    }

    /// A breakdown: a one-of item, outside loops or in the loop of the target.
    pub(super) fn breakdown(&mut self, path: &Path, target: Target) -> Option<VarId> {
        let index = target.survey();
        let found = self.target(path, Some(index))?;
        let survey = self.survey(index)?;
        let var = match (found, target) {
            (Target::Item(item), _) if item.survey == index => item.var,
            (Target::Loop { item, of }, Target::Loop { of: own, .. }) if of == own && item.survey == index => item.var,
            (Target::Grid { .. }, _) => return self.fault(misfit::breakdown(path.span, &path.dotted(), "a grid")),
            _ => return self.fault(misfit::breakdown(path.span, &path.dotted(), "an item of another survey or loop")),
        };
        let kind = &survey.var(var)?.kind;
        if matches!(kind, Kind::OneOf { .. }) {
            return Some(var);
        }
        if !self.is_known(index, var) {
            return None;
        }
        self.fault(misfit::breakdown(path.span, &path.dotted(), kind_words(kind)))
    }

    /// Whether the kind of an item was understood: what is wrong with it has been said where it is declared.
    fn is_known(&self, survey: usize, var: VarId) -> bool {
        let symbol = self.built_at(survey).and_then(|built| built.symbols.var(var));
        symbol.is_none_or(|symbol| symbol.known)
    }
}

/// The variable of a target; of a grid its first row.
pub(super) fn first_var(survey: &Survey, target: Target) -> Option<VarId> {
    match target {
        Target::Item(item) | Target::Loop { item, .. } => Some(item.var),
        Target::Grid { grid, .. } => survey.grids.get(grid.index())?.rows.first().copied(),
    }
}

fn list_of<'a>(survey: &'a Survey, var: &Var) -> Option<&'a OptionList> {
    var.kind.list().and_then(|list| survey.list(list))
}

fn shape(survey: &Survey, var: &Var) -> Shape {
    match &var.kind {
        Kind::OneOf { .. } => match list_of(survey, var) {
            Some(list) if list.kind == ListKind::Ordered => Shape::Ordered { scored: list.scored },
            list => Shape::Nominal { scored: list.is_some_and(|list| list.scored) },
        },
        Kind::AnyOf { .. } => Shape::AnyOf,
        Kind::Number { .. } => Shape::Number,
        Kind::Text { .. } => Shape::Text,
        Kind::Date { .. } => Shape::Date,
    }
}

fn allowed(kind: FigureKind, shape: Shape, grid: bool) -> bool {
    use FigureKind as K;
    use Shape as S;
    match kind {
        K::Bars => !grid && matches!(shape, S::Ordered { .. } | S::Nominal { .. } | S::AnyOf),
        K::Stacked => matches!(shape, S::Ordered { .. }),
        K::Distribution => !grid && matches!(shape, S::Number | S::Ordered { .. }),
        K::Mean => {
            matches!(shape, S::Number | S::Ordered { scored: true } | S::Nominal { scored: true })
        }
        K::Anyof => !grid && shape == S::AnyOf,
        K::Grid => grid && !matches!(shape, S::Text | S::Date),
        K::Sum => shape == S::Number,
        K::Verbatim => !grid && shape == S::Text,
        K::Static => false,
    }
}

/// The kind that fits best, with its name.
fn better(shape: Shape, grid: bool) -> Option<(&'static str, FigureKind)> {
    let kind = match (shape, grid) {
        (Shape::Ordered { .. }, true) => FigureKind::Stacked,
        (Shape::Text, false) => FigureKind::Verbatim,
        (Shape::Text | Shape::Date, _) => return None,
        (_, true) => FigureKind::Grid,
        (Shape::Ordered { .. } | Shape::Nominal { .. }, false) => FigureKind::Bars,
        (Shape::AnyOf, false) => FigureKind::Anyof,
        (Shape::Number, false) => FigureKind::Distribution,
    };
    Some((kind.name(), kind))
}

fn found(shape: Shape, grid: bool, var: &Var) -> String {
    let words = match shape {
        Shape::Nominal { .. } => "a one-of item without an order",
        _ => kind_words(&var.kind),
    };
    if grid { format!("a grid; each row is {words}") } else { words.to_owned() }
}
