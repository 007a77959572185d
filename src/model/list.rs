//! Scales, code lists and inline options, as one survey sees them.

use super::{Only, OriginId, Provenance, Text};
use serde::{Deserialize, Serialize};

/// The options that a variable can take: those of its scale, code list (resolved by wave) or own lines, then the
/// survey-level missing ones. Variables that share both share the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionList {
    /// The scale's or code list's name; none for inline options.
    pub name: Option<String>,
    pub label: String,
    pub kind: ListKind,
    /// Codes may be averaged.
    pub scored: bool,
    pub options: Vec<Opt>,
    /// Of a scale or code list; inline options come from where their item does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provenance: Vec<Provenance>,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ListKind {
    /// Codes of valid options rise or fall strictly in file order; `<` compares codes.
    Ordered,
    Nominal,
    /// A code list, resolved by the survey's wave; compared by identity only.
    Codes,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opt {
    /// At least 1 when `missing`.
    pub code: i64,
    pub name: String,
    pub label: Text,
    /// Don't know, no opinion, refused: identity without position.
    pub missing: bool,
    /// Excludes all others in an any-of; implied by `missing`.
    pub alone: bool,
    pub specify: Option<SpecifyDef>,
    pub only: Only,
    /// A recode's or code list's earlier ids.
    pub was: Vec<String>,
    /// Added by a survey-level `missing` line.
    pub survey_level: bool,
    #[serde(skip)]
    pub origin: OriginId,
}

/// "Anders, namelijk": a text field that exists while its option is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecifyDef {
    pub required: bool,
    /// In code points.
    pub max: u32,
    pub label: Text,
}

impl OptionList {
    #[must_use]
    pub fn by_code(&self, code: i64) -> Option<&Opt> {
        self.options.iter().find(|option| option.code == code)
    }

    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&Opt> {
        self.options.iter().find(|option| option.name == name)
    }
}
