//! Who reads what: every route, check, option condition, computed item and loop of a survey, with its place and variants.

use super::places::{Holder, Places};
use super::reads::{Read, Readable, decided, reads_of};
use super::variants::Variants;
use crate::analysis::Context;
use crate::model::{Formula, GateId, LoopId, Mode, Node, Role, VarId};
use crate::syntax::ast::{Call, Expr, ExprKind, Path};
use crate::text::Span;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// What a condition or formula is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReaderKind {
    Route,
    Check,
    Option,
    Computed,
    Usable,
    Loop,
}

/// One condition or formula in its place.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(crate) kind: ReaderKind,
    /// `question `x``
    pub(crate) who: String,
    pub(crate) view: View,
    pub(crate) readable: Readable<'a>,
    pub(crate) expr: Option<&'a Expr>,
    /// The condition's place, or the name's where it is not known.
    pub(crate) at: Span,
    /// Where it applies.
    pub(crate) live: Variants,
    /// What it reads and where, in the order of the condition.
    pub(crate) reads: Vec<(VarId, Variants)>,
    pub(crate) in_loop: Option<LoopId>,
    /// The gates that hold where it is read.
    pub(crate) gates: &'a [GateId],
}

impl Reader<'_> {
    /// `the route of question `x``
    pub(crate) fn words(&self) -> String {
        let who = &self.who;
        match self.kind {
            ReaderKind::Route => format!("the route of {who}"),
            ReaderKind::Check => format!("a check of {who}"),
            ReaderKind::Option => format!("an option of {who}"),
            ReaderKind::Computed => format!("the value of {who}"),
            ReaderKind::Usable | ReaderKind::Loop => who.clone(),
        }
    }
}

/// A place from which variables are read.
#[derive(Debug, Clone)]
pub(crate) struct View {
    /// The name of what stands there.
    pub(crate) name: Span,
    /// The variables inside it.
    pub(crate) content: Range<usize>,
    /// Set for an item of its own; none for containers.
    pub(crate) own: Option<VarId>,
    /// It has a place in a random order.
    pub(crate) shuffles: bool,
}

/// A shuffled block: its children in a random order.
#[derive(Debug)]
pub(crate) struct Shuffle<'a> {
    pub(crate) word: &'static str,
    pub(crate) name: &'a str,
    pub(crate) at: Span,
    children: Vec<Span>,
}

/// Where a variable stands, seen from a reader.
#[derive(Debug)]
pub(crate) enum Order<'r, 'a> {
    Earlier,
    Itself,
    Content,
    Later,
    Shuffled(&'r Shuffle<'a>),
}

/// The routes of one survey.
#[derive(Debug)]
pub(crate) struct Routes<'a> {
    pub(crate) ctx: Context<'a>,
    pub(crate) places: Places<'a>,
    pub(crate) readers: Vec<Reader<'a>>,
    shuffles: Vec<Shuffle<'a>>,
    /// For every variable, where it can be asked.
    present: Vec<Variants>,
    pub(crate) all: Variants,
    /// For every gate, where it is not closed by scope or by a condition on the wording alone.
    open: Vec<Variants>,
    by_path: HashMap<&'a str, VarId>,
}

impl<'a> Routes<'a> {
    pub(crate) fn new(ctx: &Context<'a>) -> Self {
        let survey = ctx.survey;
        let mut routes = Self {
            ctx: *ctx,
            places: Places::new(ctx),
            readers: Vec::new(),
            shuffles: Vec::new(),
            present: Vec::new(),
            all: survey.variants().collect(),
            open: survey.gates.iter().map(|gate| open(ctx, gate)).collect(),
            by_path: survey.vars_with_ids().map(|(id, var)| (var.path.as_str(), id)).collect(),
        };
        routes.present = routes.presence();
        routes.shuffles = shuffles(&routes);
        routes
    }

    /// Where nothing closes any of these gates.
    pub(crate) fn live(&self, gates: &[GateId]) -> Variants {
        let mut live = self.all.clone();
        for gate in gates.iter().filter_map(|gate| self.open.get(gate.index())) {
            live.retain(|variant| gate.contains(variant));
        }
        live
    }

