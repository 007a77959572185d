//! The aggregation plan: all that later commands need to make a report, as one versioned document.
//!
//! Nothing in it refers to sources or to the model: surveys, items, bases, texts and conditions are spelled out. Numbers
//! in it are parameters; results are computed from respondents' rows, with integers until the last rounding.

mod build;
mod document;
mod pred;
mod query;
mod survey;
mod tree;

pub use build::plan;
pub use document::*;
pub use pred::{Calc, Over, Pred};
pub use query::QueryKind;
pub use survey::{PlanOption, PlanSurvey, PlanVar, VarKind};
pub use tree::{DataCond, Division, Part, Prose, Quantity, Segment};

/// Version of the document's shape.
pub const VERSION: &str = "peil-plan/1";
