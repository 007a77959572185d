//! From text to syntax tree. Parsing never fails: a value and diagnostics.

pub mod ast;
pub mod codes;
pub mod cst;
mod describe;
pub mod edition;
mod grammar;
pub mod keyword;
mod lower;
mod mend;
mod outline;
mod parse;
pub mod placement;
mod recover;
mod textmate;

pub use cst::{Cst, Kind};
pub use parse::{Parsed, parse, parse_file};
pub use textmate::textmate;