    /// Where a variable can be asked.
    pub(crate) fn present(&self, var: VarId) -> Option<&Variants> {
        self.present.get(var.index())
    }

    pub(crate) fn is_present(&self, var: VarId, variant: (usize, Mode)) -> bool {
        self.present(var).is_none_or(|variants| variants.contains(&variant))
    }

    fn presence(&self) -> Vec<Variants> {
        let survey = self.ctx.survey;
        let mut present: Vec<Variants> = Vec::with_capacity(survey.vars.len());
        for var in &survey.vars {
            let mut live = self.live(&var.gates);
            match &var.role {
                Role::Specify { of, code } => {
                    let option = survey.var(*of).map_or(&[][..], |owner| survey.options_of(owner));
                    let option = option.iter().find(|option| option.code == *code);
                    live.retain(|(wording, mode)| option.is_none_or(|o| o.only.admits(*wording, *mode)));
                }
                Role::Computed(formula) => {
                    let reads = formula_reads(formula);
                    let asked = |variant: &(usize, Mode)| {
                        reads.iter().any(|read| present.get(read.index()).is_none_or(|v| v.contains(variant)))
                    };
                    live.retain(|variant| reads.is_empty() || asked(variant));
                }
                Role::Field { .. } | Role::Question | Role::Row { .. } => {}
            }
            present.push(live);
        }
        present
    }

    /// Where a variable stands, seen from a place.
    pub(crate) fn order(&self, view: &View, var: VarId) -> Order<'_, 'a> {
        let Some(start) = self.places.start(var) else { return Order::Earlier };
        if view.own.is_some() && (view.own == Some(var) || self.specify_owner(var) == view.own) {
            return Order::Itself;
        }
        if view.content.contains(&var.index()) {
            return Order::Content;
        }
        let shuffled = || {
            let mut through = self.computed_from(var);
            through.insert(var);
            let starts = through.into_iter().filter_map(|read| self.places.start(read));
            std::iter::once(start).chain(starts).find_map(|read| self.shuffled(view.name.start, read))
        };
        match shuffled().filter(|_| view.shuffles) {
            Some(shuffle) => Order::Shuffled(shuffle),
            None if var.index() >= view.content.start => Order::Later,
            None => Order::Earlier,
        }
    }

