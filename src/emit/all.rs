//! All artifacts of a project, made side by side and gathered in order.

use super::codebook::Figures;
use super::{ArtifactError, Artifacts, Kind, audio, codebook, form, json, plan, report, routes, schema, sql};
use crate::analysis::{Files, Project};
use crate::model::{Mode, Report, Survey, build_of};
use crate::parallel::on_all_processors;
use crate::storage::Layout;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Why an artifact could not be made.
#[derive(Debug)]
pub enum EmitError {
    /// A path that cannot be an output; the author can mend it.
    Path(ArtifactError),
    /// A fault of ours: a template that reads what its view lacks, a value without a JSON form.
    Internal(String),
}

impl From<ArtifactError> for EmitError {
    fn from(error: ArtifactError) -> Self {
        Self::Path(error)
    }
}

/// What one task makes: files, and lines of the audio manifest.
#[derive(Default)]
struct Made {
    files: Artifacts,
    audio: Vec<String>,
}

type Task<'a> = Box<dyn Fn() -> Result<Made, EmitError> + Send + Sync + 'a>;

/// Every artifact of a project that has no errors.
///
/// # Errors
/// The first, in order of the surveys.
pub fn artifacts(files: &Files, project: &Project, delivery: &form::Delivery) -> Result<Artifacts, EmitError> {
    let documents: Vec<String> = project.surveys.iter().map(Survey::document).collect();
    let builds: Vec<String> = documents.iter().map(|document| build_of(document)).collect();
    let figures = plan::figures(project);
    let forms = form::Forms::new(delivery).map_err(internal)?.with_sounds(&files.sounds.clips);
    let mut tasks: Vec<Task<'_>> = Vec::new();
    for (survey, build) in project.surveys.iter().zip(&builds) {
        // The longest first, so that no processor is left alone with it at the end.
        let figures = &figures;
        tasks.push(Box::new(move || book(survey, build, figures)));
        for (wording, mode) in survey.variants() {
            let forms = &forms;
            tasks.push(Box::new(move || document(forms, survey, build, wording, mode)));
        }
        tasks.push(Box::new(move || response_schema(survey, build)));
        tasks.push(Box::new(move || sound(files, project, survey)));
        tasks.push(Box::new(move || tables(survey)));
        tasks.push(Box::new(move || route_table(survey)));
    }
    for report in &project.reports {
        tasks.push(Box::new(move || report_plan(report, &project.surveys)));
    }
    let mut all = gather(&tasks)?;
    drop(tasks);
    for ((survey, build), document) in project.surveys.iter().zip(&builds).zip(documents) {
        all.note_build(survey.id(), build.as_str());
        all.insert(&model_path(survey), Kind::Model, document)?;
    }
    if !project.surveys.is_empty() {
        all.insert(form::STYLE_PATH, Kind::Asset, form::STYLE)?;
        all.insert(form::STYLE_SOUND_PATH, Kind::Asset, form::STYLE_SOUND)?;
        all.insert(form::PAPER_STYLE_PATH, Kind::Asset, form::PAPER_STYLE)?;
        all.insert(form::SCRIPT_PATH, Kind::Asset, form::SCRIPT)?;
        all.insert(form::SCRIPT_SOUND_PATH, Kind::Asset, form::SCRIPT_SOUND)?;
        all.insert(form::SCRIPT_MORE_PATH, Kind::Asset, form::SCRIPT_MORE)?;
        for (path, text) in form::serving::files(&delivery.address) {
            all.insert(path, Kind::Guide, text)?;
        }
        all.insert(codebook::STYLE_PATH, Kind::Asset, codebook::STYLE)?;
    }
    for path in pictures(&project.reports) {
        if let Some(bytes) = files.data.get(&path) {
            all.insert(&format!("{}/{path}", report::PICTURES), Kind::Asset, bytes.as_slice())?;
        }
    }
    for (name, bytes) in &files.sounds.files {
        all.insert(&format!("{}/{name}", audio::FOLDER), Kind::Audio, bytes.as_slice())?;
    }
    Ok(all)
}

