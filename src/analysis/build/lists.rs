//! Option lists as one survey sees them: scales, code lists of its wave and inline options, joined with the survey-level
//! missing options. Items that share all of that share the list.

use super::Builder;
use crate::analysis::resolve::ListDecl;
use crate::analysis::rules;
use crate::model::{ListId, ListKind, Only, Opt, OptionList, Text};
use crate::syntax::ast::{self, Name, Wording};
use crate::text::{FileId, Span};
use std::collections::{BTreeSet, HashMap};

/// Where the label of an option stands, until texts are built.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Label<'a> {
    Option(&'a ast::Opt),
    Entry(&'a ast::CodeEntry),
}

impl<'a> Label<'a> {
    pub(crate) fn labels(self) -> &'a [Wording] {
        match self {
            Self::Option(option) => &option.labels,
            Self::Entry(entry) => &entry.labels,
        }
    }

    pub(crate) fn specify(self) -> Option<&'a ast::Specify> {
        match self {
            Self::Option(option) => option.specify.as_ref(),
            Self::Entry(_) => None,
        }
    }

    pub(crate) fn option(self) -> Option<&'a ast::Opt> {
        match self {
            Self::Option(option) => Some(option),
            Self::Entry(_) => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Named { declaration: Span, with_missing: bool },
    Inline(Span),
    MissingOnly,
}

/// The lists of a survey while it is built.
#[derive(Debug, Default)]
pub(crate) struct Lists<'a> {
    pub(crate) lists: Vec<OptionList>,
    /// Beside every option of every list, where its texts stand.
    pub(crate) labels: Vec<Vec<Label<'a>>>,
    keys: HashMap<Key, ListId>,
    /// Names and files of lists that are not there, of which that has been said.
    unknown: BTreeSet<String>,
}

#[derive(Debug, Default)]
struct Draft<'a> {
    options: Vec<Opt>,
    labels: Vec<Label<'a>>,
}

impl<'a> Lists<'a> {
    pub(crate) fn get(&self, id: ListId) -> Option<&OptionList> {
        self.lists.get(id.index())
    }

    pub(crate) fn labels_of(&self, id: ListId) -> &[Label<'a>] {
        self.labels.get(id.index()).map_or(&[], Vec::as_slice)
    }

    fn intern(&mut self, key: Key, list: OptionList, labels: Vec<Label<'a>>) -> ListId {
        let id = ListId::new(self.lists.len());
        self.lists.push(list);
        self.labels.push(labels);
        self.keys.insert(key, id);
        id
    }
}

