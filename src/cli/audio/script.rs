//! `peil audio script`: the reading sheet.

use super::args::{Script, SheetFormat};
use super::{Scene, refuse};
use crate::cli::args::Peil;
use crate::cli::dist::{self, RealDisk};
use crate::cli::{Status, place, project, say};
use crate::emit::sheet;
use crate::sound::{By, Wanted, take_stock};
use std::path::Path;

pub(super) fn run(peil: &Peil, command: &Script) -> Result<Status, Status> {
    let scene = Scene::read(peil, &command.paths)?;
    let (stock, _) = take_stock(&scene.wanted, &scene.sources);
    let is_recorded = |wanted: &Wanted| stock.clip(&wanted.survey, &wanted.id).is_some_and(|clip| clip.by == By::Human);
    let wanted: Vec<&Wanted> = scene.wanted.iter().filter(|wanted| !command.missing || !is_recorded(wanted)).collect();
    let entries = sheet::entries(&wanted);
    let text = match command.format {
        SheetFormat::Html => sheet::html(&entries).map_err(|error| error.to_string()),
        SheetFormat::Text => Ok(sheet::text(&entries)),
        SheetFormat::Csv => sheet::csv(&entries).map_err(|error| error.to_string()),
    };
    let text = text.map_err(|error| {
        say::error(&format!("internal: {error}"));
        Status::Failed
    })?;
    match &command.out {
        None => say::out(&text),
        Some(file) => {
            place::of_output(peil, file, Path::new(project::OUT), &[])
                .and_then(|place| dist::write_file(&RealDisk, &place, text.as_bytes()))
                .map_err(|fault| refuse(peil, *fault))?;
            say::line(&format!("{} to record in {}", say::count(entries.len(), "text"), file.display()));
        }
    }
    Ok(Status::Done)
}
