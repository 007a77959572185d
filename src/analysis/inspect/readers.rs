//! Collects the readers of a survey: the typed conditions of the model, each beside its expression in the source.

use super::places::{Holder, Written};
use super::reads::Readable;
use super::routes::{Reader, ReaderKind, Routes, View, named, reads};
use super::variants::Variants;
use crate::model::{Check, CheckOwner, Formula, GateOwner, LoopOver, Offer, Role, Var, VarId};
use crate::syntax::ast::{self, Expr};
use crate::text::Span;
use std::collections::HashMap;

/// Every reader, in file order of what it belongs to.
pub(super) fn readers<'a>(routes: &Routes<'a>) -> Vec<Reader<'a>> {
    let mut collect = Collect { routes, found: Vec::new() };
    for holder in &routes.places.holders {
        collect.route(holder);
        match holder.owner {
            GateOwner::Var(var) => collect.item(holder, var),
            GateOwner::Grid(id) => collect.grid(holder, id),
            GateOwner::Loop(id) => collect.each(holder, id),
            GateOwner::Section(_)
            | GateOwner::Page(_)
            | GateOwner::Group(_)
            | GateOwner::Note(_)
            | GateOwner::Stop(_) => {}
        }
    }
    collect.checks();
    collect.usable();
    collect.found
}

struct Collect<'r, 'a> {
    routes: &'r Routes<'a>,
    found: Vec<Reader<'a>>,
}

impl<'a> Collect<'_, 'a> {
    fn written(&self, holder: &Holder<'a>) -> Option<&Written<'a>> {
        self.routes.places.written(holder.at)
    }

    fn add(&mut self, holder: &Holder<'a>, kind: ReaderKind, readable: Readable<'a>, expr: Option<&'a Expr>) {
        let live = self.routes.live(holder.gates);
        self.add_live(holder, kind, readable, expr, live);
    }

    /// As [`Self::add`], for what is there only in some of the variants in which its holder is.
    fn add_live(
        &mut self,
        holder: &Holder<'a>,
        kind: ReaderKind,
        readable: Readable<'a>,
        expr: Option<&'a Expr>,
        live: Variants,
    ) {
        let own = match holder.owner {
            GateOwner::Var(var) => Some(var),
            _ => None,
        };
        let content = self.routes.places.content(holder.at);
        self.found.push(Reader {
            kind,
            who: named(holder.word, holder.name),
            view: View { name: holder.at, content, own, shuffles: kind != ReaderKind::Computed },
            readable,
            expr,
            at: expr.map_or(holder.at, |expr| expr.span),
            reads: reads(readable, &live),
            live,
            in_loop: holder.in_loop,
            gates: holder.gates,
        });
    }

    fn route(&mut self, holder: &Holder<'a>) {
        let survey = self.routes.ctx.survey;
        let own = holder.gates.last().and_then(|gate| survey.gate(*gate)).filter(|gate| gate.owner == holder.owner);
        let Some(when) = own.and_then(|gate| gate.when.as_ref()) else { return };
        let expr = self.written(holder).and_then(|written| written.common.when.as_ref());
        self.add(holder, ReaderKind::Route, Readable::Cond(when), expr);
    }

    fn item(&mut self, holder: &Holder<'a>, id: VarId) {
        let Some(var) = self.routes.ctx.survey.var(id) else { return };
        match &var.role {
            Role::Question => self.offers(holder, var),
            Role::Computed(formula) => self.formula(holder, formula),
            Role::Field { .. } | Role::Row { .. } | Role::Specify { .. } => {}
        }
    }

    /// All rows of a grid have the same conditions on options.
    fn grid(&mut self, holder: &Holder<'a>, id: crate::model::GridId) {
        let survey = self.routes.ctx.survey;
        let first = survey.grids.get(id.index()).and_then(|grid| grid.rows.first());
        if let Some(row) = first.and_then(|row| survey.var(*row)) {
            self.offers(holder, row);
        }
    }

    fn offers(&mut self, holder: &Holder<'a>, var: &'a Var) {
        let question = self.written(holder).and_then(|written| written.question);
        let mut exprs = question.map(option_exprs).unwrap_or_default();
        for Offer { code, only, when } in &var.offers {
            let option = self.routes.ctx.survey.options_of(var).iter().find(|option| option.code == *code);
            let own = option.and_then(|option| exprs.get_mut(option.name.as_str())).and_then(|own| own.next());
            let Some(when) = when else { continue };
            let mut live = self.routes.live(holder.gates);
            let scope = option.map(|option| &option.only);
            live.retain(|(wording, mode)| {
                only.admits(*wording, *mode) && scope.is_none_or(|scope| scope.admits(*wording, *mode))
            });
            self.add_live(holder, ReaderKind::Option, Readable::Cond(when), own.flatten(), live);
        }
    }

    fn formula(&mut self, holder: &Holder<'a>, formula: &'a Formula) {
        let computed = self.written(holder).and_then(|written| written.computed);
        match formula {
            Formula::Number(num) => {
                let expr = computed.and_then(|computed| computed.value.as_ref());
                self.add(holder, ReaderKind::Computed, Readable::Num(num), expr);
            }
            Formula::Recode { arms, .. } => {
                let takes = computed.into_iter().flat_map(|c| c.takes.iter().filter_map(|take| take.when.as_ref()));
                let options = computed.into_iter().flat_map(|c| c.options.iter().filter_map(|o| o.when.as_ref()));
                let exprs: Vec<&Expr> = takes.chain(options).collect();
                for (at, arm) in arms.iter().enumerate() {
                    // A broken arm shifts the others; then only the name is a sure place.
                    let expr = exprs.get(at).filter(|_| exprs.len() == arms.len()).copied();
                    self.add(holder, ReaderKind::Computed, Readable::Cond(&arm.when), expr);
                }
            }
        }
    }

    fn each(&mut self, holder: &Holder<'a>, id: crate::model::LoopId) {
        let Some(each) = self.routes.ctx.survey.loops.get(id.index()) else { return };
        let LoopOver::Chosen { var, .. } = each.over else { return };
        let path = self.written(holder).and_then(|written| written.each).and_then(|each| each.over.as_ref());
        let at = path.map(|path| path.span);
        self.add(holder, ReaderKind::Loop, Readable::Item(var), None);
        if let (Some(reader), Some(at)) = (self.found.last_mut(), at) {
            reader.at = at;
        }
    }

    fn checks(&mut self) {
        let exprs = self.check_exprs();
        let by_owner: HashMap<GateOwnerKey, &Holder<'a>> =
            self.routes.places.holders.iter().filter_map(|holder| Some((key(&holder.owner)?, holder))).collect();
        for check in &self.routes.ctx.survey.checks {
            let Check { owner, when, origin, .. } = check;
            let owner = match owner {
                CheckOwner::Var(var) => GateOwnerKey::Var(var.index()),
                CheckOwner::Grid(grid) => GateOwnerKey::Grid(grid.index()),
                CheckOwner::Page(page) => GateOwnerKey::Page(page.index()),
            };
            let Some(holder) = by_owner.get(&owner) else { continue };
            let expr = exprs.get(&self.routes.ctx.span(*origin)).copied();
            self.add(holder, ReaderKind::Check, Readable::Cond(when), expr);
        }
    }

    /// The condition of every check, by the place of its text.
    fn check_exprs(&self) -> HashMap<Span, &'a Expr> {
        let written = self.routes.places.holders.iter().filter_map(|holder| self.written(holder));
        let lines = written.flat_map(|block| block.common.refuse.iter().chain(&block.common.warn));
        lines.filter_map(|line: &'a ast::Check| Some((line.text.span, line.when.as_ref()?))).collect()
    }

    fn usable(&mut self) {
        let (ctx, all) = (self.routes.ctx, self.routes.ctx.survey.vars.len());
        let (Some(usable), expr) = (&ctx.survey.usable, ctx.source.usable.as_ref()) else { return };
        let name = ctx.span(ctx.survey.origin);
        let live = ctx.survey.variants().collect();
        let readable = Readable::Cond(usable);
        self.found.push(Reader {
            kind: ReaderKind::Usable,
            who: "`usable`".to_owned(),
            view: View { name, content: 0..all, own: None, shuffles: false },
            readable,
            expr,
            at: expr.map_or(name, |expr| expr.span),
            reads: reads(readable, &live),
            live,
            in_loop: None,
            gates: &[],
        });
    }
}

