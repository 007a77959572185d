//! Report specs against the surveys that they read: names, kinds, texts, conditions.
//!
//! A report is resolved as far as it is sound; what is not understood is left out and has been reported.

mod conds;
mod figures;
mod fits;
mod guards;
mod head;
mod items;
mod names;
mod norms;
mod parts;
mod texts;
mod thresholds;
mod units;
mod variants;

pub use units::COLUMNS as UNIT_COLUMNS;

use super::build::Built;
use super::resolve::{Scope, Scopes, Uses};
use super::{Files, rules};
use crate::diag::{Diagnostic, Sink};
use crate::model::{Origins, Provenance, Report, UsedSurvey, VarId};
use crate::syntax::ast::{self, Declaration, Name};
use crate::text::Span;
use names::Names;
use std::collections::{BTreeMap, BTreeSet};

/// What all reports of a compilation share.
pub(crate) struct Shared<'a, 's> {
    pub(crate) files: &'a Files,
    pub(crate) scopes: &'s Scopes<'a>,
    pub(crate) built: &'s [Built<'a>],
    pub(crate) uses: &'s mut Uses,
    pub(crate) origins: &'s mut Origins,
    pub(crate) sink: &'s mut Sink,
}

/// Every report of the files; of two with one name only the first.
pub(crate) fn reports(mut shared: Shared<'_, '_>) -> Vec<Report> {
    let mut reports = Vec::new();
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for unit in &shared.files.units {
        let Some(scope) = shared.scopes.of_file(unit.id()) else { continue };
        for declaration in &unit.file.declarations {
            match declaration {
                Declaration::Report(report) => {
                    if let Some(first) = seen.get(report.name.value.as_str()) {
                        let twice = rules::q0602_duplicate_in_report::error(&report.name, "report", *first);
                        shared.sink.push(twice);
                        continue;
                    }
                    seen.insert(&report.name.value, report.name.span);
                    reports.extend(Resolver::new(report, scope, &mut shared).report());
                }
                Declaration::Thresholds(table) => {
                    thresholds::read(table, shared.files, shared.sink);
                }
                _ => {}
            }
        }
    }
    reports
}

/// A report under construction.
struct Resolver<'a, 's, 'r> {
    ast: &'a ast::Report,
    scope: &'s Scope<'a>,
    files: &'a Files,
    scopes: &'s Scopes<'a>,
    built: &'s [Built<'a>],
    uses: &'r mut Uses,
    origins: &'r mut Origins,
    sink: &'r mut Sink,
    surveys: Vec<UsedSurvey>,
    /// Names of surveys that are not there, which has been reported.
    lost: BTreeSet<String>,
    /// The unit's field in each survey.
    units: Vec<VarId>,
    names: Names<'a>,
    /// Columns of the unit file, if it could be read.
    columns: Option<Vec<String>>,
}

impl<'a, 's, 'r> Resolver<'a, 's, 'r> {
    fn new(ast: &'a ast::Report, scope: &'s Scope<'a>, shared: &'r mut Shared<'a, 's>) -> Self {
        let mut sink_names = Vec::new();
        let names = Names::of(ast, &mut sink_names);
        shared.sink.extend(sink_names);
        Self {
            ast,
            scope,
            files: shared.files,
            scopes: shared.scopes,
            built: shared.built,
            uses: shared.uses,
            origins: shared.origins,
            sink: shared.sink,
            surveys: Vec::new(),
            lost: BTreeSet::new(),
            units: Vec::new(),
            names,
            columns: None,
        }
    }

    /// The report; none without a survey or a unit, which has been reported.
    fn report(mut self) -> Option<Report> {
        self.use_surveys();
        let per = self.per();
        let units = self.unit_file();
        let title = self.title();
        let period = self.period();
        let benchmarks = self.benchmarks();
        let publish = self.publish();
        let suppress = self.suppress();
        let norms = self.norms();
        let promoters = self.promoters();
        let strengths = self.strengths(!benchmarks.is_empty());
        let (theme, cover, front) = (self.theme(), self.cover(), self.front());
        let parts = self.parts(&self.ast.parts, &mut Vec::new());
        let origin = self.origins.add(self.ast.name.span);
        Some(Report {
            name: self.ast.name.value.clone(),
            title,
            per: per?,
            surveys: self.surveys,
            units,
            period,
            benchmarks,
            publish,
            suppress,
            promoters,
            strengths,
            largest_remainder: self.ast.round_largest_remainder.as_ref().is_some_and(|round| round.value),
            norms,
            theme,
            cover,
            front,
            parts,
            provenance: provenance(&self.ast.from),
            origin,
        })
    }

    /// Reports a fault and gives nothing.
    fn fault<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.sink.push(diagnostic);
        None
    }

    /// The index of a survey by the name that the report gives it.
    fn survey_named(&mut self, name: &Name) -> Option<usize> {
        match self.surveys.iter().position(|used| used.alias == name.value) {
            Some(index) => Some(index),
            None if self.lost.contains(&name.value) => None,
            None => {
                let known: Vec<String> = self.surveys.iter().map(|used| used.alias.clone()).collect();
                let known = known.iter().map(String::as_str);
                self.fault(rules::q0601_unknown_in_report::error(name, "survey", known))
            }
        }
    }

    fn built_at(&self, index: usize) -> Option<&'s Built<'a>> {
        self.built.get(self.surveys.get(index)?.survey)
    }
}

/// Notes as the codebook and the plan carry them.
fn provenance(from: &[ast::Text]) -> Vec<Provenance> {
    let note = |text: &ast::Text| {
        let text = super::build::literal(text);
        Provenance { assumption: text.trim_start().starts_with("assumption:"), text }
    };
    from.iter().map(note).collect()
}
