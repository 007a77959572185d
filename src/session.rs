//! The only place that knows the whole order: roots → files → trees → project.

use crate::analysis::{self, Files, Project, Unit};
use crate::diag::{Diagnostic, Severity, Sink, files};
use crate::emit::audio::wanted;
use crate::emit::unsound_names;
use crate::host::{Host, HostError, resolve};
use crate::sound::{self, Book, Occasion, Recording, Wanted};
use crate::syntax::ast::{Declaration, File, Part};
use crate::syntax::{Cst, Kind, parse_file};
use crate::text::{FileId, Span, decode};
use std::collections::{BTreeMap, BTreeSet};

/// What came of a compilation: always a project, as far as the sources are sound.
#[derive(Debug)]
pub struct Outcome {
    pub project: Project,
    pub files: Files,
    /// By place, each fault once.
    pub diagnostics: Vec<Diagnostic>,
}

impl Outcome {
    /// Whether nothing may be emitted.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Compiles files, and all `.peil` files below directories, with everything that they use.
pub fn compile(host: &dyn Host, roots: &[&str]) -> Outcome {
    let mut sink = Sink::default();
    let mut loader = Loader { host, files: Files::default(), by_path: BTreeMap::new(), recordings: BTreeSet::new() };
    for root in roots {
        loader.root(root, &mut sink);
    }
    let mut files = loader.files;
    files.recordings = loader.recordings.into_iter().filter(|path| exists(host, path)).collect();
    files.units.sort_by_key(Unit::id);
    load_data(host, &mut files);
    let project = analysis::analyse(&files, &mut sink);
    sink.extend(unsound_names(&project));
    Outcome { project, files, diagnostics: sink.finish() }
}

/// The records of sounds below a project's root, and what lies where they say.
///
/// # Errors
/// When a record is there and cannot be read.
pub fn sound_sources(host: &dyn Host, wanted: &[Wanted]) -> Result<sound::Sources, Box<Diagnostic>> {
    let recordings = book::<Recording>(host, sound::RECORDINGS)?;
    let made = book::<sound::Made>(host, sound::MADE)?;
    let paths = sound::paths(&recordings, &made, wanted);
    let read = |path: String| host.read(&path).ok().map(|bytes| (path, bytes));
    let files = paths.into_iter().filter_map(read).collect();
    Ok(sound::Sources { recordings: recordings.sounds, made: made.sounds, files })
}

fn book<T: sound::Line>(host: &dyn Host, path: &str) -> Result<Book<T>, Box<Diagnostic>> {
    let bytes = match host.read(path) {
        Ok(bytes) => bytes,
        Err(HostError::NotFound) => return Ok(Book::default()),
        Err(error) => return Err(error.diagnostic(path).into()),
    };
    Book::parse(&bytes).map_err(|fault| {
        Diagnostic::file(sound::codes::BOOK, path, format!("the record of sounds `{path}` cannot be read"))
            .with_note(fault.0)
            .help(if path == sound::MADE {
                "remove it, and run `peil audio build`: all sounds are made again"
            } else {
                "put back an earlier version of it; what it says of recordings cannot be made again"
            })
            .into()
    })
}

/// Adds the sounds of a compilation, and says what is amiss with them.
pub fn add_sounds(host: &dyn Host, outcome: &mut Outcome, occasion: Occasion) {
    let wanted = wanted(&outcome.files, &outcome.project);
    match sound_sources(host, &wanted) {
        Ok(sources) => {
            let (stock, issues) = sound::take_stock(&wanted, &sources);
            outcome.diagnostics.extend(sound::diagnostics(&issues, &stock, occasion));
            outcome.files.sounds = stock;
        }
        Err(fault) => outcome.diagnostics.push(*fault),
    }
}

struct Loader<'h> {
    host: &'h dyn Host,
    files: Files,
    /// Every path that was tried; none for one that cannot be read.
    by_path: BTreeMap<String, Option<FileId>>,
    /// The recordings that the sources name.
    recordings: BTreeSet<String>,
}

