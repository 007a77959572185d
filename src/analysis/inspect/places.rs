//! The blocks of a survey as written, by the place of their names, and beside them what the model made of them.

use crate::analysis::Context;
use crate::model::{GateId, GateOwner, GridId, LoopId, Node, OriginId, PageId, SectionId, Text, VarId};
use crate::syntax::ast::{self, Block, Common};
use crate::text::Span;
use std::collections::HashMap;

/// A block as written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'a> {
    pub(crate) common: &'a Common,
    pub(crate) span: Span,
    /// Set for questions and grids.
    pub(crate) question: Option<&'a ast::Question>,
    pub(crate) computed: Option<&'a ast::Computed>,
    pub(crate) each: Option<&'a ast::Loop>,
}

/// Something that can have a gate.
#[derive(Debug, Clone)]
pub(crate) struct Holder<'a> {
    /// `question`, `page` …
    pub(crate) word: &'static str,
    pub(crate) name: &'a str,
    pub(crate) owner: GateOwner,
    /// Outermost first.
    pub(crate) gates: &'a [GateId],
    pub(crate) origin: OriginId,
    /// Where its name stands.
    pub(crate) at: Span,
    pub(crate) in_loop: Option<LoopId>,
    /// The title of a group, what a note or stop says.
    pub(crate) text: Option<&'a Text>,
}

/// The blocks and holders of a survey.
#[derive(Debug)]
pub(crate) struct Places<'a> {
    written: HashMap<Span, Written<'a>>,
    /// In file order, containers before their content.
    pub(crate) holders: Vec<Holder<'a>>,
    /// For every variable, where it stands in the survey's file.
    starts: Vec<u32>,
    /// How many of them are sample fields, which come first and are known before the interview.
    fields: usize,
}

impl<'a> Places<'a> {
    pub(crate) fn new(ctx: &Context<'a>) -> Self {
        let survey = ctx.survey;
        let starts = survey.vars.iter().map(|var| ctx.span(var.origin).start).collect();
        let fields = survey.vars.iter().take_while(|var| var.page.is_none() && is_field(var)).count();
        let mut places = Self { written: HashMap::new(), holders: Vec::new(), starts, fields };
        places.blocks(&ctx.source.blocks);
        places.holders = holders(ctx);
        places
    }

    /// The block whose name stands there.
    pub(crate) fn written(&self, name: Span) -> Option<&Written<'a>> {
        self.written.get(&name)
    }

    /// The variables inside the block whose name stands at `name`, its own included.
    pub(crate) fn content(&self, name: Span) -> std::ops::Range<usize> {
        let end = self.written(name).map_or(name.end, |block| block.span.end);
        self.first_at(name.start)..self.first_at(end)
    }

    /// The first variable that stands at or after an offset.
    fn first_at(&self, offset: u32) -> usize {
        let items = self.starts.get(self.fields..).unwrap_or_default();
        self.fields + items.partition_point(|start| *start < offset)
    }

    /// How many variables are sample fields.
    pub(crate) fn fields(&self) -> usize {
        self.fields
    }

    /// Where a variable stands; none for a sample field.
    pub(crate) fn start(&self, var: VarId) -> Option<u32> {
        self.starts.get(var.index()).copied().filter(|_| var.index() >= self.fields)
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Section(container) | Block::Page(container) | Block::Group(container) => {
                    self.add(container.name.span, &container.common, container.span);
                    self.blocks(&container.blocks);
                }
                Block::Question(question) => {
                    let written = self.add(question.name.span, &question.common, question.span);
                    written.question = Some(question);
                }
                Block::Grid(grid) => self.grid(grid),
                Block::Loop(each) => {
                    self.add(each.name.span, &each.common, each.span).each = Some(each);
                    self.blocks(&each.blocks);
                }
                Block::Computed(computed) => {
                    self.add(computed.name.span, &computed.common, computed.span).computed = Some(computed);
                }
                Block::Note(note) | Block::Stop(note) => {
                    self.add(note.name.span, &note.common, note.span);
                }
            }
        }
    }

    fn grid(&mut self, grid: &'a ast::Grid) {
        let question = &grid.question;
        self.add(question.name.span, &question.common, question.span).question = Some(question);
        for row in &grid.rows {
            self.add(row.name.span, &row.common, row.span);
        }
    }

    fn add(&mut self, name: Span, common: &'a Common, span: Span) -> &mut Written<'a> {
        let written = Written { common, span, question: None, computed: None, each: None };
        self.written.entry(name).or_insert(written)
    }
}

