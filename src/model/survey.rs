//! A survey and its structure.

use super::{Cond, GateId, GridId, ListId, LoopId, Mode, OptionList, OriginId, PageId, SectionId, Text, Var, VarId};
use serde::{Deserialize, Serialize};

/// One survey of one wave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    pub name: String,
    pub wave: u32,
    pub title: String,
    pub language: String,
    pub edition: u32,
    /// The default wording first.
    pub wordings: Vec<WordingDef>,
    pub modes: Vec<Mode>,
    pub lists: Vec<OptionList>,
    /// Fields first, then in file order; a specify text right after its item.
    pub vars: Vec<Var>,
    pub gates: Vec<Gate>,
    pub grids: Vec<Grid>,
    pub loops: Vec<Loop>,
    pub sections: Vec<Section>,
    pub pages: Vec<Page>,
    pub stops: Vec<Stop>,
    /// Refusals and warnings in file order.
    pub checks: Vec<Check>,
    /// Sections whose pages are in random order are marked there.
    pub usable: Option<Cond>,
    pub intro: Text,
    pub end: Text,
    pub speech: Speech,
    pub terms: Vec<TermDef>,
    pub provenance: Option<super::Provenance>,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordingDef {
    pub name: String,
    pub label: String,
    pub simpler_than: Option<usize>,
    pub audible: bool,
    #[serde(skip)]
    pub origin: OriginId,
}

/// A scope: empty means all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Only {
    pub wordings: Vec<usize>,
    pub modes: Vec<Mode>,
}

impl Only {
    #[must_use]
    pub fn admits(&self, wording: usize, mode: Mode) -> bool {
        (self.wordings.is_empty() || self.wordings.contains(&wording))
            && (self.modes.is_empty() || self.modes.contains(&mode))
    }
}

/// What limits a container, item or row. Every container and every item with `only` or `when` has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    pub owner: GateOwner,
    pub only: Only,
    pub when: Option<Cond>,
    /// The author's own phrase of the skip rule.
    pub skip: Text,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum GateOwner {
    Section(SectionId),
    Page(PageId),
    /// By name.
    Group(String),
    Grid(GridId),
    Loop(LoopId),
    Var(VarId),
    Note(String),
    Stop(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub name: String,
    pub title: Text,
    pub shuffled: bool,
    pub gates: Vec<GateId>,
    pub pages: Vec<PageId>,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    pub name: String,
    pub title: Text,
    pub section: Option<SectionId>,
    pub shuffled: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layouts: Vec<LayoutCell>,
    /// Outermost first.
    pub gates: Vec<GateId>,
    pub nodes: Vec<Node>,
    #[serde(skip)]
    pub origin: OriginId,
}

/// What stands on a page, in file order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Node {
    Group(Group),
    /// A question; its specify texts follow it in `vars`.
    Item(VarId),
    Grid(GridId),
    Loop(LoopId),
    Computed(VarId),
    Note(Note),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub name: String,
    pub title: Text,
    pub shuffled: bool,
    pub gates: Vec<GateId>,
    pub nodes: Vec<Node>,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub name: String,
    pub say: Text,
    pub gates: Vec<GateId>,
    #[serde(skip)]
    pub origin: OriginId,
}

/// A screen-out: when its gates hold, the interview ends after `after` and later pages are not reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    pub name: String,
    pub say: Text,
    /// The last page before it; none when it stands before the first page.
    pub after: Option<PageId>,
    pub gates: Vec<GateId>,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    pub name: String,
    /// Texts of the grid as a whole; a row's `ask` stands in `vars`.
    pub texts: super::ItemTexts,
    pub layouts: Vec<LayoutCell>,
    pub rows: Vec<VarId>,
    pub gates: Vec<GateId>,
    pub page: PageId,
    pub provenance: Vec<super::Provenance>,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutCell {
    pub wording: Option<usize>,
    pub mode: Option<Mode>,
    /// Separate questions instead of a grid, or of a whole page.
    pub separate: bool,
}

impl Grid {
    /// Whether the rows are separate questions in this wording and mode; by phone they always are.
    #[must_use]
    pub fn separate(&self, wording: usize, mode: Mode) -> bool {
        layout(&self.layouts, wording, mode).map_or(mode == Mode::Phone, |cell| cell.separate)
    }
}

impl Page {
    /// Whether the running form shows the page with all its questions at once; else question by question.
    #[must_use]
    pub fn whole(&self, wording: usize, mode: Mode) -> bool {
        layout(&self.layouts, wording, mode).is_some_and(|cell| !cell.separate)
    }
}

