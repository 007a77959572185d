//! DuckDB: `SUM` of 64-bit integers is a 128-bit one there, so it is cast back.

use super::Spelling;
use crate::storage::Type;

pub(super) struct Duckdb;

impl Spelling for Duckdb {
    fn name(&self) -> &'static str {
        "duckdb"
    }

    fn type_name(&self, ty: Type) -> &'static str {
        match ty {
            Type::Small => "SMALLINT",
            Type::Int => "INTEGER",
            Type::Big => "BIGINT",
            Type::Text => "VARCHAR",
        }
    }

    fn sum(&self, inner: &str) -> String {
        format!("CAST(SUM({inner}) AS BIGINT)")
    }
}
