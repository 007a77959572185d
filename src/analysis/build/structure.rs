//! The second walk: sections, pages, groups, notes and stops, with the gates that limit them.

use super::{Builder, Place};
use crate::model::{Gate, GateId, GateOwner, Group, Node, Note, Only, Page, PageId, Section, SectionId, Stop, Text};
use crate::syntax::ast::{self, Block, Look, Name};

/// What a block stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parent {
    Survey,
    Section,
    Page,
    Group,
    Loop,
}

/// Whether a block may stand there; one that may not has been reported by the parser.
pub(super) fn fits(parent: Parent, block: &Block) -> bool {
    match block {
        Block::Computed(_) => true,
        Block::Section(_) => parent == Parent::Survey,
        Block::Page(_) | Block::Stop(_) => matches!(parent, Parent::Survey | Parent::Section),
        Block::Group(_) | Block::Grid(_) | Block::Loop(_) => matches!(parent, Parent::Page | Parent::Group),
        Block::Question(_) | Block::Note(_) => {
            matches!(parent, Parent::Page | Parent::Group | Parent::Loop)
        }
    }
}

impl<'a> Builder<'a, '_> {
    pub(super) fn build_structure(&mut self) {
        let place = Place::default();
        for block in self.ast.blocks.iter().filter(|block| fits(Parent::Survey, block)) {
            self.top_level(block, None, &place);
        }
        let lists = std::mem::take(&mut self.lists.lists);
        self.survey.lists = lists;
    }

    fn top_level(&mut self, block: &'a Block, section: Option<SectionId>, place: &Place) {
        match block {
            Block::Section(container) => self.section(container, place),
            Block::Page(container) => self.page(container, section, place),
            Block::Stop(note) => self.stop(note, place),
            // Between pages: a variable without a page.
            Block::Computed(computed) => {
                self.computed(computed, place);
            }
            Block::Group(_) | Block::Question(_) | Block::Grid(_) | Block::Loop(_) | Block::Note(_) => {}
        }
    }

    fn section(&mut self, container: &'a ast::Container, place: &Place) {
        let id = SectionId::new(self.survey.sections.len());
        let inner = self.inside(place, &container.common, &container.name, GateOwner::Section(id));
        let section = Section {
            name: container.name.value.clone(),
            title: self.text(&container.titles, None),
            shuffled: container.shuffled.is_some(),
            gates: inner.gates.clone(),
            pages: Vec::new(),
            origin: self.origins.add(container.name.span),
        };
        self.survey.sections.push(section);
        let first = self.survey.pages.len();
        for block in container.blocks.iter().filter(|block| fits(Parent::Section, block)) {
            self.top_level(block, Some(id), &inner);
        }
        let pages = (first..self.survey.pages.len()).map(PageId::new).collect();
        if let Some(section) = self.survey.sections.get_mut(id.index()) {
            section.pages = pages;
        }
    }

    fn page(&mut self, container: &'a ast::Container, section: Option<SectionId>, place: &Place) {
        let id = PageId::new(self.survey.pages.len());
        let mut inner = self.inside(place, &container.common, &container.name, GateOwner::Page(id));
        inner.page = Some(id);
        let page = Page {
            name: container.name.value.clone(),
            title: self.text(&container.titles, None),
            section,
            shuffled: container.shuffled.is_some(),
            layouts: self.layouts(&container.layouts, Look::Whole),
            gates: inner.gates.clone(),
            nodes: Vec::new(),
            origin: self.origins.add(container.name.span),
        };
        self.survey.pages.push(page);
        let nodes = self.nodes(&container.blocks, Parent::Page, &inner);
        if let Some(page) = self.survey.pages.get_mut(id.index()) {
            page.nodes = nodes;
        }
        self.page_checks(container, id);
    }

    pub(super) fn nodes(&mut self, blocks: &'a [Block], parent: Parent, place: &Place) -> Vec<Node> {
        blocks.iter().filter(|block| fits(parent, block)).filter_map(|block| self.node(block, place)).collect()
    }

    fn node(&mut self, block: &'a Block, place: &Place) -> Option<Node> {
        match block {
            Block::Group(container) => Some(Node::Group(self.group(container, place))),
            Block::Question(question) => self.question(question, place).map(Node::Item),
            Block::Grid(grid) => self.grid(grid, place).map(Node::Grid),
            Block::Loop(each) => self.build_loop(each, place).map(Node::Loop),
            Block::Computed(computed) => self.computed(computed, place).map(Node::Computed),
            Block::Note(note) => Some(Node::Note(self.note(note, place))),
            Block::Section(_) | Block::Page(_) | Block::Stop(_) => None,
        }
    }

    fn group(&mut self, container: &'a ast::Container, place: &Place) -> Group {
        let owner = GateOwner::Group(container.name.value.clone());
        let inner = self.inside(place, &container.common, &container.name, owner);
        Group {
            name: container.name.value.clone(),
            title: self.text(&container.titles, place.in_loop),
            shuffled: container.shuffled.is_some(),
            gates: inner.gates.clone(),
            nodes: self.nodes(&container.blocks, Parent::Group, &inner),
            origin: self.origins.add(container.name.span),
        }
    }

    fn note(&mut self, note: &'a ast::Note, place: &Place) -> Note {
        let inner = self.inside(place, &note.common, &note.name, GateOwner::Note(note.name.value.clone()));
        Note {
            name: note.name.value.clone(),
            say: self.text(&note.says, place.in_loop),
            gates: inner.gates,
            origin: self.origins.add(note.name.span),
        }
    }

    fn stop(&mut self, note: &'a ast::Note, place: &Place) {
        let inner = self.inside(place, &note.common, &note.name, GateOwner::Stop(note.name.value.clone()));
        let after = self.survey.pages.len().checked_sub(1).map(PageId::new);
        let stop = Stop {
            name: note.name.value.clone(),
            say: self.text(&note.says, None),
            after,
            gates: inner.gates,
            origin: self.origins.add(note.name.span),
        };
        self.survey.stops.push(stop);
    }

    /// The place inside a container or item: its own gate added, its `core` and `private` passed on.
    pub(super) fn inside(&mut self, place: &Place, common: &'a ast::Common, name: &Name, owner: GateOwner) -> Place {
        let mut inner = place.clone();
        inner.gates.extend(self.gate(common, name, owner, place));
        inner.core |= common.core.is_some();
        inner.private |= common.private.is_some();
        inner
    }

    /// The gate of something that `only` or `when` limits.
    fn gate(&mut self, common: &'a ast::Common, name: &Name, owner: GateOwner, place: &Place) -> Option<GateId> {
        if common.only.is_none() && common.when.is_none() && common.skip.is_empty() {
            return None;
        }
        let only: Only = self.only(common.only.as_ref());
        let when = common.when.as_ref().and_then(|when| self.condition(when, place.in_loop));
        let skip: Text = self.text(&common.skip, place.in_loop);
        let at = common.when.as_ref().map(|when| when.span).or(common.only.as_ref().map(|only| only.span));
        let origin = self.origins.add(at.unwrap_or(name.span));
        self.survey.gates.push(Gate { owner, only, when, skip, origin });
        Some(GateId::new(self.survey.gates.len() - 1))
    }
}
