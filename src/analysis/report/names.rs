//! The names that a report gives, and the conditions under which what they name is there.

use crate::analysis::rules::q0602_duplicate_in_report as twice;
use crate::diag::Diagnostic;
use crate::syntax::ast::{self, Expr, Name, Part};
use crate::text::Span;
use std::collections::BTreeMap;

/// Something that can be referred to.
#[derive(Debug, Clone)]
pub(super) struct Named<'a> {
    pub(super) span: Span,
    /// Place in file order, for ranges.
    pub(super) order: usize,
    /// Every condition around it and of its own.
    pub(super) when: Vec<&'a Expr>,
}

/// All names of one report, by kind.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    pub(super) figures: BTreeMap<&'a str, Named<'a>>,
    pub(super) tables: BTreeMap<&'a str, Named<'a>>,
    pub(super) chapters: BTreeMap<&'a str, Named<'a>>,
    pub(super) sections: BTreeMap<&'a str, Named<'a>>,
    count: usize,
}

impl<'a> Names<'a> {
    pub(super) fn of(report: &'a ast::Report, faults: &mut Vec<Diagnostic>) -> Self {
        let mut names = Self::default();
        names.parts(&report.parts, &mut Vec::new(), faults);
        once("norm", report.norms.iter().map(|norm| &norm.name), faults);
        once("promoter score", report.promoters.iter().map(|promoter| &promoter.name), faults);
        once("list of strengths", report.strengths.iter().map(|strengths| &strengths.name), faults);
        once("benchmark", report.benchmarks.iter().map(|benchmark| &benchmark.name), faults);
        names
    }

    fn parts(&mut self, parts: &'a [Part], around: &mut Vec<&'a Expr>, faults: &mut Vec<Diagnostic>) {
        for part in parts {
            match part {
                Part::Chapter(division) | Part::Section(division) => {
                    let chapter = matches!(part, Part::Chapter(_));
                    around.extend(&division.when);
                    if let Some(name) = &division.name {
                        let what = if chapter { "chapter" } else { "section" };
                        self.add(what, name, None, around, faults);
                    }
                    self.parts(&division.parts, around, faults);
                    around.truncate(around.len() - division.when.iter().count());
                }
                Part::Figure(figure) => self.add("figure", &figure.name, figure.options.when.as_ref(), around, faults),
                Part::Table(table) => self.add("table", &table.name, table.options.when.as_ref(), around, faults),
                Part::Text(_) => {}
            }
        }
    }

    fn add(
        &mut self,
        what: &str,
        name: &'a Name,
        own: Option<&'a Expr>,
        around: &[&'a Expr],
        faults: &mut Vec<Diagnostic>,
    ) {
        self.count += 1;
        let named = Named { span: name.span, order: self.count, when: around.iter().copied().chain(own).collect() };
        let known = match what {
            "figure" => &mut self.figures,
            "table" => &mut self.tables,
            "chapter" => &mut self.chapters,
            _ => &mut self.sections,
        };
        match known.get(name.value.as_str()) {
            Some(first) => faults.push(twice::error(name, what, first.span)),
            None if name.value.is_empty() => {}
            None => {
                known.insert(&name.value, named);
            }
        }
    }
}

fn once<'a>(what: &str, names: impl Iterator<Item = &'a Name>, faults: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for name in names {
        match seen.get(name.value.as_str()) {
            Some(first) => faults.push(twice::error(name, what, *first)),
            None => {
                seen.insert(&name.value, name.span);
            }
        }
    }
}
