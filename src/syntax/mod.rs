//! From text to syntax tree. Parsing never fails: a value and diagnostics.

pub mod ast;
pub mod codes;
pub mod cst;
mod describe;
mod grammar;
pub mod keyword;
mod parse;

pub use cst::{Cst, Kind};
pub use parse::{Parsed, parse};
