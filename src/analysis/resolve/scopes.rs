//! What each file sees of scales, code lists, text blocks, terms and thresholds: its own, and those of the files it uses.

use super::uses::cycles;
use crate::analysis::{Files, rules};
use crate::diag::Sink;
use crate::syntax::ast::{self, Declaration, Name};
use crate::text::FileId;
use std::collections::BTreeMap;

/// A named list of options.
#[derive(Debug, Clone, Copy)]
pub enum ListDecl<'a> {
    Scale(&'a ast::Scale),
    Codes(&'a ast::CodeList),
}

impl<'a> ListDecl<'a> {
    #[must_use]
    pub fn name(self) -> &'a Name {
        match self {
            Self::Scale(scale) => &scale.name,
            Self::Codes(list) => &list.name,
        }
    }
}

/// The shared declarations that one file sees, by name.
#[derive(Debug, Default)]
pub struct Scope<'a> {
    pub lists: BTreeMap<&'a str, ListDecl<'a>>,
    pub texts: BTreeMap<&'a str, &'a ast::TextBlock>,
    pub terms: BTreeMap<&'a str, &'a ast::Term>,
    pub thresholds: BTreeMap<&'a str, &'a ast::Thresholds>,
    /// A used file could not be read, so that names may be missing for that reason alone.
    pub incomplete: bool,
}

/// The scope of every file.
#[derive(Debug, Default)]
pub struct Scopes<'a> {
    by_file: BTreeMap<FileId, Scope<'a>>,
    /// Every wording that some survey declares: a shared declaration may name those that this survey lacks.
    wordings: BTreeMap<&'a str, ()>,
}

impl<'a> Scopes<'a> {
    /// Joins every file's own declarations and those of the files that it uses directly.
    pub fn of(files: &'a Files, sink: &mut Sink) -> Self {
        cycles(files, sink);
        let mut scopes = Self::default();
        for unit in &files.units {
            let incomplete = unit.uses.iter().any(Option::is_none);
            let mut scope = Scope { incomplete, ..Scope::default() };
            unit.file.declarations.iter().for_each(|declaration| scope.add(declaration, sink));
            let used = unit.uses.iter().flatten().filter(|id| **id != unit.id()).filter_map(|id| files.unit(*id));
            for declaration in used.flat_map(|unit| &unit.file.declarations) {
                scope.add(declaration, sink);
            }
            scopes.by_file.insert(unit.id(), scope);
        }
        let declarations = files.units.iter().flat_map(|unit| &unit.file.declarations);
        for declaration in declarations {
            if let Declaration::Survey(survey) = declaration {
                scopes.wordings.extend(survey.wordings.iter().map(|wording| (wording.name.value.as_str(), ())));
            }
        }
        scopes
    }

    #[must_use]
    pub fn of_file(&self, file: FileId) -> Option<&Scope<'a>> {
        self.by_file.get(&file)
    }

    /// Whether any survey of the compilation declares this wording.
    #[must_use]
    pub fn knows_wording(&self, name: &str) -> bool {
        self.wordings.contains_key(name)
    }
}

impl<'a> Scope<'a> {
    fn add(&mut self, declaration: &'a Declaration, sink: &mut Sink) {
        match declaration {
            Declaration::Scale(scale) => insert(&mut self.lists, ListDecl::Scale(scale), ListDecl::name, sink),
            Declaration::CodeList(list) => insert(&mut self.lists, ListDecl::Codes(list), ListDecl::name, sink),
            Declaration::Text(block) => insert(&mut self.texts, block, |block| &block.name, sink),
            Declaration::Term(term) => insert(&mut self.terms, term, |term| &term.name, sink),
            Declaration::Thresholds(table) => insert(&mut self.thresholds, table, |table| &table.name, sink),
            Declaration::Survey(_) | Declaration::Report(_) => {}
        }
    }
}

fn insert<'a, T: Copy>(map: &mut BTreeMap<&'a str, T>, new: T, name: impl Fn(T) -> &'a Name, sink: &mut Sink) {
    let added = name(new);
    match map.get(added.value.as_str()) {
        _ if added.value.is_empty() => {}
        Some(old) if name(*old).span == added.span => {}
        Some(old) => sink.push(rules::q0205_duplicate_name::error(added, name(*old).span)),
        None => {
            map.insert(&added.value, new);
        }
    }
}
