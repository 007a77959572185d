//! Every text of a survey as written, with what it is for and the variants in which it is shown.

use super::flat::Flat;
use super::variants::Variants;
use super::wordings::asks_itself;
use crate::analysis::{Context, ListDecl};
use crate::model::{Mode, Survey};
use crate::syntax::ast::{self, Block, Common, Name, Only, Pipe, PipeSource, Segment, Spanned, Text, Wording};
use crate::text::Span;
use std::collections::{BTreeMap, HashMap};

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Ask,
    Help,
    Label,
    Option,
    Specify,
    Interviewer,
    Error,
    /// Notes, stops and text blocks.
    Say,
    Title,
    Intro,
    End,
    Check,
    Skip,
    Fallback,
    /// What is read aloud instead.
    Spoken,
}

/// One text in its place.
#[derive(Debug)]
pub(crate) struct Site<'a> {
    pub(crate) role: Role,
    /// The name of what it belongs to.
    pub(crate) owner: &'a str,
    pub(crate) text: &'a Text,
    pub(crate) flat: Flat<'a>,
    /// What is read aloud instead.
    pub(crate) spoken: Option<&'a Text>,
    /// The recording of a human voice, as written.
    pub(crate) recorded: Option<&'a Spanned<String>>,
    /// A line of a text block.
    pub(crate) block: bool,
    pub(crate) shown: Variants,
}

/// The texts of a survey, and of the scales, code lists and text blocks that it uses.
#[derive(Debug)]
pub(crate) struct Texts<'a> {
    pub(crate) sites: Vec<Site<'a>>,
    by_span: HashMap<Span, usize>,
}

impl<'a> Texts<'a> {
    pub(crate) fn new(ctx: &Context<'a>) -> Self {
        let mut collect = Collect { ctx, found: Vec::new() };
        let all: Variants = ctx.survey.variants().collect();
        collect.head(&all);
        collect.blocks(&ctx.source.blocks, &all);
        collect.lists(&all);
        collect.text_blocks();
        let sites = collect.found;
        let by_span = sites.iter().enumerate().map(|(at, site)| (site.text.span, at)).collect();
        Self { sites, by_span }
    }

    /// What the text block says that a pipe includes; none for other pipes.
    pub(crate) fn block_lines(&self, pipe: &Pipe) -> Option<impl Iterator<Item = &Site<'a>>> {
        let name = block_name(pipe)?.value.clone();
        Some(self.sites.iter().filter(move |site| site.role == Role::Say && site.block && site.owner == name))
    }

    /// The text that stands there.
    pub(crate) fn at(&self, span: Span) -> Option<&Site<'a>> {
        self.by_span.get(&span).and_then(|at| self.sites.get(*at))
    }
}

impl Site<'_> {
    pub(crate) fn pipes(&self) -> impl Iterator<Item = &Pipe> {
        pipes(self.text)
    }
}

fn pipes(text: &Text) -> impl Iterator<Item = &Pipe> {
    text.segments.iter().filter_map(|segment| match segment {
        Segment::Pipe(pipe) => Some(pipe),
        Segment::Literal(_) => None,
    })
}

/// The name of the text block that a pipe includes.
pub(super) fn block_name(pipe: &Pipe) -> Option<&Name> {
    let PipeSource::Path(path) = &pipe.source else { return None };
    match path.parts.as_slice() {
        [text, name] if text.value == "text" => Some(name),
        _ => None,
    }
}

struct Collect<'c, 'a> {
    ctx: &'c Context<'a>,
    found: Vec<Site<'a>>,
}

