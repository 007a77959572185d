//! Every text of a survey, in file order of its parts.

use super::{ItemTexts, Node, Survey, Text};

impl ItemTexts {
    /// Label, ask, help, interviewer, error and fallback.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        [&self.label, &self.ask, &self.help, &self.interviewer, &self.error, &self.otherwise].into_iter()
    }
}

impl Survey {
    /// Shows every text of the survey to `see`: heads, titles, items, options, checks, notes, skip phrases.
    pub fn texts<'a>(&'a self, see: &mut impl FnMut(&'a Text)) {
        see(&self.intro);
        see(&self.end);
        for option in self.lists.iter().flat_map(|list| &list.options) {
            see(&option.label);
            option.specify.iter().for_each(|specify| see(&specify.label));
        }
        self.sections.iter().for_each(|section| see(&section.title));
        for page in &self.pages {
            see(&page.title);
            nodes(&page.nodes, see);
        }
        self.stops.iter().for_each(|stop| see(&stop.say));
        self.vars.iter().flat_map(|var| var.texts.texts()).for_each(&mut *see);
        self.grids.iter().flat_map(|grid| grid.texts.texts()).for_each(&mut *see);
        for each in &self.loops {
            see(&each.title);
            nodes(&each.nodes, see);
        }
        self.gates.iter().for_each(|gate| see(&gate.skip));
        self.checks.iter().for_each(|check| see(&check.text));
    }
}

fn nodes<'a>(list: &'a [Node], see: &mut impl FnMut(&'a Text)) {
    for node in list {
        match node {
            Node::Group(group) => {
                see(&group.title);
                nodes(&group.nodes, see);
            }
            Node::Note(note) => see(&note.say),
            Node::Item(_) | Node::Grid(_) | Node::Loop(_) | Node::Computed(_) => {}
        }
    }
}
