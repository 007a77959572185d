//! Pairs of wordings, of which one is the simpler, and the questions that are asked in both.

use super::{Inspection, Variants};
use crate::model::{Cell, GateId, Grid, Mode, Node, Survey, Text};

/// A wording and the one that it is simpler than.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) simple: usize,
    pub(crate) base: usize,
}

/// One text of the survey that a respondent reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    /// `ask`, `help`, `say`
    pub(crate) member: &'static str,
    /// The path of the item, or the name of the note.
    pub(crate) owner: &'a str,
    pub(crate) text: &'a Text,
    pub(crate) gates: &'a [GateId],
    grid: Option<&'a Grid>,
}

/// Whether a grid shows a question of its own: not where every row is asked separately in its own words.
pub(crate) fn asks_itself(survey: &Survey, grid: &Grid, wording: usize, mode: Mode) -> bool {
    let rows = grid.rows.iter().filter_map(|row| survey.var(*row));
    let mut shown = rows.filter(|row| survey.admits(&row.gates, wording, mode));
    !grid.separate(wording, mode) || shown.any(|row| row.texts.ask.get(wording, mode).is_none())
}

impl<'a> Inspection<'a> {
    pub(crate) fn pairs(&self) -> Vec<Pair> {
        let wordings = self.ctx.survey.wordings.iter().enumerate();
        wordings.filter_map(|(simple, wording)| Some(Pair { simple, base: wording.simpler_than? })).collect()
    }

    /// Questions, helps and notes, in file order.
    pub(crate) fn shown_texts(&self) -> Vec<Shown<'a>> {
        let survey = self.ctx.survey;
        let mut found = Vec::new();
        for grid in &survey.grids {
            for (member, text) in [("ask", &grid.texts.ask), ("help", &grid.texts.help)] {
                found.push(Shown { member, owner: &grid.name, text, gates: &grid.gates, grid: Some(grid) });
            }
        }
        for var in &survey.vars {
            for (member, text) in [("ask", &var.texts.ask), ("help", &var.texts.help)] {
                found.push(Shown { member, owner: &var.path, text, gates: &var.gates, grid: None });
            }
        }
        survey.pages.iter().for_each(|page| notes(&page.nodes, &mut found));
        survey.loops.iter().for_each(|each| notes(&each.nodes, &mut found));
        for stop in &survey.stops {
            let (text, gates) = (&stop.say, stop.gates.as_slice());
            found.push(Shown { member: "say", owner: &stop.name, text, gates, grid: None });
        }
        found.retain(|shown| !shown.text.is_empty());
        found
    }

    /// Where a text is shown.
    pub(crate) fn live(&self, shown: &Shown<'a>) -> Variants {
        let mut live = self.routes.live(shown.gates);
        if let Some(grid) = shown.grid {
            live.retain(|(wording, mode)| asks_itself(self.ctx.survey, grid, *wording, *mode));
        }
        live
    }

    /// The modes in which something is shown in both wordings of a pair, with the cells that it shows there.
    pub(crate) fn in_both(&self, shown: &Shown<'a>, pair: Pair) -> Vec<(Mode, &'a Cell, &'a Cell)> {
        let live = self.live(shown);
        let modes = self.ctx.survey.modes.iter().copied();
        modes
            .filter(|mode| live.contains(&(pair.simple, *mode)) && live.contains(&(pair.base, *mode)))
            .filter_map(|mode| Some((mode, shown.text.get(pair.simple, mode)?, shown.text.get(pair.base, mode)?)))
            .collect()
    }

    /// The name of a wording.
    pub(crate) fn wording(&self, index: usize) -> &'a str {
        self.ctx.survey.wordings.get(index).map_or("", |wording| wording.name.as_str())
    }
}

fn notes<'a>(nodes: &'a [Node], found: &mut Vec<Shown<'a>>) {
    for node in nodes {
        match node {
            Node::Group(group) => notes(&group.nodes, found),
            Node::Note(note) => {
                let (text, gates) = (&note.say, note.gates.as_slice());
                found.push(Shown { member: "say", owner: &note.name, text, gates, grid: None });
            }
            Node::Item(_) | Node::Grid(_) | Node::Loop(_) | Node::Computed(_) => {}
        }
    }
}