impl Loader<'_> {
    /// A file, or every `.peil` file below a directory.
    fn root(&mut self, root: &str, sink: &mut Sink) {
        let path = match resolve("", root) {
            Ok(path) => path,
            Err(error) => return sink.push(error.diagnostic(root)),
        };
        match self.host.list(&path) {
            Ok(_) => self.directory(&path, sink),
            Err(HostError::NotDirectory | HostError::NotFound) => {
                if let Err(error) = self.file(&path, sink) {
                    sink.push(error.diagnostic(&path));
                }
            }
            Err(error) => sink.push(error.diagnostic(&path)),
        }
    }

    fn directory(&mut self, dir: &str, sink: &mut Sink) {
        let entries = match self.host.list(dir) {
            Ok(entries) => entries,
            Err(error) => return sink.push(error.diagnostic(dir)),
        };
        for entry in entries.into_iter().filter(|entry| !entry.name.starts_with('.')) {
            let path = if dir.is_empty() { entry.name } else { format!("{dir}/{}", entry.name) };
            if entry.is_dir {
                self.directory(&path, sink);
            } else if path.ends_with(".peil")
                && let Err(error) = self.file(&path, sink)
            {
                sink.push(error.diagnostic(&path));
            }
        }
    }

    /// Reads, decodes and parses a file and what it uses; none for one whose bytes are no text, which is reported.
    fn file(&mut self, path: &str, sink: &mut Sink) -> Result<Option<FileId>, HostError> {
        if let Some(known) = self.by_path.get(path) {
            return Ok(*known);
        }
        let bytes = self.host.read(path)?;
        let text = match decode(&bytes) {
            Ok(decoded) => decoded.text,
            Err(fault) => {
                sink.push(files::not_a_text(path, &fault));
                self.by_path.insert(path.to_owned(), None);
                return Ok(None);
            }
        };
        let id = self.files.sources.add(path, text);
        self.by_path.insert(path.to_owned(), Some(id));
        let text = self.files.sources.get(id).map_or("", |source| source.text.as_str());
        let (cst, tree) = parse_file(id, text, sink);
        let mut recordings = Vec::new();
        recorded(&cst, text, &mut recordings);
        let recordings: Vec<String> = recordings.iter().map(|target| self.files.beside(id, target)).collect();
        let uses = tree.uses.iter().map(|line| self.used(path, &line.path.value, line.path.span, sink)).collect();
        self.files.units.push(Unit { file: tree, uses });
        self.recordings.extend(recordings);
        Ok(Some(id))
    }

    /// The file that a `use` leads to; a fault is reported where it is written.
    fn used(&mut self, from: &str, target: &str, span: Span, sink: &mut Sink) -> Option<FileId> {
        let dir = from.rsplit_once('/').map_or("", |(dir, _)| dir);
        let found = resolve(dir, target).and_then(|path| {
            let found = self.file(&path, sink);
            found
                .map_err(|error| {
                    let fault = Diagnostic { span: Some(span), path: None, ..error.diagnostic(&path) };
                    let beside = beside(self.host, &path);
                    let near = analysis::similar_file(target, beside.iter().map(String::as_str));
                    sink.push(match near.filter(|_| error == HostError::NotFound) {
                        Some(near) => fault.help(near),
                        None => fault,
                    });
                })
                .or(Ok(None))
        });
        found.unwrap_or_else(|error| {
            sink.push(Diagnostic { span: Some(span), path: None, ..error.diagnostic(target) });
            None
        })
    }
}

/// Reads every data file that the sources name. One that cannot be read is absent, which the rule of its line reports.
fn load_data(host: &dyn Host, files: &mut Files) {
    let mut paths = Vec::new();
    for unit in &files.units {
        paths.extend(data_paths(&unit.file).into_iter().map(|path| files.beside(unit.id(), path)));
    }
    paths.sort();
    paths.dedup();
    for path in paths {
        match host.read(&path) {
            Ok(bytes) => {
                files.data.insert(path, bytes);
            }
            Err(_) => {
                let beside = beside(host, &path);
                files.beside_absent.insert(path, beside);
            }
        }
    }
    for path in lexicons(files) {
        // Its faults are shown in place, so its text is a source like any other.
        if let Some(Ok(decoded)) = files.data.get(&path).map(|bytes| decode(bytes)) {
            files.sources.add(path, decoded.text);
        }
    }
}

/// The pronunciation lexicons of all surveys.
fn lexicons(files: &Files) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for unit in &files.units {
        for declaration in &unit.file.declarations {
            if let Declaration::Survey(survey) = declaration {
                paths.extend(survey.lexicon.iter().map(|path| files.beside(unit.id(), &path.value)));
            }
        }
    }
    paths
}

/// The names of the files in the folder of a path.
fn beside(host: &dyn Host, path: &str) -> Vec<String> {
    let dir = path.rsplit_once('/').map_or("", |(dir, _)| dir);
    let entries = host.list(dir).unwrap_or_default().into_iter();
    entries.filter(|entry| !entry.is_dir).map(|entry| entry.name).collect()
}

/// Whether a file lies there; it is not read.
fn exists(host: &dyn Host, path: &str) -> bool {
    let (dir, name) = path.rsplit_once('/').unwrap_or(("", path));
    host.list(dir).is_ok_and(|entries| entries.iter().any(|entry| !entry.is_dir && entry.name == name))
}

/// The recordings that a file names, as written.
fn recorded<'t>(cst: &Cst, text: &'t str, found: &mut Vec<&'t str>) {
    if cst.kind == Kind::Recorded {
        let quoted = cst.text(text).split_once('"').and_then(|(_, rest)| rest.rsplit_once('"'));
        found.extend(quoted.map(|(path, _)| path));
    }
    cst.children.iter().for_each(|child| recorded(child, text, found));
}

/// The data files that a file names, as written.
fn data_paths(file: &File) -> Vec<&str> {
    let mut paths = Vec::new();
    for declaration in &file.declarations {
        match declaration {
            Declaration::Survey(survey) => paths.extend(survey.lexicon.iter().map(|path| path.value.as_str())),
            Declaration::Thresholds(table) => paths.extend(table.path.iter().map(|path| path.value.as_str())),
            Declaration::Report(report) => {
                paths.extend(report.units.iter().map(|path| path.value.as_str()));
                let logo = report.theme.as_ref().and_then(|theme| theme.logo.as_ref());
                paths.extend(logo.map(|path| path.value.as_str()));
                figure_paths(&report.parts, &mut paths);
            }
            Declaration::Scale(_) | Declaration::CodeList(_) | Declaration::Text(_) | Declaration::Term(_) => {}
        }
    }
    paths
}

fn figure_paths<'a>(parts: &'a [Part], paths: &mut Vec<&'a str>) {
    for part in parts {
        match part {
            Part::Chapter(division) | Part::Section(division) => figure_paths(&division.parts, paths),
            Part::Figure(figure) => paths.extend(figure.options.file.iter().map(|path| path.value.as_str())),
            Part::Table(_) | Part::Text(_) => {}
        }
    }
}
