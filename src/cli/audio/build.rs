//! `peil audio build`: a sound of every text, each once, and only of what changed.

use super::args::Build;
use super::engine::{Encoder, Engine, engine, failed, voice_fault};
use super::{Scene, refuse};
use crate::cli::args::Peil;
use crate::cli::dist::{self, Disk, Held, RealDisk};
use crate::cli::{Status, say};
use crate::diag::Diagnostic;
use crate::parallel::on_all_processors;
use crate::sound::{
    Book, By, MADE, MADE_FOLDER, Made, Recipe, Recording, Silence, Wanted, decode, take_stock, trimmed,
};
use crate::text::sha256;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Files are made here and then put in their place, on the same file system.
const STAGE: &str = ".peil-stage";
/// Silence that is left around what an engine says.
const LEAD_MS: u32 = 50;
const TAIL_MS: u32 = 100;
/// What an encoder may leave out at the end.
const SLACK_MS: u32 = 50;

pub(super) fn run(peil: &Peil, command: &Build) -> Result<Status, Status> {
    let scene = Scene::read(peil, &command.paths)?;
    let differing = scene.wanted.iter().filter(|wanted| differs(wanted)).collect::<Vec<_>>();
    if command.show {
        show(&differing);
        return Ok(Status::Done);
    }
    if scene.wanted.is_empty() {
        say::line("no wording is `audible`: there is nothing to say");
        return Ok(Status::Done);
    }
    let engine = engine(command, &peil.root).map_err(|fault| refuse(peil, *fault))?;
    if let Some(fault) = voice_fault(engine.as_ref(), &scene.wanted) {
        return Err(refuse(peil, *fault));
    }
    let encoder = Encoder::find().map_err(|fault| refuse(peil, *fault))?;
    let studio = Studio::open(&peil.root, engine.as_ref(), &encoder).map_err(|fault| refuse(peil, *fault))?;
    let whole = command.paths.is_empty();
    let (made, faults) = studio.make(&scene, whole).map_err(|fault| refuse(peil, *fault))?;
    scene.say(peil, &faults);
    report(&made, differing.len(), scene.wanted.len());
    Ok(if faults.is_empty() { Status::Done } else { Status::Failed })
}

fn differs(wanted: &Wanted) -> bool {
    wanted.printed.split_whitespace().ne(wanted.spoken.split_whitespace())
}

fn show(differing: &[&Wanted]) {
    let block = |wanted: &&Wanted| {
        let (name, printed, spoken) = (wanted.name(), &wanted.printed, &wanted.spoken);
        format!(
            "{name}\n  printed: {}\n  spoken:  {spoken}\n",
            printed.split_whitespace().collect::<Vec<_>>().join(" ")
        )
    };
    say::out(&differing.iter().map(block).collect::<String>());
}

/// What a run did.
#[derive(Default)]
struct Counts {
    made: usize,
    kept: usize,
    removed: usize,
    human: usize,
    bytes: u64,
}

fn report(counts: &Counts, differing: usize, texts: usize) {
    let Counts { made, kept, removed, human, bytes } = counts;
    let files = say::count(made + kept, "sound");
    say::line(&format!(
        "{files} for {texts} texts in {MADE_FOLDER}, {} kB: {made} made, {kept} kept, {removed} removed; {human} recorded by a human",
        bytes.div_ceil(1000)
    ));
    if differing > 0 {
        let texts = say::count(differing, "text");
        say::line(&format!("note: {texts} spoken differently than printed; `peil audio build --show` lists them"));
    }
}

/// What is to be made.
struct Job<'a> {
    wanted: &'a Wanted,
    /// A recording to encode, with its bytes; else the text is spoken.
    of: Option<(&'a Recording, &'a [u8])>,
    recipe: Recipe,
    file: String,
}

/// A place to make sounds in, held against other builds.
struct Studio<'a> {
    engine: &'a dyn Engine,
    encoder: &'a Encoder,
    folder: PathBuf,
    root: PathBuf,
    _held: Held,
}

type Fault = Box<Diagnostic>;

impl<'a> Studio<'a> {
    fn open(root: &Path, engine: &'a dyn Engine, encoder: &'a Encoder) -> Result<Self, Fault> {
        let folder = root.join(MADE_FOLDER);
        let refused = |error| dist::refused(MADE_FOLDER, &error);
        fs::create_dir_all(&folder).map_err(refused)?;
        let held = RealDisk.lock(&folder).map_err(refused)?;
        let stage = folder.join(STAGE);
        // Of a build that was stopped.
        drop(fs::remove_dir_all(&stage));
        fs::create_dir(&stage).map_err(refused)?;
        Ok(Self { engine, encoder, folder, root: root.to_owned(), _held: held })
    }

