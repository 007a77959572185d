//! Takes stock: which utterance has which sound, and what is amiss.

use super::{Book, Made, Recording, Wanted, codes};
use crate::diag::{Code, Diagnostic, Severity};
use crate::text::{Span, sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Human,
    Tts,
}

/// The sound of an utterance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip {
    /// In the output, named after its content: `0123456789abcdef.mp3`.
    pub name: String,
    /// Where it lies now, from the project root.
    pub path: String,
    pub audio_hash: String,
    /// None for a recording that was not accepted, and so not measured.
    pub duration_ms: Option<u32>,
    pub by: By,
}

/// Sounds by survey and utterance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clips(BTreeMap<(String, String), Clip>);

impl Clips {
    #[must_use]
    pub fn get(&self, survey: &str, id: &str) -> Option<&Clip> {
        self.0.get(&(survey.to_owned(), id.to_owned()))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The sounds of a project that are fit to be heard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stock {
    pub clips: Clips,
    /// Bytes by name in the output.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Stock {
    #[must_use]
    pub fn clip(&self, survey: &str, id: &str) -> Option<&Clip> {
        self.clips.get(survey, id)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clips.is_empty()
    }
}

/// What there is to take stock of.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    pub recordings: Vec<Recording>,
    pub made: Vec<Made>,
    /// Bytes by path from the project root, of every file that the two name, or a source, as far as it can be read.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Something that is amiss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    pub code: Code,
    /// The utterance, or the path of the file.
    pub about: String,
    /// The file that it is about, if any.
    pub path: Option<String>,
    pub span: Option<Span>,
}

/// For what the stock is taken; decides what is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// `peil audio check`: whatever is amiss is an error.
    Check,
    /// `peil build`: a recording of another text is an error; a sound that an engine can make is not.
    Release,
    /// `peil build --draft`: nothing is.
    Draft,
}

/// Finds the sound of every utterance. A recording that is not fit is never replaced by itself: another sound, or none, is.
#[must_use]
pub fn take_stock(wanted: &[Wanted], sources: &Sources) -> (Stock, Vec<Issue>) {
    let mut taking = Taking {
        sources,
        recorded: sources.recordings.iter().map(|line| ((line.survey.as_str(), line.id.as_str()), line)).collect(),
        by_text: sources.recordings.iter().rev().map(|line| (line.text_hash.as_str(), line)).collect(),
        made: BTreeMap::new(),
        made_ids: sources.made.iter().map(|line| (line.survey.as_str(), line.id.as_str())).collect(),
        hashes: sources.files.iter().map(|(path, bytes)| (path.as_str(), hash(bytes))).collect(),
        stock: Stock::default(),
        issues: Vec::new(),
    };
    for line in &sources.made {
        taking.made.entry(line.file.as_str()).or_insert(line);
    }
    wanted.iter().for_each(|wanted| taking.utterance(wanted));
    taking.orphans(wanted);
    (taking.stock, taking.issues)
}

/// As it stands in records.
pub(super) fn hash(bytes: &[u8]) -> String {
    format!("sha256:{}", sha256(bytes))
}

struct Taking<'a> {
    sources: &'a Sources,
    recorded: BTreeMap<(&'a str, &'a str), &'a Recording>,
    /// A text that is read in several places is recorded once.
    by_text: BTreeMap<&'a str, &'a Recording>,
    /// By the name of the file, which is made of text and recipe.
    made: BTreeMap<&'a str, &'a Made>,
    made_ids: BTreeSet<(&'a str, &'a str)>,
    hashes: BTreeMap<&'a str, String>,
    stock: Stock,
    issues: Vec<Issue>,
}

impl<'a> Taking<'a> {
    fn utterance(&mut self, wanted: &Wanted) {
        let before = self.issues.len();
        if !self.recording(wanted) && !self.unaccepted(wanted) {
            let told = self.issues.len();
            self.made(wanted);
            // Of a recording that is not fit, it is not said as well that nothing takes its place.
            self.issues.truncate(if told > before { told } else { self.issues.len() });
        }
    }

    /// Whether a human says it.
    fn recording(&mut self, wanted: &Wanted) -> bool {
        let own = self.recorded.get(&(wanted.survey.as_str(), wanted.id.as_str())).copied();
        let same_text = self.by_text.get(wanted.text_hash.as_str()).copied();
        let Some(line) = own.filter(|line| line.text_hash == wanted.text_hash).or(same_text) else {
            if let Some(line) = own {
                self.issue(codes::STALE, wanted, Some(&line.file));
            }
            return false;
        };
        match self.hashes.get(line.file.as_str()) {
            None => self.issue(codes::ABSENT, wanted, Some(&line.file)),
            Some(hash) if *hash != line.audio_hash => self.issue(codes::CHANGED, wanted, Some(&line.file)),
            Some(_) => {
                self.human(wanted, line);
                return true;
            }
        }
        false
    }