impl<'a> Collect<'_, 'a> {
    fn add(&mut self, role: Role, owner: &'a Name, text: &'a Text, shown: Variants) {
        let flat = Flat::new(text, &self.ctx.files.sources);
        self.found.push(Site {
            role,
            owner: &owner.value,
            text,
            flat,
            spoken: None,
            recorded: None,
            block: false,
            shown,
        });
    }

    fn lines(&mut self, role: Role, owner: &'a Name, lines: &'a [Wording], variants: &Variants) {
        self.each(role, owner, &lines.iter().collect::<Vec<_>>(), variants);
    }

    fn each(&mut self, role: Role, owner: &'a Name, lines: &[&'a Wording], variants: &Variants) {
        let keys: Vec<_> = lines.iter().map(|line| key(self.ctx.survey, &line.qualifiers)).collect();
        for (at, line) in lines.iter().enumerate() {
            let is_shown = |variant: &&(usize, Mode)| pick(&keys, **variant) == Some(at);
            let shown: Variants = variants.iter().filter(is_shown).copied().collect();
            if let Some(spoken) = &line.spoken {
                self.add(Role::Spoken, owner, spoken, shown.clone());
            }
            self.add(role, owner, &line.text, shown);
            if let Some(site) = self.found.last_mut() {
                site.spoken = line.spoken.as_ref();
                site.recorded = line.recorded.as_ref();
            }
        }
    }

    fn head(&mut self, all: &Variants) {
        let source = self.ctx.source;
        self.lines(Role::Intro, &source.name, &source.intro, all);
        self.lines(Role::End, &source.name, &source.end, all);
        for field in &source.fields {
            if let Some(label) = &field.label {
                self.add(Role::Label, &field.name, label, all.clone());
            }
            if let Some(otherwise) = &field.otherwise {
                self.add(Role::Fallback, &field.name, otherwise, all.clone());
            }
        }
        self.options(&source.missing, all);
    }

    fn options(&mut self, options: &'a [ast::Opt], variants: &Variants) {
        for option in options {
            let variants = self.within(option.only.as_ref(), variants);
            self.lines(Role::Option, &option.name, &option.labels, &variants);
            if let Some(label) = option.specify.as_ref().and_then(|specify| specify.label.as_ref()) {
                self.add(Role::Specify, &option.name, label, variants);
            }
        }
    }

    fn lists(&mut self, all: &Variants) {
        let used: BTreeMap<&str, ()> =
            self.ctx.survey.lists.iter().filter_map(|list| Some((list.name.as_deref()?, ()))).collect();
        for list in self.ctx.scope.lists.iter().filter(|(name, _)| used.contains_key(*name)).map(|(_, list)| *list) {
            match list {
                ListDecl::Scale(scale) => self.options(&scale.options, all),
                ListDecl::Codes(list) => {
                    for entry in &list.entries {
                        self.lines(Role::Option, &entry.name, &entry.labels, all);
                    }
                }
            }
        }
    }

    fn blocks(&mut self, blocks: &'a [Block], variants: &Variants) {
        for block in blocks {
            match block {
                Block::Section(container) | Block::Page(container) | Block::Group(container) => {
                    let inner = self.common(&container.name, &container.common, variants);
                    self.lines(Role::Title, &container.name, &container.titles, &inner);
                    self.blocks(&container.blocks, &inner);
                }
                Block::Question(question) => {
                    self.question(question, variants);
                }
                Block::Grid(grid) => {
                    let inner = self.grid(grid, variants);
                    for row in &grid.rows {
                        let variants = self.common(&row.name, &row.common, &inner);
                        self.texts(&row.name, &row.texts, &variants);
                    }
                }
                Block::Loop(each) => {
                    let inner = self.common(&each.name, &each.common, variants);
                    self.lines(Role::Title, &each.name, &each.titles, &inner);
                    self.texts(&each.name, &each.texts, &inner);
                    self.blocks(&each.blocks, &inner);
                }
                Block::Computed(computed) => {
                    let inner = self.common(&computed.name, &computed.common, variants);
                    self.texts(&computed.name, &computed.texts, &inner);
                    self.options(&computed.options, &inner);
                }
                Block::Note(note) | Block::Stop(note) => {
                    let inner = self.common(&note.name, &note.common, variants);
                    self.lines(Role::Say, &note.name, &note.says, &inner);
                }
            }
        }
    }

    fn question(&mut self, question: &'a ast::Question, variants: &Variants) -> Variants {
        let inner = self.common(&question.name, &question.common, variants);
        self.texts(&question.name, &question.texts, &inner);
        self.options(&question.options, &inner);
        inner
    }

    /// The question of a grid is shown only where the grid asks itself.
    fn grid(&mut self, grid: &'a ast::Grid, variants: &Variants) -> Variants {
        let (ctx, question) = (self.ctx, &grid.question);
        let inner = self.common(&question.name, &question.common, variants);
        let model = ctx.survey.grids.iter().find(|model| model.name == question.name.value);
        let asks =
            |(wording, mode): &&(usize, Mode)| model.is_none_or(|grid| asks_itself(ctx.survey, grid, *wording, *mode));
        let asked: Variants = inner.iter().filter(asks).copied().collect();
        self.texts(&question.name, &question.texts, &asked);
        self.options(&question.options, &inner);
        inner
    }

    fn texts(&mut self, owner: &'a Name, texts: &'a ast::Texts, variants: &Variants) {
        for (role, lines) in [
            (Role::Label, &texts.label),
            (Role::Ask, &texts.ask),
            (Role::Help, &texts.help),
            (Role::Interviewer, &texts.interviewer),
            (Role::Error, &texts.error),
            (Role::Fallback, &texts.otherwise),
        ] {
            self.lines(role, owner, lines, variants);
        }
    }

    /// The texts that every block can have, and the variants inside it.
    fn common(&mut self, owner: &'a Name, common: &'a Common, variants: &Variants) -> Variants {
        let inner = self.within(common.only.as_ref(), variants);
        self.lines(Role::Skip, owner, &common.skip, &inner);
        for checks in [&common.refuse, &common.warn] {
            // Lines with one condition are one check: each condition has its own cells.
            let mut taken = vec![false; checks.len()];
            for at in 0..checks.len() {
                let same: Vec<usize> = (at..checks.len())
                    .filter(|other| !taken.get(*other).is_some_and(|t| *t) && same_condition(checks, at, *other))
                    .collect();
                let lines: Vec<&Wording> = same.iter().filter_map(|at| Some(&checks.get(*at)?.text)).collect();
                same.iter().for_each(|at| taken.get_mut(*at).into_iter().for_each(|t| *t = true));
                self.each(Role::Check, owner, &lines, &inner);
            }
        }
        inner
    }

    fn within(&self, only: Option<&Only>, variants: &Variants) -> Variants {
        let Some(only) = only else { return variants.clone() };
        let survey = self.ctx.survey;
        let names = || only.names.iter().map(|name| name.value.as_str());
        let modes: Vec<Mode> = names().filter_map(Mode::from_name).collect();
        let wordings: Vec<usize> =
            names().filter(|name| Mode::from_name(name).is_none()).map(|name| wording(survey, name)).collect();
        let admits = |(w, m): &&(usize, Mode)| {
            (wordings.is_empty() || wordings.contains(w)) && (modes.is_empty() || modes.contains(m))
        };
        variants.iter().filter(admits).copied().collect()
    }

    /// The text blocks that the texts include, one in the other.
    fn text_blocks(&mut self) {
        let mut shown: BTreeMap<&'a str, Variants> = BTreeMap::new();
        let mut open: Vec<(&'a str, Variants)> = Vec::new();
        for site in &self.found {
            includes(site.text, &site.shown, &mut open);
        }
        while let Some((name, variants)) = open.pop() {
            let Some(block) = self.ctx.scope.texts.get(name) else { continue };
            let first = !shown.contains_key(name);
            let known = shown.entry(name).or_default();
            let new = variants.without(known);
            if new.is_empty() && !first {
                continue;
            }
            known.extend(&new);
            for say in &block.says {
                includes(&say.text, &new, &mut open);
            }
        }
        for (name, variants) in shown {
            let Some(block) = self.ctx.scope.texts.get(name).copied() else { continue };
            let first = self.found.len();
            self.lines(Role::Say, &block.name, &block.says, &variants);
            self.found.iter_mut().skip(first).for_each(|site| site.block = true);
        }
    }
}

