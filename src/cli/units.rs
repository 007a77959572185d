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
    let shown = file.display().to_string();
    let text = match bytes(file).map(|bytes| decode(&bytes)) {
        Err(error) => return (Vec::new(), vec![error.diagnostic(&shown)]),
        Ok(Err(fault)) => {
            let diagnostic = files::not_a_text(&shown, &fault);
            let spreadsheet = diagnostic.code == files::NOT_UTF8;
            let diagnostic =
                if spreadsheet { diagnostic.help("in a spreadsheet, save as “CSV UTF-8”") } else { diagnostic };
            return (Vec::new(), vec![diagnostic]);
        }
        Ok(Ok(decoded)) => decoded.text,
    };
    let id = outcome.files.sources.add(shown, text);
    let text = outcome.files.sources.get(id).map_or("", |source| source.text.as_str());
    sample::units(id, text, &outcome.project.surveys)
}

fn bytes(file: &Path) -> Result<Vec<u8>, HostError> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().and_then(|name| name.to_str()).ok_or(HostError::NotFound)?;
    DiskHost::new(folder).read(name)
}
