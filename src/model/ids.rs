//! Indices into the vectors of a survey.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A variable: field, question, grid row, loop item, computed item or specify text.
    VarId
    /// An effective option list.
    ListId
    /// A condition-and-scope that limits a container, item or row.
    GateId
    GridId
    LoopId
    /// Zero-based; pages are numbered from 1 in the wire form.
    PageId
    SectionId
    /// A place in the sources, through [`super::Origins`].
    OriginId
}

/// How a respondent is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    Web,
    Phone,
    Paper,
}

impl Mode {
    pub const ALL: [Self; 3] = [Self::Web, Self::Phone, Self::Paper];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Phone => "phone",
            Self::Paper => "paper",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }
}

/// A variable of one of the report's surveys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ItemRef {
    /// Index into [`super::Report::surveys`].
    pub survey: usize,
    pub var: VarId,
}
