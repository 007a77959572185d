//! Variables: everything that has a value and a state.

use super::{Cond, GateId, GridId, ListId, LoopId, Num, Only, OriginId, PageId, Text, VarId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A variable of the survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Var {
    /// Its path in the wire form: `cijfer`, `begeleiding.afspraken`, `kanaal.anders`; of a loop item `personen.aantal`,
    /// which becomes `personen.8.aantal` in iteration 8.
    pub path: String,
    pub role: Role,
    pub kind: Kind,
    /// Set for the items of a loop and their specify texts.
    pub in_loop: Option<LoopId>,
    /// All that limits it, outermost first, its own last; the route is their conjunction.
    pub gates: Vec<GateId>,
    /// None for fields and for computed items between pages.
    pub page: Option<PageId>,
    pub required: bool,
    pub core: bool,
    pub private: bool,
    pub random_order: bool,
    pub texts: ItemTexts,
    /// Conditions on options; an option is offered when its own `only` and every offer that names it hold.
    pub offers: Vec<Offer>,
    pub provenance: Vec<Provenance>,
    pub was: Vec<String>,
    pub changed: Option<String>,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// From the sample, never from the respondent. `spoken_each`: one utterance per declared value.
    Field {
        spoken: Option<super::Content>,
        spoken_each: bool,
    },
    Question,
    Row {
        grid: GridId,
    },
    Computed(Formula),
    /// The text of a `specify` option.
    Specify {
        of: VarId,
        code: i64,
    },
}

/// The kind of value. `missing` lists hold only missing options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    OneOf {
        list: ListId,
    },
    AnyOf {
        list: ListId,
        at_most: Option<u32>,
    },
    /// `min`, `max` and values are integers × 10^-decimals.
    Number {
        min: i64,
        max: i64,
        decimals: u8,
        unit: Option<String>,
        missing: Option<ListId>,
    },
    /// `max` in code points.
    Text {
        long: bool,
        max: u32,
        missing: Option<ListId>,
    },
    /// Day numbers since 1970-01-01.
    Date {
        min: Option<i64>,
        max: Option<i64>,
        missing: Option<ListId>,
    },
}

impl Kind {
    /// The options, or the missing options of a number, text or date.
    #[must_use]
    pub fn list(&self) -> Option<ListId> {
        match self {
            Self::OneOf { list } | Self::AnyOf { list, .. } => Some(*list),
            Self::Number { missing, .. } | Self::Text { missing, .. } | Self::Date { missing, .. } => *missing,
        }
    }

    /// Whether forms offer the values of a number as options instead of a box to type in. Its missing options then stand
    /// among them, under the same name: their codes lie outside the range.
    #[must_use]
    pub fn is_short_range(&self) -> bool {
        const MOST_OPTIONS: i64 = 11;
        matches!(self, Self::Number { min, max, decimals: 0, .. } if max.saturating_sub(*min) < MOST_OPTIONS)
    }

    /// The most options that may be chosen.
    #[must_use]
    pub fn at_most(&self) -> Option<u32> {
        match self {
            Self::AnyOf { at_most, .. } => *at_most,
            Self::OneOf { .. } | Self::Number { .. } | Self::Text { .. } | Self::Date { .. } => None,
        }
    }

    /// The decimals of a number; 0 for every other kind.
    #[must_use]
    pub fn decimals(&self) -> u8 {
        match self {
            Self::Number { decimals, .. } => *decimals,
            Self::OneOf { .. } | Self::AnyOf { .. } | Self::Text { .. } | Self::Date { .. } => 0,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ItemTexts {
    pub label: Text,
    pub ask: Text,
    pub help: Text,
    pub interviewer: Text,
    /// Said when a required answer is missing.
    pub error: Text,
    /// Fallback wherever the item is piped.
    pub otherwise: Text,
}

/// A limit on one option of one variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub code: i64,
    pub only: Only,
    pub when: Option<Cond>,
}

/// Where a wording or an answer list comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    pub text: String,
    /// The text starts with "assumption:".
    pub assumption: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Formula {
    /// The first arm that is true; `otherwise` only if all arms are false.
    Recode { arms: Vec<Arm>, otherwise: Option<i64> },
    /// Rounded once to the variable's decimals, half away from zero.
    Number(Num),
}

impl Formula {
    /// Every variable that it reads itself.
    #[must_use]
    pub fn reads(&self) -> BTreeSet<VarId> {
        match self {
            Self::Number(num) => num.reads(),
            Self::Recode { arms, .. } => arms.iter().flat_map(|arm| arm.when.reads()).collect(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arm {
    pub code: i64,
    pub when: Cond,
}
