//! What the texts of the model pipe, each from its place.

use super::places::Holder;
use super::routes::{Routes, View, named};
use super::variants::Variants;
use crate::model::{Cell, CheckOwner, GateOwner, ItemTexts, OriginId, Text, VarId};
use std::collections::BTreeSet;

/// A variable in a text.
#[derive(Debug)]
pub(crate) struct Piped {
    pub(crate) var: VarId,
    /// The text that shows it.
    pub(crate) text: OriginId,
    /// What the text belongs to.
    pub(crate) who: String,
    pub(crate) view: View,
    /// Where the text is shown.
    pub(crate) shown: Variants,
    /// It may show the answer that it stands with: the text of a check.
    pub(crate) after: bool,
}

/// Every pipe of the survey's texts, sample fields apart, in file order of what they belong to.
pub(crate) fn piped(routes: &Routes<'_>) -> Vec<Piped> {
    let mut collect = Collect { routes, found: Vec::new() };
    collect.head();
    for holder in &routes.places.holders {
        collect.holder(holder);
    }
    collect.checks();
    collect.options();
    collect.found
}

struct Collect<'r, 'a> {
    routes: &'r Routes<'a>,
    found: Vec<Piped>,
}

struct Spot {
    who: String,
    view: View,
    live: Variants,
    after: bool,
}

fn spoken_reads(cell: &Cell) -> impl Iterator<Item = VarId> {
    cell.spoken.iter().flat_map(|spoken| spoken.reads())
}

impl Collect<'_, '_> {
    fn text(&mut self, holder: &Holder<'_>, text: &Text) {
        let mut cells = text.cells.iter().flat_map(|cell| cell.content.reads().chain(spoken_reads(cell)));
        if cells.any(|var| self.routes.places.start(var).is_some()) {
            self.cells(&self.spot(holder), text);
        }
    }

    fn cells(&mut self, spot: &Spot, text: &Text) {
        for cell in &text.cells {
            let reads: BTreeSet<VarId> = cell.content.reads().chain(spoken_reads(cell)).collect();
            let mut reads = reads.into_iter().filter(|var| self.routes.places.start(*var).is_some()).peekable();
            if reads.peek().is_none() {
                continue;
            }
            let is_shown = |(wording, mode): &&(usize, _)| {
                text.get(*wording, *mode).is_some_and(|shown: &Cell| shown.origin == cell.origin)
            };
            let shown: Variants = spot.live.iter().filter(is_shown).copied().collect();
            for var in reads {
                self.found.push(Piped {
                    var,
                    text: cell.origin,
                    who: spot.who.clone(),
                    view: spot.view.clone(),
                    shown: shown.clone(),
                    after: spot.after,
                });
            }
        }
    }

    fn head(&mut self) {
        let (ctx, fields) = (self.routes.ctx, self.routes.places.fields());
        let view = View { name: ctx.span(ctx.survey.origin), content: fields..fields, own: None, shuffles: false };
        let live = ctx.survey.variants().collect();
        let spot = Spot { who: "the intro".to_owned(), view, live, after: false };
        self.cells(&spot, &ctx.survey.intro);
        let all = ctx.survey.vars.len();
        let view = View { content: all..all, ..spot.view.clone() };
        self.cells(&Spot { who: "the end text".to_owned(), view, ..spot }, &ctx.survey.end);
    }

    fn spot(&self, holder: &Holder<'_>) -> Spot {
        let own = match holder.owner {
            GateOwner::Var(var) => Some(var),
            _ => None,
        };
        let content = self.routes.places.content(holder.at);
        let view = View { name: holder.at, content, own, shuffles: true };
        let (who, live) = (named(holder.word, holder.name), self.routes.live(holder.gates));
        Spot { who, view, live, after: false }
    }

    fn holder(&mut self, holder: &Holder<'_>) {
        let survey = self.routes.ctx.survey;
        let own = holder.gates.last().and_then(|gate| survey.gate(*gate)).filter(|gate| gate.owner == holder.owner);
        if let Some(gate) = own {
            self.text(holder, &gate.skip);
        }
        match &holder.owner {
            GateOwner::Section(id) => {
                survey.sections.get(id.index()).iter().for_each(|section| self.text(holder, &section.title));
            }
            GateOwner::Page(id) => survey.page(*id).iter().for_each(|page| self.text(holder, &page.title)),
            GateOwner::Grid(id) => {
                survey.grids.get(id.index()).iter().for_each(|grid| self.item(holder, &grid.texts));
            }
            GateOwner::Loop(id) => {
                survey.loops.get(id.index()).iter().for_each(|each| self.text(holder, &each.title));
            }
            GateOwner::Var(id) => survey.var(*id).iter().for_each(|var| self.item(holder, &var.texts)),
            GateOwner::Group(_) | GateOwner::Note(_) | GateOwner::Stop(_) => {
                holder.text.iter().for_each(|text| self.text(holder, text));
            }
        }
    }

    fn item(&mut self, holder: &Holder<'_>, texts: &ItemTexts) {
        for text in [&texts.label, &texts.ask, &texts.help, &texts.interviewer, &texts.error] {
            self.text(holder, text);
        }
    }

    fn checks(&mut self) {
        for check in &self.routes.ctx.survey.checks {
            let owner = match check.owner {
                CheckOwner::Var(var) => GateOwner::Var(var),
                CheckOwner::Grid(grid) => GateOwner::Grid(grid),
                CheckOwner::Page(page) => GateOwner::Page(page),
            };
            if check.text.cells.iter().all(|cell| cell.content.reads().next().is_none()) {
                continue;
            }
            let Some(holder) = self.routes.places.holders.iter().find(|holder| holder.owner == owner) else { continue };
            let spot = Spot { after: true, ..self.spot(holder) };
            self.cells(&spot, &check.text);
        }
    }

    /// The labels of options, seen from the first item that offers them.
    fn options(&mut self) {
        let survey = self.routes.ctx.survey;
        let mut seen = BTreeSet::new();
        for holder in &self.routes.places.holders {
            let GateOwner::Var(id) = holder.owner else { continue };
            let Some(list) = survey.var(id).and_then(|var| var.kind.list()).filter(|list| seen.insert(*list)) else {
                continue;
            };
            let Some(list) = survey.list(list) else { continue };
            for option in &list.options {
                self.text(holder, &option.label);
                option.specify.iter().for_each(|specify| self.text(holder, &specify.label));
            }
        }
    }
}
