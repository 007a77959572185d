//! What the form template reads: the survey in one wording and mode, flat and in printed order.

use super::catalogue::{Catalogue, filled};
use super::markup::{escape, escape_markdown, prose};
use super::pipes::Pipes;
use super::question::{GridView, QuestionView, grid, question};
use super::slots::{Slot, Slots};
use crate::model::{
    Content, GateId, ListId, Loop, LoopId, LoopOver, Mode, Node, Opt, PageId, PipeSource, Role, Segment, Survey, Text,
    VarId,
};
use crate::phrase::{Numbering, SkipRules, Style, askable, condition_in_words, content_in_words, openable, plain};
use crate::sound::Clips;
use crate::voice::name;
use minijinja::Value;
use serde::{Serialize, Serializer};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

/// HTML that is ready: the template must not escape it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Html(Value);

impl Html {
    pub(super) fn new(html: String) -> Self {
        Self(Value::from_safe_string(html))
    }
}

impl Default for Html {
    fn default() -> Self {
        Self::new(String::new())
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// The labels of options in one wording and mode, by list and code, each made once: many questions share a list.
#[derive(Debug, Default)]
pub(super) struct Labels(RefCell<BTreeMap<(ListId, i64), Html>>);

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

/// One wording and mode of a survey, with its numbers and skip rules, and the pipes found so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellContext<'a> {
    pub(super) survey: &'a Survey,
    /// The same with what is decided for whom the form is for.
    pub(super) decided: &'a Survey,
    pub(super) wording: usize,
    pub(super) mode: Mode,
    pub(super) numbering: &'a Numbering,
    pub(super) rules: &'a SkipRules,
    pub(super) slots: &'a Slots,
    pub(super) pipes: &'a RefCell<Pipes>,
    pub(super) texts: &'static Catalogue,
    pub(super) labels: &'a Labels,
    pub(super) clips: &'a Clips,
    /// The iteration that is printed, by its position.
    pub(super) turn: Option<(LoopId, usize)>,
}

/// An iteration of a loop: the code and label of its option.
#[derive(Debug, Clone)]
pub(super) struct Iteration {
    pub(super) of: LoopId,
    /// Its position among the iterations of this form.
    pub(super) turn: usize,
    pub(super) code: i64,
    pub(super) label: String,
}

impl<'a> CellContext<'a> {
    /// The same inside an iteration.
    pub(super) fn at(&self, iteration: Option<&Iteration>) -> Self {
        Self { turn: iteration.map(|now| (now.of, now.turn)), ..*self }
    }

    /// How conditions are worded here.
    pub(super) fn style(&self) -> Style<'a> {
        match self.turn {
            Some((of, turn)) => Style::Iteration(self.numbering, of, turn),
            None => Style::Form(self.numbering),
        }
    }

    /// A text as HTML, pipes by their fallbacks; none when there is no text.
    pub(super) fn html(&self, text: &Text, iteration: Option<&Iteration>) -> Option<Html> {
        let cell = text.get(self.wording, self.mode)?;
        Some(Html::new(self.content(&cell.content, iteration)))
    }

    fn content(&self, content: &Content, iteration: Option<&Iteration>) -> String {
        if content.prose {
            prose(&self.with_pipes(content, iteration, escape_markdown))
        } else {
            escape(&self.with_pipes(content, iteration, str::to_owned))
        }
    }

    /// A text whose pipes are marked; those that nothing can fill, on paper or by name, are words. Not yet escaped.
    pub(super) fn marked(&self, text: &Text) -> String {
        let cell = text.get(self.wording, self.mode);
        cell.map(|cell| self.with_pipes(&cell.content, None, str::to_owned)).unwrap_or_default()
    }

    fn with_pipes(&self, content: &Content, iteration: Option<&Iteration>, data: fn(&str) -> String) -> String {
        let shown = |segment: &Segment| match segment {
            Segment::Literal(text) => Slots::literal(text),
            pipe => {
                if let Some(label) = self.iteration_label(pipe, iteration) {
                    return self.with_pipes(label, None, data);
                }
                let (segment, otherwise) = (pipe.clone(), self.otherwise(pipe, iteration));
                let number = self.number(pipe, iteration);
                if number.is_some() || self.reads_field(pipe) {
                    self.slots.mark(Slot::Pipe { segment, otherwise, number })
                } else {
                    data(&otherwise)
                }
            }
        };
        content.segments.iter().map(shown).collect()
    }

    /// The label that an iteration is called by, where it has pipes of its own.
    fn iteration_label(&self, pipe: &Segment, iteration: Option<&Iteration>) -> Option<&Content> {
        let Segment::Pipe { source: PipeSource::Iteration(of), .. } = pipe else { return None };
        self.piped_label(iteration.filter(|now| now.of == *of)?)
    }

    fn piped_label(&self, now: &Iteration) -> Option<&Content> {
        let list = self.survey.loops.get(now.of.index())?.over.list();
        let label = &self.survey.list(list)?.by_code(now.code)?.label;
        let content = &label.get(self.wording, self.mode)?.content;
        content.segments.iter().any(|segment| !matches!(segment, Segment::Literal(_))).then_some(content)
    }

    /// What an iteration is called where its loop gives it no title.
    fn iteration_title(&self, now: &Iteration) -> Html {
        Html::new(self.piped_label(now).map_or_else(|| escape(&now.label), |label| self.content(label, None)))
    }

