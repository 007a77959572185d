//! Sections, pages, groups, loops, notes and stops.

use super::Lower;
use super::members::lacks_page;
use crate::syntax::ast::{Block, Common, Container, Loop, Name, Note, Wording};
use crate::syntax::cst::{Cst, Kind};

impl Lower<'_> {
    pub(super) fn blocks(&mut self, parent: Kind, members: &[&Cst]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut pageless: Option<Container> = None;
        for member in members {
            let Some(block) = self.block(member) else { continue };
            if lacks_page(parent, member.kind) {
                let page = pageless.get_or_insert_with(|| nameless_page(member));
                page.span = page.span.to(member.span);
                page.blocks.push(block);
            } else {
                blocks.extend(pageless.take().map(Block::Page));
                blocks.push(block);
            }
        }
        blocks.extend(pageless.take().map(Block::Page));
        blocks
    }

    fn block(&mut self, cst: &Cst) -> Option<Block> {
        Some(match cst.kind {
            Kind::Section => Block::Section(self.container(cst)),
            Kind::Page => Block::Page(self.container(cst)),
            Kind::Group => Block::Group(self.container(cst)),
            Kind::Question => Block::Question(Box::new(self.question(cst))),
            Kind::Grid => Block::Grid(Box::new(self.grid(cst))),
            Kind::Loop => Block::Loop(self.looped(cst)),
            Kind::Computed => Block::Computed(Box::new(self.computed(cst))),
            Kind::Note => Block::Note(self.note(cst)),
            Kind::Stop => Block::Stop(self.note(cst)),
            _ => return None,
        })
    }

    fn container(&mut self, cst: &Cst) -> Container {
        let members = self.members(cst);
        Container {
            name: self.name_or_empty(cst),
            titles: self.titles(cst, &members),
            shuffled: cst.word("shuffled"),
            layouts: self.layouts(&members),
            common: self.common(&members, cst.span),
            blocks: self.blocks(cst.kind, &members),
            span: cst.span,
        }
    }

    /// The title of the header line, then those of `title` lines.
    fn titles(&self, cst: &Cst, members: &[&Cst]) -> Vec<Wording> {
        let header = self.child_text(cst).map(|text| {
            let span = text.span;
            Wording { qualifiers: Vec::new(), text, spoken: None, recorded: None, span }
        });
        header.into_iter().chain(self.worded(members, "title")).collect()
    }

    fn looped(&mut self, cst: &Cst) -> Loop {
        let members = self.members(cst);
        let over = cst.child(Kind::Over);
        let chosen = over.and_then(|o| o.child(Kind::Chosen));
        Loop {
            name: self.name_or_empty(cst),
            over: chosen.or(over).and_then(|o| self.child_path(o)),
            chosen: chosen.is_some(),
            titles: self.worded(&members, "title"),
            texts: self.texts(&members),
            common: self.common(&members, cst.span),
            blocks: self.blocks(cst.kind, &members),
            span: cst.span,
        }
    }

    fn note(&mut self, cst: &Cst) -> Note {
        let members = self.members(cst);
        let common = self.common(&members, cst.span);
        Note { name: self.name_or_empty(cst), says: self.worded(&members, "say"), common, span: cst.span }
    }
}

/// The page that items lack, which has been reported.
fn nameless_page(first: &Cst) -> Container {
    let here = first.children.first().map_or(first.span, |word| word.span);
    Container {
        name: Name::new(String::new(), here),
        titles: Vec::new(),
        shuffled: None,
        layouts: Vec::new(),
        common: Common::default(),
        blocks: Vec::new(),
        span: first.span,
    }
}
