//! Spark SQL: backticks, no keys, tables over Parquet, backslash escapes in literals.

use super::Spelling;
use crate::storage::Type;

pub(super) struct Spark;

impl Spelling for Spark {
    fn name(&self) -> &'static str {
        "spark"
    }

    fn quote(&self, name: &str) -> String {
        format!("`{}`", name.replace('`', "``"))
    }

    fn text(&self, text: &str) -> String {
        format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
    }

    fn type_name(&self, ty: Type) -> &'static str {
        match ty {
            Type::Small => "SMALLINT",
            Type::Int => "INT",
            Type::Big => "BIGINT",
            Type::Text => "STRING",
        }
    }

    fn sum(&self, inner: &str) -> String {
        format!("SUM(CAST({inner} AS BIGINT))")
    }

    fn has_keys(&self) -> bool {
        false
    }

    fn table_suffix(&self) -> &'static str {
        " USING PARQUET"
    }

    fn column_comment(&self, comment: &str) -> Option<String> {
        Some(format!(" COMMENT {}", self.text(comment)))
    }
}
