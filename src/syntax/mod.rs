//! From text to syntax tree. Parsing never fails: a value and diagnostics.

pub mod ast;