fn includes<'a>(text: &'a Text, variants: &Variants, open: &mut Vec<(&'a str, Variants)>) {
    let names = pipes(text).filter_map(block_name);
    open.extend(names.map(|name| (name.value.as_str(), variants.clone())));
}

fn same_condition(checks: &[ast::Check], a: usize, b: usize) -> bool {
    let spelled = |at: usize| checks.get(at).and_then(|check| check.when.as_ref()).map(super::routes::spelling);
    a == b || spelled(a) == spelled(b)
}

/// The index of a wording; one that no variant has for a name that is none.
fn wording(survey: &Survey, name: &str) -> usize {
    survey.wordings.iter().position(|wording| wording.name == name).unwrap_or(usize::MAX)
}

fn key(survey: &Survey, qualifiers: &[Name]) -> (Option<usize>, Option<Mode>) {
    let mut key = (None, None);
    for name in qualifiers {
        match Mode::from_name(&name.value) {
            Some(mode) => key.1 = Some(mode),
            None => key.0 = Some(wording(survey, &name.value)),
        }
    }
    key
}

/// The line that a variant shows: by both, by wording, by mode, unqualified.
fn pick(keys: &[(Option<usize>, Option<Mode>)], (wording, mode): (usize, Mode)) -> Option<usize> {
    [(Some(wording), Some(mode)), (Some(wording), None), (None, Some(mode)), (None, None)]
        .into_iter()
        .find_map(|wanted| keys.iter().position(|key| *key == wanted))
}
