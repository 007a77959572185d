//! Peil: a declarative questionnaire language and its compiler.

pub mod diag;
pub mod number;
pub mod syntax;
pub mod text;
