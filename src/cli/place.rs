//! Where a single file of output may go: never over what the author wrote or the command reads, never into the output directory.

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

/// Whether a file, which need not exist, would lie in a folder.
fn below(place: &Path, folder: &Path) -> bool {
    let (Ok(folder), Some(above)) = (folder.canonicalize(), place.parent()) else { return false };
    above.ancestors().find_map(|above| above.canonicalize().ok()).is_some_and(|real| real.starts_with(folder))
}
