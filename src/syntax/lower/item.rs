//! Questions, grids, rows and computed items.

use super::Lower;
use crate::syntax::ast::{Computed, Grid, Layout, Look, Offer, Question, Row, Take, Wording};
use crate::syntax::cst::{Cst, Kind};

impl Lower<'_> {
    pub(super) fn question(&mut self, cst: &Cst) -> Question {
        let members = self.members(cst);
        self.question_of(cst, &members)
    }

    fn question_of(&mut self, cst: &Cst, members: &[&Cst]) -> Question {
        let offers = members.iter().filter(|m| m.kind == Kind::Offer);
        Question {
            name: self.name_or_empty(cst),
            kind: self.answer(cst),
            texts: self.texts(members),
            order_random: members.iter().find(|m| m.kind == Kind::Order).map(|m| m.span),
            offers: offers.map(|m| self.offer(m)).collect(),
            options: self.options(members),
            common: self.common(members, cst.span),
            span: cst.span,
        }
    }

    fn offer(&mut self, cst: &Cst) -> Offer {
        Offer {
            names: self.names(cst),
            only: self.only_in(cst),
            when: self.condition_in(cst, Kind::WhenPart),
            span: cst.span,
        }
    }

    pub(super) fn grid(&mut self, cst: &Cst) -> Grid {
        let members = self.members(cst);
        Grid {
            question: self.question_of(cst, &members),
            layouts: self.layouts(&members),
            rows: members.iter().filter(|m| m.kind == Kind::Row).map(|m| self.row(m)).collect(),
            rows_of: members.iter().find(|m| m.kind == Kind::RowsOf).and_then(|m| self.first_name(m)),
        }
    }

    pub(super) fn layouts(&self, members: &[&Cst]) -> Vec<Layout> {
        members.iter().filter(|m| m.kind == Kind::Layout).map(|m| self.layout(m)).collect()
    }

    fn layout(&self, cst: &Cst) -> Layout {
        let look = match (cst.word("whole"), cst.word("separate")) {
            (Some(_), _) => Look::Whole,
            (None, Some(_)) => Look::Separate,
            (None, None) => Look::Grid,
        };
        Layout { qualifiers: self.names(cst), look, span: cst.span }
    }

    fn row(&mut self, cst: &Cst) -> Row {
        let members = self.members(cst);
        let mut texts = self.texts(&members);
        let header: Vec<Wording> = cst.all(Kind::RowLabel).filter_map(|l| self.wording(l)).collect();
        texts.label.splice(0..0, header);
        let mut common = self.common(&members, cst.span);
        common.only = self.only_in(cst).filter(|_| cst.child(Kind::Only).is_some()).or(common.only);
        common.when = self.header_when(cst).or(common.when);
        Row { name: self.name_or_empty(cst), texts, common, span: cst.span }
    }

    pub(super) fn header_when(&mut self, cst: &Cst) -> Option<crate::syntax::ast::Expr> {
        self.condition_in(cst, Kind::HeaderWhen)
    }

    pub(super) fn computed(&mut self, cst: &Cst) -> Computed {
        let members = self.members(cst);
        let takes = members.iter().filter(|m| m.kind == Kind::Take);
        Computed {
            name: self.name_or_empty(cst),
            kind: self.answer(cst),
            value: cst.child(Kind::Value).and_then(|v| v.child(Kind::Expr)).map(|e| self.expr(e)),
            takes: takes.filter_map(|m| self.take(m)).collect(),
            options: self.options(&members),
            texts: self.texts(&members),
            common: self.common(&members, cst.span),
            span: cst.span,
        }
    }

    fn take(&mut self, cst: &Cst) -> Option<Take> {
        let option = self.first_name(cst)?;
        let when = self.condition_in(cst, Kind::WhenPart);
        Some(Take { option, when, otherwise: cst.word("else"), span: cst.span })
    }
}
