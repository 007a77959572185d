//! `peil audio accept`: checks recordings, and notes who spoke them for which text. It changes no sound.

use super::args::Accept;
use super::{Scene, refuse};
use crate::cli::args::Peil;
use crate::cli::disk_host::DiskHost;
use crate::cli::dist::{self, RealDisk};
use crate::cli::{Status, project, say};
use crate::diag::{Diagnostic, Severity, nearest};
use crate::host::Host;
use crate::parallel::on_all_processors;
use crate::sound::{Book, ENDINGS, Measures, RECORDINGS, Recording, Take, Wanted, codes, decode, judge, measure};
use crate::text::sha256;
use std::collections::{BTreeMap, BTreeSet};

/// A recording in the folder, for one text.
struct Candidate<'a> {
    /// From the project root.
    path: String,
    /// All utterances that say the text; never empty.
    wanted: Vec<&'a Wanted>,
    bytes: Vec<u8>,
    audio_hash: String,
}

impl Candidate<'_> {
    fn spoken(&self) -> &str {
        self.wanted.first().map_or("", |wanted| wanted.spoken.as_str())
    }
}

pub(super) fn run(peil: &Peil, command: &Accept) -> Result<Status, Status> {
    let scene = Scene::read(peil, &command.paths)?;
    let host = DiskHost::new(&peil.root);
    let dir = project::roots(peil, std::slice::from_ref(&command.dir)).and_then(|roots| roots.into_iter().next());
    let dir = dir.ok_or(Status::Failed)?;
    let (candidates, mut faults) = candidates(&host, &dir, &scene).map_err(|fault| refuse(peil, *fault))?;
    let measured = on_all_processors(&candidates, |candidate| decode(&candidate.bytes).map(|pcm| measure(&pcm)));
    let mut sound: Vec<(&Candidate<'_>, Measures)> = Vec::new();
    for (candidate, measured) in candidates.iter().zip(measured) {
        match measured {
            Ok(measures) => sound.push((candidate, measures)),
            Err(why) => faults.push(unreadable(&candidate.path, &why.0)),
        }
    }
    let takes: Vec<Take<'_>> = sound.iter().map(|(candidate, measures)| take(candidate, measures)).collect();
    faults.extend(judge(&takes));
    if !command.same_words {
        faults.extend(candidates.iter().filter_map(|candidate| stale(&scene, candidate)));
    }
    let unfit = unfit(&faults, command.strictness.deny.is_some());
    let accepted: Vec<_> = sound.iter().filter(|(candidate, _)| !unfit.contains(&candidate.path)).collect();
    let lines = accepted.iter().flat_map(|(candidate, measures)| lines(command, candidate, measures)).collect();
    let count = accepted.len();
    let book = merged(&scene.sources.recordings, lines);
    faults.extend(missing(&scene.wanted, &book, &dir, command.partial));
    if count > 0 {
        write(peil, book).map_err(|fault| refuse(peil, *fault))?;
    }
    scene.say(peil, &faults);
    let (all, files) = (candidates.len(), say::count(count, "recording"));
    say::line(&format!(
        "{files} of {all} accepted, spoken by {} on {}, in {RECORDINGS}",
        command.speaker, command.date
    ));
    let failing = say::failing(&faults, command.strictness.deny.is_some());
    Ok(if failing { Status::Unsound } else { Status::Done })
}

fn take<'a>(candidate: &'a Candidate<'_>, measures: &'a Measures) -> Take<'a> {
    Take { path: &candidate.path, spoken: candidate.spoken(), audio_hash: &candidate.audio_hash, measures }
}

