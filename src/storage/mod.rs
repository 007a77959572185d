//! Where answers are stored: the tables of a survey, and the rows that a response becomes.

mod layout;
pub mod names;
mod rows;
mod table;

pub use layout::{CASE_KEY, ITERATION, Layout, PRIVATE_KEY, Place, RESPONSE_KEY, Stored};
pub use rows::{Cell, Row, Writer, fields_only, state_code};
pub use table::{Column, Table, Type};