fn is_field(var: &crate::model::Var) -> bool {
    matches!(var.role, crate::model::Role::Field { .. })
}

/// Everything that can have a gate, in file order.
fn holders<'a>(ctx: &Context<'a>) -> Vec<Holder<'a>> {
    let survey = ctx.survey;
    let mut walk = Walk { ctx, found: Vec::new() };
    for (at, section) in survey.sections.iter().enumerate() {
        let owner = GateOwner::Section(SectionId::new(at));
        walk.add("section", &section.name, owner, &section.gates, section.origin, None);
    }
    for (at, page) in survey.pages.iter().enumerate() {
        walk.add("page", &page.name, GateOwner::Page(PageId::new(at)), &page.gates, page.origin, None);
        walk.nodes(&page.nodes, None);
    }
    for (id, var) in survey.vars_with_ids().filter(|(_, var)| var.page.is_none() && !is_field(var)) {
        walk.add("computed item", &var.path, GateOwner::Var(id), &var.gates, var.origin, None);
    }
    for stop in &survey.stops {
        walk.add("stop", &stop.name, GateOwner::Stop(stop.name.clone()), &stop.gates, stop.origin, None);
        walk.says(&stop.say);
    }
    let mut found = walk.found;
    found.sort_by_key(|holder| holder.at.start);
    found
}

struct Walk<'w, 'a> {
    ctx: &'w Context<'a>,
    found: Vec<Holder<'a>>,
}

impl<'a> Walk<'_, 'a> {
    fn add(
        &mut self,
        word: &'static str,
        name: &'a str,
        owner: GateOwner,
        gates: &'a [GateId],
        origin: OriginId,
        in_loop: Option<LoopId>,
    ) {
        self.found.push(Holder { word, name, owner, gates, origin, at: self.ctx.span(origin), in_loop, text: None });
    }

    /// Gives the last holder its text.
    fn says(&mut self, text: &'a Text) {
        self.found.last_mut().into_iter().for_each(|holder| holder.text = Some(text));
    }

    fn nodes(&mut self, nodes: &'a [Node], in_loop: Option<LoopId>) {
        for node in nodes {
            match node {
                Node::Group(group) => {
                    let owner = GateOwner::Group(group.name.clone());
                    self.add("group", &group.name, owner, &group.gates, group.origin, in_loop);
                    self.says(&group.title);
                    self.nodes(&group.nodes, in_loop);
                }
                Node::Item(var) => self.var("question", *var),
                Node::Computed(var) => self.var("computed item", *var),
                Node::Grid(id) => self.grid(*id),
                Node::Loop(id) => self.each(*id),
                Node::Note(note) => {
                    let owner = GateOwner::Note(note.name.clone());
                    self.add("note", &note.name, owner, &note.gates, note.origin, in_loop);
                    self.says(&note.say);
                }
            }
        }
    }

    fn var(&mut self, word: &'static str, id: VarId) {
        let Some(var) = self.ctx.survey.var(id) else { return };
        self.add(word, &var.path, GateOwner::Var(id), &var.gates, var.origin, var.in_loop);
    }

    fn grid(&mut self, id: GridId) {
        let Some(grid) = self.ctx.survey.grids.get(id.index()) else { return };
        self.add("grid", &grid.name, GateOwner::Grid(id), &grid.gates, grid.origin, None);
        grid.rows.iter().for_each(|row| self.var("row", *row));
    }

    fn each(&mut self, id: LoopId) {
        let Some(each) = self.ctx.survey.loops.get(id.index()) else { return };
        self.add("loop", &each.name, GateOwner::Loop(id), &each.gates, each.origin, None);
        self.nodes(&each.nodes, Some(id));
    }
}
