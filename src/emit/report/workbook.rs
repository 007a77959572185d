//! The numbers of a report as an Excel workbook: a sheet for each figure and table, and one that leads to them.
//!
//! It is made of the document alone, so that it keeps back what the page keeps back. A cell that prints a number holds that number,
//! as it is printed; every other cell is text, also where it begins like a formula.

mod cell;
mod sheet;

use super::colour;
use crate::report::{Content, Figure, Piece, Report, Table};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::{Looks, Sheet};

/// The workbook's bytes; the same for the same report.
///
/// # Errors
/// When a sheet cannot be written: a fault of ours.
pub fn workbook(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new(colour::accent(report.accent.as_deref()));
    let mut book = Workbook::new();
    // The moment of making is no part of the report.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(&report.title).set_creation_datetime(&made));
    let mut shown = Vec::new();
    collect(&report.pieces, &mut shown);
    book.push_worksheet(front(report, &shown, &looks)?);
    for one in &shown {
        book.push_worksheet(match one {
            Shown::Figure(figure) => of_figure(figure, report, &looks)?,
            Shown::Table(table) => of_table(table, report, &looks)?,
        });
    }
    book.push_worksheet(method(report, &looks)?);
    book.save_to_buffer()
}

/// What has a sheet of its own.
enum Shown<'r> {
    Figure(&'r Figure),
    Table(&'r Table),
}

impl Shown<'_> {
    fn label(&self) -> (&str, &str) {
        match self {
            Self::Figure(figure) => (&figure.label, &figure.caption),
            Self::Table(table) => (&table.label, &table.caption),
        }
    }
}

/// Figures and tables in their order; a drawing holds no numbers.
fn collect<'r>(pieces: &'r [Piece], shown: &mut Vec<Shown<'r>>) {
    for piece in pieces {
        match piece {
            Piece::Chapter(division) | Piece::Section(division) => collect(&division.pieces, shown),
            Piece::Figure(figure) if matches!(figure.content, Content::Picture { .. }) => {}
            Piece::Figure(figure) => shown.push(Shown::Figure(figure)),
            Piece::Table(table) => shown.push(Shown::Table(table)),
            Piece::Text { .. } => {}
        }
    }
}

const FRONT: &str = "Inhoud";

fn front(report: &Report, shown: &[Shown<'_>], looks: &Looks) -> Result<rust_xlsxwriter::Worksheet, XlsxError> {
    let mut sheet = Sheet::new(FRONT, looks)?;
    sheet.banner(report)?;
    sheet.title(&report.title, "")?;
    sheet.pair("Dienstverlener", &report.unit)?;
    for (name, value) in [("Meetperiode", &report.period), ("Rapport van", &report.date)] {
        value.iter().try_for_each(|value| sheet.pair(name, value))?;
    }
    if let Some(grade) = &report.cover.grade {
        sheet.gap();
        sheet.heading("In het kort")?;
        sheet.pair(&grade.label, &grade.value)?;
        grade.n.iter().try_for_each(|n| sheet.pair("n", n))?;
        grade.interval.iter().try_for_each(|interval| sheet.interval(interval))?;
        grade.benchmark.iter().try_for_each(|(label, value)| sheet.pair(label, value))?;
    }
    for strength in &report.cover.strengths {
        sheet.gap();
        sheet.heading(&strength.lead)?;
        strength.items.iter().try_for_each(|item| sheet.line(item))?;
    }
    if !report.cover.provinces.is_empty() {
        sheet.gap();
        sheet.pair("Actief in", &report.cover.provinces.join(", "))?;
    }
    if let Some(split) = &report.cover.split {
        sheet.gap();
        sheet.heading(&split.label)?;
        sheet.grid(&split.table)?;
        sheet.gap();
        split.remarks.iter().try_for_each(|remark| sheet.quiet(remark))?;
    }
    sheet.gap();
    sheet.heading("Figuren en tabellen")?;
    for (label, caption) in shown.iter().map(Shown::label) {
        sheet.link(label, label, caption)?;
    }
    sheet.link(METHOD, METHOD, "")?;
    Ok(sheet.done())
}

fn of_figure(figure: &Figure, report: &Report, looks: &Looks) -> Result<rust_xlsxwriter::Worksheet, XlsxError> {
    let mut sheet = Sheet::new(&figure.label, looks)?;
    sheet.banner(report)?;
    sheet.title(&figure.label, &figure.caption)?;
    for question in &figure.questions {
        let wording = question.wording.as_ref().map_or(String::new(), |wording| format!("{wording}: "));
        sheet.quiet(&format!("{wording}{}", question.text))?;
    }
    figure.n.iter().try_for_each(|n| sheet.pair("n", n))?;
    sheet.gap();
    match &figure.content {
        Content::Chart { table, .. } => sheet.grid(table)?,
        Content::Hidden { why } => sheet.line(why)?,
        Content::Texts { texts } => texts.iter().try_for_each(|text| sheet.line(text))?,
        Content::Picture { .. } => {}
    }
    sheet.gap();
    let below = figure.base.iter().chain(&figure.remarks).chain(&figure.note);
    below.into_iter().try_for_each(|text| sheet.quiet(text))?;
    sheet.link(FRONT, FRONT, "")?;
    Ok(sheet.done())
}

fn of_table(table: &Table, report: &Report, looks: &Looks) -> Result<rust_xlsxwriter::Worksheet, XlsxError> {
    let mut sheet = Sheet::new(&table.label, looks)?;
    sheet.banner(report)?;
    sheet.title(&table.label, &table.caption)?;
    sheet.gap();
    sheet.grid(&table.grid)?;
    sheet.gap();
    table.remarks.iter().chain(&table.note).try_for_each(|text| sheet.quiet(text))?;
    sheet.link(FRONT, FRONT, "")?;
    Ok(sheet.done())
}

const METHOD: &str = "Verantwoording";

fn method(report: &Report, looks: &Looks) -> Result<rust_xlsxwriter::Worksheet, XlsxError> {
    let mut sheet = Sheet::new(METHOD, looks)?;
    sheet.banner(report)?;
    sheet.title(METHOD, "")?;
    report.method.iter().try_for_each(|line| sheet.line(line))?;
    if !report.assumptions.is_empty() {
        sheet.gap();
        sheet.heading("Aannames")?;
        report.assumptions.iter().try_for_each(|line| sheet.line(line))?;
    }
    Ok(sheet.done())
}
