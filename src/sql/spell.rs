//! Queries in one dialect's spelling.

use super::dialect::Spelling;
use super::ir::{Arithmetic, Bool, Col, Int, Query, Source, Txt, Union, Value};
use crate::model::CmpOp;

/// A query of one or more parts, ordered, without the closing semicolon.
#[must_use]
pub fn union(union: &Union, spelling: &dyn Spelling) -> String {
    let parts: Vec<String> = union.parts.iter().map(|part| query(part, spelling, "")).collect();
    let order: Vec<String> = (1..=union.order).map(|column| column.to_string()).collect();
    let body = parts.join("\nUNION ALL\n");
    if order.is_empty() { body } else { format!("{body}\nORDER BY {}", order.join(", ")) }
}

fn query(query: &Query, spelling: &dyn Spelling, indent: &str) -> String {
    let name =
        |(value, name): &(Value, String)| format!("{} AS {}", self::value(value, spelling), spelling.quote(name));
    let select: Vec<String> = query.select.iter().map(name).collect();
    let mut lines = vec![format!("SELECT {}", select.join(", ")), format!("FROM {}", source(&query.from, spelling))];
    for (joined, on) in &query.joins {
        lines.push(format!("JOIN {} ON {}", source(joined, spelling), bool(on, spelling)));
    }
    if query.filter != Bool::Const(true) {
        lines.push(format!("WHERE {}", bool(&query.filter, spelling)));
    }
    if query.group > 0 {
        let keys = query.select.iter().take(query.group).map(|(key, _)| value(key, spelling));
        lines.push(group_by(keys));
    }
    lines.join(&format!("\n{indent}"))
}

/// Constants are no group keys: an integer there would mean a column's position. Without keys, no rows give no row.
fn group_by(keys: impl Iterator<Item = String>) -> String {
    let constant = |key: &String| key.parse::<i64>().is_ok();
    let kept: Vec<String> = keys.filter(|key| !constant(key)).collect();
    if kept.is_empty() { "HAVING COUNT(*) > 0".to_owned() } else { format!("GROUP BY {}", kept.join(", ")) }
}

fn source(source: &Source, spelling: &dyn Spelling) -> String {
    format!("{} AS {}", spelling.quote(&source.table), source.alias)
}

fn value(value: &Value, spelling: &dyn Spelling) -> String {
    match value {
        Value::Int(value) => int(value, spelling),
        Value::Text(value) => text(value, spelling),
    }
}

fn col(col: &Col, spelling: &dyn Spelling) -> String {
    format!("{}.{}", col.alias, spelling.quote(&col.column))
}

fn int(value: &Int, s: &dyn Spelling) -> String {
    match value {
        Int::Const(n) if *n < 0 => format!("({n})"),
        Int::Const(n) => n.to_string(),
        Int::Col(column) => col(column, s),
        Int::Or(column, other) => format!("COALESCE({}, {other})", col(column, s)),
        Int::Negate(inner) => format!("(-{})", int(inner, s)),
        Int::Arithmetic(a, op, b) => format!("({} {} {})", wide(a, s), arithmetic(*op), wide(b, s)),
        Int::Case(arms, otherwise) => {
            let arms: String = arms.iter().map(|(c, v)| format!(" WHEN {} THEN {}", bool(c, s), int(v, s))).collect();
            format!("CASE{arms} ELSE {} END", int(otherwise, s))
        }
        Int::CountRows => "COUNT(*)".to_owned(),
        Int::CountDistinct(column) => format!("COUNT(DISTINCT {})", col(column, s)),
        Int::Sum(inner) => s.sum(&int(inner, s)),
        Int::SumOrZero(inner) => format!("COALESCE({}, 0)", s.sum(&int(inner, s))),
        Int::Scalar(inner) => format!("({})", query(inner, s, " ")),
    }
}

/// An operand of arithmetic in 64 bits, whatever its column holds.
fn wide(value: &Int, s: &dyn Spelling) -> String {
    match value {
        Int::Arithmetic(..) => int(value, s),
        other => format!("CAST({} AS {})", int(other, s), s.type_name(crate::storage::Type::Big)),
    }
}

fn arithmetic(op: Arithmetic) -> &'static str {
    match op {
        Arithmetic::Add => "+",
        Arithmetic::Subtract => "-",
        Arithmetic::Multiply => "*",
    }
}

fn text(value: &Txt, s: &dyn Spelling) -> String {
    match value {
        Txt::Const(text) => s.text(text),
        Txt::Col(column) => col(column, s),
        Txt::Or(column, other) => format!("COALESCE({}, {})", col(column, s), s.text(other)),
    }
}

fn bool(value: &Bool, s: &dyn Spelling) -> String {
    let joined = |parts: &[Bool], word: &str| {
        let parts: Vec<String> = parts.iter().map(|part| bool(part, s)).collect();
        format!("({})", parts.join(word))
    };
    match value {
        // Spelled so that every engine takes it where a condition stands.
        Bool::Const(truth) => if *truth { "1 = 1" } else { "1 = 0" }.to_owned(),
        Bool::Not(inner) => format!("NOT ({})", bool(inner, s)),
        Bool::And(parts) => joined(parts, " AND "),
        Bool::Or(parts) => joined(parts, " OR "),
        Bool::Compare(a, op, b) => format!("{} {} {}", int(a, s), compare(*op), int(b, s)),
        Bool::In(inner, options) => match options.as_slice() {
            [] => "1 = 0".to_owned(),
            [only] => format!("{} = {}", int(inner, s), int(&Int::Const(*only), s)),
            many => {
                let many: Vec<String> = many.iter().map(ToString::to_string).collect();
                format!("{} IN ({})", int(inner, s), many.join(", "))
            }
        },
        Bool::TextIn(_, options) if options.is_empty() => "1 = 0".to_owned(),
        Bool::TextIn(inner, options) => {
            let options: Vec<String> = options.iter().map(|option| s.text(option)).collect();
            format!("{} IN ({})", text(inner, s), options.join(", "))
        }
        Bool::SameText(a, b) => format!("{} = {}", col(a, s), col(b, s)),
        Bool::Exists(inner) => format!("EXISTS ({})", query(inner, s, " ")),
    }
}

fn compare(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Equal => "=",
        CmpOp::NotEqual => "<>",
        CmpOp::Less => "<",
        CmpOp::LessEqual => "<=",
        CmpOp::Greater => ">",
        CmpOp::GreaterEqual => ">=",
    }
}
