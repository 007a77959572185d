//! A survey as a plan carries it: what its figures need to name, label and read.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanSurvey {
    /// How the report calls it.
    pub alias: String,
    /// `clients@2023`
    pub id: String,
    pub title: String,
    pub optional: bool,
    /// The field that holds the unit.
    pub unit: String,
    /// Name and label, the default first.
    pub wordings: Vec<(String, String)>,
    pub modes: Vec<String>,
    /// Every variable that is not private.
    pub vars: Vec<PlanVar>,
    /// Loops and the codes of their iterations.
    pub loops: BTreeMap<String, Vec<PlanOption>>,
    /// SQL tables and columns, as in the emitted table definitions.
    pub tables: crate::storage::Layout,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanVar {
    pub path: String,
    #[serde(flatten)]
    pub kind: VarKind,
    /// The loop it stands in.
    #[serde(rename = "loop")]
    pub in_loop: Option<String>,
    /// What captions call it.
    pub label: super::Prose,
    /// The question per wording in which it is asked.
    pub asks: BTreeMap<String, super::Prose>,
    /// Questions whose answers lead to it, fields apart: how many answered it tells something of them.
    #[serde(default)]
    pub route: Vec<String>,
    /// Where its wording or its answer list comes from.
    pub from: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum VarKind {
    OneOf { ordered: bool, scored: bool, options: Vec<PlanOption> },
    AnyOf { options: Vec<PlanOption> },
    Number { min: i64, max: i64, decimals: u8, unit: Option<String>, options: Vec<PlanOption> },
    Text { options: Vec<PlanOption> },
    Date { options: Vec<PlanOption> },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanOption {
    pub code: i64,
    pub name: String,
    /// In the default wording.
    pub label: String,
    /// In another wording, where it differs.
    pub labels: BTreeMap<String, String>,
    pub missing: bool,
    pub alone: bool,
}

impl VarKind {
    /// The options; of a number, text or date the missing ones.
    #[must_use]
    pub fn options(&self) -> &[PlanOption] {
        match self {
            Self::OneOf { options, .. }
            | Self::AnyOf { options }
            | Self::Number { options, .. }
            | Self::Text { options }
            | Self::Date { options } => options,
        }
    }

    /// Decimals of a number; 0 for every other kind.
    #[must_use]
    pub fn decimals(&self) -> u8 {
        match self {
            Self::Number { decimals, .. } => *decimals,
            Self::OneOf { .. } | Self::AnyOf { .. } | Self::Text { .. } | Self::Date { .. } => 0,
        }
    }
}

impl PlanSurvey {
    #[must_use]
    pub fn var(&self, path: &str) -> Option<&PlanVar> {
        self.vars.iter().find(|var| var.path == path)
    }
}
