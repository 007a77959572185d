//! Where output may go: a single file never over what the author wrote or the command reads, nor into the output directory; a
//! folder of output never among the author's own.

use super::args::Peil;
use crate::diag::{Diagnostic, output};
use std::path::{Path, PathBuf};

/// Folders of what people write and record; beside sources lie lexicons, unit files, thresholds, sounds.
const ROOMS: [&str; 3] = ["surveys", "report-specs", "audio"];

/// The place of a file of output that the author named; `inputs` are read by the same command.
///
/// # Errors
/// Q0018 when a source or an input would be lost, or an artifact of `out`.
pub(super) fn of_output(peil: &Peil, file: &Path, out: &Path, inputs: &[&Path]) -> Result<PathBuf, Box<Diagnostic>> {
    let place = peil.root.join(file);
    let refused = |what: &str| {
        let message = format!("`{}` {what}", file.display());
        Box::new(Diagnostic::command(output::OCCUPIED, message).help("choose another file"))
    };
    if place.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("peil")) {
        return Err(refused("is a source, and would be replaced"));
    }
    if let Ok(real) = place.canonicalize() {
        if inputs.iter().any(|input| input.canonicalize().is_ok_and(|input| input == real)) {
            return Err(refused("is read by this command, and would be replaced"));
        }
        if ROOMS.iter().any(|room| below(&real, &peil.root.join(room))) {
            return Err(refused("is there already, beside the sources, and would be replaced"));
        }
    }
    if below(&place, &peil.root.join(out)) {
        return Err(refused("lies in the output directory, which holds artifacts alone"));
    }
    Ok(place)
}

/// Refuses a folder of output that would lie among what the author wrote, or hold it.
///
/// # Errors
/// Q0018 when it does.
pub(super) fn of_folder(root: &Path, folder: &Path, help: &str) -> Result<(), Box<Diagnostic>> {
    let refused = |what: &str| {
        let message = format!("`{}` {what}, and the output would lie among it", folder.display());
        Err(Box::new(Diagnostic::command(output::OCCUPIED, message).help(help.to_owned())))
    };
    let place = root.join(folder);
    if ROOMS.iter().any(|room| below(&place.join("file"), &root.join(room))) {
        return refused("holds what people wrote or recorded");
    }
    match (place.canonicalize(), root.canonicalize()) {
        (Ok(place), Ok(root)) if root.starts_with(&place) => refused("holds the project itself"),
        _ => Ok(()),
    }
}

/// Whether a file, which need not exist, would lie in a folder.
fn below(place: &Path, folder: &Path) -> bool {
    let (Ok(folder), Some(above)) = (folder.canonicalize(), place.parent()) else { return false };
    above.ancestors().find_map(|above| above.canonicalize().ok()).is_some_and(|real| real.starts_with(folder))
}
