//! The report of a unit as one HTML file, style and drawings inside, no script; its numbers as a workbook; with the feature
//! `pdf` also as PDF.

mod charts;
mod colour;
mod drawing;
mod letters;
mod map;
#[cfg(feature = "pdf")]
mod pdf;
mod runs;
mod view;
mod workbook;

pub use workbook::workbook;

#[cfg(feature = "pdf")]
pub use pdf::{Unset, pdf};

use crate::report::Report;
use crate::text::Picture;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use std::collections::BTreeMap;

/// Static figures and logos by the path that the plan names: SVG or PNG.
pub type Pictures = BTreeMap<String, Vec<u8>>;

/// Where a build puts them, relative to the output.
pub const PICTURES: &str = "pictures";

/// The picture at this path, if it is there and can be shown.
fn known<'p>(pictures: &'p Pictures, path: &str) -> Option<Picture<'p>> {
    pictures.get(path).and_then(|bytes| Picture::read(bytes).ok())
}

/// A report as HTML.
///
/// # Errors
/// When the built-in template reads what the view does not have: a fault of ours.
pub fn html(report: &Report, pictures: &Pictures) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("report.html", include_str!("templates/report.html"))?;
    let accent = colour::accent(report.accent.as_deref());
    let view = view::View::of(report, pictures, accent);
    environment.get_template("report.html")?.render(context! {
        report => Value::from(Serde(report)),
        pieces => Value::from(Serde(&view.pieces)),
        contents => Value::from(Serde(&view.contents)),
        front => Value::from(Serde(&view.front)),
        split => view.split,
        logo => view.logo,
        map => view.map,
        style => include_str!("templates/report.css"),
        accent => accent.css(),
        wash => colour::wash(accent).css(),
    })
}
