//! The unit file: its columns, and the values that they take.

use super::Resolver;
use crate::analysis::rules::{q0617_bad_unit_file as bad, q0670_unit_file_absent as absent};
use crate::diag::{Diagnostic, files};
use crate::model::UnitFile;
use crate::number::parse_date;
use crate::syntax::ast::Spanned;
use crate::text::csv::Csv;
use crate::text::{Fault, Span, decode};
use std::collections::BTreeMap;

/// The columns of a unit file; another one is kept, for texts.
pub const COLUMNS: [&str; 9] =
    ["id", "name", "place", "provinces", "phone_option", "modes", "status", "report_date", "theme"];

impl Resolver<'_, '_, '_> {
    /// The unit file. One that is not there is only told: it may come with the fieldwork.
    pub(super) fn unit_file(&mut self) -> Option<UnitFile> {
        let written = self.ast.units.as_ref()?;
        let path = self.files.beside(written.span.file, &written.value);
        match self.files.data.get(&path).map(|bytes| (bytes, Csv::read(bytes))) {
            Some((_, Some(csv))) => {
                self.sink.extend(faults(&csv, &written.value, written.span));
                self.columns = Some(csv.header);
            }
            Some((bytes, None)) => {
                let table = || bad::table(written.span, &written.value, "this is no table with a header");
                self.sink.push(not_text(bytes, written).unwrap_or_else(table));
            }
            None => {
                let help = self.files.help_for_absent(&path, &written.value);
                self.sink.push(absent::warning(written.span, &written.value, help));
            }
        }
        Some(UnitFile { path, columns: self.columns.clone() })
    }

    /// A column that a text or condition reads.
    pub(super) fn column(&mut self, name: &crate::syntax::ast::Name) -> Option<String> {
        let known = match &self.columns {
            Some(columns) => columns.clone(),
            None => COLUMNS.iter().map(|name| (*name).to_owned()).collect(),
        };
        if known.contains(&name.value) {
            return Some(name.value.clone());
        }
        self.fault(bad::column(name.span, &name.value, known.iter().map(String::as_str)))
    }
}

/// Why a table is no text: spreadsheets save it in an encoding of their own.
pub(super) fn not_text(bytes: &[u8], written: &Spanned<String>) -> Option<Diagnostic> {
    let fault = decode(bytes).err().filter(|fault| *fault != Fault::Empty)?;
    Some(Diagnostic { span: Some(written.span), path: None, ..files::not_a_text(&written.value, &fault) })
}

fn faults(csv: &Csv, path: &str, span: Span) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for needed in ["id", "name"] {
        if !csv.header.iter().any(|name| name == needed) {
            faults.push(bad::row(span, path, 1, &format!("the column `{needed}` is missing")));
        }
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, name) in csv.header.iter().enumerate() {
        if seen.insert(name, at).is_some() {
            faults.push(bad::row(span, path, 1, &format!("the column `{name}` stands twice")));
        }
    }
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for (line, cells) in &csv.rows {
        if cells.len() != csv.header.len() {
            let what = format!("expected {} values, found {}", csv.header.len(), cells.len());
            faults.push(bad::row(span, path, *line, &what));
            continue;
        }
        for (name, value) in csv.header.iter().zip(cells) {
            faults.extend(value_fault(name, value).map(|what| bad::row(span, path, *line, &what)));
            if name == "id"
                && let Some(first) = ids.insert(value, *line)
            {
                faults.push(bad::row(span, path, *line, &format!("the unit `{value}` stands in line {first} too")));
            }
        }
    }
    faults
}

/// Why a value does not fit its column.
fn value_fault(column: &str, value: &str) -> Option<String> {
    let expected = match column {
        "id" | "name" => (value.is_empty()).then_some("a value"),
        "phone_option" => (!["", "ja", "nee"].contains(&value)).then_some("`ja` or `nee`"),
        "status" => (!["", "concept", "definitief"].contains(&value)).then_some("`concept` or `definitief`"),
        "report_date" => (!value.is_empty() && parse_date(value).is_none()).then_some("a date such as 2023-09-20"),
        "modes" => {
            let known = |mode: &str| crate::model::Mode::from_name(mode.trim()).is_some();
            (!value.is_empty() && !value.split('|').all(known)).then_some("`web`, `phone`, `paper`, with `|` between")
        }
        _ => None,
    };
    expected.map(|expected| format!("expected {expected} as `{column}`, found `{value}`"))
}
