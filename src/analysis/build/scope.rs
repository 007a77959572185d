//! Scopes and qualifiers: names of wordings and modes.
//!
//! A shared declaration may name a wording or mode that this survey lacks, as long as some survey has it: that part of it
//! then simply does not apply here.

use super::Builder;
use crate::analysis::rules;
use crate::model::{Mode, Only};
use crate::syntax::ast::{self, Name};

/// For whom a text cell is: a wording, a mode, both or all.
pub(crate) type CellKey = (Option<usize>, Option<Mode>);

enum Dimension {
    Wording(usize),
    Mode(Mode),
    /// Of another survey; does not apply here.
    Elsewhere,
}

impl Builder<'_, '_> {
    fn dimension(&mut self, name: &Name) -> Option<Dimension> {
        if let Some(wording) = self.wording(&name.value) {
            return Some(Dimension::Wording(wording));
        }
        if let Some(mode) = self.mode(&name.value) {
            return Some(Dimension::Mode(mode));
        }
        if !self.ast.span.contains(name.span) {
            let known = Mode::from_name(&name.value).is_some() || self.scopes.knows_wording(&name.value);
            if known {
                return Some(Dimension::Elsewhere);
            }
        }
        let wordings = self.survey.wordings.iter().map(|wording| wording.name.as_str());
        let names = wordings.chain(self.survey.modes.iter().map(|mode| mode.name()));
        self.sink.push(rules::q0204_unknown_wording_or_mode::error(name, names));
        None
    }

    /// The scope of something of the survey's own; all of it where nothing is understood.
    pub(crate) fn only(&mut self, only: Option<&ast::Only>) -> Only {
        only.and_then(|only| self.shared_only(only)).unwrap_or_default()
    }

    /// The scope of something that may be shared; none where it names only what other surveys have.
    pub(crate) fn shared_only(&mut self, only: &ast::Only) -> Option<Only> {
        let mut scope = Only::default();
        let (mut elsewhere_wording, mut elsewhere_mode) = (false, false);
        for name in &only.names {
            match self.dimension(name) {
                Some(Dimension::Wording(wording)) if !scope.wordings.contains(&wording) => scope.wordings.push(wording),
                Some(Dimension::Mode(mode)) if !scope.modes.contains(&mode) => scope.modes.push(mode),
                Some(Dimension::Wording(_) | Dimension::Mode(_)) => {
                    self.sink.push(rules::q0205_duplicate_name::again(name));
                }
                Some(Dimension::Elsewhere) if Mode::from_name(&name.value).is_some() => elsewhere_mode = true,
                Some(Dimension::Elsewhere) => elsewhere_wording = true,
                None => {}
            }
        }
        let nowhere = (elsewhere_wording && scope.wordings.is_empty()) || (elsewhere_mode && scope.modes.is_empty());
        (!nowhere).then_some(scope)
    }

    /// The cell that qualifiers name; none where they name what this survey does not have.
    pub(crate) fn cell_key(&mut self, qualifiers: &[Name]) -> Option<CellKey> {
        let mut key = (None, None);
        for name in qualifiers {
            match self.dimension(name)? {
                Dimension::Wording(_) if key.0.is_some() => {
                    self.sink.push(rules::q0332_two_qualifiers::error(name, "wording"));
                }
                Dimension::Mode(_) if key.1.is_some() => {
                    self.sink.push(rules::q0332_two_qualifiers::error(name, "mode"));
                }
                Dimension::Wording(wording) => key.0 = Some(wording),
                Dimension::Mode(mode) => key.1 = Some(mode),
                Dimension::Elsewhere => return None,
            }
        }
        Some(key)
    }
}
