//! Sections, pages, groups, loops, notes and stops.

use super::Lower;
use crate::syntax::ast::{Block, Container, Loop, Note, Wording};
use crate::syntax::cst::{Cst, Kind};

impl Lower<'_> {
    pub(super) fn blocks(&mut self, members: &[&Cst]) -> Vec<Block> {
        members.iter().filter_map(|m| self.block(m)).collect()
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
            blocks: self.blocks(&members),
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
            blocks: self.blocks(&members),
            span: cst.span,
        }
    }

    fn note(&mut self, cst: &Cst) -> Note {
        let members = self.members(cst);
        let common = self.common(&members, cst.span);
        Note { name: self.name_or_empty(cst), says: self.worded(&members, "say"), common, span: cst.span }
    }
}
