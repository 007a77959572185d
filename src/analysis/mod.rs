//! From syntax trees to the typed model: names, types and every check that needs more than one line.
//!
//! Order: scopes (what each file sees) → surveys (declare, type, build) → rules on the finished model → allowances.
//! Invariants: a survey is built from whatever is sound in a broken file; a fault is reported where it stands, once.

mod allow;
mod build;
mod context;
mod inspect;
mod report;
mod resolve;
pub mod rules;
mod typing;

pub use context::Context;
pub use report::UNIT_COLUMNS;
pub use resolve::{ListDecl, Scope, Scopes, Uses};

use crate::diag::{Area, Diagnostic, Severity, Sink};
use crate::model::{Origins, Report, Survey};
use crate::sound::Stock;
use crate::syntax::ast;
use crate::text::{FileId, SourceMap, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The parsed files of one compilation, and the data files that they name.
#[derive(Debug, Default)]
pub struct Files {
    pub sources: SourceMap,
    /// In the order of their file ids; a file that could not be read has no unit.
    pub units: Vec<Unit>,
    /// Bytes of the data files that the sources name (thresholds, units, lexicon, pictures), by path from the project root.
    pub data: BTreeMap<String, Vec<u8>>,
    /// Of each data file that the sources name and that cannot be read: the files beside its place, by name.
    pub beside_absent: BTreeMap<String, Vec<String>>,
    /// The recordings that the sources name and that lie where they say, by path from the project root.
    pub recordings: BTreeSet<String>,
    /// The sounds that are fit to be heard; none unless they were asked for.
    pub sounds: Stock,
}

/// One parsed file.
#[derive(Debug, Default)]
pub struct Unit {
    pub file: ast::File,
    /// The file that each `use` leads to, in the order of `file.uses`; none where it could not be read.
    pub uses: Vec<Option<FileId>>,
}

impl Unit {
    #[must_use]
    pub fn id(&self) -> FileId {
        self.file.file
    }
}

impl Files {
    #[must_use]
    pub fn unit(&self, id: FileId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id() == id)
    }

    /// What to do about a data file that cannot be read, by its path from the project root and as it is written.
    #[must_use]
    pub fn help_for_absent(&self, path: &str, written: &str) -> String {
        let beside = self.beside_absent.get(path).into_iter().flatten().map(String::as_str);
        similar_file(written, beside)
            .unwrap_or_else(|| "the path is relative to the file in which it stands".to_owned())
    }

    /// The path of a file, from the project root; empty for an unknown one.
    #[must_use]
    pub fn path(&self, id: FileId) -> &str {
        self.sources.get(id).map_or("", |source| source.path.as_str())
    }

    /// How file `from` writes the path of file `to`.
    #[must_use]
    pub fn relative(&self, from: FileId, to: FileId) -> String {
        let mut dir: Vec<&str> = self.path(from).split('/').collect();
        dir.pop();
        let path: Vec<&str> = self.path(to).split('/').collect();
        let common = dir.iter().zip(&path).take_while(|(a, b)| a == b).count();
        let up = dir.iter().skip(common).map(|_| "..");
        up.chain(path.iter().skip(common).copied()).collect::<Vec<_>>().join("/")
    }

    /// The path of `target`, written in file `from`, from the project root; as written where it leads out of the project.
    #[must_use]
    pub fn beside(&self, from: FileId, target: &str) -> String {
        let dir = self.path(from).rsplit_once('/').map_or("", |(dir, _)| dir);
        crate::host::resolve(dir, target).unwrap_or_else(|_| target.to_owned())
    }
}

/// What a compilation means.
#[derive(Debug, Default)]
pub struct Project {
    /// In file order.
    pub surveys: Vec<Survey>,
    /// Over those surveys, in file order.
    pub reports: Vec<Report>,
    pub origins: Origins,
}

impl Project {
    /// The survey of a name and wave.
    #[must_use]
    pub fn survey(&self, name: &str, wave: u32) -> Option<&Survey> {
        self.surveys.iter().find(|survey| survey.name == name && survey.wave == wave)
    }

    /// The file in which a survey stands.
    #[must_use]
    pub fn file_of(&self, survey: &Survey) -> FileId {
        self.origins.span(survey.origin).file
    }
}

/// That a file with nearly this name stands beside the place that a path leads to.
pub(crate) fn similar_file<'n>(written: &str, beside: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let (dir, name) = written.rsplit_once('/').map_or(("", written), |(dir, name)| (dir, name));
    let near = crate::diag::nearest(name, beside)?;
    let near = if dir.is_empty() { near.to_owned() } else { format!("{dir}/{near}") };
    Some(format!("a similar file exists: `{near}`"))
}

/// Whether the parser reported an error inside `span`: what seems to be absent there may only be broken.
pub(crate) fn is_broken(sink: &Sink, span: Span) -> bool {
    sink.as_slice()
        .iter()
        .any(|fault| fault.code.area() == Area::Syntax && fault.span.is_some_and(|place| span.contains(place)))
}

fn has_errors_in(sink: &Sink, file: FileId) -> bool {
    let is_error = |fault: &&Diagnostic| fault.severity == Severity::Error;
    sink.as_slice().iter().filter(is_error).any(|fault| fault.span.is_some_and(|span| span.file == file))
}

/// Builds every survey of the files and checks it.
pub fn analyse(files: &Files, sink: &mut Sink) -> Project {
    let scopes = Scopes::of(files, sink);
    let mut uses = Uses::default();
    let mut origins = Origins::default();
    terms_of_reports(files, &scopes, &mut uses);
    let built = build::surveys(files, &scopes, &mut uses, &mut origins, sink);
    for build::Built { survey, source, .. } in &built {
        let Some(scope) = scopes.of_file(source.name.span.file) else { continue };
        let broken = has_errors_in(sink, source.name.span.file);
        rules::run(&Context { survey, source, origins: &origins, scope, files, broken }, sink);
    }
    let shared = report::Shared { files, scopes: &scopes, built: &built, uses: &mut uses, origins: &mut origins, sink };
    let reports = report::reports(shared);
    let surveys: Vec<Survey> = built.into_iter().map(|built| built.survey).collect();
    rules::q0206_names_differ_in_case::check(files, sink);
    resolve::unused(files, &surveys, &origins, &uses, sink);
    let project = Project { surveys, reports, origins };
    allow::apply(files, sink);
    project
}

/// A report is written in the terms that it sees, as a survey is.
fn terms_of_reports(files: &Files, scopes: &Scopes<'_>, uses: &mut Uses) {
    let is_report = |declaration: &ast::Declaration| matches!(declaration, ast::Declaration::Report(_));
    for unit in files.units.iter().filter(|unit| unit.file.declarations.iter().any(is_report)) {
        for term in scopes.of_file(unit.id()).into_iter().flat_map(|scope| scope.terms.values()) {
            uses.shared(unit.id(), &term.name);
        }
    }
}
