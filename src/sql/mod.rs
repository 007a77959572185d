//! Storage and aggregation as SQL: typed tables and queries, and one module per dialect that spells them.

mod ddl;
pub mod dialect;
pub mod ir;
pub mod layout;
mod measure;
pub mod names;
mod predicate;
mod reach;
pub mod rows;
mod spell;

pub use ddl::ddl;
pub use dialect::Dialect;
pub use layout::{Layout, Place, Stored};
pub use measure::{MeasureQuery, queries};
pub use spell::union;