/// The layout that counts: for wording and mode, the wording, the mode, or all.
fn layout(cells: &[LayoutCell], wording: usize, mode: Mode) -> Option<&LayoutCell> {
    let find = |w: Option<usize>, m: Option<Mode>| cells.iter().find(|c| c.wording == w && c.mode == m);
    find(Some(wording), Some(mode))
        .or_else(|| find(Some(wording), None))
        .or_else(|| find(None, Some(mode)))
        .or_else(|| find(None, None))
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loop {
    pub name: String,
    pub over: LoopOver,
    pub title: Text,
    pub vars: Vec<VarId>,
    pub nodes: Vec<Node>,
    pub gates: Vec<GateId>,
    pub page: PageId,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoopOver {
    /// Every entry of a list.
    List(ListId),
    /// The chosen options of an earlier any-of, `missing` ones apart.
    Chosen { var: VarId, list: ListId },
}

impl LoopOver {
    #[must_use]
    pub fn list(self) -> ListId {
        match self {
            Self::List(list) | Self::Chosen { list, .. } => list,
        }
    }
}

/// A refusal or a warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// `cijfer.warn1`: owner, kind, number from 1 within owner and kind.
    pub id: String,
    pub kind: CheckKind,
    pub owner: CheckOwner,
    pub when: Cond,
    pub text: Text,
    #[serde(skip)]
    pub origin: OriginId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckKind {
    Refuse,
    Warn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckOwner {
    Var(VarId),
    Grid(GridId),
    Page(PageId),
}

/// How texts are read aloud.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Speech {
    /// The engine's voice, `nl` when not said.
    pub voice: Option<String>,
    /// Words a minute.
    pub rate: Option<u32>,
    /// Pronunciation lexicon, relative to the project root.
    pub lexicon: Option<String>,
}

/// A glossary entry in scope of the survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermDef {
    pub name: String,
    pub preferred: String,
    pub instead_of: Vec<String>,
    pub only: Only,
    #[serde(skip)]
    pub origin: OriginId,
}

impl Survey {
    /// `clients@2023`
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}@{}", self.name, self.wave)
    }

    #[must_use]
    pub fn var(&self, id: VarId) -> Option<&Var> {
        self.vars.get(id.index())
    }

    /// Variables with their ids, in file order.
    pub fn vars_with_ids(&self) -> impl Iterator<Item = (VarId, &Var)> {
        self.vars.iter().enumerate().map(|(index, var)| (VarId::new(index), var))
    }

    #[must_use]
    pub fn find(&self, path: &str) -> Option<VarId> {
        self.vars.iter().position(|var| var.path == path).map(VarId::new)
    }

    #[must_use]
    pub fn list(&self, id: ListId) -> Option<&OptionList> {
        self.lists.get(id.index())
    }

    /// The options of a variable; for a number, text or date its missing ones.
    #[must_use]
    pub fn options_of(&self, var: &Var) -> &[super::Opt] {
        var.kind.list().and_then(|list| self.list(list)).map_or(&[], |list| &list.options)
    }

    #[must_use]
    pub fn gate(&self, id: GateId) -> Option<&Gate> {
        self.gates.get(id.index())
    }

    #[must_use]
    pub fn page(&self, id: PageId) -> Option<&Page> {
        self.pages.get(id.index())
    }

    /// Every (wording index, mode) pair that is fielded, wordings outermost.
    pub fn variants(&self) -> impl Iterator<Item = (usize, Mode)> {
        (0..self.wordings.len()).flat_map(|wording| self.modes.iter().map(move |mode| (wording, *mode)))
    }

    /// Whether the `only` scopes of all gates admit a wording and mode.
    #[must_use]
    pub fn admits(&self, gates: &[GateId], wording: usize, mode: Mode) -> bool {
        gates.iter().filter_map(|id| self.gate(*id)).all(|gate| gate.only.admits(wording, mode))
    }

    /// The whole route of something behind `gates`, as one condition in one wording and mode; false where a scope excludes it.
    #[must_use]
    pub fn route(&self, gates: &[GateId], wording: usize, mode: Mode) -> Cond {
        if !self.admits(gates, wording, mode) {
            return Cond::Const(false);
        }
        let conditions = gates.iter().filter_map(|id| self.gate(*id)?.when.as_ref());
        Cond::join(conditions.map(|cond| cond.specialise(wording, mode)), true)
    }
}
