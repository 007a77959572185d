//! Items of the surveys as a report names them: `clients.cijfer`, `clients.begeleiding.afspraken`, or a bare name where the
//! survey is clear.

use super::Resolver;
use crate::analysis::resolve::Target as Found;
use crate::analysis::rules::{q0601_unknown_in_report as unknown, q0616_private_in_report as private};
use crate::analysis::typing::{Env, Typer};
use crate::model::{Cond, ItemRef, Kind, LoopId, Survey, Target, VarId};
use crate::syntax::ast::{Call, Expr, ExprKind, Name, Path};
use crate::text::Span;

impl<'s> Resolver<'_, 's, '_> {
    pub(super) fn survey(&self, index: usize) -> Option<&'s Survey> {
        self.built_at(index).map(|built| &built.survey)
    }

    /// What a path of a report leads to. `at`: the survey of a bare name.
    pub(super) fn target(&mut self, path: &Path, at: Option<usize>) -> Option<Target> {
        let (index, rest) = self.split(path, at)?;
        let dotted = rest.iter().map(|part| part.value.as_str()).collect::<Vec<_>>().join(".");
        let built = self.built_at(index)?;
        match built.symbols.find_name(&dotted) {
            Some(Found::Var(var)) => {
                let item = self.seen(path.span, ItemRef { survey: index, var })?;
                let of = built.survey.var(var).and_then(|var| var.in_loop);
                Some(of.map_or(Target::Item(item), |of| Target::Loop { item, of }))
            }
            Some(Found::Grid(grid)) => {
                let rows = built.survey.grids.get(grid.index()).map_or(&[][..], |grid| &grid.rows);
                for row in rows {
                    self.seen(path.span, ItemRef { survey: index, var: *row })?;
                }
                Some(Target::Grid { survey: index, grid })
            }
            Some(Found::Loop(_)) => {
                let help = format!("name an item of it, as in `{}.…`", path.dotted());
                let fault = unknown::at(path.span, &path.dotted(), "item", []).help(help);
                self.fault(fault)
            }
            None => {
                let span = rest.first().zip(rest.last()).map_or(path.span, |(first, last)| first.span.to(last.span));
                self.fault(unknown::at(span, &dotted, "item", built.symbols.paths()))
            }
        }
    }

    /// Survey and the rest of a path.
    fn split<'p>(&mut self, path: &'p Path, at: Option<usize>) -> Option<(usize, &'p [Name])> {
        let (first, rest) = path.parts.split_first()?;
        let named = self.surveys.iter().position(|used| used.alias == first.value);
        match (named, at) {
            (Some(index), _) if !rest.is_empty() => Some((index, rest)),
            (_, Some(index)) => Some((index, &path.parts)),
            (Some(_), None) => {
                let fault = unknown::at(path.span, &path.dotted(), "item", []);
                self.fault(fault.help(format!("name an item of the survey, as in `{}.…`", first.value)))
            }
            (None, None) => match self.with_survey(path) {
                Some(whole) => self.fault(unknown::without_survey(path, &whole)),
                None => self.survey_named(first).map(|index| (index, rest)),
            },
        }
    }

    /// A path with its survey before it, where one of the report's surveys has an item of that name.
    fn with_survey(&self, path: &Path) -> Option<String> {
        let dotted = path.dotted();
        let used = self
            .surveys
            .iter()
            .find(|used| self.built.get(used.survey).is_some_and(|built| built.symbols.find_name(&dotted).is_some()))?;
        Some(format!("{}.{dotted}", used.alias))
    }

    /// A single variable, outside every loop.
    pub(super) fn item(&mut self, path: &Path, at: Option<usize>) -> Option<ItemRef> {
        match self.target(path, at)? {
            Target::Item(item) => Some(item),
            Target::Grid { .. } => {
                let fault = unknown::at(path.span, &path.dotted(), "single item", []);
                self.fault(fault.label("a grid has no value of its own").help("name one of its rows"))
            }
            Target::Loop { .. } => {
                let fault = unknown::at(path.span, &path.dotted(), "single item", []);
                self.fault(fault.label("an item of a loop has a value in every iteration"))
            }
        }
    }

    /// Marks a variable as used; a private one is refused.
    fn seen(&mut self, span: Span, item: ItemRef) -> Option<ItemRef> {
        let survey = self.survey(item.survey)?;
        let var = survey.var(item.var)?;
        self.uses.var(&survey.id(), item.var);
        if var.private {
            let declared = self.origins.span(var.origin);
            return self.fault(private::error(span, &var.path, declared));
        }
        Some(item)
    }

    pub(super) fn kind(&self, item: ItemRef) -> Option<&'s Kind> {
        Some(&self.survey(item.survey)?.var(item.var)?.kind)
    }

    /// A condition over the items of one survey, with or without the survey's name before them.
    pub(super) fn survey_cond(&mut self, index: usize, expr: &Expr, in_loop: Option<LoopId>) -> Option<Cond> {
        let built = self.built_at(index)?;
        let alias = self.surveys.get(index)?.alias.clone();
        let bare = without_alias(expr, &alias);
        let env = Env { in_loop, ..Env::default() };
        let cond = Typer {
            symbols: &built.symbols,
            lists: &built.survey.lists,
            wordings: &built.survey.wordings,
            modes: &built.survey.modes,
            sink: self.sink,
            env,
        }
        .cond(&bare)?;
        let id = built.survey.id();
        let mut open: Option<VarId> = None;
        for var in cond.reads() {
            self.uses.var(&id, var);
            open = open.or_else(|| built.survey.var(var).filter(|var| var.private).map(|_| var));
        }
        if let Some(var) = open.and_then(|var| built.survey.var(var)) {
            let declared = self.origins.span(var.origin);
            return self.fault(private::error(expr.span, &var.path, declared));
        }
        Some(cond)
    }
}

/// The expression with `clients.cijfer` as `cijfer`.
fn without_alias(expr: &Expr, alias: &str) -> Expr {
    let one = |inner: &Expr| Box::new(without_alias(inner, alias));
    let all = |inner: &[Expr]| inner.iter().map(|expr| without_alias(expr, alias)).collect::<Vec<_>>();
    let kind = match &expr.kind {
        ExprKind::Path(path) => ExprKind::Path(bare(path, alias)),
        ExprKind::Not(inner) => ExprKind::Not(one(inner)),
        ExprKind::Negate(inner) => ExprKind::Negate(one(inner)),
        ExprKind::Binary { op, left, right } => ExprKind::Binary { op: op.clone(), left: one(left), right: one(right) },
        ExprKind::InSet { left, options } => ExprKind::InSet { left: one(left), options: all(options) },
        ExprKind::InRange { left, min, max } => ExprKind::InRange { left: one(left), min: one(min), max: one(max) },
        ExprKind::Has { left, options } => ExprKind::Has { left: one(left), options: all(options) },
        ExprKind::Call(call) => ExprKind::Call(Call {
            function: call.function.clone(),
            arguments: all(&call.arguments),
            condition: call.condition.as_ref().map(|inner| one(inner)),
            at_least: call.at_least.clone(),
        }),
        ExprKind::Number(_) | ExprKind::Date(_) | ExprKind::Text(_) | ExprKind::Percentage(_) | ExprKind::Broken => {
            expr.kind.clone()
        }
    };
    Expr { kind, span: expr.span }
}

fn bare(path: &Path, alias: &str) -> Path {
    match path.parts.split_first() {
        Some((first, rest)) if first.value == alias && !rest.is_empty() => {
            Path { parts: rest.to_vec(), span: path.span }
        }
        _ => path.clone(),
    }
}
