//! The typed model of a survey: what every back end reads.
//!
//! Invariants: no spans (an [`OriginId`] leads to the place in [`Origins`]); names are resolved to ids; ids index the vectors
//! of their own [`Survey`]; everything is in file order; what the route hides is decided by `gates` alone.

mod build;
mod cond;
mod ids;
mod list;
mod origins;
mod report;
mod report_text;
mod survey;
mod text;
mod var;
mod walk;

pub use build::build_of;
pub use cond::{CmpOp, Cond, Members, Num, StateFn};
pub use ids::{GateId, GridId, ItemRef, ListId, LoopId, Mode, OriginId, PageId, SectionId, VarId};
pub use list::{ListKind, Opt, OptionList, SpecifyDef};
pub use origins::Origins;
pub use report::{
    Benchmark, BenchmarkOver, Correction, Cover, Division, Figure, FigureKind, Front, Norm, NormLine, Options, Part,
    Per, Period, Pooling, Profile, Promoter, PromoterFormula, Provinces, Publish, Report, Sorted, Strengths, Suppress,
    Table, TableKind, Target, TextPart, Theme, ThresholdRow, Thresholds, UnitFile, UsedSurvey,
};
pub use report_text::{DataCond, DataNum, Plural, Prose, ProseSegment, Quantity, Reference};
pub use survey::{
    Check, CheckKind, CheckOwner, Gate, GateOwner, Grid, Group, LayoutCell, Loop, LoopOver, Node, Note, Only, Page,
    Section, Speech, Stop, Survey, TermDef, WordingDef,
};
pub use text::{Cell, Content, PipeSource, Segment, Text};
pub use var::{Arm, Formula, ItemTexts, Kind, Offer, Provenance, Role, Var};
