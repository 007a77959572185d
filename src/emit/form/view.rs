//! What the form template reads: the survey in one wording and mode, flat and in printed order.

use super::catalogue::filled;
use super::cell::{CellContext, Html, Iteration, iterations, loop_id, note_id};
use super::question::{GridView, QuestionView, grid, question};
use super::slots::Slot;
use crate::model::{GridId, LoopId, LoopOver, Mode, Node, Note, PageId, SectionId, Text, VarId};
use crate::phrase::{Style, condition_in_words};
use crate::voice::name;
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct FormView {
    language: String,
    title: String,
    id: String,
    build: String,
    wording: String,
    wording_label: String,
    mode: &'static str,
    pub(super) style: String,
    /// Of the paper form, beside the other.
    paper_style: Option<String>,
    /// None on paper.
    pub(super) script: Option<String>,
    action: String,
    policy: String,
    intro: Option<Html>,
    intro_sound: Option<String>,
    /// How to fill in, on paper.
    howto: Option<&'static str>,
    end: Option<Html>,
    end_sound: Option<String>,
    others: Vec<OtherView>,
    /// The unit's own hidden input and data; empty in the form for nobody in particular.
    unit_input: Html,
    unit_data: Html,
}

#[derive(Debug, Serialize)]
struct OtherView {
    href: String,
    label: String,
}

#[derive(Debug, Serialize)]
#[serde(tag = "part", rename_all = "lowercase")]
pub(super) enum Part {
    Open {
        id: String,
        class: &'static str,
        title: Option<Html>,
        sound: Option<String>,
        level: u8,
        only_if: Option<String>,
        whole: bool,
        hidden: bool,
    },
    Close,
    Note {
        id: String,
        html: Html,
        only_if: Option<String>,
        sound: Option<String>,
        hidden: bool,
    },
    Stop {
        id: String,
        html: Html,
        only_if: String,
        sound: Option<String>,
        hidden: bool,
    },
    Question(Box<QuestionView>),
    Grid(GridView),
}

impl Part {
    /// Whether something to read or answer is shown; none for what only holds such.
    fn is_shown(&self) -> Option<bool> {
        match self {
            Self::Open { .. } | Self::Close => None,
            Self::Note { hidden, .. } | Self::Stop { hidden, .. } => Some(!hidden),
            Self::Question(question) => Some(!question.hidden),
            Self::Grid(grid) => Some(!grid.hidden),
        }
    }
}

impl FormView {
    pub(super) fn has_sound(&self) -> bool {
        self.intro_sound.is_some() || self.end_sound.is_some()
    }
}

/// The link to the style sheet.
pub(super) fn style(cell: &CellContext<'_>, sound: bool) -> String {
    match sound {
        true => asset(cell, "form-sound.css", super::STYLE_SOUND),
        false => asset(cell, "form.css", super::STYLE),
    }
}

/// The link to the script; `more`: to the one with everything, sound among it.
pub(super) fn script(cell: &CellContext<'_>, more: bool, sound: bool) -> String {
    match (more, sound) {
        (true, _) => asset(cell, "form-more.js", super::SCRIPT_MORE),
        (false, true) => asset(cell, "form-sound.js", super::SCRIPT_SOUND),
        (false, false) => asset(cell, "form.js", super::SCRIPT),
    }
}

pub(super) fn form(cell: &CellContext<'_>, build: &str, address: &super::Address) -> FormView {
    let survey = cell.survey;
    let wording = survey.wordings.get(cell.wording);
    FormView {
        language: survey.language.clone(),
        title: survey.title.clone(),
        id: survey.id(),
        build: build.to_owned(),
        wording: wording.map_or_else(String::new, |w| w.name.clone()),
        wording_label: wording.map_or_else(String::new, |w| w.label.clone()),
        mode: cell.mode.name(),
        style: String::new(),
        paper_style: (cell.mode == Mode::Paper).then(|| asset(cell, "paper.css", super::PAPER_STYLE)),
        script: None,
        action: address.as_str().to_owned(),
        policy: super::serving::policy(address),
        intro: cell.html(&survey.intro, None),
        intro_sound: cell.sound(name::INTRO, None),
        howto: (cell.mode == Mode::Paper).then_some(cell.texts.marking),
        end: cell.html(&survey.end, None),
        end_sound: cell.sound(name::END, None),
        others: others(cell),
        unit_input: Html::new(cell.slots.mark(Slot::Input)),
        unit_data: Html::new(cell.slots.mark(Slot::Data)),
    }
}