/// The recordings in the folder by the names of the sheet, or of the sources; and what else lies there.
fn candidates<'a>(
    host: &DiskHost,
    dir: &str,
    scene: &'a Scene,
) -> Result<(Vec<Candidate<'a>>, Vec<Diagnostic>), Box<Diagnostic>> {
    let names = Names::of(&scene.wanted);
    let mut found: BTreeMap<&str, Candidate<'a>> = BTreeMap::new();
    let mut faults = Vec::new();
    for entry in host.list(dir).map_err(|error| error.diagnostic(dir))? {
        let path = if dir.is_empty() { entry.name.clone() } else { format!("{dir}/{}", entry.name) };
        let (stem, ending) = entry.name.rsplit_once('.').unwrap_or((&entry.name, ""));
        let ending = ending.to_ascii_lowercase();
        if entry.is_dir || !is_sound(&ending) {
            continue;
        }
        let Some(wanted) = names.find(&path, stem) else {
            faults.push(names.orphan(&path, stem, &ending));
            continue;
        };
        if !ENDINGS.contains(&ending.as_str()) {
            faults.push(unreadable(&path, &format!("files that end in .{ending} are not accepted")));
            continue;
        }
        let Some(text) = wanted.first().map(|wanted| wanted.text_hash.as_str()) else { continue };
        let bytes = host.read(&path).map_err(|error| error.diagnostic(&path))?;
        let audio_hash = format!("sha256:{}", sha256(&bytes));
        let candidate = Candidate { path, wanted, bytes, audio_hash };
        match found.get(text) {
            Some(other) => faults.push(two_files(&candidate.path, &other.path)),
            None => drop(found.insert(text, candidate)),
        }
    }
    // In the order of the form, so that faults are read in the order of the sheet.
    let order: Vec<&str> = scene.wanted.iter().map(|wanted| wanted.text_hash.as_str()).collect();
    Ok((order.into_iter().filter_map(|text| found.remove(text)).collect(), faults))
}

/// An ending that some recorder gives its files, accepted or not.
fn is_sound(ending: &str) -> bool {
    ENDINGS.contains(&ending) || ["ogg", "opus", "webm", "aac", "wma", "aif", "aiff", "amr", "mp4"].contains(&ending)
}

/// Which texts a file may be of.
struct Names<'a> {
    by_stem: BTreeMap<String, &'a Wanted>,
    by_path: BTreeMap<&'a str, &'a Wanted>,
    by_text: BTreeMap<&'a str, Vec<&'a Wanted>>,
}

impl<'a> Names<'a> {
    fn of(all: &'a [Wanted]) -> Self {
        let mut by_text: BTreeMap<&str, Vec<&Wanted>> = BTreeMap::new();
        for wanted in all {
            by_text.entry(&wanted.text_hash).or_default().push(wanted);
        }
        Self {
            by_stem: all.iter().map(|wanted| (wanted.stem(), wanted)).collect(),
            by_path: all.iter().filter_map(|wanted| Some((wanted.recorded.as_deref()?, wanted))).collect(),
            by_text,
        }
    }

    fn find(&self, path: &str, stem: &str) -> Option<Vec<&'a Wanted>> {
        let wanted = self.by_path.get(path).or_else(|| self.by_stem.get(stem))?;
        self.by_text.get(wanted.text_hash.as_str()).cloned()
    }

    fn orphan(&self, path: &str, stem: &str, ending: &str) -> Diagnostic {
        let message = format!("the recording `{path}` is of no text that is read aloud");
        let note = Diagnostic { severity: Severity::Note, ..Diagnostic::file(codes::ORPHAN, path, message) };
        match nearest(stem, self.by_stem.keys().map(String::as_str)) {
            Some(near) => note.help(format!("did you mean `{near}.{ending}`?")),
            None => note.help("name it as `peil audio script` says, or take it out of the folder"),
        }
    }
}

fn unreadable(path: &str, why: &str) -> Diagnostic {
    let fault = Diagnostic::file(codes::UNREADABLE, path, format!("the recording `{path}` cannot be read"));
    fault.with_note(why).help("save it as wav")
}

fn two_files(path: &str, other: &str) -> Diagnostic {
    let message = format!("the recordings `{other}` and `{path}` are of one text");
    Diagnostic::file(codes::TWICE, path, message).help("keep the one that is meant")
}

