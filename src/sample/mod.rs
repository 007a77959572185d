//! The sample: units by id, with the fields that each survey knows of them.
//!
//! The file is the unit file of a report, or looks like one: `id` first, other columns by the name of a field. What only a
//! report reads (`name`, `status`, …) may stand in it too.

mod cells;
mod faults;
mod people;
mod sizes;

use crate::analysis::UNIT_COLUMNS;
use crate::diag::Diagnostic;
use crate::eval::{Answer, Evaluator};
use crate::model::{Role, Survey, Var};
use crate::text::csv::{Table, TableCell, TableRow};
use crate::text::{FileId, Span};
use cells::{Column, raw};
pub use people::{Approached, DISPOSITIONS, people};
pub use sizes::{Size, sizes};
use std::collections::BTreeMap;

/// A unit that gets forms of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// As in the file.
    pub id: String,
    /// The id as a folder's name: ASCII letters, digits, `-`, `_` and `.`.
    pub folder: String,
    /// By survey, `clients@2023`, then by name. A survey without a column in the file is absent; a field is, where its cell is
    /// empty.
    pub fields: BTreeMap<String, BTreeMap<String, Answer>>,
}

/// The key column.
const ID: &str = "id";
/// Which survey a row is about, where there are several.
const SURVEY: &str = "survey";

/// Reads a table of units against surveys; every fault has its place in `file`.
#[must_use]
pub fn units(file: FileId, text: &str, surveys: &[Survey]) -> (Vec<Unit>, Vec<Diagnostic>) {
    let table = match table(file, text) {
        Ok(table) => table,
        Err(fault) => return (Vec::new(), vec![*fault]),
    };
    let mut reader = Reader { file, header: &table.header, faults: Vec::new() };
    reader.columns(surveys, &UNIT_COLUMNS);
    let Some(key) = table.header.iter().position(|cell| cell.text == ID) else {
        reader.faults.push(faults::no_id(reader.span_of(table.header.first())));
        return (Vec::new(), reader.faults);
    };
    let surveys: Vec<Known<'_>> = surveys.iter().map(|survey| Known::new(survey, &table.header)).collect();
    let mut taken: BTreeMap<String, &TableCell> = BTreeMap::new();
    let mut units = Vec::new();
    for row in &table.rows {
        let Some(cell) = reader.key(row, key) else { continue };
        let folder = folder(&cell.text);
        if let Some(first) = taken.insert(folder.to_ascii_lowercase(), cell) {
            reader.faults.push(faults::twice(&cell.text, reader.span(cell), &first.text, reader.span(first)));
            continue;
        }
        let fields = surveys.iter().filter_map(|known| Some((known.survey.id(), reader.fields(known, row)?))).collect();
        units.push(Unit { id: cell.text.clone(), folder, fields });
    }
    (units, reader.faults)
}

/// The table of a file.
///
/// # Errors
/// Nothing that could be its header, or a quote that is never closed.
fn table(file: FileId, text: &str) -> Result<Table, Box<Diagnostic>> {
    let Some(table) = Table::read(text) else {
        return Err(Box::new(faults::no_header(Span::new(file, 0, text.len()))));
    };
    match table.unclosed {
        Some(at) => Err(Box::new(faults::unclosed(Span::new(file, at, at + 1)))),
        None => Ok(table),
    }
}

/// Letters with marks lose them, anything else that is no part of a portable name becomes `-`.
fn folder(id: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain = id.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    let name: String = plain.map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
    name.trim_matches(['-', '.']).to_owned()
}

/// A survey and the columns of the file that are fields of it.
struct Known<'a> {
    survey: &'a Survey,
    evaluator: Evaluator<'a>,
    columns: Vec<(usize, &'a Var)>,
}

impl<'a> Known<'a> {
    fn new(survey: &'a Survey, header: &[TableCell]) -> Self {
        let field = |cell: &TableCell| fields(survey).find(|var| var.path == cell.text);
        let columns = header.iter().enumerate().filter_map(|(at, cell)| Some((at, field(cell)?))).collect();
        Self { survey, evaluator: Evaluator::new(survey), columns }
    }
}

