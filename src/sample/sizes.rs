//! Sizes of a sample that is not there yet: how many people are approached with the same fields.

use super::{Known, Reader, SURVEY, faults, table};
use crate::diag::Diagnostic;
use crate::eval::Answer;
use crate::model::Survey;
use crate::number::per_mille;
use crate::text::FileId;
use crate::text::csv::TableRow;
use std::collections::BTreeMap;

/// People who are approached for one survey with the same fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Size {
    /// Index into the surveys.
    pub survey: usize,
    pub people: usize,
    /// How many of a thousand answer, where the file says so.
    pub answer: Option<u32>,
    /// By name; a field is absent where its cell is empty.
    pub fields: BTreeMap<String, Answer>,
    /// The same as they were written.
    pub written: BTreeMap<String, String>,
}

const PEOPLE: &str = "n";
const RATE: &str = "response";

/// More people than any sample has: a slip of the pen.
const MOST: usize = 1_000_000;

/// Reads a table of sizes: the fields of the surveys, `n`, and perhaps `response` in percent. The column `survey` may be
/// absent where there is one survey. Every fault has its place in `file`.
#[must_use]
pub fn sizes(file: FileId, text: &str, surveys: &[Survey]) -> (Vec<Size>, Vec<Diagnostic>) {
    let table = match table(file, text) {
        Ok(table) => table,
        Err(fault) => return (Vec::new(), vec![*fault]),
    };
    let mut reader = Reader { file, header: &table.header, faults: Vec::new() };
    reader.columns(surveys, &[PEOPLE, RATE, SURVEY]);
    let place = |name: &str| table.header.iter().position(|cell| cell.text == name);
    let Some(people) = place(PEOPLE) else {
        reader.faults.push(faults::no_sizes(reader.span_of(table.header.first())));
        return (Vec::new(), reader.faults);
    };
    let (rate, of) = (place(RATE), place(SURVEY));
    if of.is_none() && surveys.len() > 1 {
        let names: Vec<String> = surveys.iter().map(Survey::id).collect();
        reader.faults.push(faults::no_survey(&names, reader.span_of(table.header.first())));
        return (Vec::new(), reader.faults);
    }
    let known: Vec<Known<'_>> = surveys.iter().map(|survey| Known::new(survey, &table.header)).collect();
    let mut sizes = Vec::new();
    for row in &table.rows {
        if reader.even(row).is_none() {
            continue;
        }
        let survey = of.map_or(Some(0), |at| reader.survey(row.cells.get(at), &known, row.line));
        let people = reader.people(row, people);
        let answer = rate.and_then(|at| reader.rate(row, at));
        let Some((at, of)) = survey.and_then(|at| Some((at, known.get(at)?))) else { continue };
        reader.required(of);
        let fields = reader.fields(of, row).unwrap_or_default();
        let written =
            of.columns.iter().filter_map(|(at, var)| Some((var.path.clone(), row.cells.get(*at)?.text.clone())));
        let written = written.filter(|(name, _)| fields.contains_key(name)).collect();
        sizes.extend(people.map(|people| Size { survey: at, people, answer, fields, written }));
    }
    (sizes, reader.faults)
}

impl Reader<'_> {
    fn people(&mut self, row: &TableRow, at: usize) -> Option<usize> {
        let cell = row.cells.get(at)?;
        let people = cell.text.parse().ok().filter(|people| *people <= MOST);
        if people.is_none() {
            let expected = format!("a whole number of people, at most {MOST}");
            self.faults.push(faults::expected(row.line, PEOPLE, &expected, &cell.text, self.span(cell)));
        }
        people
    }

    fn rate(&mut self, row: &TableRow, at: usize) -> Option<u32> {
        let cell = row.cells.get(at).filter(|cell| !cell.text.is_empty())?;
        let rate = per_mille(&cell.text);
        if rate.is_none() {
            let expected = "a percentage from 0 to 100, such as 42,5";
            self.faults.push(faults::expected(row.line, RATE, expected, &cell.text, self.span(cell)));
        }
        rate
    }
}
