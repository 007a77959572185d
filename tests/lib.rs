//! The one integration test binary: a module per subject.
#![cfg(test)]

mod answers;
mod artifacts;
mod audio;
mod browser;
mod check;
mod cli;
mod cli_output;
mod corpus;
mod defects;
mod delivery;
mod differential;
mod dist;
mod docs;
mod editors;
mod emit;
mod eval;
mod format;
mod growth;
mod model;
mod oracles;
mod phrase;
mod plans;
mod posted;
mod preview;
mod real_input;
mod reports;
mod runtime;
mod storage;
mod support;
mod surveyjs;
mod syntax;
mod tidy;
mod truth;
mod unit_reports;
mod watch;
