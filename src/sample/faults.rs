//! How faults of a unit file are worded.

use super::cells::Column;
use crate::diag::units::{COLUMN, ROW, VALUE};
use crate::diag::{Diagnostic, nearest};
use crate::eval::FaultKind;
use crate::text::Span;

/// The most characters of a value that a message repeats.
const SHOWN: usize = 60;

fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

pub(super) fn unknown_column(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(COLUMN, span, format!("no survey has a field `{}`", short(name))).label("this column");
    match nearest(name, known.iter().copied()) {
        Some(near) => diagnostic.help(format!("a similar field exists: `{near}`")),
        None if known.is_empty() => diagnostic.help("declare the field in a survey, or remove the column"),
        None => {
            let mut names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
            names.sort();
            names.dedup();
            diagnostic.help(format!("remove the column; the fields are {}", names.join(", ")))
        }
    }
}

pub(super) fn column_twice(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(ROW, span, format!("the column `{}` stands twice", short(name)))
        .label("again here")
        .also(first, "first here")
}

pub(super) fn no_header(span: Span) -> Diagnostic {
    Diagnostic::error(ROW, span, "expected a header with the column `id`, found no table")
        .label("this is the whole file")
}

pub(super) fn no_id(span: Span) -> Diagnostic {
    Diagnostic::error(ROW, span, "the column `id` is missing")
        .label("the header starts here")
        .help("give each unit an id of its own in a column `id`; its forms get a folder of that name")
}

pub(super) fn unclosed(span: Span) -> Diagnostic {
    Diagnostic::error(ROW, span, "this quote is never closed").label("opened here")
}

pub(super) fn uneven(line: usize, expected: usize, found: usize, span: Span) -> Diagnostic {
    Diagnostic::error(ROW, span, format!("row {line}: expected {expected} values, found {found}"))
        .label("this row")
        .help("write a value that holds the separator between quotes")
}

pub(super) fn no_name(line: usize, id: &str, span: Span) -> Diagnostic {
    let found = if id.is_empty() { "nothing".to_owned() } else { format!("`{}`", short(id)) };
    Diagnostic::error(ROW, span, format!("row {line}, column `id`: expected a letter or digit, found {found}"))
        .label("the folder of this unit's forms is named after it")
}

pub(super) fn twice(id: &str, span: Span, first_id: &str, first: Span) -> Diagnostic {
    let message = if id == first_id {
        format!("the unit `{}` stands twice", short(id))
    } else {
        format!("the units `{}` and `{}` would share a folder", short(first_id), short(id))
    };
    Diagnostic::error(ROW, span, message).label("again here").also(first, "first here")
}

pub(super) fn empty(line: usize, column: &str, span: Span) -> Diagnostic {
    Diagnostic::error(VALUE, span, format!("row {line}, column `{column}`: the required field is empty"))
        .label("a value belongs here")
        .help("fill it in; a field that comes with the respondent's link has no column")
}

pub(super) fn value(column: &Column<'_>, kind: FaultKind, line: usize, text: &str, span: Span) -> Diagnostic {
    let found = match kind {
        FaultKind::TooLong => format!("{} characters", text.chars().count()),
        _ => format!("`{}`", short(text)),
    };
    let name = &column.var.path;
    let message = format!("row {line}, column `{name}`: expected {}, found {found}", column.expected());
    let diagnostic =
        Diagnostic::error(VALUE, span, message).label(format!("`{}` does not take this", column.survey.id()));
    match column.meant(text) {
        Some(option) => diagnostic.help(format!("write `{}` or {}", option.name, option.code)),
        None => diagnostic,
    }
}

pub(super) fn no_person_id(span: Span) -> Diagnostic {
    Diagnostic::error(ROW, span, "the column `id` is missing")
        .label("the header starts here")
        .help("give each person the token of the invitation in a column `id`")
}

pub(super) fn no_survey(surveys: &[String], span: Span) -> Diagnostic {
    Diagnostic::error(ROW, span, "the column `survey` is missing, and the report reads more than one")
        .label("the header starts here")
        .help(format!("write one of {} in each row", surveys.join(", ")))
}

pub(super) fn no_sizes(span: Span) -> Diagnostic {
    Diagnostic::error(ROW, span, "the column `n` is missing")
        .label("the header starts here")
        .help("write in a column `n` how many people are approached with the fields of the row")
}

pub(super) fn expected(line: usize, column: &str, expected: &str, found: &str, span: Span) -> Diagnostic {
    let found = if found.is_empty() { "nothing".to_owned() } else { format!("`{}`", short(found)) };
    Diagnostic::error(VALUE, span, format!("row {line}, column `{column}`: expected {expected}, found {found}"))
        .label("this value")
}

pub(super) fn no_column(field: &str, survey: &str, span: Span) -> Diagnostic {
    Diagnostic::error(ROW, span, format!("the required field `{field}` of `{survey}` has no column"))
        .label("the header starts here")
}

pub(super) fn person_twice(id: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(ROW, span, format!("the person `{}` stands twice", short(id)))
        .label("again here")
        .also(first, "first here")
        .help("a person who was sampled twice gets an id of their own in each row, and the disposition `duplicate`")
}

pub(super) fn not_among(line: usize, column: &str, found: &str, known: &[String], span: Span) -> Diagnostic {
    let message =
        format!("row {line}, column `{column}`: expected one of {}, found `{}`", known.join(", "), short(found));
    let diagnostic = Diagnostic::error(VALUE, span, message).label("this value");
    match nearest(found, known.iter().map(String::as_str)) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}