    /// What the script calls a pipe; there is no script on paper.
    fn number(&self, pipe: &Segment, iteration: Option<&Iteration>) -> Option<usize> {
        let written = self.mode == Mode::Paper;
        if written { None } else { self.pipes.borrow_mut().number(pipe, iteration) }
    }

    fn reads_field(&self, pipe: &Segment) -> bool {
        let (Segment::Pipe { source: PipeSource::Var(var), .. } | Segment::Plural { source: var, .. }) = pipe else {
            return false;
        };
        self.survey.var(*var).is_some_and(|var| matches!(var.role, Role::Field { .. }))
    }

    /// What stands where nothing is known of the respondent.
    fn otherwise(&self, pipe: &Segment, iteration: Option<&Iteration>) -> String {
        match (pipe, iteration) {
            (Segment::Pipe { source: PipeSource::Iteration(of), .. }, Some(now)) if *of == now.of => now.label.clone(),
            _ => {
                let alone = Content { prose: false, segments: vec![pipe.clone()] };
                content_in_words(self.survey, &alone, self.wording, self.mode)
            }
        }
    }

    /// What stands beside an option of a list.
    pub(super) fn label(&self, list: ListId, option: &Opt) -> Html {
        let mut made = self.labels.0.borrow_mut();
        let label = || self.html(&option.label, None).unwrap_or_else(|| Html::new(escape(&option.name)));
        made.entry((list, option.code)).or_insert_with(label).clone()
    }

    pub(super) fn plain(&self, text: &Text) -> String {
        plain(self.survey, text, self.wording, self.mode)
    }

    /// Whether what stands behind the gates can be shown at all.
    pub(super) fn admits(&self, gates: &[GateId]) -> bool {
        openable(self.survey, gates, self.wording, self.mode)
    }

    /// Whether it is for nobody in particular.
    fn is_open(&self) -> bool {
        std::ptr::eq(self.survey, self.decided)
    }

    /// The same as [`Self::admits`], for whom the form is for.
    fn shows(&self, gates: &[GateId]) -> bool {
        self.is_open() || openable(self.decided, gates, self.wording, self.mode)
    }

    /// Whether a question that the form has can be asked of whom it is for.
    pub(super) fn asks(&self, var: VarId) -> bool {
        let asks = || self.decided.var(var).is_some_and(|item| askable(self.decided, item, self.wording, self.mode));
        self.is_open() || asks()
    }

    /// "Alleen … als …" of a note.
    fn note_route(&self, gates: &[GateId]) -> Option<String> {
        let route = self.decided.route(gates, self.wording, self.mode);
        if matches!(route, crate::model::Cond::Const(_)) {
            return None;
        }
        let words = condition_in_words(self.survey, &route, self.wording, self.mode, self.style());
        Some(filled(self.texts.read_if, &[("condition", &words)]))
    }
}

/// `begeleiding.afspraken` as an id of HTML.
pub(super) fn html_id(path: &str) -> String {
    format!("q-{}", path.replace(['.', '!'], "-"))
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
    section: Option<crate::model::SectionId>,
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
        let opened = self.open(format!("p-{}", page.name), "page", &page.title, 2, whole);
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
                level,
                only_if: None,
                whole: false,
                hidden: false,
            });
            self.parts.push(Part::Close);
        }
    }

    /// Opens a part of the form; gives its place.
    fn open(&mut self, id: String, class: &'static str, title: &Text, level: u8, whole: bool) -> usize {
        let title = self.cell.html(title, None);
        self.parts.push(Part::Open { id, class, title, level, only_if: None, whole, hidden: false });
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
                    let opened = self.open(format!("g-{}", group.name), "group", &group.title, 3, false);
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

    fn note(&mut self, note: &crate::model::Note, iteration: Option<&Iteration>) {
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

    fn grid(&mut self, id: crate::model::GridId) {
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
            let (class, title, opened) = ("iteration", Some(title), self.parts.len());
            self.parts.push(Part::Open { id, class, title, level: 3, only_if, whole: false, hidden: false });
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

/// The iterations that a loop is printed for.
pub(super) fn iterations(cell: &CellContext<'_>, of: LoopId, repeated: &Loop) -> Vec<Iteration> {
    let options = cell.survey.list(repeated.over.list()).map_or(&[][..], |list| &list.options);
    let admitted = options.iter().filter(|option| !option.missing && option.only.admits(cell.wording, cell.mode));
    let iteration =
        |(turn, option): (usize, &Opt)| Iteration { of, turn, code: option.code, label: cell.plain(&option.label) };
    admitted.enumerate().map(iteration).collect()
}

/// The id of a note's element; inside a loop each iteration has its own.
pub(super) fn note_id(note: &crate::model::Note, iteration: Option<&Iteration>) -> String {
    iteration.map_or_else(|| format!("n-{}", note.name), |now| format!("n-{}-{}", note.name, now.code))
}

/// The id of an iteration's element.
pub(super) fn loop_id(repeated: &Loop, code: i64) -> String {
    format!("l-{}-{code}", repeated.name)
}

/// The label of a specify field.
pub(super) fn specify_label(cell: &CellContext<'_>, label: &Text) -> String {
    let own = cell.marked(label);
    if own.is_empty() { cell.texts.specify.to_owned() } else { own }
}
