//! Stable codes of diagnostics. A code is never reused.

use serde::{Serialize, Serializer};
use std::fmt;

/// A diagnostic's code and slug: `Q0502 simple-not-simpler`. The slug reads after "allow …": it names the fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code {
    pub number: u16,
    pub slug: &'static str,
}

impl Code {
    #[must_use]
    pub const fn new(number: u16, slug: &'static str) -> Self {
        Self { number, slug }
    }

    #[must_use]
    pub const fn area(self) -> Area {
        match self.number / 100 {
            1 => Area::Syntax,
            2 => Area::Names,
            3 => Area::Types,
            4 => Area::Routes,
            5 => Area::Wordings,
            6 => Area::Reports,
            7 => Area::Responses,
            8 => Area::Spoken,
            _ => Area::Files,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Q{:04}", self.number)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The hundreds of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Area {
    /// Q00xx: files, encodings, the command itself.
    Files,
    /// Q01xx
    Syntax,
    /// Q02xx
    Names,
    /// Q03xx: scales, answers, expressions.
    Types,
    /// Q04xx
    Routes,
    /// Q05xx
    Wordings,
    /// Q06xx
    Reports,
    /// Q07xx: responses and aggregation.
    Responses,
    /// Q08xx: what is read aloud.
    Spoken,
}

/// Since when a rule exists and whether it may still change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Unstable { since: &'static str },
    Stable { since: &'static str },
    Deprecated { since: &'static str },
    Removed { since: &'static str },
}

/// What the catalogue says of a rule; its page lies in `docs/errors/<CODE>.md`.
#[derive(Debug, Clone, Copy)]
pub struct RuleInfo {
    pub code: Code,
    pub summary: &'static str,
    pub status: Status,
    /// The page that `peil explain` shows.
    pub page: &'static str,
}
