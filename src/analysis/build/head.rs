//! The head of a survey: wordings, modes, speech, opening and closing texts, terms.

use super::{Builder, Place, literal};
use crate::analysis::resolve::is_reserved;
use crate::analysis::{is_broken, rules};
use crate::diag::Sink;
use crate::model::{Mode, Only, Origins, Provenance, Speech, Survey, TermDef, Text, WordingDef};
use crate::syntax::ast;
use crate::text::Span;

/// The survey with what does not depend on any name: identity, wordings, modes.
pub(super) fn start(ast: &ast::Survey, origins: &mut Origins, sink: &mut Sink) -> Survey {
    let broken = is_broken(sink, head(ast));
    if let Some(language) = &ast.language
        && !rules::q0334_unknown_language::LANGUAGES.contains(&language.value.as_str())
    {
        sink.push(rules::q0334_unknown_language::error(language));
    }
    let title = ast.title.as_ref().map(literal).unwrap_or_default();
    Survey {
        name: ast.name.value.clone(),
        wave: ast.wave.as_ref().map_or(0, |wave| wave.value),
        language: ast.language.as_ref().map_or_else(|| "nl".to_owned(), |name| name.value.clone()),
        edition: super::EDITION,
        wordings: wordings(ast, &title, origins, sink),
        modes: modes(ast, broken, sink),
        title,
        lists: Vec::new(),
        vars: Vec::new(),
        gates: Vec::new(),
        grids: Vec::new(),
        loops: Vec::new(),
        sections: Vec::new(),
        pages: Vec::new(),
        stops: Vec::new(),
        checks: Vec::new(),
        usable: None,
        intro: Text::default(),
        end: Text::default(),
        speech: Speech::default(),
        terms: Vec::new(),
        provenance: ast.from.as_ref().map(provenance),
        origin: origins.add(ast.name.span),
    }
}

/// The lines of a survey before its first block.
fn head(ast: &ast::Survey) -> Span {
    let first = ast.blocks.iter().map(|block| block.name().span.start).min();
    Span { end: first.unwrap_or(ast.span.end), ..ast.span }
}

/// The declared wordings; one called `standaard` where a survey has only one and does not name it.
fn wordings(ast: &ast::Survey, title: &str, origins: &mut Origins, sink: &mut Sink) -> Vec<WordingDef> {
    let mut wordings: Vec<WordingDef> = Vec::new();
    for declared in &ast.wordings {
        let name = &declared.name;
        if let Some(first) = wordings.iter().find(|earlier| earlier.name == name.value) {
            sink.push(rules::q0205_duplicate_name::error(name, origins.span(first.origin)));
            continue;
        }
        if is_reserved(&name.value) || Mode::from_name(&name.value).is_some() {
            sink.push(rules::q0208_reserved_name::error(name));
        }
        wordings.push(WordingDef {
            name: name.value.clone(),
            label: declared.label.as_ref().map_or_else(|| name.value.clone(), literal),
            simpler_than: None,
            audible: declared.audible.is_some(),
            origin: origins.add(name.span),
        });
    }
    for declared in &ast.wordings {
        let Some(than) = &declared.simpler_than else { continue };
        let target = wordings.iter().position(|wording| wording.name == than.value);
        let own = wordings.iter().position(|wording| wording.name == declared.name.value);
        match (target, own) {
            (Some(target), Some(own)) if target != own => {
                if let Some(wording) = wordings.get_mut(own) {
                    wording.simpler_than = Some(target);
                }
            }
            _ => sink.push(rules::q0204_unknown_wording_or_mode::simpler_than(than, &ast.wordings)),
        }
    }
    if wordings.is_empty() {
        let origin = origins.add(ast.name.span);
        let (name, label) = ("standaard".to_owned(), title.to_owned());
        wordings.push(WordingDef { name, label, simpler_than: None, audible: false, origin });
    }
    wordings
}

fn modes(ast: &ast::Survey, broken: bool, sink: &mut Sink) -> Vec<Mode> {
    let mut modes = Vec::new();
    for name in &ast.modes {
        match Mode::from_name(&name.value) {
            Some(mode) if modes.contains(&mode) => {
                sink.push(rules::q0205_duplicate_name::again(name));
            }
            Some(mode) => modes.push(mode),
            None => sink.push(rules::q0204_unknown_wording_or_mode::no_such_mode(name)),
        }
    }
    if modes.is_empty() {
        if ast.modes.is_empty() && !broken {
            sink.push(rules::q0330_incomplete_survey::no_mode(&ast.name));
        }
        modes.push(Mode::Web);
    }
    modes
}

/// Where something comes from.
pub(super) fn provenance(text: &ast::Text) -> Provenance {
    let text = literal(text);
    Provenance { assumption: text.trim_start().starts_with("assumption:"), text }
}

impl Builder<'_, '_> {
    /// What may read names: opening and closing texts, `usable`, speech, terms.
    pub(super) fn build_head(&mut self) {
        let ast = self.ast;
        self.survey.intro = self.text(&ast.intro, None);
        self.survey.end = self.text(&ast.end, None);
        self.survey.usable = ast.usable.as_ref().and_then(|usable| self.condition(usable, None));
        self.survey.speech = Speech {
            voice: ast.voice.as_ref().map(|voice| voice.name.value.clone()),
            rate: ast.voice.as_ref().and_then(|voice| voice.rate.as_ref()).map(|rate| rate.value),
            lexicon: ast.lexicon.as_ref().map(|path| self.files.beside(path.span.file, &path.value)),
        };
        let rate = ast.voice.as_ref().and_then(|voice| voice.rate.as_ref());
        if let Some(fault) = rate.and_then(rules::q0826_rate_out_of_range::out_of_range) {
            self.sink.push(fault);
        }
        self.build_terms();
        let place = Place::default();
        for field in &ast.fields {
            self.build_field(field, &place);
        }
    }

    /// The glossary in scope; an entry for wordings of other surveys only is no entry here.
    fn build_terms(&mut self) {
        for term in self.scope.terms.values() {
            let Some(only) = term.only.as_ref().map_or(Some(Only::default()), |only| self.shared_only(only)) else {
                continue;
            };
            self.uses.shared(self.ast.name.span.file, &term.name);
            self.survey.terms.push(TermDef {
                name: term.name.value.clone(),
                preferred: term.preferred.as_ref().map(literal).unwrap_or_default(),
                instead_of: term.instead_of.iter().map(literal).collect(),
                only,
                origin: self.origins.add(term.name.span),
            });
        }
    }
}
