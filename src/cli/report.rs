//! `peil report`: the reports of units from answers and a compiled report; no source is read.

use super::args::{Peil, Report};
use super::disk_host::DiskHost;
use super::dist::{self, RealDisk};
use super::tabulate::Run;
use super::{Status, place, say};
use crate::answers::{Collected, Compiled};
use crate::diag::{Diagnostic, Severity, answers, nearest};
use crate::emit::report::{PICTURES, Pictures, html};
use crate::host::Host;
use crate::parallel::on_all_processors;
use crate::plan::Plan;
use crate::report::{Hidden, Tables, UnitRow, report};
use crate::sample::units;
use crate::tabulate::tabulate;
use crate::text::csv::Table;
use std::fmt::Write;
use std::path::Path;

/// Reports that are made side by side, and then written: no more lie in memory.
const TOGETHER: usize = 16;

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

/// A report that was made, or why not.
struct Page {
    html: Result<String, String>,
    hidden: Vec<Hidden>,
}

fn made(run: &mut Run<'_>, command: &Report) -> Result<Status, Box<Diagnostic>> {
    let (compiled, collected) = run.read_all(command.report.as_deref(), &command.input)?;
    let before = run.told.len();
    let all = wanted(run, command, &compiled)?;
    let faulty = run.told.iter().skip(before).any(|fault| fault.severity == Severity::Error);
    let plan = &compiled.plan;
    let pictures = pictures(run, command, plan);
    let tables = tables(&compiled, &collected);
    let mut status = if faulty { Status::Unsound } else { Status::Done };
    let mut summary = "unit;place;why\n".to_owned();
    let (mut done, mut kept_back) = (0, 0);
    for some in all.chunks(TOGETHER) {
        let pages = on_all_processors(some, |one| page(plan, &tables, &pictures, one));
        for (one, page) in some.iter().zip(pages) {
            done += 1;
            kept_back += page.hidden.len();
            page.hidden.iter().for_each(|hidden| line(&mut summary, &[&one.name, &hidden.place, &hidden.why]));
            let written = match &page.html {
                Ok(html) => written(run, command, one, html),
                Err(fault) => {
                    say::error(&format!(
                        "the report of `{}` cannot be made, which is a fault of Peil: {fault}",
                        one.name
                    ));
                    status = Status::Failed;
                    Ok(())
                }
            };
            if let Err(fault) = written {
                status = Status::Failed;
                run.told.push(*fault);
            }
            if all.len() > 1 {
                say::progress("reports", done, all.len());
            }
        }
    }
    write(run, command, "summary.csv", &summary)?;
    let told = format!(
        "{}; {kept_back} places where numbers are kept back or joined: summary.csv",
        say::count(done, "report")
    );
    say::line(&told);
    Ok(status)
}

fn tables(compiled: &Compiled, collected: &Collected) -> Tables {
    Tables::new(&tabulate(&compiled.plan, &collected.respondents, &collected.people))
}

fn page(plan: &Plan, tables: &Tables, pictures: &Pictures, one: &Wanted) -> Page {
    let report = report(plan, tables, &one.row);
    let html = html(&report, pictures).map_err(|error| format!("{error:#}"));
    Page { html, hidden: report.hidden }
}

fn written(run: &Run<'_>, command: &Report, one: &Wanted, html: &str) -> Result<(), Box<Diagnostic>> {
    write(run, command, &format!("{}.html", one.name), html)
}

fn write(run: &Run<'_>, command: &Report, name: &str, text: &str) -> Result<(), Box<Diagnostic>> {
    let mut inputs = command.input.files();
    inputs.push(&command.units);
    let place = place::of_output(run.peil, &command.out.join(name), &command.input.dist, &inputs)?;
    if let Some(folder) = place.parent() {
        let shown = command.out.display().to_string();
        std::fs::create_dir_all(folder).map_err(|error| dist::refused(&shown, &error))?;
    }
    dist::write_file(&RealDisk, &place, text.as_bytes())
}

/// The units of the file that are asked for; a row with a fault is told and left out.
fn wanted(run: &mut Run<'_>, command: &Report, compiled: &Compiled) -> Result<Vec<Wanted>, Box<Diagnostic>> {
    let id = run.read(&command.units)?;
    let surveys: Vec<_> = compiled.surveys.iter().map(|(survey, _)| survey.clone()).collect();
    let text = run.text(id).to_owned();
    let (known, faults) = units(id, &text, &surveys);
    run.told.extend(faults);
    let Some(table) = Table::read(&text) else { return Ok(Vec::new()) };
    let header: Vec<&str> = table.header.iter().map(|cell| cell.text.as_str()).collect();
    let needed = compiled.plan.unit.file.as_ref().map_or(&[][..], |file| file.needed.as_slice());
    if let Some(column) = needed.iter().find(|column| !header.contains(&column.as_str())) {
        return Err(Box::new(no_column(column, &command.units, &header)));
    }
    let row = |name: &str| {
        let at = header.iter().position(|column| *column == "id")?;
        let row = table.rows.iter().find(|row| row.cells.get(at).is_some_and(|cell| cell.text == name))?;
        let cells = header.iter().zip(&row.cells);
        Some(cells.map(|(column, cell)| ((*column).to_owned(), cell.text.clone())).collect::<UnitRow>())
    };
    let one = |unit: &crate::sample::Unit| Some(Wanted { name: unit.folder.clone(), row: row(&unit.id)? });
    let Some(name) = &command.unit else { return Ok(known.iter().filter_map(one).collect()) };
    let found = known.iter().find(|unit| unit.id == *name).and_then(one);
    let names = known.iter().map(|unit| unit.id.as_str());
    found.map(|one| vec![one]).ok_or_else(|| Box::new(no_unit(name, &command.units, nearest(name, names))))
}

fn no_column(column: &str, file: &Path, header: &[&str]) -> Diagnostic {
    let message = format!("`{}` has no column `{column}`, which the report reads", file.display());
    Diagnostic::command(answers::NO_COLUMN, message).help(format!("it has {}; add `{column}`", header.join(", ")))
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
    let cell = |cell: &&str| {
        let guard = if cell.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    };
    let _ = writeln!(out, "{}", cells.iter().map(cell).collect::<Vec<_>>().join(";"));
}
