//! What differs between engines; nothing else knows which engine it is.

mod duckdb;
mod postgres;
mod spark;
mod sqlite;

use crate::storage::{Table, Type};

/// An engine's way of spelling.
pub trait Spelling {
    /// Directory name under `sql/`.
    fn name(&self) -> &'static str;

    fn quote(&self, name: &str) -> String {
        format!("\"{}\"", name.replace('"', "\"\""))
    }

    /// A text literal.
    fn text(&self, text: &str) -> String {
        format!("'{}'", text.replace('\'', "''"))
    }

    fn type_name(&self, ty: Type) -> &'static str;

    /// An aggregate of integers as a 64-bit integer.
    fn sum(&self, inner: &str) -> String;

    /// Whether keys can be declared.
    fn has_keys(&self) -> bool {
        true
    }

    /// What follows the closing bracket of a table.
    fn table_suffix(&self) -> &'static str {
        ""
    }

    /// Statements or column clauses that keep the comment of a column in the database.
    fn column_comment(&self, _comment: &str) -> Option<String> {
        None
    }

    /// Statements after a table, such as its comments.
    fn after_table(&self, _table: &Table) -> Vec<String> {
        Vec::new()
    }
}

/// The dialects, in the order in which they are emitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    Sqlite,
    Postgres,
    Duckdb,
    Spark,
}

impl Dialect {
    pub const ALL: [Self; 4] = [Self::Sqlite, Self::Postgres, Self::Duckdb, Self::Spark];

    #[must_use]
    pub fn spelling(self) -> &'static dyn Spelling {
        match self {
            Self::Sqlite => &sqlite::Sqlite,
            Self::Postgres => &postgres::Postgres,
            Self::Duckdb => &duckdb::Duckdb,
            Self::Spark => &spark::Spark,
        }
    }

    #[must_use]
    pub fn name(self) -> &'static str {
        self.spelling().name()
    }
}
