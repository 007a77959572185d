//! Tables as typed data.

use serde::{Deserialize, Serialize};

/// A column's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    /// States, flags, 0/1.
    Small,
    /// Codes and counts.
    Int,
    /// Numbers as integers × 10^-decimals, and day numbers.
    Big,
    Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub name: String,
    #[serde(rename = "type")]
    pub ty: Type,
    pub nullable: bool,
    /// What it holds, for people.
    pub comment: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub name: String,
    pub comment: String,
    pub columns: Vec<Column>,
    /// Names of the columns of the primary key.
    pub key: Vec<String>,
    /// The table whose single-column key the first key column refers to.
    pub parent: Option<String>,
}
