//! From the tree of a survey to its model: declare every name and kind, type the computed items, then build in file order.

mod checks;
mod computed;
mod declare;
mod head;
mod inclusions;
mod items;
mod kinds;
mod lists;
mod options;
mod pipes;
mod scope;
mod structure;
mod texts;

pub(in crate::analysis) use inclusions::Inclusions;
pub(crate) use kinds::EXACT;
pub(crate) use lists::Lists;

use super::resolve::{Scope, Scopes, Symbols, Target, Uses};
use super::{Files, rules};
use crate::diag::Sink;
use crate::model::{GateId, LoopId, Mode, Origins, PageId, Survey};
use crate::syntax::ast::{self, Declaration};
use crate::text::Span;
use std::collections::BTreeMap;

/// A survey under construction.
pub(crate) struct Builder<'a, 's> {
    pub(crate) ast: &'a ast::Survey,
    pub(crate) files: &'a Files,
    pub(crate) scopes: &'s Scopes<'a>,
    pub(crate) scope: &'s Scope<'a>,
    pub(crate) survey: Survey,
    pub(crate) symbols: Symbols<'a>,
    pub(crate) lists: Lists<'a>,
    pub(crate) origins: &'s mut Origins,
    pub(crate) uses: &'s mut Uses,
    pub(crate) sink: &'s mut Sink,
}

/// Where something stands while the structure is walked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    /// Of all containers around, outermost first.
    pub(crate) gates: Vec<GateId>,
    pub(crate) page: Option<PageId>,
    pub(crate) in_loop: Option<LoopId>,
    pub(crate) core: bool,
    pub(crate) private: bool,
}

/// A finished survey, the tree that it comes from, and its namespace, in which reports look things up.
pub(crate) struct Built<'a> {
    pub(crate) survey: Survey,
    pub(crate) source: &'a ast::Survey,
    pub(crate) symbols: Symbols<'a>,
}

/// Every survey of the files; of two with one identity only the first.
pub(crate) fn surveys<'a>(
    files: &'a Files,
    scopes: &Scopes<'a>,
    uses: &mut Uses,
    origins: &mut Origins,
    sink: &mut Sink,
) -> Vec<Built<'a>> {
    let mut built = Vec::new();
    let mut seen: BTreeMap<(&str, u32), Span> = BTreeMap::new();
    for unit in &files.units {
        let Some(scope) = scopes.of_file(unit.id()) else { continue };
        options::check_declarations(&unit.file.declarations, sink);
        let edition = unit.file.edition.as_ref().map_or(EDITION, |edition| edition.value);
        for declaration in &unit.file.declarations {
            let Declaration::Survey(survey) = declaration else { continue };
            let wave = survey.wave.as_ref().map_or(0, |wave| wave.value);
            if survey.name.value.is_empty() {
                continue;
            }
            if let Some(first) = seen.get(&(survey.name.value.as_str(), wave)) {
                sink.push(rules::q0220_duplicate_survey::error(&survey.name, wave, *first));
                continue;
            }
            seen.insert((&survey.name.value, wave), survey.name.span);
            let mut builder = Builder::new(survey, files, scopes, scope, uses, origins, sink);
            builder.survey.edition = edition;
            built.push(builder.build());
        }
    }
    built
}

/// The edition of a file that does not say.
const EDITION: u32 = 2026;

impl<'a, 's> Builder<'a, 's> {
    fn new(
        ast: &'a ast::Survey,
        files: &'a Files,
        scopes: &'s Scopes<'a>,
        scope: &'s Scope<'a>,
        uses: &'s mut Uses,
        origins: &'s mut Origins,
        sink: &'s mut Sink,
    ) -> Self {
        let survey = head::start(ast, origins, sink);
        let (symbols, lists) = (Symbols::default(), Lists::default());
        Self { ast, files, scopes, scope, survey, symbols, lists, origins, uses, sink }
    }

    fn build(mut self) -> Built<'a> {
        self.declare();
        self.type_computed();
        self.fill_lists();
        self.build_head();
        self.build_structure();
        Built { survey: self.survey, source: self.ast, symbols: self.symbols }
    }

    /// The index of a wording of this survey.
    pub(crate) fn wording(&self, name: &str) -> Option<usize> {
        self.survey.wordings.iter().position(|wording| wording.name == name)
    }

    pub(crate) fn mode(&self, name: &str) -> Option<Mode> {
        Mode::from_name(name).filter(|mode| self.survey.modes.contains(mode))
    }

    /// Reports a path that leads nowhere, with what stands near it.
    pub(crate) fn unknown(&mut self, path: &ast::Path) {
        unknown(path, &self.symbols, self.sink);
    }

    pub(crate) fn find(&self, path: &ast::Path, in_loop: Option<LoopId>) -> Option<Target> {
        self.symbols.find(path, in_loop)
    }
}

/// Reports a path that leads nowhere in a survey.
pub(crate) fn unknown(path: &ast::Path, symbols: &Symbols<'_>, sink: &mut Sink) {
    let place = path.parts.first().and_then(|part| symbols.places.get(part.value.as_str()));
    sink.push(rules::q0201_unknown_name::error(path, symbols.paths(), place.copied()));
}

/// A text without pipes as a string; a pipe reads as it is written.
pub(crate) fn literal(text: &ast::Text) -> String {
    let segment = |segment: &ast::Segment| match segment {
        ast::Segment::Literal(literal) => literal.value.clone(),
        ast::Segment::Pipe(pipe) => match &pipe.source {
            ast::PipeSource::Path(path) => format!("{{{}}}", path.dotted()),
            ast::PipeSource::Call { .. } | ast::PipeSource::Range { .. } | ast::PipeSource::Broken => String::new(),
        },
    };
    text.segments.iter().map(segment).collect()
}
