//! The reference tabulator: slow, plain, and kept for ever as the oracle of every faster engine.
//!
//! It reads a plan and evaluated states and counts, respondent by respondent. Its relations hold integers only; the one
//! place that divides and rounds is [`figures`].

mod count;
pub mod figures;
mod pred;
mod respondent;

pub use count::{Cell, Relation, tabulate};
pub use pred::holds;
pub use respondent::{Person, Respondent, Seen};
