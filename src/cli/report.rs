//! `peil report`: the reports of units from answers and a compiled report; no source is read.

mod ledger;
mod making;

use super::args::{Peil, Report, ReportFormat};
use super::disk_host::DiskHost;
use super::tabulate::Run;
use super::{Status, say};
use crate::answers::Compiled;
use crate::diag::{Diagnostic, Severity, answers, nearest};
use crate::emit::report::{PICTURES, Pictures};
use crate::engine;
use crate::host::Host;
use crate::plan::Plan;
use crate::report::{Tables, UnitRow, unlisted};
use crate::sample::{Unit, units};
use crate::text::csv::{Table, TableRow};
use crate::text::neutral;
use making::Making;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

pub(super) fn run(peil: &Peil, command: &Report) -> Status {
    let mut run = Run::new(peil);
    let status = made(&mut run, command).unwrap_or_else(|fault| {
        run.told.push(*fault);
        Status::Failed
    });
    say::diagnostics(peil, &run.told, &run.sources);
    status
}

/// A unit whose report is asked for: its folder name and its row.
struct Wanted {
    name: String,
    row: UnitRow,
}

/// What is not in the reports, per unit: a table for a spreadsheet.
pub(super) struct Summary {
    text: String,
    rows: usize,
}

impl Summary {
    fn new() -> Self {
        Self { text: "unit;what;place;why\n".to_owned(), rows: 0 }
    }

    pub(super) fn add(&mut self, unit: &str, what: &str, place: &str, why: &str) {
        line(&mut self.text, &[unit, what, place, why]);
        self.rows += 1;
    }
}

fn made(run: &mut Run<'_>, command: &Report) -> Result<Status, Box<Diagnostic>> {
    if !cfg!(feature = "pdf") && command.formats().any(|format| *format == ReportFormat::Pdf) {
        return Err(Box::new(no_pdf()));
    }
    let (compiled, collected) = run.read_all(command.report.as_deref(), &command.input)?;
    let before = run.told.len();
    let (all, known) = wanted(run, command, &compiled)?;
    let faulty = run.told.iter().skip(before).any(|fault| fault.severity == Severity::Error);
    let pictures = pictures(run, command, &compiled.plan);
    let tables = Tables::new(&engine::count(&compiled.plan, &collected.respondents, &collected.people));
    drop(collected);
    let making = Making { peil: run.peil, command, plan: &compiled.plan, tables: &tables, pictures: &pictures };
    let mut summary = Summary::new();
    let outcome = making.all(&all, &mut summary);
    if command.all {
        for unit in unlisted(&compiled.plan, &tables, &known.iter().collect::<Vec<_>>()) {
            summary.add(&unit, "no row", "", "answered or approached, but not in the unit file");
        }
    }
    run.told.extend(outcome.faults);
    making.write_text("summary.csv", &summary.text)?;
    let failed = if outcome.failed > 0 { format!(", {} failed", outcome.failed) } else { String::new() };
    let kept = if outcome.kept > 0 { format!(", {} as they were", outcome.kept) } else { String::new() };
    let made = say::count(outcome.made, "report");
    say::line(&format!("{made} made{kept}{failed}; {} in summary.csv", say::count(summary.rows, "remark")));
    Ok(match (outcome.failed, faulty) {
        (1.., _) => Status::Failed,
        (0, true) => Status::Unsound,
        (0, false) => Status::Done,
    })
}

/// The units of the file that are asked for; a row with a fault is told and left out.
///
/// Also every row of the file, those with a fault as well.
fn wanted(
    run: &mut Run<'_>,
    command: &Report,
    compiled: &Compiled,
) -> Result<(Vec<Wanted>, Vec<UnitRow>), Box<Diagnostic>> {
    let id = run.read(&command.units)?;
    let surveys: Vec<_> = compiled.surveys.iter().map(|(survey, _)| survey.clone()).collect();
    let text = run.text(id).to_owned();
    let (known, faults) = units(id, &text, &surveys);
    run.told.extend(faults);
    let Some(table) = Table::read(&text) else { return Ok((Vec::new(), Vec::new())) };
    let header: Vec<&str> = table.header.iter().map(|cell| cell.text.as_str()).collect();
    let needed = compiled.plan.unit.file.as_ref().map_or(&[][..], |file| file.needed.as_slice());
    if let Some(column) = needed.iter().find(|column| !header.contains(&column.as_str())) {
        return Err(Box::new(no_column(column, &command.units, &header)));
    }
    let cells = |row: &TableRow| -> UnitRow {
        let cells = header.iter().zip(&row.cells);
        cells.map(|(column, cell)| ((*column).to_owned(), cell.text.clone())).collect()
    };
    let rows: Vec<UnitRow> = table.rows.iter().map(cells).collect();
    let by_id: BTreeMap<&str, &UnitRow> =
        rows.iter().rev().filter_map(|row| Some((row.get("id")?.as_str(), row))).collect();
    let one = |unit: &Unit| {
        let row = by_id.get(unit.id.as_str())?;
        Some(Wanted { name: unit.folder.clone(), row: (*row).clone() })
    };
    let asked: Vec<Wanted> = match &command.unit {
        None => known.iter().filter_map(one).collect(),
        Some(name) => {
            let found = known.iter().find(|unit| unit.id == *name).and_then(one);
            let names = known.iter().map(|unit| unit.id.as_str());
            vec![found.ok_or_else(|| Box::new(no_unit(name, &command.units, nearest(name, names))))?]
        }
    };
    Ok((asked, rows))
}

fn no_column(column: &str, file: &Path, header: &[&str]) -> Diagnostic {
    let message = format!("`{}` has no column `{column}`, which the report reads", file.display());
    Diagnostic::command(answers::NO_COLUMN, message).help(format!("it has {}; add `{column}`", header.join(", ")))
}

fn no_pdf() -> Diagnostic {
    Diagnostic::command(answers::NO_PDF, "this `peil` was built without PDF")
        .help("install one that has it: `cargo install --locked --path . --features pdf`")
}

fn no_unit(name: &str, file: &Path, near: Option<&str>) -> Diagnostic {
    let fault = Diagnostic::command(answers::NO_UNIT, format!("`{}` has no unit `{name}`", file.display()));
    match near {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help("name an id of the file, or write `--all`"),
    }
}

/// The drawings and the logo that the build put in the output.
fn pictures(run: &Run<'_>, command: &Report, plan: &Plan) -> Pictures {
    let named = plan.figures.iter().filter_map(|figure| figure.file.as_ref()).chain(&plan.theme.logo);
    let dist = DiskHost::new(run.peil.root.join(&command.input.dist));
    let read = |path: &String| {
        let bytes = dist.read(&format!("{PICTURES}/{path}")).ok()?;
        Some((path.clone(), bytes))
    };
    named.filter_map(read).collect()
}

/// A line of a table for a spreadsheet, which reads a cell that begins with `=` as a formula.
fn line(out: &mut String, cells: &[&str]) {
    let cell = |cell: &&str| format!("\"{}\"", neutral(cell).replace('"', "\"\""));
    let _ = writeln!(out, "{}", cells.iter().map(cell).collect::<Vec<_>>().join(";"));
}

#[cfg(test)]
mod tests {
    #[test]
    fn without_pdf_it_says_how_to_get_it() {
        let fault = super::no_pdf();
        assert_eq!((fault.code.to_string().as_str(), fault.code.slug), ("Q0742", "built-without-pdf"));
        assert!(fault.help.is_some_and(|help| help.contains("--features pdf")));
    }
}