    /// The recording, or what an encoder made of it.
    fn human(&mut self, wanted: &Wanted, line: &'a Recording) {
        let of = |made: &&&'a Made| {
            made.of.as_deref() == Some(&line.audio_hash)
                && self.hashes.get(made_path(&made.file).as_str()) == Some(&made.audio_hash)
        };
        let encoded = self.made.values().find(of).copied();
        let (path, audio_hash) = match encoded {
            Some(made) => (made_path(&made.file), made.audio_hash.clone()),
            None => (line.file.clone(), line.audio_hash.clone()),
        };
        self.clip(wanted, path, audio_hash, Some(line.duration_ms), By::Human);
    }

    /// A recording that the source names and nobody accepted.
    fn unaccepted(&mut self, wanted: &Wanted) -> bool {
        let Some(path) = &wanted.recorded else { return false };
        if self.recorded.contains_key(&(wanted.survey.as_str(), wanted.id.as_str())) {
            return false;
        }
        let Some(hash) = self.hashes.get(path.as_str()).cloned() else {
            self.issue(codes::ABSENT, wanted, Some(path));
            return false;
        };
        self.issue(codes::UNACCEPTED, wanted, Some(path));
        self.clip(wanted, path.clone(), hash, None, By::Human);
        true
    }

    fn made(&mut self, wanted: &Wanted) {
        let current = |made: &&&'a Made| {
            made.text_hash == wanted.text_hash
                && made.of.is_none()
                && made.file.split('.').next() == Some(wanted.made_name(&made.recipe).as_str())
        };
        let Some(line) = self.made.values().find(current).copied() else {
            let known = self.made_ids.contains(&(wanted.survey.as_str(), wanted.id.as_str()));
            return self.issue(if known { codes::SOUND_STALE } else { codes::SOUND_MISSING }, wanted, None);
        };
        let path = made_path(&line.file);
        match self.hashes.get(path.as_str()) {
            None => self.issue(codes::SOUND_MISSING, wanted, Some(&path)),
            Some(hash) if *hash != line.audio_hash => self.issue(codes::SOUND_CHANGED, wanted, Some(&path)),
            Some(_) => self.clip(wanted, path, line.audio_hash.clone(), Some(line.duration_ms), By::Tts),
        }
    }

    fn clip(&mut self, wanted: &Wanted, path: String, audio_hash: String, duration_ms: Option<u32>, by: By) {
        let Some(bytes) = self.sources.files.get(&path) else { return };
        let ending = path.rsplit_once('.').map_or("mp3", |(_, ending)| ending).to_ascii_lowercase();
        let name = format!("{}.{ending}", super::wanted::short(&audio_hash));
        self.stock.files.entry(name.clone()).or_insert_with(|| bytes.clone());
        let clip = Clip { name, path, audio_hash, duration_ms, by };
        self.stock.clips.0.insert((wanted.survey.clone(), wanted.id.clone()), clip);
    }

    /// Recordings of utterances that are no more, in the surveys that were looked at.
    fn orphans(&mut self, wanted: &[Wanted]) {
        let surveys: BTreeSet<&str> = wanted.iter().map(|wanted| wanted.survey.as_str()).collect();
        let known: BTreeSet<(&str, &str)> = wanted.iter().map(|w| (w.survey.as_str(), w.id.as_str())).collect();
        let texts: BTreeSet<&str> = wanted.iter().map(|wanted| wanted.text_hash.as_str()).collect();
        let lines = self.sources.recordings.iter().filter(|line| surveys.contains(line.survey.as_str()));
        for line in lines.filter(|line| !texts.contains(line.text_hash.as_str())) {
            if !known.contains(&(line.survey.as_str(), line.id.as_str())) {
                let about = format!("{} {}", line.survey, line.id);
                self.issues.push(Issue { code: codes::ORPHAN, about, path: Some(line.file.clone()), span: None });
            }
        }
    }

    fn issue(&mut self, code: Code, wanted: &Wanted, path: Option<&str>) {
        let path = path.map(str::to_owned);
        self.issues.push(Issue { code, about: wanted.name(), path, span: wanted.span });
    }
}

fn made_path(file: &str) -> String {
    format!("{}/{file}", super::MADE_FOLDER)
}