impl<'a> Builder<'a, '_> {
    /// The list of a scale or code list; none if there is no such list.
    pub(super) fn named_list(&mut self, name: &Name, with_missing: bool) -> Option<ListId> {
        let Some(declaration) = self.scope.lists.get(name.value.as_str()).copied() else {
            if !self.scope.incomplete {
                self.unknown_list(name);
            }
            return None;
        };
        self.uses.shared(self.ast.name.span.file, declaration.name());
        let key = Key::Named { declaration: declaration.name().span, with_missing };
        if let Some(id) = self.lists.keys.get(&key) {
            return Some(*id);
        }
        let (mut draft, label, kind, scored, from) = match declaration {
            ListDecl::Scale(scale) => {
                let kind = if scale.ordered.is_some() { ListKind::Ordered } else { ListKind::Nominal };
                (self.draft_options(&scale.options), &scale.label, kind, scale.scored.is_some(), &scale.from)
            }
            ListDecl::Codes(list) => (self.draft_entries(list), &list.label, ListKind::Codes, false, &list.from),
        };
        if with_missing {
            self.draft_missing(&mut draft);
        }
        let list = OptionList {
            name: Some(name.value.clone()),
            label: label.as_ref().map(super::literal).unwrap_or_default(),
            kind,
            scored,
            options: draft.options,
            provenance: from.iter().map(super::head::provenance).collect(),
            origin: self.origins.add(declaration.name().span),
        };
        Some(self.lists.intern(key, list, draft.labels))
    }

    /// Says once of every name, and of every file that was not used, that a list is not there.
    fn unknown_list(&mut self, name: &Name) {
        let from = self.ast.name.span.file;
        let (told, diagnostic) = match self.declared_elsewhere(name) {
            Some((unit, declared)) => {
                let path = self.files.relative(from, unit);
                let below = self.files.unit(from).map_or(name.span, |unit| below_head(&unit.file));
                (path.clone(), rules::q0202_unknown_list::elsewhere(name, declared, &path, below))
            }
            None => {
                let known = self.scope.lists.keys().copied();
                (name.value.clone(), rules::q0202_unknown_list::error(name, known))
            }
        };
        if self.lists.unknown.insert(told) {
            self.sink.push(diagnostic);
        }
    }

    /// A file of the project that declares the list.
    fn declared_elsewhere(&self, name: &Name) -> Option<(FileId, Span)> {
        let declared = |declaration: &ast::Declaration| match declaration {
            ast::Declaration::Scale(scale) => Some(scale.name.clone()),
            ast::Declaration::CodeList(list) => Some(list.name.clone()),
            _ => None,
        };
        self.files.units.iter().find_map(|unit| {
            let found = unit.file.declarations.iter().filter_map(declared).find(|found| found.value == name.value);
            found.map(|found| (unit.id(), found.span))
        })
    }

    /// The list of options written at an item.
    pub(super) fn inline_list(&mut self, owner: &Name, options: &'a [ast::Opt], with_missing: bool) -> ListId {
        let mut draft = self.draft_options(options);
        if with_missing {
            self.draft_missing(&mut draft);
        }
        let list = self.unnamed(owner.span, draft.options);
        self.lists.intern(Key::Inline(owner.span), list, draft.labels)
    }

    /// The missing options of a number, text or date; none if it has none.
    pub(super) fn missing_list(&mut self, owner: &Name, own: &'a [ast::Opt]) -> Option<ListId> {
        let key = if own.is_empty() { Key::MissingOnly } else { Key::Inline(owner.span) };
        if let Some(id) = self.lists.keys.get(&key) {
            return Some(*id);
        }
        let mut draft = self.draft_options(own);
        self.draft_missing(&mut draft);
        if draft.options.is_empty() {
            return None;
        }
        let list = self.unnamed(owner.span, draft.options);
        Some(self.lists.intern(key, list, draft.labels))
    }

    fn draft_options(&mut self, options: &'a [ast::Opt]) -> Draft<'a> {
        let mut draft = Draft::default();
        for option in options {
            self.draft_option(option, false, &mut draft);
        }
        draft
    }

    /// An option; one whose scope names only wordings of other surveys does not exist here.
    fn draft_option(&mut self, option: &'a ast::Opt, survey_level: bool, draft: &mut Draft<'a>) {
        let only = option.only.as_ref().map_or(Some(Only::default()), |only| self.shared_only(only));
        let Some(only) = only else { return };
        let missing = option.missing.is_some() || survey_level;
        draft.labels.push(Label::Option(option));
        draft.options.push(Opt {
            missing,
            alone: option.alone.is_some() || missing,
            only,
            was: option.was.iter().map(|name| name.value.clone()).collect(),
            survey_level,
            ..self.plain_option(option.code.value, &option.name)
        });
    }

    fn plain_option(&mut self, code: i64, name: &Name) -> Opt {
        Opt {
            code,
            name: name.value.clone(),
            label: Text::default(),
            missing: false,
            alone: false,
            specify: None,
            only: Only::default(),
            was: Vec::new(),
            survey_level: false,
            origin: self.origins.add(name.span),
        }
    }

    /// The entries of a code list in the survey's wave.
    fn draft_entries(&mut self, list: &'a ast::CodeList) -> Draft<'a> {
        let wave = self.survey.wave;
        let mut draft = Draft::default();
        for entry in list.entries.iter().filter(|entry| super::options::in_wave(entry, wave)) {
            draft.labels.push(Label::Entry(entry));
            draft.options.push(self.plain_option(entry.code.value, &entry.name));
        }
        draft
    }

    /// Adds the survey-level missing options that the list does not have by name.
    fn draft_missing(&mut self, draft: &mut Draft<'a>) {
        for missing in &self.ast.missing {
            if draft.options.iter().any(|own| own.name == missing.name.value) {
                continue;
            }
            match draft.options.iter().find(|own| own.code == missing.code.value) {
                Some(own) => {
                    let place = self.origins.span(own.origin);
                    self.sink.push(rules::q0310_duplicate_code::error(&missing.code, place));
                }
                None => self.draft_option(missing, true, draft),
            }
        }
    }

    fn unnamed(&mut self, owner: Span, options: Vec<Opt>) -> OptionList {
        let origin = self.origins.add(owner);
        OptionList {
            name: None,
            label: String::new(),
            kind: ListKind::Nominal,
            scored: false,
            options,
            provenance: Vec::new(),
            origin,
        }
    }
}

/// The end of the last line that begins a file: its edition, and what it uses.
fn below_head(file: &ast::File) -> Span {
    let edition = file.edition.as_ref().map(|edition| edition.span.after());
    let start = Span::new(file.file, 0, 0);
    file.uses.last().map(|line| line.span.after()).or(edition).unwrap_or(start)
}
