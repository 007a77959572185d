//! Which sounds stand beside the texts of a form: links, where there is a sound that says the text.

use super::cell::{CellContext, Iteration};
use super::slots::Slot;
use crate::model::{Grid, Opt, Role, Var};
use crate::voice::name;

impl CellContext<'_> {
    /// The sound of a text, by its name behind the wording's. Sound is made of the texts of the first mode.
    pub(super) fn sound(&self, name: &str, iteration: Option<&Iteration>) -> Option<String> {
        let file = self.file(name, iteration)?;
        Some(format!("{}../../../assets/audio/{file}", self.slots.mark(Slot::Up)))
    }

    /// The file of a text that no iteration changes; the script knows the folder of the others.
    pub(super) fn clip(&self, name: &str) -> Option<String> {
        self.file(name, None)
    }

    fn file(&self, name: &str, iteration: Option<&Iteration>) -> Option<String> {
        if self.clips.is_empty() || self.survey.modes.first() != Some(&self.mode) {
            return None;
        }
        let wording = &self.survey.wordings.get(self.wording)?.name;
        let (survey, id) = (self.survey.id(), format!("{wording}/{name}"));
        let of_turn = iteration.and_then(|now| {
            let repeated = self.survey.loops.get(now.of.index())?;
            self.clips.get(&survey, &format!("{id}{}", name::value(&repeated.name, now.code)))
        });
        let clip = of_turn.or_else(|| self.clips.get(&survey, &id))?;
        Some(clip.name.clone())
    }

    /// What is heard for a question that stands alone: its own words, or what its grid asks and then its label. All or nothing.
    pub(super) fn question_sounds(&self, item: &Var, iteration: Option<&Iteration>) -> Vec<String> {
        let own = self.sound(&name::ask(&item.path), iteration);
        let stem = self.grid(item).filter(|_| item.texts.ask.get(self.wording, self.mode).is_none());
        match stem {
            None => own.into_iter().collect(),
            Some(grid) => {
                let stem = self.sound(&name::ask(&grid.name), None);
                stem.zip(own).map(|(stem, own)| vec![stem, own]).unwrap_or_default()
            }
        }
    }

    /// What is heard for a row inside its grid, which shows its label.
    pub(super) fn row_sounds(&self, item: &Var) -> Vec<String> {
        let says_label = item.texts.ask.get(self.wording, self.mode).is_none();
        self.sound(&name::ask(&item.path), None).filter(|_| says_label).into_iter().collect()
    }

    pub(super) fn option_sound(&self, item: &Var, option: &Opt) -> Option<String> {
        let list = self.survey.list(item.kind.list()?)?;
        self.sound(&name::option(list, option, &item.path), None)
    }

    fn grid(&self, item: &Var) -> Option<&Grid> {
        let Role::Row { grid } = item.role else { return None };
        self.survey.grids.get(grid.index())
    }
}
