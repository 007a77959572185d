//! Small tables in text: header, `;` or `,`, quotes doubled inside quotes.

use crate::text::decode;

/// A table with the line of each row, from 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Csv {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<(usize, Vec<String>)>,
}

/// Reads a table; none when the bytes are no text, or there is no header.
pub(super) fn read(bytes: &[u8]) -> Option<Csv> {
    let text = decode(bytes).ok()?.text;
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let separator = if first.contains(';') { ';' } else { ',' };
    let mut records = records(&text, separator).into_iter().filter(|(_, cells)| cells.iter().any(|c| !c.is_empty()));
    let (_, header) = records.next()?;
    Some(Csv { header, rows: records.collect() })
}

fn records(text: &str, separator: char) -> Vec<(usize, Vec<String>)> {
    let (mut records, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut line, mut start) = (false, 1, 1);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell).trim().to_owned());
                records.push((start, std::mem::take(&mut cells)));
                line += 1;
                start = line;
            }
            c if c == separator && !quoted => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            c => {
                line += usize::from(c == '\n');
                cell.push(c);
            }
        }
    }
    if !cell.trim().is_empty() || !cells.is_empty() {
        cells.push(cell.trim().to_owned());
        records.push((start, cells));
    }
    records
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn separators_quotes_and_lines() {
        let table = read(b"id;name\n\na;\"x; \"\"y\"\"\"\nb;\"over\ntwee\"\nc;z\n").unwrap();
        assert_eq!(table.header, ["id", "name"]);
        let rows: Vec<(usize, &str)> = table.rows.iter().map(|(line, cells)| (*line, cells[1].as_str())).collect();
        assert_eq!(rows, [(3, "x; \"y\""), (4, "over\ntwee"), (6, "z")]);
        assert_eq!(read(b"a,b\r\n1,2").unwrap().rows, [(2, vec!["1".to_owned(), "2".to_owned()])]);
        assert_eq!(read(b""), None);
        assert_eq!(read(&[0xff, 0xfe, 0x00]), None);
    }
}