#[derive(PartialEq, Eq, Hash)]
enum GateOwnerKey {
    Var(usize),
    Grid(usize),
    Page(usize),
}

fn key(owner: &GateOwner) -> Option<GateOwnerKey> {
    match owner {
        GateOwner::Var(var) => Some(GateOwnerKey::Var(var.index())),
        GateOwner::Grid(grid) => Some(GateOwnerKey::Grid(grid.index())),
        GateOwner::Page(page) => Some(GateOwnerKey::Page(page.index())),
        GateOwner::Section(_) | GateOwner::Group(_) | GateOwner::Loop(_) | GateOwner::Note(_) | GateOwner::Stop(_) => {
            None
        }
    }
}

/// The lines that limit each option of a question, in the order in which the model holds them.
fn option_exprs<'a>(question: &'a ast::Question) -> HashMap<&'a str, std::vec::IntoIter<Option<&'a Expr>>> {
    let mut by_name: HashMap<&'a str, Vec<Option<&'a Expr>>> = HashMap::new();
    for option in question.options.iter().filter(|option| option.when.is_some()) {
        by_name.entry(&option.name.value).or_default().push(option.when.as_ref());
    }
    for offer in &question.offers {
        for name in &offer.names {
            by_name.entry(&name.value).or_default().push(offer.when.as_ref());
        }
    }
    by_name.into_iter().map(|(name, exprs)| (name, exprs.into_iter())).collect()
}
