//! Arguments, as `peil --help` shows them.

use super::audio::args::Audio;
use crate::diag::render::Format;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};

/// Questionnaires as text: checks them, and builds forms, schemas, SQL, plans and codebooks.
///
/// Without paths, a command reads `surveys/` and `report-specs/` below the project root.
#[derive(Debug, Parser)]
#[command(name = "peil", version, max_term_width = 100, arg_required_else_help = true, after_help = EXIT)]
pub(super) struct Peil {
    #[command(subcommand)]
    pub(super) command: Command,
    /// The project root; paths in messages and outputs are relative to it.
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// How diagnostics are written.
    #[arg(long, global = true, value_name = "FORMAT", default_value_t = Format::Human, value_parser = format)]
    pub(super) message_format: Format,
    /// Colour in human output.
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto)]
    pub(super) colour: Colour,
}

const EXIT: &str = "Exit status: 0 done (warnings included); 1 errors in the sources, or `--check` found a difference; \
2 the command cannot be carried out.";

fn format(name: &str) -> Result<Format, String> {
    name.parse().map_err(|error: crate::diag::render::UnknownFormat| error.to_string())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new project with a survey, a report spec and a workflow for CI.
    New(New),
    /// Check the sources and write nothing.
    Check(Check),
    /// Compile the sources into deployable artifacts.
    Build(Build),
    /// Serve the forms on this machine, build again on save, and show the route beside them.
    Preview(Preview),
    /// Format the sources.
    Fmt(Fmt),
    /// Explain a diagnostic: `peil explain Q0201`.
    Explain(Explain),
    /// Simulate respondents that obey the routes, as JSON Lines.
    Simulate(Simulate),
    /// Show an inner form of a source.
    Dump(Dump),
    /// Write a completion script for a shell.
    Completions { shell: clap_complete::Shell },
    /// Write manual pages into a directory.
    Man {
        /// The directory.
        #[arg(value_name = "DIR")]
        out: PathBuf,
    },
    /// Make, record, accept and check the sound of what is read aloud.
    Audio {
        #[command(subcommand)]
        command: Audio,
    },
    /// Count answers by a compiled report.
    Tabulate(Tabulate),
    /// Make the reports of units from answers and a compiled report, as HTML.
    Report(Report),
    /// Reserved: export data.
    #[command(hide = true)]
    Export(Later),
}

impl Command {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::New(_) => "new",
            Self::Check(_) => "check",
            Self::Build(_) => "build",
            Self::Fmt(_) => "fmt",
            Self::Explain(_) => "explain",
            Self::Simulate(_) => "simulate",
            Self::Dump(_) => "dump",
            Self::Completions { .. } => "completions",
            Self::Man { .. } => "man",
            Self::Preview(_) => "preview",
            Self::Audio { .. } => "audio",
            Self::Tabulate(_) => "tabulate",
            Self::Report(_) => "report",
            Self::Export(_) => "export",
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Later {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    rest: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// The directory to make.
    #[arg(value_name = "DIR")]
    pub(super) dir: PathBuf,
}

/// What counts as a failure.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Strictness {
    /// Treat warnings as errors.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(super) deny: Option<Deny>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    Warnings,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Files or directories.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) strictness: Strictness,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    /// Files or directories. The output holds what they give and nothing else: what an earlier build made of others is removed.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// The output directory.
    #[arg(long, value_name = "DIR", default_value = super::project::OUT)]
    pub(super) out: PathBuf,
    /// Where forms send their answers: an https URL, or a path seen from each form.
    #[arg(long, value_name = "URL", default_value = "submit")]
    pub(super) send_to: String,
    /// Also make forms for each unit of this table, its fields filled in: `id` and columns named after fields.
    #[arg(long, value_name = "FILE")]
    pub(super) units: Option<PathBuf>,
    /// Write nothing; say whether the output is whole and up to date.
    #[arg(long, conflicts_with_all = ["archive", "watch"])]
    pub(super) check: bool,
    /// Build although a recording says an earlier text; the form has a made sound there, or none.
    #[arg(long)]
    pub(super) draft: bool,
    /// Also write a reproducible tar of the output to this file.
    #[arg(long, value_name = "FILE")]
    pub(super) archive: Option<PathBuf>,
    /// Build again at every change of a source.
    #[arg(long)]
    pub(super) watch: bool,
    #[command(flatten)]
    pub(super) strictness: Strictness,
}

#[derive(Debug, Args)]
pub(super) struct Preview {
    /// Files or directories.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(long, value_name = "N", default_value_t = 7345)]
    pub(super) port: u16,
}

