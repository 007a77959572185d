//! From a plan and its counts to the report of one unit: every number decided and printed, none of it drawn yet.
//!
//! What small numbers allow is decided once per item, in [`views`](self) by the rules of `safety`; whatever is printed of an
//! item is a function of its view. Division and rounding happen in [`crate::tabulate::figures`].

mod answers;
mod compare;
mod cover;
mod data;
mod document;
mod figure;
mod hist;
mod intervals;
mod lines;
mod method;
mod norms;
mod number;
mod response;
mod rows;
mod safety;
mod several;
mod sisters;
mod tables;
mod texts;
mod views;

pub use document::*;
pub use tables::Tables;

use crate::plan::{self, MeasureKind, Part, Plan, VarKind};
use crate::tabulate::Cell;
use crate::tabulate::figures::Frame;
use number::Numbers;
use sisters::Sisters;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use views::Views;

/// A row of the unit file: its cells by column.
pub type UnitRow = BTreeMap<String, String>;

/// The report of the unit in `row`, whose column `id` is the value of the plan's `per` field.
#[must_use]
pub fn report(plan: &Plan, tables: &Tables, row: &UnitRow) -> Report {
    let unit = unit_cell(plan, row.get("id").map_or("", String::as_str));
    let mut maker = Maker {
        plan,
        tables,
        unit: &unit,
        row,
        views: Views::new(plan, tables, &unit),
        sisters: tables.sisters(plan),
        numbers: Numbers::default(),
        frames: Vec::new(),
        hidden: RefCell::default(),
    };
    maker.frames = maker.frames();
    maker.numbers = Numbers::of(&plan.parts, &|part| maker.stands(part));
    maker.report()
}

/// The value by which relations know a unit: the text of the `per` field, or the code of its option.
fn unit_cell(plan: &Plan, id: &str) -> Cell {
    let survey = plan.surveys.first();
    let var = survey.and_then(|survey| survey.var(&survey.unit));
    let code = match var.map(|var| &var.kind) {
        Some(VarKind::OneOf { options, .. }) => {
            let named = options.iter().find(|option| option.name == id).map(|option| option.code);
            named.or_else(|| id.parse().ok())
        }
        Some(VarKind::Number { .. }) => id.parse().ok(),
        _ => None,
    };
    code.map_or_else(|| Cell::Text(id.to_owned()), Cell::Int)
}

/// Units that answered or were approached, of which `rows` holds no row.
#[must_use]
pub fn unlisted(plan: &Plan, tables: &Tables, rows: &[&UnitRow]) -> Vec<String> {
    let id = |row: &&UnitRow| unit_cell(plan, row.get("id").map_or("", String::as_str));
    let known: BTreeSet<Cell> = rows.iter().map(id).collect();
    let var = plan.surveys.first().and_then(|survey| survey.var(&survey.unit));
    let options = var.map_or(&[][..], |var| var.kind.options());
    let name = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Int(code) => {
            let option = options.iter().find(|option| option.code == *code);
            option.map_or_else(|| code.to_string(), |option| option.name.clone())
        }
    };
    tables.all_units().into_iter().filter(|cell| !known.contains(cell)).map(name).collect()
}

/// Makes the report of one unit.
struct Maker<'a> {
    plan: &'a Plan,
    tables: &'a Tables,
    unit: &'a Cell,
    row: &'a UnitRow,
    views: Views<'a>,
    sisters: Arc<Sisters>,
    numbers: Numbers,
    frames: Vec<Option<Frame>>,
    hidden: RefCell<Vec<Hidden>>,
}

