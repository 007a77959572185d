//! Editions of the language, and since when each construct stands.

use crate::diag::Status;

/// The editions that exist, oldest first. What an expression means in an edition never changes.
pub const EDITIONS: &[u32] = &[2026];

/// The newest edition.
pub const CURRENT: u32 = 2026;

/// The version of Peil in which edition 2026 came.
const FIRST: &str = "0.1.0";

/// Constructs whose form may still change, with the version in which they came.
const UNSTABLE: &[(&str, &str)] = &[("promoter", FIRST), ("strengths", FIRST), ("voice", FIRST), ("lexicon", FIRST)];

/// The status of the construct that a keyword begins.
#[must_use]
pub fn status(word: &str) -> Status {
    match UNSTABLE.iter().find(|(unstable, _)| *unstable == word) {
        Some((_, since)) => Status::Unstable { since },
        None => Status::Stable { since: FIRST },
    }
}
