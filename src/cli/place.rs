//! Where a single file of output may go: never over a source, never into the output directory.

use super::args::Peil;
use crate::diag::{Diagnostic, output};
use std::path::{Path, PathBuf};

/// The place of a file of output that the author named.
///
/// # Errors
/// Q0018 when a source would be lost, or an artifact of `out`.
pub(super) fn of_output(peil: &Peil, file: &Path, out: &Path) -> Result<PathBuf, Box<Diagnostic>> {
    let place = peil.root.join(file);
    let refused = |what: &str| {
        let message = format!("`{}` {what}", file.display());
        Box::new(Diagnostic::command(output::OCCUPIED, message).help("choose another file"))
    };
    if place.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("peil")) {
        return Err(refused("is a source, and would be replaced"));
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