    /// Makes what is not there, writes the record, and removes what it no longer names.
    fn make(&self, scene: &Scene, whole: bool) -> Result<(Counts, Vec<Diagnostic>), Fault> {
        let (jobs, human) = self.jobs(scene);
        let known: BTreeMap<&str, &Made> = scene.sources.made.iter().map(|made| (made.file.as_str(), made)).collect();
        let is_there = |job: &&Job<'_>| known.get(job.file.as_str()).is_some_and(|made| is_whole(scene, made));
        let (kept, new): (Vec<&Job<'_>>, Vec<&Job<'_>>) = distinct(&jobs).into_iter().partition(is_there);
        let sounds = self.sounds(&new);
        let mut lines: BTreeMap<&str, (String, u32)> = BTreeMap::new();
        for job in &kept {
            let made = known.get(job.file.as_str()).map(|made| (made.audio_hash.clone(), made.duration_ms));
            lines.extend(made.map(|made| (job.file.as_str(), made)));
        }
        let mut faults = Vec::new();
        for (job, sound) in new.iter().zip(sounds) {
            match sound {
                Ok(sound) => drop(lines.insert(&job.file, sound)),
                Err(fault) => faults.push(*fault),
            }
        }
        let book = record(scene, &jobs, &lines, whole);
        let removed = self.write(&scene.sources.made, book)?;
        let bytes =
            lines.keys().filter_map(|file| fs::metadata(self.folder.join(file)).ok()).map(|found| found.len()).sum();
        let made = lines.len() - kept.len();
        Ok((Counts { made, kept: kept.len(), removed, human, bytes }, faults))
    }

    /// What an engine must say, and recordings that are larger than they need be; and how many texts a human says.
    fn jobs<'s>(&self, scene: &'s Scene) -> (Vec<Job<'s>>, usize) {
        let (stock, _) = take_stock(&scene.wanted, &scene.sources);
        let recordings: BTreeMap<&str, &Recording> =
            scene.sources.recordings.iter().map(|line| (line.text_hash.as_str(), line)).collect();
        let mut jobs = Vec::new();
        let mut human = 0;
        for wanted in &scene.wanted {
            let clip = stock.clip(&wanted.survey, &wanted.id).filter(|clip| clip.by == By::Human);
            human += usize::from(clip.is_some());
            let recording = recordings.get(wanted.text_hash.as_str()).copied();
            match (clip, recording) {
                (None, _) => jobs.push(self.speech(wanted)),
                (Some(_), Some(recording)) => jobs.extend(self.encoding(scene, wanted, recording)),
                (Some(_), None) => {}
            }
        }
        (jobs, human)
    }

    fn speech<'s>(&self, wanted: &'s Wanted) -> Job<'s> {
        let recipe = Recipe { engine: self.engine.recipe().to_owned(), encoder: self.encoder.recipe.clone() };
        let file = format!("{}.mp3", wanted.made_name(&recipe));
        Job { wanted, of: None, recipe, file }
    }

    fn encoding<'s>(&self, scene: &'s Scene, wanted: &'s Wanted, recording: &'s Recording) -> Option<Job<'s>> {
        let ending = recording.file.rsplit('.').next()?.to_ascii_lowercase();
        let bytes = scene.sources.files.get(&recording.file).filter(|_| ending == "wav" || ending == "flac")?;
        let recipe = Recipe { engine: "recording".to_owned(), encoder: self.encoder.recipe.clone() };
        let file = format!("{}.mp3", recipe.encoded_name(&recording.audio_hash));
        Some(Job { wanted, of: Some((recording, bytes)), recipe, file })
    }

    /// Hash and duration of each, in order; those that fail do not stop the others.
    fn sounds(&self, jobs: &[&Job<'_>]) -> Vec<Result<(String, u32), Fault>> {
        let done = AtomicUsize::new(0);
        on_all_processors(jobs, |job| {
            let sound = self.sound(job);
            say::progress("audio", done.fetch_add(1, Ordering::Relaxed) + 1, jobs.len());
            sound
        })
    }

    fn sound(&self, job: &Job<'_>) -> Result<(String, u32), Fault> {
        let name = job.wanted.name();
        let fault = |program, why: &str| failed(program, &name, why);
        let program = self.engine.program();
        let pcm = match job.of {
            Some((recording, bytes)) => decode(bytes).map_err(|why| fault(&recording.file, &why.0))?,
            None => {
                let wav = self.engine.speak(job.wanted).map_err(|why| fault(program, &why))?;
                // Engines add a pause to the end, which would be sent to every respondent.
                decode(&wav).map(|pcm| trimmed(&pcm, LEAD_MS, TAIL_MS)).map_err(|why| fault(program, &why.0))?
            }
        };
        if Silence::of(&pcm).is_silent() {
            return Err(fault(program, "what it gives is silent"));
        }
        let staged = self.folder.join(STAGE).join(&job.file);
        self.encoder.encode(&pcm.wav(), &staged).map_err(|why| fault(Encoder::PROGRAM, &why))?;
        let bytes = fs::read(&staged).map_err(|error| fault(Encoder::PROGRAM, &error.to_string()))?;
        // An encoder does not always notice that the disk is full.
        let written = decode(&bytes).map_or(0, |pcm| pcm.duration_ms());
        if written.saturating_add(SLACK_MS) < pcm.duration_ms() {
            return Err(fault(Encoder::PROGRAM, "what it wrote breaks off; is the disk full?"));
        }
        fs::rename(&staged, self.folder.join(&job.file)).map_err(|error| dist::refused(MADE_FOLDER, &error))?;
        Ok((format!("sha256:{}", sha256(&bytes)), pcm.duration_ms()))
    }

    /// Puts the new record in place, then removes the files that only the old one names, and says how many.
    fn write(&self, old: &[Made], book: Vec<Made>) -> Result<usize, Fault> {
        drop(fs::remove_dir_all(self.folder.join(STAGE)));
        let named: BTreeSet<String> = book.iter().map(|made| made.file.clone()).collect();
        let text = Book::new(book).print().map_err(|error| failed("peil", MADE, &error.to_string()))?;
        dist::write_file(&RealDisk, &self.root.join(MADE), text.as_bytes())?;
        let gone: BTreeSet<&str> =
            old.iter().map(|made| made.file.as_str()).filter(|file| is_ours(file) && !named.contains(*file)).collect();
        Ok(gone.into_iter().filter(|file| fs::remove_file(self.folder.join(file)).is_ok()).count())
    }
}

