//! Small tables in text: header, `;`, `,` or tab, quotes doubled inside quotes. Cells know where they stand.

use super::decode;
use std::ops::Range;

/// A cell without the spaces around it, and its bytes in the text, quotes included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCell {
    pub text: String,
    pub range: Range<usize>,
}

/// A table with its header.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    pub header: Vec<TableCell>,
    pub rows: Vec<TableRow>,
    /// Where a quote opens that is never closed.
    pub unclosed: Option<usize>,
}

/// A row with its line in the text, from 1; a cell may hold line ends.
#[derive(Debug, PartialEq, Eq)]
pub struct TableRow {
    pub line: usize,
    pub cells: Vec<TableCell>,
}

impl Table {
    /// Reads a table; none without a header. Empty rows are left out, and so is the line `sep=;` that spreadsheets write.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let marked = text.lines().next().is_some_and(|line| line.len() <= 6 && line.starts_with("sep="));
        let skipped = if marked { text.find('\n').map_or(text.len(), |at| at + 1) } else { 0 };
        let first = text.get(skipped..)?.lines().find(|line| !line.trim().is_empty())?;
        let separator = [';', ',', '\t'].into_iter().find(|c| first.contains(*c)).unwrap_or(';');
        let mut reader = Reader { text, separator, at: skipped, line: 1 + usize::from(marked), unclosed: None };
        let mut rows = Vec::new();
        while let Some(row) = reader.row() {
            rows.extend(row.cells.iter().any(|cell| !cell.text.is_empty()).then_some(row));
        }
        let mut rows = rows.into_iter();
        Some(Self { header: rows.next()?.cells, rows: rows.collect(), unclosed: reader.unclosed })
    }
}

struct Reader<'t> {
    text: &'t str,
    separator: char,
    at: usize,
    line: usize,
    unclosed: Option<usize>,
}

impl Reader<'_> {
    fn row(&mut self) -> Option<TableRow> {
        if self.at >= self.text.len() {
            return None;
        }
        let (line, mut cells) = (self.line, Vec::new());
        loop {
            let (cell, end) = self.cell();
            cells.push(cell);
            if end != Some(self.separator) {
                return Some(TableRow { line, cells });
            }
        }
    }

    /// A cell, and the character that ended it.
    fn cell(&mut self) -> (TableCell, Option<char>) {
        let (start, mut text, mut quote) = (self.at, String::new(), None);
        let mut rest = self.text.get(start..).unwrap_or_default().char_indices().peekable();
        let mut end = (self.text.len(), None);
        while let Some((offset, c)) = rest.next() {
            self.line += usize::from(c == '\n');
            match c {
                '"' if quote.is_some() && rest.next_if(|(_, next)| *next == '"').is_some() => text.push('"'),
                '"' if quote.is_some() => quote = None,
                '"' => quote = Some(start + offset),
                c if quote.is_none() && (c == '\n' || c == self.separator) => {
                    end = (start + offset, Some(c));
                    break;
                }
                c => text.push(c),
            }
        }
        self.unclosed = self.unclosed.or(quote);
        self.at = end.0 + end.1.map_or(0, char::len_utf8);
        (TableCell { text: text.trim().to_owned(), range: start..end.0 }, end.1)
    }
}

/// A line of a table as [`Table`] reads it, with its line end.
#[must_use]
pub fn line<'c>(cells: impl IntoIterator<Item = &'c str>) -> String {
    let quoted = |cell: &str| match cell.contains([';', '"', '\n', '\r']) || cell.trim() != cell {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    };
    cells.into_iter().map(quoted).collect::<Vec<_>>().join(";") + "\n"
}

/// A table with the line of each row, from 1.
#[derive(Debug, PartialEq, Eq)]
pub struct Csv {
    pub header: Vec<String>,
    pub rows: Vec<(usize, Vec<String>)>,
}

impl Csv {
    /// Reads a table; none when the bytes are no text, or there is no header.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let table = Table::read(&decode(bytes).ok()?.text)?;
        let texts = |cells: Vec<TableCell>| cells.into_iter().map(|cell| cell.text).collect();
        let rows = table.rows.into_iter().map(|row| (row.line, texts(row.cells))).collect();
        Some(Self { header: texts(table.header), rows })
    }
}

#[cfg(test)]
mod tests {
    use super::{Csv, Table, line};

    #[test]
    fn a_line_that_was_written_is_read_back() {
        let cells = ["a", "x; \"y\"", "over\ntwee", " spaties", "", "=1+1"];
        let table = Table::read(&(line(["1", "2", "3", "4", "5", "6"]) + &line(cells))).unwrap();
        let read: Vec<&str> = table.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(read, cells.map(str::trim));
    }

    #[test]
    fn separators_quotes_and_lines() {
        let table = Csv::read(b"id;name\n\na;\"x; \"\"y\"\"\"\nb;\"over\ntwee\"\nc;z\n").unwrap();
        assert_eq!(table.header, ["id", "name"]);
        let rows: Vec<(usize, &str)> = table.rows.iter().map(|(line, cells)| (*line, cells[1].as_str())).collect();
        assert_eq!(rows, [(3, "x; \"y\""), (4, "over\ntwee"), (6, "z")]);
        assert_eq!(Csv::read(b"a,b\r\n1,2").unwrap().rows, [(2, vec!["1".to_owned(), "2".to_owned()])]);
        assert_eq!(Csv::read(b""), None);
        assert_eq!(Csv::read(&[0xff, 0xfe, 0x00]), None);
    }

    #[test]
    fn a_cell_knows_its_place_and_a_last_empty_cell_counts() {
        let text = "sep=;\nid;x\na;\"b\";\nc;\"d\n";
        let table = Table::read(text).unwrap();
        let cells: Vec<_> =
            table.rows.iter().flat_map(|row| &row.cells).map(|cell| text.get(cell.range.clone()).unwrap()).collect();
        assert_eq!(cells, ["a", "\"b\"", "", "c", "\"d\n"]);
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 4]);
        assert_eq!(table.unclosed, text.rfind('"'));
        assert_eq!(Table::read("id\tx\n1\t2").unwrap().header.len(), 2);
    }
}
