//! SQLite: integers have one type, and strict tables keep it.

use super::Spelling;
use crate::storage::Type;

pub(super) struct Sqlite;

impl Spelling for Sqlite {
    fn name(&self) -> &'static str {
        "sqlite"
    }

    fn type_name(&self, ty: Type) -> &'static str {
        match ty {
            Type::Small | Type::Int | Type::Big => "INTEGER",
            Type::Text => "TEXT",
        }
    }

    fn sum(&self, inner: &str) -> String {
        format!("SUM({inner})")
    }

    fn table_suffix(&self) -> &'static str {
        " STRICT"
    }
}