/// A name that this command gives; a record may have been written by anyone.
fn is_ours(file: &str) -> bool {
    let stem = file.strip_suffix(".mp3").unwrap_or_default();
    stem.len() == 16 && stem.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_whole(scene: &Scene, made: &Made) -> bool {
    let bytes = scene.sources.files.get(&format!("{MADE_FOLDER}/{}", made.file));
    bytes.is_some_and(|bytes| format!("sha256:{}", sha256(bytes)) == made.audio_hash)
}

/// The first job of each file: texts that are equal are made once.
fn distinct<'j, 's>(jobs: &'j [Job<'s>]) -> Vec<&'j Job<'s>> {
    let mut seen = BTreeSet::new();
    jobs.iter().filter(|job| seen.insert(job.file.as_str())).collect()
}

/// The new record: what was made or kept, what an earlier run made where this one failed, and other surveys' sounds when
/// not the whole project was read.
fn record(scene: &Scene, jobs: &[Job<'_>], lines: &BTreeMap<&str, (String, u32)>, whole: bool) -> Vec<Made> {
    let mut book = Vec::new();
    for job in jobs {
        let wanted = job.wanted;
        let is_same = |made: &&Made| (&made.survey, &made.id) == (&wanted.survey, &wanted.id);
        match lines.get(job.file.as_str()) {
            Some((audio_hash, duration_ms)) => book.push(Made {
                survey: wanted.survey.clone(),
                id: wanted.id.clone(),
                file: job.file.clone(),
                text_hash: wanted.text_hash.clone(),
                audio_hash: audio_hash.clone(),
                duration_ms: *duration_ms,
                recipe: job.recipe.clone(),
                of: job.of.map(|(recording, _)| recording.audio_hash.clone()),
            }),
            None => book.extend(scene.sources.made.iter().find(is_same).cloned()),
        }
    }
    let read: BTreeSet<String> = scene.outcome.project.surveys.iter().map(crate::model::Survey::id).collect();
    if !whole {
        book.extend(scene.sources.made.iter().filter(|made| !read.contains(&made.survey)).cloned());
    }
    book
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_names_of_its_own_are_removed() {
        assert!(is_ours("0123456789abcdef.mp3"));
        for other in ["../../surveys/a.peil", "0123456789abcdef.wav", "0123456789abcde/.mp3", "record.json", ""] {
            assert!(!is_ours(other), "{other}");
        }
    }
}