impl Maker<'_> {
    fn report(&self) -> Report {
        let plan = self.plan;
        let theme = &plan.theme;
        self.note_if_empty();
        let pieces = self.pieces(&plan.parts, "");
        let (cover, front) = (self.cover(), self.front());
        let method = self.method(&pieces);
        let banner = "Profiel ‘published’: kleine aantallen zijn niet afgeschermd. Niet verspreiden.";
        Report {
            name: plan.report.clone(),
            title: self.plain(&plan.title),
            unit: self.unit_name(),
            period: plan.period.as_ref().map(|period| {
                format!("{} tot en met {}", texts::dutch_date(&period.start), texts::dutch_date(&period.end))
            }),
            date: Some(texts::dutch_date(self.column("report_date"))).filter(|date| !date.is_empty()),
            banner: (!self.views.safe).then(|| banner.to_owned()),
            accent: theme.accent.clone(),
            logo: theme.logo.clone(),
            client: theme.name.clone(),
            cover,
            front,
            pieces,
            method,
            assumptions: self.assumptions(),
            hidden: self.hidden.take(),
        }
    }

    /// What the report's makers assumed, as they wrote it.
    fn assumptions(&self) -> Vec<String> {
        let plan = self.plan;
        let norms = plan.norms.iter().flat_map(|norm| &norm.from);
        let scores = plan.promoters.iter().flat_map(|promoter| &promoter.from);
        let all = plan.from.iter().chain(norms).chain(scores).chain(plan.strengths.iter().flat_map(|one| &one.from));
        let mut assumed: Vec<String> = Vec::new();
        for text in all.filter_map(|text| text.strip_prefix("assumption:")) {
            let text = texts::capital(text.trim());
            if !assumed.contains(&text) {
                assumed.push(text);
            }
        }
        assumed
    }

    fn unit_name(&self) -> String {
        let (name, id) = (self.column("name"), self.column("id"));
        if name.is_empty() { id.to_owned() } else { name.to_owned() }
    }

    fn pieces(&self, parts: &[Part], path: &str) -> Vec<Piece> {
        let here = |at: usize| format!("{path}/{at}");
        let standing = parts.iter().enumerate().filter(|(_, part)| self.stands(part));
        standing.filter_map(|(at, part)| self.piece(part, &here(at))).collect()
    }

    fn piece(&self, part: &Part, path: &str) -> Option<Piece> {
        Some(match part {
            Part::Chapter(division) => Piece::Chapter(self.division("chapter", division, path)?),
            Part::Section(division) => Piece::Section(self.division("section", division, path)?),
            Part::Text { text, .. } => Piece::Text { markdown: text.prose, runs: self.runs(text) },
            Part::Figure { figure } => {
                let figure = self.plan.figures.iter().find(|known| known.name == *figure)?;
                Piece::Figure(Box::new(self.figure(figure)))
            }
            Part::Table { table } => {
                let table = self.plan.tables.iter().find(|known| known.name == *table)?;
                Piece::Table(Box::new(self.table(table)))
            }
        })
    }

    fn division(&self, kind: &str, division: &plan::Division, path: &str) -> Option<Division> {
        let place = self.numbers.place(kind, path)?;
        Some(Division {
            number: place.number.clone(),
            title: self.plain(&division.title),
            anchor: place.anchor.clone(),
            pieces: self.pieces(&division.parts, path),
        })
    }

    /// "Figuur 3.1" and its anchor.
    fn label(&self, kind: &str, name: &str) -> (String, String) {
        let word = if kind == "figure" { "Figuur" } else { "Tabel" };
        let place = self.numbers.place(kind, name);
        place.map_or_else(
            || (word.to_owned(), name.to_owned()),
            |place| (format!("{word} {}", place.number), place.anchor.clone()),
        )
    }

    /// Notes that something is not printed.
    fn hide(&self, place: &str, why: &str) {
        let what = match why {
            figure::EMPTY => What::Empty,
            _ if why.starts_with(figure::NO_BENCHMARK) => What::NoBenchmark,
            _ if why.starts_with(figure::MERGED) => What::Merged,
            _ => What::Suppressed,
        };
        self.note(what, place, why);
    }

    fn note(&self, what: What, place: &str, why: &str) {
        self.hidden.borrow_mut().push(Hidden { what, place: place.to_owned(), why: why.to_owned() });
    }

    /// A unit of which nobody answered has a report all the same; the summary says why it is bare.
    fn note_if_empty(&self) {
        let every = |kind: MeasureKind| self.plan.measures.iter().filter(move |measure| measure.kind == kind);
        if every(MeasureKind::Responses).all(|measure| self.responses(&measure.id) == 0) {
            let net: i64 = every(MeasureKind::Sample).map(|measure| self.sample(&measure.id, 1)).max().unwrap_or(0);
            let why = if net > 0 {
                "Niemand antwoordde van wie benaderd is."
            } else {
                "Niemand antwoordde, en niemand is benaderd."
            };
            self.note(What::Empty, "Rapport", why);
        }
    }
}
