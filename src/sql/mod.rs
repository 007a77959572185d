//! Storage and aggregation as SQL: typed tables and queries, and one module per dialect that spells them.

mod ddl;
pub mod dialect;
pub mod ir;
pub mod layout;
pub mod names;
mod spell;

pub use ddl::ddl;
pub use dialect::Dialect;
pub use layout::{Layout, Place, Stored};
pub use spell::union;
