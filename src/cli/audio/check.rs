//! `peil audio check`: which sounds are missing, stale, changed or of no text; starts no other program.

use super::Scene;
use super::args::Check;
use crate::cli::args::Peil;
use crate::cli::{Status, say};
use crate::sound::{By, Occasion, diagnostics, take_stock};

pub(super) fn run(peil: &Peil, command: &Check) -> Result<Status, Status> {
    let scene = Scene::read(peil, &command.paths)?;
    let (stock, issues) = take_stock(&scene.wanted, &scene.sources);
    let found = diagnostics(&issues, &stock, Occasion::Check);
    scene.say(peil, &found);
    let clips = || scene.wanted.iter().filter_map(|wanted| stock.clip(&wanted.survey, &wanted.id));
    let human = clips().filter(|clip| clip.by == By::Human).count();
    let (all, sound) = (say::count(scene.wanted.len(), "text"), clips().count());
    say::line(&format!("{all} read aloud, {sound} with a current sound, {human} of them by a human"));
    Ok(if say::failing(&found, false) { Status::Unsound } else { Status::Done })
}