#[derive(Debug, Args)]
pub(super) struct Fmt {
    /// Files or directories; `-` reads standard input and writes standard output.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Write nothing; name the files that are not formatted.
    #[arg(long)]
    pub(super) check: bool,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// A code or slug, `Q0201` or `unknown-name`; without it, the list of all.
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Simulate {
    /// The survey, `clients@2023`; or a report, for all its surveys.
    #[arg(value_name = "SURVEY")]
    pub(super) survey: String,
    /// Files or directories.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// The number of respondents.
    #[arg(short, long, value_name = "N", default_value_t = 100)]
    pub(super) number: usize,
    /// The same seed gives the same respondents.
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    pub(super) seed: u64,
    /// Per mille of items that are left empty where they may be.
    #[arg(long, value_name = "PER_MILLE", default_value_t = 60, value_parser = clap::value_parser!(u32).range(0..=1000))]
    pub(super) empty: u32,
    /// Per mille of answers that are a missing option where one is offered.
    #[arg(long, value_name = "PER_MILLE", default_value_t = 60, value_parser = clap::value_parser!(u32).range(0..=1000))]
    pub(super) missing: u32,
    /// Per mille of respondents who break off.
    #[arg(long, value_name = "PER_MILLE", default_value_t = 80, value_parser = clap::value_parser!(u32).range(0..=1000))]
    pub(super) partial: u32,
    /// How many people are approached, with their fields: a table with a column `n`, and perhaps `response` in percent.
    #[arg(long, value_name = "FILE", conflicts_with = "number")]
    pub(super) sizes: Option<PathBuf>,
    /// The sample that was drawn by `--sizes`, for `tabulate` and `report`.
    #[arg(long, value_name = "FILE", requires = "sizes")]
    pub(super) sample_out: Option<PathBuf>,
    /// Per mille of the people of `--sizes` who answer, where the table has no `response`.
    #[arg(long, value_name = "PER_MILLE", default_value_t = 400, requires = "sizes", value_parser = clap::value_parser!(u32).range(0..=1000))]
    pub(super) response: u32,
    /// Per mille of the people of `--sizes` who cannot be reached.
    #[arg(long, value_name = "PER_MILLE", default_value_t = 0, requires = "sizes", value_parser = clap::value_parser!(u32).range(0..=1000))]
    pub(super) undeliverable: u32,
    /// Shares that the answers show: a table with the columns `item`, `answer` and `percent`.
    #[arg(long, value_name = "FILE")]
    pub(super) marginals: Option<PathBuf>,
    /// Write to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Tabulate {
    /// The report; may be left out where the output holds one.
    #[arg(value_name = "REPORT")]
    pub(super) report: Option<String>,
    #[command(flatten)]
    pub(super) input: Input,
    /// Write to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Count nothing unless every response counts whole.
    #[arg(long)]
    pub(super) strict: bool,
}

/// What a command reads that counts answers.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// Files of answers, one response a line.
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    pub(super) answers: Vec<PathBuf>,
    /// Who was approached: a CSV file with `id`, `survey`, `disposition` and the sample fields.
    #[arg(long, value_name = "FILE")]
    pub(super) sample: Option<PathBuf>,
    /// The output of `peil build`.
    #[arg(long, value_name = "DIR", default_value = super::project::OUT)]
    pub(super) dist: PathBuf,
}

impl Input {
    /// The files that are read beside the output.
    pub(super) fn files(&self) -> Vec<&Path> {
        self.answers.iter().chain(&self.sample).map(PathBuf::as_path).collect()
    }
}

#[derive(Debug, Args)]
pub(super) struct Report {
    /// The report; may be left out where the output holds one.
    #[arg(value_name = "REPORT")]
    pub(super) report: Option<String>,
    #[command(flatten)]
    pub(super) input: Input,
    /// The units: a CSV file with `id`, `name` and what the report reads of them.
    #[arg(long, value_name = "FILE")]
    pub(super) units: PathBuf,
    /// Make the report of this unit.
    #[arg(long, value_name = "ID", required_unless_present = "all")]
    pub(super) unit: Option<String>,
    /// Make the reports of all units.
    #[arg(long, conflicts_with = "unit")]
    pub(super) all: bool,
    /// The folder to write to: the files of each unit, `summary.csv`, and `reports.json` by which a run goes on.
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// What is made of each unit.
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',', default_value = "html")]
    pub(super) format: Vec<ReportFormat>,
    /// Make also what is there already and would be the same.
    #[arg(long)]
    pub(super) fresh: bool,
}

impl Report {
    /// The formats, each once.
    pub(super) fn formats(&self) -> impl Iterator<Item = &ReportFormat> {
        ReportFormat::value_variants().iter().filter(|format| self.format.contains(format))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// One page with everything in it.
    Html,
    /// A workbook with the numbers of all figures and tables.
    Xlsx,
    /// Pages to print or send, tagged for who reads by ear; needs a `peil` with the feature `pdf`.
    Pdf,
}

impl ReportFormat {
    /// What its files end in.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Dump {
    /// Which inner form.
    #[arg(value_enum)]
    pub(super) what: DumpWhat,
    /// Files or directories.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DumpWhat {
    /// The syntax tree of each file.
    Ast,
    /// The typed model of each survey, as JSON.
    Model,
    /// The route table of each survey, as JSON.
    Routes,
    /// The aggregation plan of each report, as JSON.
    Plan,
}
