//! The report of a unit as one HTML file, style and drawings inside, no script; and its numbers as a workbook.

mod colour;
mod letters;
mod svg;
mod view;
mod workbook;

pub use workbook::workbook;

use crate::report::Report;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use std::collections::BTreeMap;

/// Drawings of static figures by the path that the plan names: SVG.
pub type Pictures = BTreeMap<String, String>;

/// Where a build puts them, relative to the output.
pub const PICTURES: &str = "pictures";

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
        style => include_str!("templates/report.css"),
        accent => accent.css(),
        wash => colour::wash(accent).css(),
    })
}
