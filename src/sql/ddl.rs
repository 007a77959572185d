//! Table definitions of a survey in one dialect.

use super::dialect::{Dialect, Spelling};
use crate::storage::{Column, Layout, Table};

/// The statements that make every table of a layout, the response table first.
#[must_use]
pub fn ddl(layout: &Layout, dialect: Dialect) -> String {
    let spelling = dialect.spelling();
    let mut out = format!(
        "-- Tables of {}. States: 0 not asked, 1 not reached, 2 empty, 3 missing, 4 valid.\n-- Only Peil writes states; no query recomputes a route.\n",
        layout.survey
    );
    for table in &layout.tables {
        out.push('\n');
        out.push_str(&create(table, spelling));
    }
    out
}

fn create(table: &Table, spelling: &dyn Spelling) -> String {
    let last = table.columns.len().saturating_sub(1);
    let keys = if spelling.has_keys() { keys(table, spelling) } else { Vec::new() };
    let mut lines: Vec<String> = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let comma = if at < last || !keys.is_empty() { "," } else { "" };
        lines.push(column_line(column, comma, spelling));
    }
    lines.push(keys.join(",\n"));
    lines.retain(|line| !line.is_empty());
    let body = lines.join("\n");
    let head = format!("-- {}\nCREATE TABLE {} (\n", table.comment, spelling.quote(&table.name));
    let after: String = spelling.after_table(table).iter().map(|statement| format!("{statement}\n")).collect();
    format!("{head}{body}\n){};\n{after}", spelling.table_suffix())
}

fn column_line(column: &Column, comma: &str, spelling: &dyn Spelling) -> String {
    let mut line = format!("  {} {}", spelling.quote(&column.name), spelling.type_name(column.ty));
    if !column.nullable {
        line.push_str(" NOT NULL");
    }
    let comment = Some(&column.comment).filter(|comment| !comment.is_empty());
    let kept = comment.and_then(|comment| spelling.column_comment(comment));
    line.push_str(kept.as_deref().unwrap_or(""));
    line.push_str(comma);
    match comment {
        Some(comment) if kept.is_none() => format!("{line} -- {comment}"),
        _ => line,
    }
}

/// Keys of the same name join a table to its parent.
fn keys(table: &Table, spelling: &dyn Spelling) -> Vec<String> {
    let columns: Vec<String> = table.key.iter().map(|name| spelling.quote(name)).collect();
    let mut lines = vec![format!("  PRIMARY KEY ({})", columns.join(", "))];
    if let (Some(parent), Some(column)) = (&table.parent, columns.first()) {
        lines.push(format!("  FOREIGN KEY ({column}) REFERENCES {} ({column})", spelling.quote(parent)));
    }
    lines
}
