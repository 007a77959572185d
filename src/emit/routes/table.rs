//! The parts of a route table as they stand in JSON. Absent members mean none, false, or no limit.

use serde::Serialize;
use serde_json::Value as Json;

/// `peil-routes/1`. Indices count from 0 and lead into the vectors of the same table.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Table {
    pub(super) schema: &'static str,
    pub(super) form: String,
    pub(super) language: String,
    pub(super) wordings: Vec<String>,
    pub(super) modes: Vec<&'static str>,
    pub(super) lists: Vec<Vec<Opt>>,
    pub(super) vars: Vec<Var>,
    pub(super) gates: Vec<Gate>,
    pub(super) grids: Vec<Grid>,
    pub(super) loops: Vec<Loop>,
    pub(super) pages: Vec<Page>,
    pub(super) stops: Vec<Stop>,
    pub(super) checks: Vec<Check>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) usable: Option<Json>,
    /// What is in random order, with its members.
    pub(super) shuffled: Vec<Shuffled>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) intro: Texts,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) end: Texts,
}

/// The cells of a text.
pub(super) type Texts = Vec<Cell>;

#[derive(Debug, Serialize)]
pub(super) struct Cell {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) wording: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mode: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) prose: bool,
    pub(super) parts: Vec<Part>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(in crate::emit) enum Part {
    Literal(String),
    Pipe {
        pipe: crate::model::VarId,
        #[serde(rename = "else", skip_serializing_if = "Option::is_none")]
        fallback: Option<String>,
    },
    Turn {
        turn: crate::model::LoopId,
        #[serde(rename = "else", skip_serializing_if = "Option::is_none")]
        fallback: Option<String>,
    },
    Plural {
        plural: crate::model::VarId,
        zero: String,
        one: String,
        many: String,
        #[serde(rename = "else", skip_serializing_if = "Option::is_none")]
        fallback: Option<String>,
    },
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Only {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) wordings: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) modes: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
pub(super) struct Opt {
    pub(super) code: i64,
    pub(super) name: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) missing: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) alone: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) only: Option<Only>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) label: Texts,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Var {
    pub(super) path: String,
    /// `field`, `question`, `row`, `computed` or `specify`.
    pub(super) role: &'static str,
    /// `one-of`, `any-of`, `number`, `text` or `date`.
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) list: Option<crate::model::ListId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at_most: Option<u32>,
    /// Of a number × 10^decimals, of a date as day number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) min: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) max: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) decimals: Option<u8>,
    /// Of a text, in code points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) max_length: Option<u32>,
    #[serde(rename = "loop", skip_serializing_if = "Option::is_none")]
    pub(super) in_loop: Option<crate::model::LoopId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) page: Option<crate::model::PageId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) gates: Vec<crate::model::GateId>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) required: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) core: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) offers: Vec<Offer>,
    /// Of a specify text: whose option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) of: Option<crate::model::VarId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<i64>,
    /// Of a computed item, with all that it reads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) formula: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reads: Option<Vec<crate::model::VarId>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) label: Texts,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) ask: Texts,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) help: Texts,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) interviewer: Texts,
    /// Said where a required answer is missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) error: Texts,
    /// What a pipe shows where there is no value.
    #[serde(rename = "else", skip_serializing_if = "Vec::is_empty")]
    pub(super) otherwise: Texts,
}

#[derive(Debug, Serialize)]
pub(super) struct Offer {
    pub(super) code: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) only: Option<Only>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) when: Option<Json>,
}

#[derive(Debug, Serialize)]
pub(super) struct Gate {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) only: Option<Only>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) when: Option<Json>,
}

#[derive(Debug, Serialize)]
pub(super) struct Grid {
    pub(super) name: String,
    pub(super) rows: Vec<crate::model::VarId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) ask: Texts,
}

#[derive(Debug, Serialize)]
pub(super) struct Loop {
    pub(super) name: String,
    pub(super) list: crate::model::ListId,
    /// The any-of whose chosen options it goes through; absent where it goes through the whole list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) chosen: Option<crate::model::VarId>,
    pub(super) vars: Vec<crate::model::VarId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) title: Texts,
}

#[derive(Debug, Serialize)]
pub(super) struct Page {
    pub(super) name: String,
    /// The shuffled section that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) section: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) gates: Vec<crate::model::GateId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) title: Texts,
    pub(super) nodes: Vec<Node>,
}

/// What stands on a page, in file order.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Node {
    Item(crate::model::VarId),
    Grid(crate::model::GridId),
    Loop(crate::model::LoopId),
    Computed(crate::model::VarId),
    Note(Note),
    Group(Group),
}

#[derive(Debug, Serialize)]
pub(super) struct Note {
    pub(super) name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) gates: Vec<crate::model::GateId>,
    pub(super) say: Texts,
}

#[derive(Debug, Serialize)]
pub(super) struct Group {
    pub(super) name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) gates: Vec<crate::model::GateId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) title: Texts,
    pub(super) nodes: Vec<Node>,
}

#[derive(Debug, Serialize)]
pub(super) struct Stop {
    pub(super) name: String,
    /// The number of pages before it in the file.
    pub(super) after: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) gates: Vec<crate::model::GateId>,
    pub(super) say: Texts,
}

#[derive(Debug, Serialize)]
pub(super) struct Check {
    pub(super) id: String,
    pub(super) kind: crate::model::CheckKind,
    /// Whose: one of the three.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) var: Option<crate::model::VarId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) grid: Option<crate::model::GridId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) page: Option<crate::model::PageId>,
    pub(super) when: Json,
    pub(super) text: Texts,
}

#[derive(Debug, Serialize)]
pub(in crate::emit) struct Shuffled {
    pub(super) id: String,
    pub(super) members: Vec<Member>,
}

#[derive(Debug, Serialize)]
pub(in crate::emit) struct Member {
    pub(super) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<i64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) fixed: bool,
}