/// What is amiss in words. In a build, sounds that an engine can make are told of in one line, and only where sound is used.
#[must_use]
pub fn diagnostics(issues: &[Issue], stock: &Stock, occasion: Occasion) -> Vec<Diagnostic> {
    let (makeable, rest): (Vec<&Issue>, Vec<&Issue>) = issues.iter().partition(|issue| is_makeable(issue.code));
    let mut all: Vec<Diagnostic> = rest.into_iter().map(|issue| one(issue, occasion)).collect();
    match occasion {
        Occasion::Check => all.extend(makeable.into_iter().map(|issue| one(issue, occasion))),
        Occasion::Release | Occasion::Draft
            if !stock.is_empty() || makeable.iter().any(|i| i.code != codes::SOUND_MISSING) =>
        {
            all.extend(summary(&makeable));
        }
        Occasion::Release | Occasion::Draft => {}
    }
    all
}

fn is_makeable(code: Code) -> bool {
    [codes::SOUND_MISSING, codes::SOUND_STALE, codes::SOUND_CHANGED].contains(&code)
}

fn summary(makeable: &[&Issue]) -> Option<Diagnostic> {
    let first = makeable.first()?;
    let (n, others) = (makeable.len(), makeable.iter().skip(1).take(2).map(|issue| format!("`{}`", issue.about)));
    let texts = if n == 1 { "1 text has".to_owned() } else { format!("{n} texts have") };
    let message = format!("{texts} no current sound: `{}`", first.about);
    let message = others.fold(message, |all, other| all + ", " + &other) + if n > 3 { ", …" } else { "" };
    let fault = Diagnostic::file(first.code, super::MADE_FOLDER, message);
    Some(Diagnostic { severity: Severity::Warning, ..fault }.help("run `peil audio build`"))
}

fn one(issue: &Issue, occasion: Occasion) -> Diagnostic {
    let (message, label, help) = wording(issue);
    let severity = match (issue.code, occasion) {
        (codes::ORPHAN, _) => Severity::Note,
        (codes::UNACCEPTED, Occasion::Release) | (_, Occasion::Draft) => Severity::Warning,
        _ => Severity::Error,
    };
    let fault = match issue.span {
        Some(span) => Diagnostic::new(issue.code, severity, span, message).label(label),
        None => {
            let path = issue.path.clone().unwrap_or_else(|| super::FOLDER.to_owned());
            Diagnostic { severity, ..Diagnostic::file(issue.code, path, message) }
        }
    };
    fault.help(help)
}

/// Message, label and help.
fn wording(issue: &Issue) -> (String, &'static str, &'static str) {
    let about = &issue.about;
    let file = issue.path.as_deref().unwrap_or_default();
    match issue.code {
        codes::SOUND_STALE => (
            format!("the sound of `{about}` says an earlier text"),
            "changed since it was made",
            "run `peil audio build`",
        ),
        codes::SOUND_CHANGED => (
            format!("the made sound `{file}` is not as it was made"),
            "what it says is not known",
            "run `peil audio build`",
        ),
        codes::STALE => (
            format!("the text of `{about}` changed after it was recorded as `{file}`"),
            "not what the recording says",
            "record it again and accept it with `peil audio accept`, or build with `--draft`",
        ),
        codes::CHANGED => (
            format!("the recording `{file}` changed after it was accepted"),
            "what it says is not known",
            "put the accepted file back, or accept it with `peil audio accept`",
        ),
        codes::ABSENT => (
            format!("the recording `{file}` of `{about}` is not there"),
            "has no sound",
            "put the file back, or record it again and accept it with `peil audio accept`",
        ),
        codes::UNACCEPTED => (
            format!("the recording `{file}` was not accepted"),
            "nobody has checked what it says",
            "accept it with `peil audio accept`",
        ),
        codes::ORPHAN => (
            format!("the recording `{file}` is of `{about}`, which is no longer read aloud"),
            "",
            "remove the file and its line in `audio/record.json` when it is no longer needed",
        ),
        _ => (
            format!("`{about}` has no sound"),
            "read aloud",
            "run `peil audio build`, or record it: `peil audio script`",
        ),
    }
}

/// The paths of all files that take part, so that their bytes can be fetched.
#[must_use]
pub fn paths(recordings: &Book<Recording>, made: &Book<Made>, wanted: &[Wanted]) -> BTreeSet<String> {
    let mut paths: BTreeSet<String> = recordings.sounds.iter().map(|line| line.file.clone()).collect();
    paths.extend(made.sounds.iter().map(|line| made_path(&line.file)));
    paths.extend(wanted.iter().filter_map(|wanted| wanted.recorded.clone()));
    paths
}