/// A link to an asset. A part of the content's hash changes the address with the content, so that it may be cached for long.
pub(super) fn asset(cell: &CellContext<'_>, name: &str, content: &str) -> String {
    let hash = crate::text::sha256(content.as_bytes());
    let version: String = hash.trim_start_matches("sha256:").chars().take(8).collect();
    format!("{}../../../assets/{name}?v={version}", cell.slots.mark(Slot::Up))
}

/// The other wordings in the same mode; paper has no links.
fn others(cell: &CellContext<'_>) -> Vec<OtherView> {
    if cell.mode == Mode::Paper {
        return Vec::new();
    }
    let others = cell.survey.wordings.iter().enumerate().filter(|(index, _)| *index != cell.wording);
    others
        .map(|(_, wording)| OtherView {
            href: format!(
                "{}../../{}/{}/{}index.html",
                cell.slots.mark(Slot::Up),
                wording.name,
                cell.mode.name(),
                cell.slots.mark(Slot::Folder)
            ),
            label: wording.label.clone(),
        })
        .collect()
}

/// Hands out the form's contents in printed order, a page at a time, so that no form stands in memory as a whole.
pub(super) fn each_page<E>(cell: &CellContext<'_>, mut take: impl FnMut(&[Part]) -> Result<(), E>) -> Result<(), E> {
    let mut walk = Walk { cell: *cell, parts: Vec::new(), section: None, stopped: false };
    walk.stops_after(None);
    for index in 0..cell.survey.pages.len() {
        walk.page(PageId::new(index));
        walk.stops_after(Some(index));
        take(&walk.parts)?;
        walk.parts.clear();
    }
    take(&walk.parts)
}

struct Walk<'a> {
    cell: CellContext<'a>,
    parts: Vec<Part>,
    section: Option<SectionId>,
    /// A stop was passed that holds for all of whom the form is for.
    stopped: bool,
}

