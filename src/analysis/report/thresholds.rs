//! Publication tables: what response is enough, by net sample.

use super::units::not_text;
use crate::analysis::{Files, rules::q0607_broken_thresholds as broken};
use crate::diag::{Diagnostic, Sink};
use crate::model::{ThresholdRow, Thresholds};
use crate::number::Decimal;
use crate::syntax::ast;
use crate::text::csv::Csv;
use std::collections::BTreeMap;

/// In any order; `service` may be absent.
const COLUMNS: [&str; 5] = ["service", "n_min", "n_max", "minimum_count", "minimum_rate"];

/// Reads the table that a declaration names; none with a fault that has been reported.
pub(super) fn read(table: &ast::Thresholds, files: &Files, sink: &mut Sink) -> Option<Thresholds> {
    let written = table.path.as_ref()?;
    let path = files.beside(written.span.file, &written.value);
    let bytes = files.data.get(&path);
    let Some(csv) = bytes.and_then(|bytes| Csv::read(bytes)) else {
        let unreadable =
            || broken::unreadable(written.span, &written.value, files.help_for_absent(&path, &written.value));
        sink.push(bytes.and_then(|bytes| not_text(bytes, written)).unwrap_or_else(unreadable));
        return None;
    };
    let mut faults: Vec<Diagnostic> = Vec::new();
    let rows = Reader { csv: &csv, path: &written.value, span: written.span, faults: &mut faults }.rows();
    let sound = faults.is_empty();
    sink.extend(faults);
    sound.then(|| Thresholds { name: table.name.value.clone(), path, rows })
}

struct Reader<'c> {
    csv: &'c Csv,
    path: &'c str,
    span: crate::text::Span,
    faults: &'c mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn rows(&mut self) -> Vec<ThresholdRow> {
        for name in &self.csv.header {
            if !COLUMNS.contains(&name.as_str()) {
                let what = format!("there is no column `{name}`; expected {}", COLUMNS.join(", "));
                self.faults.push(broken::row(self.span, self.path, 1, &what));
            }
        }
        for needed in COLUMNS.iter().skip(1) {
            if !self.csv.header.iter().any(|name| name == needed) {
                self.faults.push(broken::row(self.span, self.path, 1, &format!("the column `{needed}` is missing")));
            }
        }
        if !self.faults.is_empty() {
            return Vec::new();
        }
        let rows: Vec<(usize, ThresholdRow)> =
            self.csv.rows.iter().filter_map(|(line, cells)| Some((*line, self.row(*line, cells)?))).collect();
        self.coverage(&rows);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn row(&mut self, line: usize, cells: &[String]) -> Option<ThresholdRow> {
        if cells.len() != self.csv.header.len() {
            let what = format!("expected {} values, found {}", self.csv.header.len(), cells.len());
            self.faults.push(broken::row(self.span, self.path, line, &what));
            return None;
        }
        let n_min: Option<u32> = self.whole(line, cells, "n_min")?;
        let n_max: Option<u32> = self.whole(line, cells, "n_max")?;
        let minimum_count: Option<u32> = self.whole(line, cells, "minimum_count")?;
        let group: Option<i64> = self.whole(line, cells, "service")?;
        let minimum_percent = self.percentage(line, cells)?;
        let Some(n_min) = n_min else {
            self.faults.push(broken::row(self.span, self.path, line, "`n_min` is empty"));
            return None;
        };
        if n_max.is_some_and(|most| most < n_min) {
            self.faults.push(broken::row(self.span, self.path, line, "`n_max` is smaller than `n_min`"));
        }
        if minimum_count.is_none() && minimum_percent.is_none() {
            self.faults.push(broken::row(self.span, self.path, line, "neither a count nor a rate is asked for"));
        }
        Some(ThresholdRow { group, n_min, n_max, minimum_count, minimum_percent })
    }

    fn cell<'c>(&self, cells: &'c [String], column: &str) -> &'c str {
        let at = self.csv.header.iter().position(|name| name == column);
        at.and_then(|at| cells.get(at)).map_or("", String::as_str)
    }

    /// A whole number, or nothing; none at all when it is something else, which is reported.
    fn whole<T: std::str::FromStr>(&mut self, line: usize, cells: &[String], column: &str) -> Option<Option<T>> {
        let text = self.cell(cells, column);
        if text.is_empty() {
            return Some(None);
        }
        let number = text.parse().ok();
        if number.is_none() {
            let what = format!("expected a whole number as `{column}`, found `{text}`");
            self.faults.push(broken::row(self.span, self.path, line, &what));
        }
        number.map(Some)
    }

    fn percentage(&mut self, line: usize, cells: &[String]) -> Option<Option<Decimal>> {
        let text = self.cell(cells, "minimum_rate");
        if text.is_empty() {
            return Some(None);
        }
        let number = Decimal::parse(&text.trim_end_matches('%').trim().replace(',', ".")).ok();
        let inside = number.filter(|rate| *rate >= Decimal::integer(0) && *rate <= Decimal::integer(100));
        if inside.is_none() {
            let what = format!("expected a percentage from 0 to 100 as `minimum_rate`, found `{text}`");
            self.faults.push(broken::row(self.span, self.path, line, &what));
        }
        inside.map(Some)
    }

    /// Every net sample, from 0, has exactly one row: of the group's own, or of those for all.
    fn coverage(&mut self, rows: &[(usize, ThresholdRow)]) {
        let mut groups: BTreeMap<Option<i64>, Vec<&(usize, ThresholdRow)>> = BTreeMap::new();
        for row in rows {
            groups.entry(row.1.group).or_default().push(row);
        }
        if !groups.contains_key(&None) {
            self.faults.push(broken::table(
                self.span,
                self.path,
                "there is no row for every service (an empty `service`)",
            ));
        }
        for (group, mut rows) in groups {
            rows.sort_by_key(|(_, row)| row.n_min);
            let whose = group.map_or("all services".to_owned(), |code| format!("service {code}"));
            let mut next = Some(0);
            for (line, row) in rows {
                let what = match next {
                    Some(next) if row.n_min > next => {
                        Some(format!("nothing is said for {whose} with a net sample of {next} to {}", row.n_min - 1))
                    }
                    Some(next) if row.n_min < next => {
                        Some(format!("a net sample of {} of {whose} has two rows", row.n_min))
                    }
                    Some(_) => None,
                    None => Some(format!("a net sample of {} of {whose} has two rows", row.n_min)),
                };
                self.faults.extend(what.map(|what| broken::row(self.span, self.path, *line, &what)));
                next = row.n_max.map(|most| most.saturating_add(1));
            }
            if let Some(next) = next {
                let what = format!("nothing is said for {whose} with a net sample of {next} or more");
                self.faults.push(broken::table(self.span, self.path, &what));
            }
        }
    }
}
