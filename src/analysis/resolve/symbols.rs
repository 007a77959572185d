//! The namespace of one survey: fields, items, grids, loops and computed items.

use crate::model::{GridId, Kind, LoopId, VarId};
use crate::syntax::ast::{self, Name};
use crate::text::Span;
use std::collections::HashMap;

/// A variable before its texts and conditions are built. Its place in [`Symbols::vars`] is its [`VarId`].
#[derive(Debug)]
pub(crate) struct Symbol<'a> {
    pub(crate) path: String,
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    /// The kind was understood; else nothing is said about expressions that read it.
    pub(crate) known: bool,
    pub(crate) in_loop: Option<LoopId>,
    pub(crate) source: Source<'a>,
}

/// What a variable was written as.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source<'a> {
    Field(&'a ast::Field),
    Question(&'a ast::Question),
    /// A written row, or an entry of the list that the rows come from.
    Row {
        grid: GridId,
        row: Option<&'a ast::Row>,
    },
    Computed(&'a ast::Computed),
    Specify {
        of: VarId,
        option: &'a ast::Opt,
    },
}

#[derive(Debug)]
pub(crate) struct GridSymbol<'a> {
    pub(crate) grid: &'a ast::Grid,
    pub(crate) rows: Vec<VarId>,
}

#[derive(Debug)]
pub(crate) struct LoopSymbol<'a> {
    pub(crate) source: &'a ast::Loop,
    /// The list that it runs over and, for `over chosen`, the any-of.
    pub(crate) over: Option<crate::model::LoopOver>,
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Var(VarId),
    Grid(GridId),
    Loop(LoopId),
}

#[derive(Debug, Default)]
pub(crate) struct Symbols<'a> {
    pub(crate) vars: Vec<Symbol<'a>>,
    pub(crate) grids: Vec<GridSymbol<'a>>,
    pub(crate) loops: Vec<LoopSymbol<'a>>,
    by_path: HashMap<String, (Target, Span)>,
    by_span: HashMap<Span, VarId>,
    /// Pages, sections, groups, notes and stops: they have names of their own and never occur in conditions.
    pub(crate) places: HashMap<&'a str, Span>,
}

impl<'a> Symbols<'a> {
    pub(crate) fn var(&self, id: VarId) -> Option<&Symbol<'a>> {
        self.vars.get(id.index())
    }

    /// Adds a variable; the place of the earlier one if its path is taken.
    pub(crate) fn add(&mut self, symbol: Symbol<'a>) -> (VarId, Option<Span>) {
        let id = VarId::new(self.vars.len());
        let taken = self.claim(&symbol.path, Target::Var(id), symbol.span);
        self.by_span.entry(symbol.span).or_insert(id);
        self.vars.push(symbol);
        (id, taken)
    }

    /// Takes a path; the place of its earlier owner if it is taken. A name that the parser could not read takes none.
    pub(crate) fn claim(&mut self, path: &str, target: Target, span: Span) -> Option<Span> {
        if path.is_empty() || path.ends_with('.') {
            return None;
        }
        match self.by_path.get(path) {
            Some((_, first)) => Some(*first),
            None => {
                self.by_path.insert(path.to_owned(), (target, span));
                None
            }
        }
    }

    /// The variable whose name stands at `span`.
    pub(crate) fn at(&self, name: &Name) -> Option<VarId> {
        self.by_span.get(&name.span).copied()
    }

    /// What a path means, seen from inside a loop or from outside.
    pub(crate) fn find(&self, path: &ast::Path, in_loop: Option<LoopId>) -> Option<Target> {
        let dotted = path.dotted();
        let inside = in_loop.and_then(|id| self.loops.get(id.index()));
        inside
            .and_then(|own| self.by_path.get(&format!("{}.{dotted}", own.source.name.value)))
            .or_else(|| self.by_path.get(&dotted))
            .map(|(target, _)| *target)
    }

    pub(crate) fn find_name(&self, path: &str) -> Option<Target> {
        self.by_path.get(path).map(|(target, _)| *target)
    }

    /// Where the owner of a path is declared.
    pub(crate) fn place_of(&self, path: &str) -> Option<Span> {
        self.by_path.get(path).map(|(_, span)| *span)
    }

    /// Every path, in file order, for suggestions.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        let grids = self.grids.iter().map(|grid| grid.grid.question.name.value.as_str());
        let loops = self.loops.iter().map(|each| each.source.name.value.as_str());
        self.vars.iter().map(|symbol| symbol.path.as_str()).chain(grids).chain(loops)
    }
}
