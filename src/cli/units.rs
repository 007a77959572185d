//! `peil build --units`: the unit file, read from wherever it lies.

use crate::diag::{Diagnostic, files};
use crate::host::{Host, HostError};
use crate::sample::{self, Unit};
use crate::session::Outcome;
use crate::text::decode;
use std::path::Path;

use super::disk_host::DiskHost;

/// The units of a file; its text joins the sources, so that faults are shown in place. Names of people and firms need not lie in
/// the project, so any path will do.
pub(super) fn read(file: &Path, outcome: &mut Outcome) -> (Vec<Unit>, Vec<Diagnostic>) {
    let text = match text(file) {
        Ok(text) => text,
        Err(fault) => return (Vec::new(), vec![*fault]),
    };
    let id = outcome.files.sources.add(file.display().to_string(), text);
    let text = outcome.files.sources.get(id).map_or("", |source| source.text.as_str());
    sample::units(id, text, &outcome.project.surveys)
}

/// The text of a file of data, wherever it lies.
///
/// # Errors
/// It is not there, cannot be read, or is no text.
pub(super) fn text(file: &Path) -> Result<String, Box<Diagnostic>> {
    let shown = file.display().to_string();
    let bytes = bytes(file).map_err(|error| Box::new(error.diagnostic(&shown)))?;
    decode(&bytes).map(|decoded| decoded.text).map_err(|fault| {
        let diagnostic = files::not_a_text(&shown, &fault);
        let spreadsheet = diagnostic.code == files::NOT_UTF8;
        Box::new(if spreadsheet { diagnostic.help("in a spreadsheet, save as “CSV UTF-8”") } else { diagnostic })
    })
}

fn bytes(file: &Path) -> Result<Vec<u8>, HostError> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().and_then(|name| name.to_str()).ok_or(HostError::NotFound)?;
    DiskHost::new(folder).read(name)
}