    /// The shuffled block in which two places lie in different children.
    pub(crate) fn shuffled(&self, a: u32, b: u32) -> Option<&Shuffle<'a>> {
        if self.shuffles.is_empty() {
            return None;
        }
        let child = |shuffle: &Shuffle<'_>, at: u32| {
            shuffle.children.iter().position(|child| child.start <= at && at < child.end)
        };
        self.shuffles.iter().find(|shuffle| {
            let (a, b) = (child(shuffle, a), child(shuffle, b));
            a.is_some() && b.is_some() && a != b
        })
    }

    /// The item whose specify text a variable is.
    pub(crate) fn specify_owner(&self, var: VarId) -> Option<VarId> {
        match self.ctx.survey.var(var)?.role {
            Role::Specify { of, .. } => Some(of),
            Role::Field { .. } | Role::Question | Role::Row { .. } | Role::Computed(_) => None,
        }
    }

    /// What a computed item reads, through other computed ones, itself apart.
    pub(crate) fn computed_from(&self, var: VarId) -> BTreeSet<VarId> {
        let mut found = BTreeSet::new();
        let mut open = vec![var];
        while let Some(next) = open.pop() {
            let Some(Role::Computed(formula)) = self.ctx.survey.var(next).map(|item| &item.role) else { continue };
            open.extend(formula_reads(formula).into_iter().filter(|read| found.insert(*read)));
        }
        found
    }

    /// Whether a computed item reads itself through this variable, which stands after it: a circle is told once.
    pub(crate) fn circular(&self, reader: &Reader<'_>, var: VarId) -> bool {
        let own = reader.view.own.filter(|_| reader.kind == ReaderKind::Computed);
        own.is_some_and(|own| var == own || var > own && self.computed_from(var).contains(&own))
    }

    /// What a path of an expression means inside a loop or outside.
    pub(crate) fn resolve(&self, path: &Path, in_loop: Option<LoopId>) -> Option<VarId> {
        let dotted = path.dotted();
        let inside = in_loop.and_then(|id| self.ctx.survey.loops.get(id.index()));
        inside
            .and_then(|each| self.by_path.get(format!("{}.{dotted}", each.name).as_str()))
            .or_else(|| self.by_path.get(dotted.as_str()))
            .copied()
    }

    /// Where a reader names a variable, or the set that it belongs to.
    pub(crate) fn place(&self, reader: &Reader<'_>, var: VarId) -> Span {
        let mut paths = Vec::new();
        reader.expr.iter().for_each(|expr| expr_paths(expr, &mut paths));
        let exact = paths.iter().find(|path| self.resolve(path, reader.in_loop) == Some(var));
        let set = self.ctx.survey.var(var).and_then(|item| item.path.split_once('.')).map(|(set, _)| set);
        let in_set = || paths.iter().find(|path| set.is_some_and(|set| path.dotted() == set));
        exact.or_else(in_set).map_or(reader.at, |path| path.span)
    }

    /// Where a variable is asked: its name.
    pub(crate) fn asked_at(&self, var: VarId) -> Span {
        self.ctx.survey.var(var).map(|item| self.ctx.span(item.origin)).unwrap_or_default()
    }

    pub(crate) fn path(&self, var: VarId) -> &'a str {
        self.ctx.survey.var(var).map_or("", |item| item.path.as_str())
    }

    /// What `only` or `when` keeps something behind `gates` out of a variant, and whose it is.
    pub(crate) fn exclusion(&self, gates: &[GateId], variant: (usize, Mode)) -> Option<(Span, &Holder<'a>)> {
        let closed = |gate: &&GateId| self.open.get(gate.index()).is_some_and(|open| !open.contains(&variant));
        let id = gates.iter().find(closed)?;
        let gate = self.ctx.survey.gate(*id)?;
        let holder = self.places.holders.iter().find(|holder| holder.owner == gate.owner)?;
        let common = self.places.written(holder.at)?.common;
        let scope = common.only.as_ref().filter(|_| !gate.only.admits(variant.0, variant.1)).map(|only| only.span);
        let span = scope.or(common.when.as_ref().map(|when| when.span)).unwrap_or(holder.at);
        Some((span, holder))
    }
}

/// What something reads, with the variants in which it does.
pub(super) fn reads(readable: Readable<'_>, live: &Variants) -> Vec<(VarId, Variants)> {
    let mut found: Vec<(VarId, Variants)> = Vec::new();
    for variant in live.iter() {
        for var in reads_of(readable, variant.0, variant.1).iter().flat_map(Read::vars) {
            match found.iter_mut().find(|(known, _)| known == var) {
                Some((_, variants)) => variants.insert(*variant),
                None => found.push((*var, Variants::from_iter([*variant]))),
            }
        }
    }
    found
}

/// `question `x``
pub(crate) fn named(word: &str, name: &str) -> String {
    format!("{word} `{name}`")
}

fn open(ctx: &Context<'_>, gate: &crate::model::Gate) -> Variants {
    let admitted = |(wording, mode): &(usize, Mode)| {
        let closed = gate.when.as_ref().and_then(|when| decided(when, *wording, *mode)) == Some(false);
        gate.only.admits(*wording, *mode) && !closed
    };
    ctx.survey.variants().filter(admitted).collect()
}

/// All that a formula reads, in any variant.
fn formula_reads(formula: &Formula) -> BTreeSet<VarId> {
    match formula {
        Formula::Recode { arms, .. } => arms.iter().flat_map(|arm| arm.when.reads()).collect(),
        Formula::Number(num) => num.reads(),
    }
}

/// Every path of an expression, options and functions apart.
pub(crate) fn expr_paths<'e>(expr: &'e Expr, found: &mut Vec<&'e Path>) {
    match &expr.kind {
        ExprKind::Path(path) => found.push(path),
        ExprKind::Not(inner) | ExprKind::Negate(inner) => expr_paths(inner, found),
        ExprKind::Binary { left, right, .. } => {
            expr_paths(left, found);
            expr_paths(right, found);
        }
        ExprKind::InSet { left, .. } | ExprKind::Has { left, .. } => expr_paths(left, found),
        ExprKind::InRange { left, min, max } => [left, min, max].into_iter().for_each(|part| expr_paths(part, found)),
        ExprKind::Call(Call { arguments, condition, .. }) => {
            arguments.iter().for_each(|argument| expr_paths(argument, found));
            condition.iter().for_each(|condition| expr_paths(condition, found));
        }
        ExprKind::Number(_) | ExprKind::Date(_) | ExprKind::Text(_) | ExprKind::Percentage(_) | ExprKind::Broken => {}
    }
}