impl Walk<'_> {
    fn page(&mut self, id: PageId) {
        let Some(page) = self.cell.survey.page(id) else { return };
        if !self.cell.admits(&page.gates) {
            return;
        }
        if page.section != self.section {
            self.section = page.section;
            self.section_title();
        }
        let whole = page.whole(self.cell.wording, self.cell.mode);
        let opened = self.open((format!("p-{}", page.name), &page.name), "page", &page.title, 2, whole);
        page.nodes.iter().for_each(|node| self.node(node, None));
        self.close(opened);
    }

    fn section_title(&mut self) {
        let Some(section) = self.section.and_then(|id| self.cell.survey.sections.get(id.index())) else { return };
        if let Some(title) = self.cell.html(&section.title, None) {
            let (id, class, level) = (format!("s-{}", section.name), "section", 2);
            self.parts.push(Part::Open {
                id,
                class,
                title: Some(title),
                sound: None,
                level,
                only_if: None,
                whole: false,
                hidden: false,
            });
            self.parts.push(Part::Close);
        }
    }

    /// Opens a part of the form; gives its place.
    fn open(&mut self, (id, of): (String, &str), class: &'static str, title: &Text, level: u8, whole: bool) -> usize {
        let (title, sound) = (self.cell.html(title, None), self.cell.sound(&name::title(of), None));
        self.parts.push(Part::Open { id, class, title, sound, level, only_if: None, whole, hidden: false });
        self.parts.len() - 1
    }

    /// Closes what was opened there; it is hidden when all of its contents are.
    fn close(&mut self, opened: usize) {
        let contents = self.parts.get(opened + 1..).unwrap_or_default();
        let mut shown = contents.iter().filter_map(Part::is_shown).peekable();
        let all_hidden = shown.peek().is_some() && !shown.any(|shown| shown);
        if let Some(Part::Open { hidden, .. }) = self.parts.get_mut(opened) {
            *hidden = all_hidden || self.stopped;
        }
        self.parts.push(Part::Close);
    }

    fn stops_after(&mut self, page: Option<usize>) {
        for (index, stop) in self.cell.survey.stops.iter().enumerate() {
            if stop.after.map(PageId::index) != page || !self.cell.admits(&stop.gates) {
                continue;
            }
            let only_if = self.cell.rules.stop(index).unwrap_or_default().to_owned();
            let html = self.cell.html(&stop.say, None).unwrap_or_default();
            let sound = self.cell.sound(&name::notice(&stop.name), None);
            let hidden = self.stopped || !self.cell.shows(&stop.gates);
            self.parts.push(Part::Stop { id: format!("e-{}", stop.name), html, only_if, sound, hidden });
            let route = self.cell.decided.route(&stop.gates, self.cell.wording, self.cell.mode);
            self.stopped |= route == crate::model::Cond::Const(true) && !self.cell.is_open();
        }
    }

    fn node(&mut self, node: &Node, iteration: Option<&Iteration>) {
        match node {
            Node::Group(group) => {
                if self.cell.admits(&group.gates) {
                    let opened = self.open((format!("g-{}", group.name), &group.name), "group", &group.title, 3, false);
                    group.nodes.iter().for_each(|inner| self.node(inner, iteration));
                    self.close(opened);
                }
            }
            Node::Item(var) => self.item(*var, iteration),
            Node::Grid(id) => self.grid(*id),
            Node::Loop(id) => self.iterations(*id),
            Node::Note(note) => self.note(note, iteration),
            Node::Computed(_) => {}
        }
    }

    fn note(&mut self, note: &Note, iteration: Option<&Iteration>) {
        if let (true, Some(html)) = (self.cell.admits(&note.gates), self.cell.html(&note.say, iteration)) {
            let only_if = self.cell.at(iteration).note_route(&note.gates);
            let sound = self.cell.sound(&name::notice(&note.name), iteration);
            let hidden = !self.cell.shows(&note.gates);
            self.parts.push(Part::Note { id: note_id(note, iteration), html, only_if, sound, hidden });
        }
    }

    fn item(&mut self, var: VarId, iteration: Option<&Iteration>) {
        if let Some(view) = question(&self.cell, var, iteration) {
            self.parts.push(Part::Question(Box::new(view)));
        }
    }

    fn grid(&mut self, id: GridId) {
        let Some(grid_model) = self.cell.survey.grids.get(id.index()) else { return };
        if grid_model.separate(self.cell.wording, self.cell.mode) {
            grid_model.rows.iter().for_each(|row| self.item(*row, None));
        } else if let Some(view) = grid(&self.cell, id) {
            self.parts.push(Part::Grid(view));
        }
    }

    fn iterations(&mut self, id: LoopId) {
        let Some(lp) = self.cell.survey.loops.get(id.index()) else { return };
        if !self.cell.admits(&lp.gates) {
            return;
        }
        let cell = self.cell;
        for now in iterations(&cell, id, lp) {
            let title = self.cell.html(&lp.title, Some(&now)).unwrap_or_else(|| self.cell.iteration_title(&now));
            let only_if = self.chosen_only(lp.over, now.code);
            let id = loop_id(lp, now.code);
            let sound = self.cell.sound(&name::title(&lp.name), Some(&now));
            let (class, title, opened) = ("iteration", Some(title), self.parts.len());
            self.parts.push(Part::Open { id, class, title, sound, level: 3, only_if, whole: false, hidden: false });
            lp.nodes.iter().for_each(|inner| self.node(inner, Some(&now)));
            self.close(opened);
        }
    }

    fn chosen_only(&self, over: LoopOver, code: i64) -> Option<String> {
        let LoopOver::Chosen { var, .. } = over else { return None };
        let cond = crate::model::Cond::Has { var, codes: vec![code] };
        let style = Style::Form(self.cell.numbering);
        let words = condition_in_words(self.cell.survey, &cond, self.cell.wording, self.cell.mode, style);
        Some(filled(self.cell.texts.fill_if, &[("condition", &words)]))
    }
}
