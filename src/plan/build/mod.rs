//! A resolved report becomes a plan.

mod figures;
mod measures;
mod parameters;
mod preds;
mod surveys;
mod texts;
mod words;

use super::{Division, Figure, Measure, Part, Period, Plan, Table, UnitFile, UnitSpec, VERSION};
use crate::model::{self, ItemRef, Report, Survey};
use std::collections::BTreeSet;

/// The plan of a report over the surveys of its project.
#[must_use]
pub fn plan(report: &Report, surveys: &[Survey]) -> Plan {
    let used = report.surveys.iter().map(|used| surveys.get(used.survey)).collect();
    let mut builder = Builder {
        report,
        used,
        measures: Vec::new(),
        figures: Vec::new(),
        tables: Vec::new(),
        needed_columns: BTreeSet::new(),
    };
    builder.build()
}

pub(super) struct Builder<'a> {
    report: &'a Report,
    used: Vec<Option<&'a Survey>>,
    measures: Vec<Measure>,
    figures: Vec<Figure>,
    tables: Vec<Table>,
    /// Columns of the unit file that the report reads.
    needed_columns: BTreeSet<String>,
}

impl<'a> Builder<'a> {
    fn survey(&self, index: usize) -> Option<&'a Survey> {
        self.used.get(index).copied().flatten()
    }

    /// `clients.cijfer`
    fn path(&self, item: ItemRef) -> String {
        let alias = self.report.surveys.get(item.survey).map_or("", |used| used.alias.as_str());
        let path = self.survey(item.survey).and_then(|survey| survey.var(item.var)).map_or("", |var| var.path.as_str());
        format!("{alias}.{path}")
    }

    fn build(&mut self) -> Plan {
        let report = self.report;
        let title = self.prose(&report.title);
        let surveys = self.plan_surveys();
        let parts = self.parts(&report.parts);
        let (norms, promoters, strengths) = (self.norms(), self.promoters(), self.strengths());
        let (cover, front, benchmarks) = (self.cover(), self.front(), self.benchmarks());
        let file = report.units.as_ref().map(|file| UnitFile {
            path: file.path.clone(),
            columns: file.columns.clone(),
            needed: self.needed_columns.iter().cloned().collect(),
        });
        Plan {
            plan: VERSION.to_owned(),
            report: report.name.clone(),
            title,
            surveys,
            unit: UnitSpec { field: report.per.field.clone(), label: report.per.label.clone(), file },
            period: report.period.as_ref().map(|p| Period { start: p.start.clone(), end: p.end.clone() }),
            measures: std::mem::take(&mut self.measures),
            figures: std::mem::take(&mut self.figures),
            tables: std::mem::take(&mut self.tables),
            benchmarks,
            norms,
            publish: self.publish(),
            suppress: self.suppress(),
            promoters,
            strengths,
            rounding: self.rounding(),
            weight: None,
            theme: self.theme(),
            cover,
            front,
            parts,
            from: report.provenance.iter().map(|note| note.text.clone()).collect(),
        }
    }

    fn parts(&mut self, parts: &[model::Part]) -> Vec<Part> {
        parts.iter().map(|part| self.part(part)).collect()
    }

    fn part(&mut self, part: &model::Part) -> Part {
        match part {
            model::Part::Chapter(division) => Part::Chapter(self.division(division)),
            model::Part::Section(division) => Part::Section(self.division(division)),
            model::Part::Text(text) => Part::Text {
                name: text.name.clone(),
                text: self.prose(&text.text),
                when: self.cond(text.when.as_ref()),
            },
            model::Part::Figure(figure) => {
                let built = self.figure(figure);
                self.figures.push(built);
                Part::Figure { figure: figure.name.clone() }
            }
            model::Part::Table(table) => {
                let built = self.table(table);
                self.tables.push(built);
                Part::Table { table: table.name.clone() }
            }
        }
    }

    fn division(&mut self, division: &model::Division) -> Division {
        Division {
            name: division.name.clone(),
            title: self.prose(&division.title),
            when: self.cond(division.when.as_ref()),
            parts: self.parts(&division.parts),
        }
    }
}
