//! Walks a survey and collects its utterances, in file order, each once.

use super::compose::{Saying, sayings};
use super::{Role, Utterance, name};
use crate::model::{GateId, Grid, ItemTexts, ListId, Mode, Node, Survey, Text, VarId};
use crate::speech::{Lexicon, normalise};
use std::collections::BTreeSet;

/// The utterances of all audible wordings. `navigation` holds the form's own texts as (id, text).
#[must_use]
pub fn utterances(survey: &Survey, lexicon: &Lexicon, navigation: &[(&str, &str)]) -> Vec<Utterance> {
    let audible = survey.wordings.iter().enumerate().filter(|(_, wording)| wording.audible);
    audible
        .flat_map(|(wording, _)| {
            let mode = survey.modes.first().copied().unwrap_or(Mode::Web);
            let mut walk = Collect { survey, lexicon, wording, mode, seen: BTreeSet::new(), found: Vec::new() };
            walk.survey();
            walk.navigation(navigation);
            walk.found
        })
        .collect()
}

struct Collect<'a> {
    survey: &'a Survey,
    lexicon: &'a Lexicon,
    wording: usize,
    /// Sound goes with the first mode, the web's.
    mode: Mode,
    seen: BTreeSet<String>,
    found: Vec<Utterance>,
}

impl Collect<'_> {
    fn survey(&mut self) {
        let (survey, wording, mode) = (self.survey, self.wording, self.mode);
        let admits = |gates: &[GateId]| survey.admits(gates, wording, mode);
        self.say(name::INTRO, Role::Intro, &survey.intro);
        for page in survey.pages.iter().filter(|page| admits(&page.gates)) {
            self.say(&name::title(&page.name), Role::Title, &page.title);
            page.nodes.iter().for_each(|node| self.node(node));
        }
        for stop in survey.stops.iter().filter(|stop| admits(&stop.gates)) {
            self.say(&name::notice(&stop.name), Role::End, &stop.say);
        }
        for check in &survey.checks {
            self.say(&check.id, Role::Error, &check.text);
        }
        self.say(name::END, Role::End, &survey.end);
    }

    fn admits(&self, gates: &[GateId]) -> bool {
        self.survey.admits(gates, self.wording, self.mode)
    }

    fn node(&mut self, node: &Node) {
        let survey = self.survey;
        match node {
            Node::Group(group) if self.admits(&group.gates) => {
                self.say(&name::title(&group.name), Role::Title, &group.title);
                group.nodes.iter().for_each(|inner| self.node(inner));
            }
            Node::Item(var) => self.item(*var),
            Node::Grid(id) => {
                let Some(grid) = survey.grids.get(id.index()).filter(|grid| self.admits(&grid.gates)) else { return };
                if self.says_stem(grid) {
                    self.texts(&grid.name, &grid.texts);
                }
                grid.rows.iter().for_each(|row| self.item(*row));
            }
            Node::Loop(id) => {
                let Some(lp) = survey.loops.get(id.index()).filter(|lp| self.admits(&lp.gates)) else { return };
                self.say(&name::title(&lp.name), Role::Title, &lp.title);
                lp.nodes.iter().for_each(|inner| self.node(inner));
            }
            Node::Note(note) if self.admits(&note.gates) => {
                self.say(&name::notice(&note.name), Role::Note, &note.say);
            }
            Node::Group(_) | Node::Note(_) | Node::Computed(_) => {}
        }
    }

    /// What a grid asks is said beside its rows; not where each row is a question in words of its own.
    fn says_stem(&self, grid: &Grid) -> bool {
        let rows = grid.rows.iter().filter_map(|row| self.survey.var(*row));
        let mut shown = rows.filter(|row| self.admits(&row.gates));
        let (wording, mode) = (self.wording, self.mode);
        !grid.separate(wording, mode) || shown.any(|row| row.texts.ask.get(wording, mode).is_none())
    }

    fn item(&mut self, var: VarId) {
        let Some(item) = self.survey.var(var).filter(|item| self.admits(&item.gates)) else { return };
        self.texts(&item.path, &item.texts);
        if let Some(list) = item.kind.list() {
            self.options(list, &item.path);
        }
    }

    fn texts(&mut self, path: &str, texts: &ItemTexts) {
        let question = if texts.ask.is_empty() { &texts.label } else { &texts.ask };
        self.say(&name::ask(path), Role::Question, question);
        self.say(&name::help(path), Role::Help, &texts.help);
        self.say(&name::error(path), Role::Error, &texts.error);
    }

    /// A named list is said once for all items that share it.
    fn options(&mut self, list: ListId, path: &str) {
        let Some(list) = self.survey.list(list) else { return };
        let (wording, mode) = (self.wording, self.mode);
        for option in list.options.iter().filter(|option| option.only.admits(wording, mode)) {
            let name = name::option(list, option, path);
            self.say(&name, Role::Option, &option.label);
        }
    }

    fn say(&mut self, name: &str, role: Role, text: &Text) {
        let Some(cell) = text.get(self.wording, self.mode) else { return };
        for saying in sayings(self.survey, cell, self.wording, self.mode) {
            let recorded = cell.recorded.clone();
            self.add(name, role, saying, recorded, Some(cell.origin));
        }
    }

    fn navigation(&mut self, texts: &[(&str, &str)]) {
        for (id, text) in texts {
            let (printed, said) = ((*text).to_owned(), (*text).to_owned());
            let saying = Saying { suffix: String::new(), printed, said, unspoken_pipes: Vec::new() };
            self.add(&name::form(id), Role::Navigation, saying, None, None);
        }
    }

    fn add(
        &mut self,
        name: &str,
        role: Role,
        saying: Saying,
        recorded: Option<String>,
        origin: Option<crate::model::OriginId>,
    ) {
        let wording = self.survey.wordings.get(self.wording).map_or("", |w| w.name.as_str());
        let id = format!("{wording}/{name}{}", saying.suffix);
        if !self.seen.insert(id.clone()) {
            return;
        }
        let spoken = normalise(&saying.said, self.lexicon);
        self.found.push(Utterance {
            id,
            wording: self.wording,
            mode: self.mode,
            role,
            printed: saying.printed,
            spoken: spoken.text,
            recorded,
            lexicon: spoken.used.iter().map(|entry| format!("{} = {}", entry.written, entry.spoken)).collect(),
            unspeakable: spoken.unspeakable,
            unspoken_pipes: saying.unspoken_pipes,
            origin,
        });
    }
}