/// Every shuffled block with the places of its direct children.
fn shuffles<'a>(routes: &Routes<'a>) -> Vec<Shuffle<'a>> {
    let (survey, places) = (routes.ctx.survey, &routes.places);
    let span_of = |name: Span| places.written(name).map_or(name, |block| block.span);
    let mut found = Vec::new();
    for section in survey.sections.iter().filter(|section| section.shuffled) {
        let pages = section.pages.iter().filter_map(|page| survey.page(*page));
        let children = pages.map(|page| span_of(routes.ctx.span(page.origin))).collect();
        let at = routes.ctx.span(section.origin);
        found.push(Shuffle { word: "section", name: &section.name, at, children });
    }
    for page in &survey.pages {
        shuffled_nodes(routes, ("page", &page.name, page.origin, page.shuffled), &page.nodes, &mut found);
    }
    found
}

type Container<'a> = (&'static str, &'a str, crate::model::OriginId, bool);

fn shuffled_nodes<'a>(routes: &Routes<'a>, container: Container<'a>, nodes: &'a [Node], found: &mut Vec<Shuffle<'a>>) {
    let (word, name, origin, shuffled) = container;
    if shuffled {
        let names = nodes.iter().filter_map(|node| node_name(routes, node));
        let children = names.map(|name| routes.places.written(name).map_or(name, |block| block.span)).collect();
        found.push(Shuffle { word, name, at: routes.ctx.span(origin), children });
    }
    for node in nodes {
        if let Node::Group(group) = node {
            shuffled_nodes(routes, ("group", &group.name, group.origin, group.shuffled), &group.nodes, found);
        }
    }
}

/// Where the name of a shown node stands; a computed item has no place in the order.
fn node_name(routes: &Routes<'_>, node: &Node) -> Option<Span> {
    let (ctx, survey) = (routes.ctx, routes.ctx.survey);
    let origin = match node {
        Node::Group(group) => group.origin,
        Node::Item(var) => survey.var(*var)?.origin,
        Node::Grid(id) => survey.grids.get(id.index())?.origin,
        Node::Loop(id) => survey.loops.get(id.index())?.origin,
        Node::Note(note) => note.origin,
        Node::Computed(_) => return None,
    };
    Some(ctx.span(origin))
}

/// An expression without its places, to tell whether two are written alike.
pub(super) fn spelling(expr: &Expr) -> String {
    let all = |exprs: &[Expr]| exprs.iter().map(spelling).collect::<Vec<_>>().join(",");
    match &expr.kind {
        ExprKind::Path(path) => path.dotted(),
        ExprKind::Number(number) | ExprKind::Percentage(number) => number.to_string(),
        ExprKind::Date(text) | ExprKind::Text(text) => text.clone(),
        ExprKind::Not(inner) => format!("not({})", spelling(inner)),
        ExprKind::Negate(inner) => format!("-({})", spelling(inner)),
        ExprKind::Binary { op, left, right } => {
            format!("({}{}{})", spelling(left), op.value.symbol(), spelling(right))
        }
        ExprKind::InSet { left, options } => format!("{} in {{{}}}", spelling(left), all(options)),
        ExprKind::InRange { left, min, max } => {
            format!("{} in {}..{}", spelling(left), spelling(min), spelling(max))
        }
        ExprKind::Has { left, options } => format!("{} has {{{}}}", spelling(left), all(options)),
        ExprKind::Call(Call { function, arguments, condition, at_least }) => {
            let condition = condition.as_ref().map(|condition| spelling(condition));
            let at_least = at_least.as_ref().map(|at_least| at_least.value);
            format!("{}({} where {condition:?} at least {at_least:?})", function.value, all(arguments))
        }
        ExprKind::Broken => "?".to_owned(),
    }
}
