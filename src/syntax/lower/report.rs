//! A report spec's own lines.

use super::Lower;
use super::members::nth_name;
use crate::syntax::ast::{Cover, Front, Publish, Report, Spanned, Suppress, Text, Theme, UsesSurvey};
use crate::syntax::cst::{Cst, Kind};

impl Lower<'_> {
    pub(super) fn report(&mut self, cst: &Cst) -> Report {
        let members = self.members(cst);
        let mut report = self.empty_report(cst);
        report.parts = self.parts(&members);
        report.from = self.froms(&members);
        report.allows = self.allows(&members, cst.span);
        for member in members {
            self.report_member(member, &mut report);
        }
        report
    }

    fn empty_report(&self, cst: &Cst) -> Report {
        Report {
            name: self.name_or_empty(cst),
            title: self.child_text(cst),
            uses: Vec::new(),
            per: None,
            units: None,
            period: None,
            benchmarks: Vec::new(),
            publish: None,
            suppress: None,
            promoters: Vec::new(),
            strengths: Vec::new(),
            round_largest_remainder: None,
            norms: Vec::new(),
            theme: None,
            cover: None,
            front: None,
            parts: Vec::new(),
            from: Vec::new(),
            allows: Vec::new(),
            span: cst.span,
        }
    }

    fn report_member(&mut self, cst: &Cst, report: &mut Report) {
        match cst.kind {
            Kind::Uses => report.uses.push(self.uses_survey(cst)),
            Kind::Per => self.per(cst, report),
            Kind::Units => report.units = self.string(cst),
            Kind::Period => report.period = self.dates(cst),
            Kind::Benchmark => report.benchmarks.push(self.benchmark(cst)),
            Kind::Publish => report.publish = Some(self.publish(cst)),
            Kind::Suppress => report.suppress = Some(self.suppress(cst)),
            Kind::Round => {
                let remainder = cst.word("remainder").is_some();
                report.round_largest_remainder = Some(Spanned::new(remainder, cst.span));
            }
            Kind::Promoter => report.promoters.push(self.promoter(cst)),
            Kind::Strengths => report.strengths.push(self.strengths(cst)),
            Kind::Norm => report.norms.push(self.norm(cst)),
            Kind::Theme => report.theme = Some(self.theme(cst)),
            Kind::Cover => report.cover = Some(self.cover(cst)),
            Kind::Front => report.front = Some(self.front(cst)),
            Kind::PerNorm => {
                self.missing(cst.span, "a report's `per` has no norm".to_owned(), "put this line in a `norm` block");
            }
            _ => {}
        }
    }

    fn per(&mut self, cst: &Cst, report: &mut Report) {
        if let Some((first, _)) = &report.per {
            let first = first.span;
            let code = crate::syntax::codes::DUPLICATE_MEMBER.code;
            let diagnostic = crate::diag::Diagnostic::error(code, cst.span, "`per` stands twice");
            self.diagnostics.push(diagnostic.also(first, "first written here"));
            return;
        }
        report.per = self.first_name(cst).map(|field| (field, self.child_text(cst)));
    }

    fn uses_survey(&mut self, cst: &Cst) -> UsesSurvey {
        UsesSurvey {
            survey: self.name_or_empty(cst),
            wave: self.integer(cst),
            optional: cst.word("optional"),
            alias: cst.child(Kind::Alias).and_then(|a| nth_name(a, 0)).map(|n| self.name(n)),
            span: cst.span,
        }
    }

    fn publish(&self, cst: &Cst) -> Publish {
        let always = cst.child(Kind::Always).map(|a| self.names(a)).unwrap_or_default();
        Publish { by: self.name_or_empty(cst), always, span: cst.span }
    }

    fn suppress(&mut self, cst: &Cst) -> Suppress {
        Suppress {
            base: self.integer_in(cst, Kind::SuppressBase),
            cell: self.integer_in(cst, Kind::SuppressCell),
            open: self.integer_in(cst, Kind::SuppressOpen),
            profile: cst.child(Kind::SuppressProfile).and_then(|p| nth_name(p, 0)).map(|n| self.name(n)),
            span: cst.span,
        }
    }

    fn theme(&mut self, cst: &Cst) -> Theme {
        let members = self.members(cst);
        let string = |word: &str| {
            let line = members.iter().find(|m| m.kind == Kind::Plain && m.word(word).is_some());
            line.and_then(|m| self.string(m))
        };
        let (logo, accent) = (string("logo"), string("accent"));
        Theme { name: self.plain(&members, "name"), logo, accent, span: cst.span }
    }

    fn cover(&mut self, cst: &Cst) -> Cover {
        let members = self.members(cst);
        let path = |word: &str| {
            let line = members.iter().find(|m| m.kind == Kind::Pathed && m.word(word).is_some());
            line.and_then(|m| self.child_path(m))
        };
        let names = members.iter().filter(|m| m.kind == Kind::StrengthsNames);
        Cover {
            grade: path("grade"),
            split: path("split"),
            strengths: names.flat_map(|m| self.names(m)).collect(),
            provinces: path("provinces"),
            span: cst.span,
        }
    }

    fn front(&mut self, cst: &Cst) -> Front {
        let members = self.members(cst);
        let disclaimers = members.iter().filter(|m| m.kind == Kind::Disclaimer);
        let comment = members.iter().find(|m| m.kind == Kind::CommentUntil);
        let text = |word: &str| -> Option<Text> { self.plain(&members, word) };
        Front {
            status: text("status"),
            disclaimers: disclaimers.filter_map(|m| self.first_name(m).zip(self.child_text(m))).collect(),
            header: text("header"),
            contact: text("contact"),
            comment_days: comment.and_then(|m| self.integer(m)),
            span: cst.span,
        }
    }
}