/// The drawings and logos of reports, each once.
fn pictures(reports: &[Report]) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for report in reports {
        paths.extend(report.theme.logo.clone());
        report.walk(&mut |_, part| {
            if let crate::model::Part::Figure(figure) = part {
                paths.extend(figure.options.file.clone());
            }
        });
    }
    paths
}

/// Where the compiled survey lies; the file's SHA-256 is the survey's build.
fn model_path(survey: &Survey) -> String {
    format!("models/{}.json", form::folder(survey))
}

/// Runs the tasks on all processors; the outcome depends on their order alone.
fn gather(tasks: &[Task<'_>]) -> Result<Artifacts, EmitError> {
    let mut all = Artifacts::default();
    let mut lines = Vec::new();
    for made in on_all_processors(tasks, |task| task()) {
        let mut made = made?;
        all.merge(made.files)?;
        lines.append(&mut made.audio);
    }
    all.insert(audio::PATH, Kind::Audio, audio::manifest(&lines))?;
    Ok(all)
}

fn internal(error: impl std::fmt::Display) -> EmitError {
    EmitError::Internal(error.to_string())
}

fn document(forms: &form::Forms, survey: &Survey, build: &str, wording: usize, mode: Mode) -> Result<Made, EmitError> {
    let documents = forms.documents(survey, build, wording, mode).map_err(|error| internal(format!("{error:#}")))?;
    let mut made = Made::default();
    for document in documents {
        made.files.insert(&document.path, Kind::Form, document.html)?;
    }
    Ok(made)
}

/// Bytes of a schema that a variable takes, more or less.
const ROOM: usize = 400;

fn response_schema(survey: &Survey, build: &str) -> Result<Made, EmitError> {
    let made_schema = schema::schema(survey, build);
    let path = format!("schemas/{}.schema.json", form::folder(survey));
    let json = json::line(&made_schema.schema, survey.vars.len() * ROOM).map_err(internal)?;
    let mut made = Made::default();
    made.files.insert(&path, Kind::Schema, json)?;
    for omission in made_schema.left_out {
        made.files.note_left_out(path.as_str(), omission.to_string());
    }
    Ok(made)
}

fn book(survey: &Survey, build: &str, figures: &BTreeMap<String, Figures>) -> Result<Made, EmitError> {
    let none = Figures::new();
    let figures = figures.get(&survey.id()).unwrap_or(&none);
    let mut made = Made::default();
    for (path, text) in codebook::codebook(survey, build, figures).map_err(|error| internal(format!("{error:?}")))? {
        made.files.insert(&path, Kind::Codebook, text)?;
    }
    Ok(made)
}

fn route_table(survey: &Survey) -> Result<Made, EmitError> {
    let mut made = Made::default();
    let path = format!("routes/{}.json", form::folder(survey));
    made.files.insert(&path, Kind::Routes, routes::json(survey).map_err(internal)?)?;
    Ok(made)
}

fn tables(survey: &Survey) -> Result<Made, EmitError> {
    let mut made = Made::default();
    for (path, text) in sql::of_survey(&Layout::of(survey), &form::folder(survey)).map_err(internal)? {
        made.files.insert(&path, Kind::Sql, text)?;
    }
    Ok(made)
}

fn report_plan(report: &Report, surveys: &[Survey]) -> Result<Made, EmitError> {
    let built = crate::plan::plan(report, surveys);
    let mut made = Made::default();
    made.files.insert(&plan::path(&report.name), Kind::Plan, plan::json(&built).map_err(internal)?)?;
    for (path, text) in sql::of_plan(&built).map_err(internal)? {
        made.files.insert(&path, Kind::Sql, text)?;
    }
    Ok(made)
}

fn sound(files: &Files, project: &Project, survey: &Survey) -> Result<Made, EmitError> {
    let place = |span: Span| {
        let source = files.sources.get(span.file)?;
        Some(format!("{}:{}", source.path, source.lines.line(span.start as usize) + 1))
    };
    let wanted = audio::wanted_of(files, project, survey);
    let audio = audio::lines(&wanted, &files.sounds, &place).map_err(internal)?;
    Ok(Made { files: Artifacts::default(), audio })
}
