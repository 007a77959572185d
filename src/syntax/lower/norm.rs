//! Norms, promoter scores, strengths and benchmarks.

use super::Lower;
use crate::syntax::ast::{Benchmark, Correct, Name, Norm, NormLine, Promoter, PromoterFormula, Strengths, Text};
use crate::syntax::cst::{Cst, Kind};

impl Lower<'_> {
    pub(super) fn froms(&self, members: &[&Cst]) -> Vec<Text> {
        members.iter().filter(|m| m.kind == Kind::From).filter_map(|m| self.child_text(m)).collect()
    }

    fn on_item(&self, cst: &Cst) -> Option<crate::syntax::ast::Path> {
        cst.child(Kind::OnItem).and_then(|on| self.child_path(on))
    }

    pub(super) fn norm(&mut self, cst: &Cst) -> Norm {
        let members = self.members(cst);
        let mut norm = Norm {
            name: self.name_or_empty(cst),
            on: self.on_item(cst),
            total: None,
            per: Vec::new(),
            correct: None,
            from: self.froms(&members),
            allows: self.allows(&members, cst.span),
            span: cst.span,
        };
        for member in members {
            match member.kind {
                Kind::Total => norm.total = self.norm_line(member),
                Kind::PerNorm => norm.per.extend(self.child_path(member).zip(self.norm_line(member))),
                Kind::Correct => norm.correct = self.correct(member),
                Kind::Per => self.missing(member.span, "`per` has no norm".to_owned(), "add `>=` and a number"),
                _ => {}
            }
        }
        norm
    }

    fn norm_line(&mut self, cst: &Cst) -> Option<NormLine> {
        let line = cst.child(Kind::NormLine)?;
        let at_least = self.decimals_of(line).into_iter().next()?;
        Some(NormLine { at_least, rounded: line.word("rounded"), span: line.span })
    }

    fn correct(&mut self, cst: &Cst) -> Option<Correct> {
        let mut numbers = self.decimals_of(cst).into_iter();
        let when = cst.child(Kind::CorrectWhen);
        let passes = when.and_then(|w| w.child(Kind::Passes));
        Some(Correct {
            below: numbers.next()?,
            to: numbers.next()?,
            n_at_most: when.and_then(|w| self.integer(w)),
            passes_at_least: passes.and_then(|p| self.decimals_of(p).into_iter().next()),
            span: cst.span,
        })
    }

    pub(super) fn promoter(&mut self, cst: &Cst) -> Promoter {
        let members = self.members(cst);
        Promoter {
            name: self.name_or_empty(cst),
            label: self.child_text(cst),
            on: self.on_item(cst),
            formula: cst.child(Kind::PromoterFormula).map(|f| self.formula(f)),
            from: self.froms(&members),
            span: cst.span,
        }
    }

    fn formula(&self, cst: &Cst) -> PromoterFormula {
        if cst.word("nps").is_some() {
            return PromoterFormula::Nps;
        }
        let shares = |part: Option<&Cst>| self.shares(part);
        PromoterFormula::Share { plus: shares(Some(cst)), minus: shares(cst.child(Kind::MinusShare)) }
    }

    fn shares(&self, cst: Option<&Cst>) -> Vec<Name> {
        cst.and_then(|c| c.child(Kind::ShareOf)).map(|s| self.names(s)).unwrap_or_default()
    }

    pub(super) fn strengths(&mut self, cst: &Cst) -> Strengths {
        let members = self.members(cst);
        let distance = cst.child(Kind::Distance).map(|d| self.decimals_of(d)).unwrap_or_default();
        Strengths {
            name: self.name_or_empty(cst),
            label: self.child_text(cst),
            over: cst.child(Kind::OverItems).map(|o| self.paths(o)).unwrap_or_default(),
            by_share_of: self.shares(cst.child(Kind::ByMeasure)),
            minimum: self.integer_in(cst, Kind::Minimum),
            distance: distance.into_iter().next(),
            at_most: self.integer_in(cst, Kind::AtMost),
            from: self.froms(&members),
            span: cst.span,
        }
    }

    pub(super) fn benchmark(&mut self, cst: &Cst) -> Benchmark {
        let largest = cst.child(Kind::Largest).map(|l| self.decimals_of(l)).unwrap_or_default();
        Benchmark {
            name: self.name_or_empty(cst),
            label: self.child_text(cst),
            over_units: cst.word("units").is_some(),
            others: cst.word("others"),
            minimum_units: self.integer_in(cst, Kind::MinimumUnits),
            largest: largest.into_iter().next(),
            span: cst.span,
        }
    }
}
