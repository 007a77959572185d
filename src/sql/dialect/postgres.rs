//! PostgreSQL: `SUM` of 64-bit integers is a numeric there, so it is cast back.

use super::Spelling;
use crate::storage::{Table, Type};

pub(super) struct Postgres;

impl Spelling for Postgres {
    fn name(&self) -> &'static str {
        "postgres"
    }

    fn type_name(&self, ty: Type) -> &'static str {
        match ty {
            Type::Small => "SMALLINT",
            Type::Int => "INTEGER",
            Type::Big => "BIGINT",
            Type::Text => "TEXT",
        }
    }

    fn sum(&self, inner: &str) -> String {
        format!("CAST(SUM({inner}) AS BIGINT)")
    }

    fn after_table(&self, table: &Table) -> Vec<String> {
        let about = |what: String, comment: &str| format!("COMMENT ON {what} IS {};", self.text(comment));
        let name = self.quote(&table.name);
        let columns = table.columns.iter().filter(|column| !column.comment.is_empty());
        std::iter::once(about(format!("TABLE {name}"), &table.comment))
            .chain(columns.map(|c| about(format!("COLUMN {name}.{}", self.quote(&c.name)), &c.comment)))
            .collect()
    }
}