fn fields(survey: &Survey) -> impl Iterator<Item = &Var> {
    survey.vars.iter().filter(|var| matches!(var.role, Role::Field { .. }))
}

struct Reader<'t> {
    file: FileId,
    header: &'t [TableCell],
    faults: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn span(&self, cell: &TableCell) -> Span {
        Span::new(self.file, cell.range.start, cell.range.end)
    }

    fn span_of(&self, cell: Option<&TableCell>) -> Span {
        cell.map_or_else(|| Span::new(self.file, 0, 0), |cell| self.span(cell))
    }

    /// A column is a field of some survey or one of the `others`, and stands once.
    fn columns(&mut self, surveys: &[Survey], others: &[&str]) {
        let names: Vec<&str> = surveys.iter().flat_map(fields).map(|var| var.path.as_str()).collect();
        let mut seen: BTreeMap<&str, &TableCell> = BTreeMap::new();
        for cell in self.header {
            let name = cell.text.as_str();
            if let Some(first) = seen.insert(name, cell) {
                self.faults.push(faults::column_twice(name, self.span(cell), self.span(first)));
            } else if !names.contains(&name) && !others.contains(&name) {
                self.faults.push(faults::unknown_column(name, self.span(cell), &names));
            }
        }
    }

    /// The id of a row from which a folder can be named.
    fn key<'r>(&mut self, row: &'r TableRow, key: usize) -> Option<&'r TableCell> {
        let cell = self.filled(row, key)?;
        if folder(&cell.text).is_empty() {
            self.faults.push(faults::no_name(row.line, &cell.text, self.span(cell)));
            return None;
        }
        Some(cell)
    }

    /// A row that has as many cells as the header.
    fn even(&mut self, row: &TableRow) -> Option<()> {
        let (found, expected) = (row.cells.len(), self.header.len());
        if found != expected {
            let whole = row.cells.first().zip(row.cells.last());
            let span = whole
                .map_or_else(|| Span::new(self.file, 0, 0), |(a, z)| Span::new(self.file, a.range.start, z.range.end));
            self.faults.push(faults::uneven(row.line, expected, found, span));
            return None;
        }
        Some(())
    }

    /// The id of a row that has all its cells.
    fn filled<'r>(&mut self, row: &'r TableRow, key: usize) -> Option<&'r TableCell> {
        self.even(row)?;
        let cell = row.cells.get(key)?;
        if cell.text.is_empty() {
            self.faults.push(faults::no_name(row.line, &cell.text, self.span(cell)));
            return None;
        }
        Some(cell)
    }

    /// The fields of a row for one survey; none where the file has no column of it.
    fn fields(&mut self, known: &Known<'_>, row: &TableRow) -> Option<BTreeMap<String, Answer>> {
        let mut typed = BTreeMap::new();
        for (at, var) in &known.columns {
            let Some(cell) = row.cells.get(*at) else { continue };
            match raw(known.survey, var, &cell.text) {
                Some(text) => drop(typed.insert(var.path.clone(), text)),
                None if var.required => self.faults.push(faults::empty(row.line, &var.path, self.span(cell))),
                None => {}
            }
        }
        let (mut answers, dropped) = known.evaluator.typed_fields(&typed);
        for (at, var) in &known.columns {
            let Some(cell) = row.cells.get(*at) else { continue };
            let pointer = crate::eval::pointer("fields", &var.path);
            if let Some(left) = dropped.iter().find(|left| left.fault.at == pointer) {
                let column = Column { survey: known.survey, var };
                let fault = faults::value(&column, left.fault.kind, row.line, &cell.text, self.span(cell));
                if !self.faults.contains(&fault) {
                    self.faults.push(fault);
                }
            }
        }
        answers.retain(|_, answer| *answer != Answer::Empty);
        (!known.columns.is_empty()).then_some(answers)
    }
}

#[cfg(test)]
mod tests {
    use super::folder;

    #[test]
    fn folders_are_portable() {
        for (id, name) in
            [("WorkAut", "WorkAut"), ("2de Spoor", "2de-Spoor"), ("Café/..", "Cafe"), ("..", ""), ("a_1.b", "a_1.b")]
        {
            assert_eq!(folder(id), name);
        }
    }
}
