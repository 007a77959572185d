//! Storage and aggregation as SQL: typed queries, and one module per dialect that spells them.

mod ddl;
pub mod dialect;
pub mod ir;
mod measure;
mod predicate;
mod reach;
mod spell;

pub use ddl::ddl;
pub use dialect::Dialect;
pub use measure::{MeasureQuery, queries};
pub use spell::union;
