//! The kinds of files that a build makes.

use serde::{Deserialize, Serialize};

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Form,
    /// What a form needs beside itself: style, fonts.
    Asset,
    Schema,
    Plan,
    Sql,
    Codebook,
    Audio,
    Routes,
    /// Surveys as they were compiled, for the commands that read answers.
    Model,
    /// Workflow files, read-mes.
    Guide,
}