/// The very file that was accepted for what the text said before.
fn stale(scene: &Scene, candidate: &Candidate<'_>) -> Option<Diagnostic> {
    let is_old = |line: &&Recording| {
        let same = |wanted: &&&Wanted| (&wanted.survey, &wanted.id) == (&line.survey, &line.id);
        line.audio_hash == candidate.audio_hash
            && candidate.wanted.iter().find(same).is_some_and(|wanted| wanted.text_hash != line.text_hash)
    };
    let line = scene.sources.recordings.iter().find(is_old)?;
    let path = &candidate.path;
    let message = format!("the recording `{path}` of {} says an earlier text", line.date);
    let error =
        Diagnostic::file(codes::STALE, path, message).with_note(format!("it should say: {}", candidate.spoken()));
    Some(error.help("record it again, or accept it with `--same-words` when only the spelling changed"))
}

/// The files that may not be accepted.
fn unfit(faults: &[Diagnostic], deny_warnings: bool) -> BTreeSet<String> {
    let failing = |fault: &&Diagnostic| say::failing(std::slice::from_ref(*fault), deny_warnings);
    faults.iter().filter(failing).filter_map(|fault| fault.path.clone()).collect()
}

fn lines(command: &Accept, candidate: &Candidate<'_>, measures: &Measures) -> Vec<Recording> {
    let line = |wanted: &&Wanted| Recording {
        survey: wanted.survey.clone(),
        id: wanted.id.clone(),
        file: candidate.path.clone(),
        text_hash: wanted.text_hash.clone(),
        audio_hash: candidate.audio_hash.clone(),
        duration_ms: measures.duration_ms,
        loudness: measures.loudness,
        speaker: command.speaker.clone(),
        date: command.date.clone(),
    };
    candidate.wanted.iter().map(line).collect()
}

/// New lines go before old ones of the same utterance; a recording that stays as it was keeps its speaker and day.
fn merged(old: &[Recording], new: Vec<Recording>) -> Vec<Recording> {
    let key = |line: &Recording| (line.survey.clone(), line.id.clone());
    let mut all: BTreeMap<(String, String), Recording> = old.iter().map(|line| (key(line), line.clone())).collect();
    for line in new {
        let same = |known: &Recording| {
            (&known.audio_hash, &known.text_hash, &known.file) == (&line.audio_hash, &line.text_hash, &line.file)
        };
        if !all.get(&key(&line)).is_some_and(same) {
            all.insert(key(&line), line);
        }
    }
    all.into_values().collect()
}

/// Texts without a recording of what they say now.
fn missing(wanted: &[Wanted], book: &[Recording], dir: &str, partial: bool) -> Vec<Diagnostic> {
    let texts: BTreeSet<&str> = book.iter().map(|line| line.text_hash.as_str()).collect();
    let mut told = BTreeSet::new();
    let lacking = wanted.iter().filter(|wanted| !texts.contains(wanted.text_hash.as_str()));
    let lacking = lacking.filter(|wanted| told.insert(wanted.text_hash.as_str()));
    let fault = |wanted: &Wanted| {
        let message = format!("no recording of `{}` in `{dir}`", wanted.name());
        let file = wanted.recorded.clone().unwrap_or_else(|| format!("{}.wav", wanted.stem()));
        let fault = Diagnostic::file(codes::ABSENT, dir, message);
        fault.help(format!("record it as `{file}`, or accept a part with `--partial`"))
    };
    if partial { Vec::new() } else { lacking.map(fault).collect() }
}

fn write(peil: &Peil, book: Vec<Recording>) -> Result<(), Box<Diagnostic>> {
    let path = peil.root.join(RECORDINGS);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| dist::refused(RECORDINGS, &error))?;
    }
    let text = Book::new(book).print().map_err(|error| dist::refused(RECORDINGS, &std::io::Error::other(error)))?;
    dist::write_file(&RealDisk, &path, text.as_bytes())
}
