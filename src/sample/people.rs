//! Who was approached: one row a person, with what the sample knows of them.

use super::{ID, Known, Reader, SURVEY, faults, fields, table};
use crate::diag::Diagnostic;
use crate::eval::Answer;
use crate::model::{Survey, Var};
use crate::text::FileId;
use crate::text::csv::TableCell;
use std::collections::BTreeMap;

/// A person of the sample of one survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approached {
    /// The token of the invitation.
    pub id: String,
    /// Index into the surveys.
    pub survey: usize,
    /// One of [`DISPOSITIONS`].
    pub disposition: &'static str,
    /// By name; a field is absent where its cell is empty.
    pub fields: BTreeMap<String, Answer>,
}

/// What became of an invitation; the first is meant where the column is absent or empty.
pub const DISPOSITIONS: [&str; 4] = ["approached", "undeliverable", "duplicate", "excluded"];

const DISPOSITION: &str = "disposition";

/// Reads the people who were approached; every fault has its place in `file`. The column `survey` may be absent where there
/// is one survey.
#[must_use]
pub fn people(file: FileId, text: &str, surveys: &[Survey]) -> (Vec<Approached>, Vec<Diagnostic>) {
    let table = match table(file, text) {
        Ok(table) => table,
        Err(fault) => return (Vec::new(), vec![*fault]),
    };
    let mut reader = Reader { file, header: &table.header, faults: Vec::new() };
    reader.columns(surveys, &[ID, DISPOSITION, SURVEY]);
    let place = |name: &str| table.header.iter().position(|cell| cell.text == name);
    let Some(key) = place(ID) else {
        reader.faults.push(faults::no_person_id(reader.span_of(table.header.first())));
        return (Vec::new(), reader.faults);
    };
    let (disposition, of) = (place(DISPOSITION), place(SURVEY));
    if of.is_none() && surveys.len() > 1 {
        let names: Vec<String> = surveys.iter().map(Survey::id).collect();
        reader.faults.push(faults::no_survey(&names, reader.span_of(table.header.first())));
        return (Vec::new(), reader.faults);
    }
    let known: Vec<Known<'_>> = surveys.iter().map(|survey| Known::new(survey, &table.header)).collect();
    let mut taken: BTreeMap<(usize, &str), &TableCell> = BTreeMap::new();
    let mut people = Vec::new();
    for row in table.rows.iter() {
        let Some(cell) = reader.filled(row, key) else { continue };
        let survey = of.map_or(Some(0), |at| reader.survey(row.cells.get(at), &known, row.line));
        let disposition =
            disposition.map_or(Some(DISPOSITIONS[0]), |at| reader.disposition(row.cells.get(at), row.line));
        let (Some(survey), Some(disposition)) = (survey, disposition) else { continue };
        if let Some(first) = taken.insert((survey, &cell.text), cell) {
            reader.faults.push(faults::person_twice(&cell.text, reader.span(cell), reader.span(first)));
            continue;
        }
        let Some(of) = known.get(survey) else { continue };
        reader.required(of);
        let fields = reader.fields(of, row).unwrap_or_default();
        people.push(Approached { id: cell.text.clone(), survey, disposition, fields });
    }
    (people, reader.faults)
}

impl Reader<'_> {
    /// Every respondent of a survey needs its required fields.
    pub(super) fn required(&mut self, of: &Known<'_>) {
        let has = |var: &Var| of.columns.iter().any(|(_, known)| known.path == var.path);
        for var in fields(of.survey).filter(|var| var.required && !has(var)) {
            let fault = faults::no_column(&var.path, &of.survey.id(), self.span_of(self.header.first()));
            if !self.faults.contains(&fault) {
                self.faults.push(fault);
            }
        }
    }

    /// The index of the survey that a row names.
    pub(super) fn survey(&mut self, cell: Option<&TableCell>, known: &[Known<'_>], line: usize) -> Option<usize> {
        let cell = cell?;
        let found = known.iter().position(|one| one.survey.id() == cell.text);
        if found.is_none() {
            let names: Vec<String> = known.iter().map(|one| one.survey.id()).collect();
            self.faults.push(faults::not_among(line, SURVEY, &cell.text, &names, self.span(cell)));
        }
        found
    }

    fn disposition(&mut self, cell: Option<&TableCell>, line: usize) -> Option<&'static str> {
        let cell = cell?;
        if cell.text.is_empty() {
            return DISPOSITIONS.first().copied();
        }
        let found = DISPOSITIONS.into_iter().find(|known| *known == cell.text);
        if found.is_none() {
            let names = DISPOSITIONS.map(String::from);
            self.faults.push(faults::not_among(line, DISPOSITION, &cell.text, &names, self.span(cell)));
        }
        found
    }
}
