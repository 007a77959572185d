//! Arguments of `peil audio`.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Audio {
    /// Make a sound of every text that no human has recorded; only what changed is made again.
    Build(Build),
    /// Write the reading sheet for whoever records the texts.
    Script(Script),
    /// Check recordings, and note who spoke them for which text.
    Accept(Accept),
    /// Say which sounds are missing, stale, changed or without a text; needs no speech engine.
    Check(Check),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum EngineName {
    /// Free, small, sounds like a machine.
    #[value(name = "espeak-ng")]
    Espeak,
    /// Sounds better; needs a voice file.
    Piper,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Build {
    /// Files or directories.
    #[arg(value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Which program speaks.
    #[arg(long, value_enum, default_value_t = EngineName::Espeak)]
    pub(in crate::cli) engine: EngineName,
    /// The voice of `--engine piper`: an .onnx file with its .onnx.json beside it.
    #[arg(long, value_name = "FILE", required_if_eq("engine", "piper"))]
    pub(in crate::cli) voice_file: Option<PathBuf>,
    /// Make nothing; list the texts that are spoken differently than printed.
    #[arg(long)]
    pub(in crate::cli) show: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SheetFormat {
    /// To print.
    Html,
    Text,
    Csv,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Script {
    /// Files or directories.
    #[arg(value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// How the sheet is written.
    #[arg(long, value_enum, default_value_t = SheetFormat::Html)]
    pub(in crate::cli) format: SheetFormat,
    /// Only texts without a recording of what they say now.
    #[arg(long)]
    pub(in crate::cli) missing: bool,
    /// Write to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Accept {
    /// The folder with recordings, named as on the reading sheet, below the project root.
    #[arg(value_name = "DIR")]
    pub(in crate::cli) dir: PathBuf,
    /// Files or directories with surveys.
    #[arg(value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Who speaks.
    #[arg(long, value_name = "NAME", value_parser = speaker)]
    pub(in crate::cli) speaker: String,
    /// The day of the recording, `2026-03-01`.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) date: String,
    /// Not every text needs a recording.
    #[arg(long)]
    pub(in crate::cli) partial: bool,
    /// Accept files that were accepted for an earlier text: only its spelling changed.
    #[arg(long)]
    pub(in crate::cli) same_words: bool,
    #[command(flatten)]
    pub(in crate::cli) strictness: crate::cli::args::Strictness,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Check {
    /// Files or directories.
    #[arg(value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
}

fn speaker(name: &str) -> Result<String, &'static str> {
    let name = name.trim();
    if name.is_empty() { Err("expected a name") } else { Ok(name.to_owned()) }
}

fn date(text: &str) -> Result<String, &'static str> {
    crate::number::parse_date(text).map(|_| text.to_owned()).ok_or("expected a day, as 2026-03-01")
}
