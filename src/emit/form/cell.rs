//! One wording and mode of a survey as its form shows it: what question, grid, note and frame share.

use super::catalogue::{Catalogue, filled};
use super::markup::{escape, escape_markdown, prose};
use super::pipes::Pipes;
use super::slots::{Slot, Slots};
use crate::model::{
    Content, GateId, ListId, Loop, LoopId, Mode, Note, Opt, PipeSource, Role, Segment, Survey, Text, VarId,
};
use crate::phrase::{Numbering, SkipRules, Style, askable, condition_in_words, content_in_words, openable, plain};
use crate::sound::Clips;
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
    pub(super) fn iteration_title(&self, now: &Iteration) -> Html {
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
    pub(super) fn is_open(&self) -> bool {
        std::ptr::eq(self.survey, self.decided)
    }

    /// The same as [`Self::admits`], for whom the form is for.
    pub(super) fn shows(&self, gates: &[GateId]) -> bool {
        self.is_open() || openable(self.decided, gates, self.wording, self.mode)
    }

    /// Whether a question that the form has can be asked of whom it is for.
    pub(super) fn asks(&self, var: VarId) -> bool {
        let asks = || self.decided.var(var).is_some_and(|item| askable(self.decided, item, self.wording, self.mode));
        self.is_open() || asks()
    }

    /// "Alleen … als …" of a note.
    pub(super) fn note_route(&self, gates: &[GateId]) -> Option<String> {
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

/// The iterations that a loop is printed for.
pub(super) fn iterations(cell: &CellContext<'_>, of: LoopId, repeated: &Loop) -> Vec<Iteration> {
    let options = cell.survey.list(repeated.over.list()).map_or(&[][..], |list| &list.options);
    let admitted = options.iter().filter(|option| !option.missing && option.only.admits(cell.wording, cell.mode));
    let iteration =
        |(turn, option): (usize, &Opt)| Iteration { of, turn, code: option.code, label: cell.plain(&option.label) };
    admitted.enumerate().map(iteration).collect()
}

/// The id of a note's element; inside a loop each iteration has its own.
pub(super) fn note_id(note: &Note, iteration: Option<&Iteration>) -> String {
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
