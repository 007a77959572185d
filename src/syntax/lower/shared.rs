//! Scales, code lists, text blocks, terms and thresholds.

use super::Lower;
use crate::syntax::ast::{CodeList, Scale, Term, TextBlock, Thresholds, Wording};
use crate::syntax::cst::{Cst, Kind};

impl Lower<'_> {
    pub(super) fn scale(&mut self, cst: &Cst) -> Scale {
        let members = self.members(cst);
        Scale {
            name: self.name_or_empty(cst),
            ordered: cst.word("ordered"),
            nominal: cst.word("nominal"),
            scored: cst.word("scored"),
            label: self.child_text(cst),
            options: self.options(&members),
            from: self.sources(&members),
            allows: self.allows(&members, cst.span),
            span: cst.span,
        }
    }

    pub(super) fn code_list(&mut self, cst: &Cst) -> CodeList {
        let members = self.members(cst);
        let entries = members.iter().filter(|m| m.kind == Kind::Option);
        CodeList {
            name: self.name_or_empty(cst),
            label: self.child_text(cst),
            entries: entries.filter_map(|m| self.code_entry(m)).collect(),
            from: self.sources(&members),
            allows: self.allows(&members, cst.span),
            span: cst.span,
        }
    }

    fn sources(&self, members: &[&Cst]) -> Vec<crate::syntax::ast::Text> {
        members.iter().filter(|m| m.kind == Kind::From).filter_map(|m| self.child_text(m)).collect()
    }

    pub(super) fn text_block(&mut self, cst: &Cst) -> TextBlock {
        let members = self.members(cst);
        let in_header = |text: crate::syntax::ast::Text| {
            let span = text.span;
            Wording { qualifiers: Vec::new(), text, spoken: None, recorded: None, span }
        };
        let mut says: Vec<Wording> = self.child_text(cst).map(in_header).into_iter().collect();
        says.extend(self.worded(&members, "say"));
        if says.is_empty() && cst.child(Kind::HeaderRest).is_none() {
            self.missing(cst.span, "the text block has no text".to_owned(), "add a text in quotes after its name");
        }
        let allows = self.allows(&members, cst.span);
        TextBlock { name: self.name_or_empty(cst), says, allows, span: cst.span }
    }

    pub(super) fn term(&mut self, cst: &Cst) -> Term {
        let members = self.members(cst);
        let instead = members.iter().filter(|m| m.kind == Kind::Instead);
        Term {
            name: self.name_or_empty(cst),
            preferred: self.child_text(cst),
            only: self.only_in(cst),
            instead_of: instead.filter_map(|m| self.child_text(m)).collect(),
            allows: self.allows(&members, cst.span),
            span: cst.span,
        }
    }

    pub(super) fn thresholds(&mut self, cst: &Cst) -> Thresholds {
        let path = cst.child(Kind::FromFile).and_then(|f| self.string(f));
        Thresholds { name: self.name_or_empty(cst), path, span: cst.span }
    }
}
