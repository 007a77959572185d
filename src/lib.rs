//! Peil: a declarative questionnaire language and its compiler.

pub mod analysis;
pub mod answers;
pub mod cli;
pub mod diag;
pub mod emit;
pub mod engine;
pub mod eval;
pub mod format;
pub mod host;
pub mod model;
pub mod number;
mod parallel;
pub mod phrase;
pub mod plan;
pub mod report;
pub mod sample;
pub mod session;
pub mod simulate;
pub mod sound;
pub mod speech;
pub mod sql;
pub mod storage;
pub mod syntax;
pub mod tabulate;
pub mod text;
pub mod voice;
pub mod words;
