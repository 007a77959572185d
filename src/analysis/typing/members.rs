//! Sets: the rows of a grid, the iterations of a loop, a list of items.

use super::{Env, Typer};
use crate::analysis::resolve::Target;
use crate::analysis::rules;
use crate::model::{Cond, Kind, LoopId, Members, VarId};
use crate::syntax::ast::{BinaryOp, Call, Expr, ExprKind, Path};

/// The members of a set and what they are.
pub(super) struct Set {
    pub(super) members: Members,
    /// How many members there can be.
    pub(super) size: usize,
    /// One for every member, or one for all iterations of a loop.
    pub(super) kinds: Vec<Kind>,
    in_loop: Option<LoopId>,
    /// A loop without one of its items.
    pub(super) bare_loop: bool,
}

pub(super) fn is_arithmetic(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide)
}

impl Typer<'_, '_> {
    /// Whether a path names a grid or a loop.
    pub(super) fn is_set(&self, path: &Path) -> bool {
        matches!(self.symbols.find(path, self.env.in_loop), Some(Target::Grid(_) | Target::Loop(_)))
    }

    /// The set that a function is called with.
    pub(super) fn members(&mut self, call: &Call) -> Option<Set> {
        let paths: Vec<Option<&Path>> = call.arguments.iter().map(path_of).collect();
        match paths.as_slice() {
            // A call of nothing is a fault of syntax.
            [] => None,
            [Some(path)] => match self.symbols.find(path, self.env.in_loop) {
                Some(Target::Grid(grid)) => {
                    let rows = self.symbols.grids.get(grid.index())?.rows.clone();
                    self.vars(rows)
                }
                Some(Target::Loop(id)) => self.iterations(id, None),
                Some(Target::Var(var)) => match self.symbols.var(var)?.in_loop {
                    Some(id) if self.env.in_loop != Some(id) => self.iterations(id, Some(var)),
                    _ => {
                        let (var, kind) = self.variable(path)?;
                        self.listed(vec![var], vec![kind])
                    }
                },
                None => {
                    self.variable(path)?;
                    None
                }
            },
            _ => self.items(call),
        }
    }

    fn items(&mut self, call: &Call) -> Option<Set> {
        let (mut vars, mut kinds) = (Vec::new(), Vec::new());
        for argument in &call.arguments {
            let Some(path) = path_of(argument) else {
                return self.fault(rules::q0303_wrong_argument::not_an_item(&call.function, argument.span));
            };
            let (var, kind) = self.variable(path)?;
            if vars.contains(&var) {
                return self.fault(rules::q0303_wrong_argument::twice(path));
            }
            vars.push(var);
            kinds.push(kind);
        }
        self.listed(vars, kinds)
    }

    fn vars(&mut self, vars: Vec<VarId>) -> Option<Set> {
        let kinds: Option<Vec<Kind>> =
            vars.iter().map(|var| self.symbols.var(*var).filter(|s| s.known).map(|s| s.kind.clone())).collect();
        self.listed(vars, kinds?)
    }

    fn listed(&mut self, vars: Vec<VarId>, kinds: Vec<Kind>) -> Option<Set> {
        let (size, members) = (vars.len(), Members::Vars(vars));
        Some(Set { members, size, kinds, in_loop: self.env.in_loop, bare_loop: false })
    }

    fn iterations(&mut self, id: LoopId, item: Option<VarId>) -> Option<Set> {
        let list = self.symbols.loops.get(id.index())?.over.and_then(|over| self.list(over.list()));
        let size = list.map_or(0, |list| list.options.iter().filter(|option| !option.missing).count());
        let kind = item.and_then(|item| self.symbols.var(item)).filter(|symbol| symbol.known);
        if item.is_some() && kind.is_none() {
            return None;
        }
        let kinds = kind.map(|symbol| symbol.kind.clone()).into_iter().collect();
        let members = Members::Loop { of: id, item };
        Some(Set { members, size, kinds, in_loop: Some(id), bare_loop: item.is_none() })
    }

    /// A set with the condition of its `where`, in which `answer` is the member at hand.
    pub(super) fn filtered(&mut self, set: Set, condition: &Expr) -> Option<(Members, Cond)> {
        let answer = match (&set.members, set.kinds.first()) {
            (Members::Loop { item: Some(item), .. }, Some(kind)) => Some((*item, kind.clone())),
            (Members::Vars(_), Some(kind)) if set.kinds.iter().all(|other| alike(kind, other)) => {
                Some((Members::ANSWER, hull_kind(kind, &set.kinds)))
            }
            (Members::Vars(_) | Members::Loop { .. }, _) => None,
        };
        if answer.is_none() && matches!(set.members, Members::Vars(_)) {
            return self.fault(rules::q0303_wrong_argument::unlike_members(condition.span));
        }
        let inner = Env { in_loop: set.in_loop, answer, divides: false, computed: self.env.computed };
        let outer = std::mem::replace(&mut self.env, inner);
        let cond = self.cond(condition);
        self.env = outer;
        Some((set.members, cond?))
    }
}

/// Whether `answer` means the same for two members: one list, or both numbers, dates or texts.
fn alike(a: &Kind, b: &Kind) -> bool {
    match (a, b) {
        (Kind::OneOf { list: a }, Kind::OneOf { list: b })
        | (Kind::AnyOf { list: a, .. }, Kind::AnyOf { list: b, .. }) => a == b,
        (Kind::Number { decimals: a, .. }, Kind::Number { decimals: b, .. }) => a == b,
        (Kind::Text { .. }, Kind::Text { .. }) | (Kind::Date { .. }, Kind::Date { .. }) => true,
        _ => false,
    }
}

/// The kind that holds the values of all members.
fn hull_kind(first: &Kind, all: &[Kind]) -> Kind {
    let mut kind = first.clone();
    for other in all {
        if let (Kind::Number { min, max, .. }, Kind::Number { min: low, max: high, .. }) = (&mut kind, other) {
            *min = (*min).min(*low);
            *max = (*max).max(*high);
        }
        if let (Kind::Date { min, max, .. }, Kind::Date { min: low, max: high, .. }) = (&mut kind, other) {
            *min = min.zip(*low).map(|(a, b)| a.min(b));
            *max = max.zip(*high).map(|(a, b)| a.max(b));
        }
    }
    kind
}

fn path_of(expr: &Expr) -> Option<&Path> {
    match &expr.kind {
        ExprKind::Path(path) => Some(path),
        _ => None,
    }
}
