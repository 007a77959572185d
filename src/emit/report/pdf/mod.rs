//! The report of a unit as PDF/UA-1, typeset by Typst. Texts of authors and respondents reach it as data, never as code.

mod data;
mod prose;
mod readable;
mod world;

use super::Pictures;
use crate::report::Report;
use std::fmt;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Documents for which what was laid out before is kept. Reports share little but their template, and memory must not grow with their number.
const KEPT: usize = 2;

/// Why there is no PDF, in Typst's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unset(String);

impl fmt::Display for Unset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A report as PDF: tagged, with bookmarks, its fonts inside; of the same report the same bytes.
///
/// # Errors
/// When a picture cannot be drawn, or by a fault of ours in the template.
pub fn pdf(report: &Report, pictures: &Pictures) -> Result<Vec<u8>, Unset> {
    let (data, drawn) = data::of(report, pictures);
    let world = world::World::new(data, drawn);
    let written = written(&world);
    typst::comemo::evict(KEPT);
    written
}

fn written(world: &world::World) -> Result<Vec<u8>, Unset> {
    let document: PagedDocument = typst::compile(world).output.map_err(|faults| unset(&faults))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|fault| Unset(fault.message().to_string()))?;
    let options = PdfOptions { creator: Smart::Custom(Some("Peil".to_owned())), standards, ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options).map_err(|faults| unset(&faults))
}

fn unset(faults: &[SourceDiagnostic]) -> Unset {
    let said: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    Unset(said.join("; "))
}
