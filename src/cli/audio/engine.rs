//! Programs that speak, and the one that makes MP3 of it.

use super::args::{Build, EngineName};
use super::process::{is_installed, run};
use crate::diag::Diagnostic;
use crate::sound::Wanted;
use crate::sound::codes;
use crate::text::sha256;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The words a minute at which Piper's own pace is taken to be; a rough guess.
const PIPER_RATE: u32 = 160;

/// Speaks.
pub(super) trait Engine: Sync {
    /// The program.
    fn program(&self) -> &'static str;

    /// With its version, and whatever else decides how it sounds.
    fn recipe(&self) -> &str;

    /// Why it cannot speak with a voice, in the program's own words; none when it can.
    fn lacks(&self, voice: &str) -> Option<String>;

    /// A wav file of what is said.
    ///
    /// # Errors
    /// The program's own words.
    fn speak(&self, wanted: &Wanted) -> Result<Vec<u8>, String>;
}

/// The engine that is asked for.
///
/// # Errors
/// When its program is not there, or its voice.
pub(super) fn engine(command: &Build, root: &Path) -> Result<Box<dyn Engine>, Box<Diagnostic>> {
    match (command.engine, &command.voice_file) {
        (EngineName::Espeak, _) => {
            needed("espeak-ng", "apt-get install espeak-ng")?;
            let version = version("espeak-ng", "text-to-speech:")?;
            Ok(Box::new(Espeak { recipe: format!("espeak-ng {version}") }))
        }
        (EngineName::Piper, file) => {
            needed("piper", "pip install piper-tts")?;
            Ok(Box::new(Piper::new(&root.join(file.as_deref().unwrap_or(Path::new(""))))?))
        }
    }
}

fn needed(program: &str, how: &str) -> Result<(), Box<Diagnostic>> {
    if is_installed(program) {
        return Ok(());
    }
    let fault = Diagnostic::file(
        codes::TOOL_MISSING,
        crate::sound::FOLDER,
        format!("the program `{program}` is not installed"),
    );
    Err(fault.help(format!("install it: {how}")).into())
}

/// The word after `mark` in what `--version` says.
fn version(program: &str, mark: &str) -> Result<String, Box<Diagnostic>> {
    let said = run(program, &["--version"], b"").map_err(|why| failed(program, "--version", &why))?;
    let said = String::from_utf8_lossy(&said).into_owned();
    let after = said.split_once(mark).and_then(|(_, rest)| rest.split_whitespace().next());
    Ok(after.unwrap_or("of unknown version").to_owned())
}

/// A program that fails on something.
pub(super) fn failed(program: &str, on: &str, why: &str) -> Box<Diagnostic> {
    let message = format!("`{program}` fails on `{on}`");
    Diagnostic::file(codes::TOOL_FAILED, crate::sound::FOLDER, message).with_note(why).into()
}

struct Espeak {
    recipe: String,
}

impl Engine for Espeak {
    fn program(&self) -> &'static str {
        "espeak-ng"
    }

    fn recipe(&self) -> &str {
        &self.recipe
    }

    fn lacks(&self, voice: &str) -> Option<String> {
        run("espeak-ng", &["--stdin", "--stdout", "-v", voice], b"").err()
    }

    fn speak(&self, wanted: &Wanted) -> Result<Vec<u8>, String> {
        let rate = wanted.rate.to_string();
        // `-b 1`: the text is UTF-8.
        let arguments = ["--stdin", "--stdout", "-b", "1", "-v", &wanted.voice, "-s", &rate];
        run("espeak-ng", &arguments, wanted.spoken.as_bytes())
    }
}

/// The fault of the first voice of the texts that an engine does not have.
pub(super) fn voice_fault(engine: &dyn Engine, wanted: &[Wanted]) -> Option<Box<Diagnostic>> {
    let voices: BTreeSet<&str> = wanted.iter().map(|wanted| wanted.voice.as_str()).collect();
    voices.into_iter().find_map(|voice| {
        let why = engine.lacks(voice)?;
        let message = format!("`{}` has no voice `{voice}`", engine.program());
        let fault = Diagnostic::file(codes::TOOL_FAILED, crate::sound::FOLDER, message).with_note(why);
        Some(fault.help("write `voice \"nl\"` for Dutch; `espeak-ng --voices` lists the others").into())
    })
}

struct Piper {
    file: PathBuf,
    recipe: String,
}

impl Piper {
    /// The file's bytes are part of the recipe: another voice of the same name sounds different.
    fn new(file: &Path) -> Result<Self, Box<Diagnostic>> {
        let shown = file.display().to_string();
        let bytes = std::fs::read(file).map_err(|error| {
            let fault =
                Diagnostic::file(crate::diag::files::UNREADABLE, &shown, format!("file `{shown}` cannot be read"));
            let fault = fault.with_note(error.to_string());
            Box::new(fault.help("name the voice file of Piper with `--voice-file FILE.onnx`"))
        })?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let hash: String = sha256(&bytes).chars().take(16).collect();
        Ok(Self { file: file.to_owned(), recipe: format!("piper {name} sha256:{hash}") })
    }
}

impl Engine for Piper {
    fn program(&self) -> &'static str {
        "piper"
    }

    fn recipe(&self) -> &str {
        &self.recipe
    }

    /// The voice is the file.
    fn lacks(&self, _: &str) -> Option<String> {
        None
    }

    fn speak(&self, wanted: &Wanted) -> Result<Vec<u8>, String> {
        let scale = PIPER_RATE * 100 / wanted.rate.max(1);
        let scale = format!("{}.{:02}", scale / 100, scale % 100);
        let file = self.file.to_string_lossy();
        // Without noise the same text gives the same bytes. `-` writes the wav to standard output.
        let still = ["--noise_scale", "0", "--noise_w", "0"];
        let arguments = [&["--model", &*file, "--output_file", "-", "--length_scale", &scale], &still[..]].concat();
        run("piper", &arguments, wanted.spoken.as_bytes())
    }
}

/// Makes MP3.
pub(super) struct Encoder {
    pub(super) recipe: String,
}

impl Encoder {
    pub(super) const PROGRAM: &str = "lame";

    /// # Errors
    /// When it is not installed.
    pub(super) fn find() -> Result<Self, Box<Diagnostic>> {
        needed(Self::PROGRAM, "apt-get install lame")?;
        let version = version(Self::PROGRAM, "version")?;
        Ok(Self { recipe: format!("lame {version} mono 48 kbit/s, silence cut") })
    }

    /// Makes an MP3 file of a wav, with 48 kbit/s in one channel.
    ///
    /// # Errors
    /// The program's own words.
    pub(super) fn encode(&self, wav: &[u8], to: &Path) -> Result<(), String> {
        let to = to.to_string_lossy();
        let arguments = ["--quiet", "-m", "m", "--cbr", "-b", "48", "-q", "2", "--noreplaygain", "-", &*to];
        run(Self::PROGRAM, &arguments, wav).map(drop)
    }
}
