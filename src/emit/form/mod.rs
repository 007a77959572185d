//! Forms: one accessible HTML document per wording and mode, complete on paper and without script.
//!
//! The running form (script, paging, sound) will hang on the ids and names that stand here: a question's element is
//! `q-PATH` with dots as dashes, an input's name is the variable's path in the wire form, a missing option of a number,
//! text or date is `PATH!missing`.

mod address;
mod catalogue;
mod data;
mod delivery;
mod markup;
mod pipes;
mod question;
pub mod serving;
mod slots;
mod units;
mod view;

use crate::model::{Mode, Survey};
use crate::phrase::{Numbering, SkipRules};
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use std::cell::RefCell;

pub use address::{Address, AddressFault};
pub(super) use catalogue::receipt_texts;
pub use delivery::Delivery;
pub use markup::prose;

/// One rendered document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Relative to the output: `forms/clients-2023/regulier/web/index.html`.
    pub path: String,
    pub html: String,
}

/// Where the style sheet lies, relative to the output.
pub const STYLE_PATH: &str = "forms/assets/form.css";

/// The style sheet that all forms share.
pub const STYLE: &str = include_str!("templates/form.css");

/// Where the script lies, relative to the output.
pub const SCRIPT_PATH: &str = "forms/assets/form.js";

/// The script of the running form, which all forms share. Made from `runtime/` by `scripts/runtime`.
pub const SCRIPT: &str = include_str!("templates/form.js");

/// The form's own texts that are read aloud in a language, as (id, text).
#[must_use]
pub fn navigation(language: &str) -> [(&'static str, &'static str); 3] {
    catalogue::of(language).navigation()
}

/// The folder of a survey in the output: `clients-2023`.
#[must_use]
pub fn folder(survey: &Survey) -> String {
    format!("{}-{}", survey.name, survey.wave)
}

/// The templates, parsed once for all forms of a build.
#[derive(Debug)]
pub struct Forms {
    environment: Environment<'static>,
    delivery: Delivery,
}

impl Forms {
    /// # Errors
    /// When the built-in template does not parse: a fault of ours that the tests would show.
    pub fn new(delivery: &Delivery) -> Result<Self, minijinja::Error> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.add_template("form.html", include_str!("templates/form.html"))?;
        environment.add_template("part.html", include_str!("templates/part.html"))?;
        Ok(Self { environment, delivery: delivery.clone() })
    }

    /// The document of one wording and mode, for nobody in particular.
    ///
    /// # Errors
    /// When the template reads what the view does not have: a fault of ours that the tests would show.
    pub fn document(
        &self,
        survey: &Survey,
        build: &str,
        wording: usize,
        mode: Mode,
    ) -> Result<Document, minijinja::Error> {
        let page = self.page(survey, build, wording, mode)?;
        Ok(Document { path: path(survey, wording, mode, ""), html: page.filled(|_| None) })
    }

    /// The documents of one wording and mode: that for nobody in particular, and one for each unit with a field of the survey.
    ///
    /// # Errors
    /// As [`Forms::document`].
    pub fn documents(
        &self,
        survey: &Survey,
        build: &str,
        wording: usize,
        mode: Mode,
    ) -> Result<Vec<Document>, minijinja::Error> {
        let page = self.page(survey, build, wording, mode)?;
        let mut all = vec![Document { path: path(survey, wording, mode, ""), html: page.filled(|_| None) }];
        let filler = units::Filler::new(survey, wording, mode);
        for unit in &self.delivery.units {
            if let Some(html) = filler.html(&page, unit) {
                all.push(Document { path: path(survey, wording, mode, &unit.folder), html });
            }
        }
        Ok(all)
    }

    fn page(&self, survey: &Survey, build: &str, wording: usize, mode: Mode) -> Result<slots::Page, minijinja::Error> {
        let numbering = Numbering::new(survey, wording, mode);
        let rules = SkipRules::new(survey, wording, mode, &numbering);
        let (slots, texts) = (slots::Slots::default(), catalogue::of(&survey.language));
        let (numbering, rules, pipes) = (&numbering, &rules, &RefCell::default());
        let cell = view::CellContext { survey, wording, mode, numbering, rules, slots: &slots, pipes, texts };
        let parts = self.parts(&view::parts(&cell), texts)?;
        let form = view::form(&cell, build, &self.delivery.address);
        let template = self.environment.get_template("form.html")?;
        let parts = Value::from_safe_string(parts);
        let data = (mode != Mode::Paper).then(|| data::data(&cell, build, &pipes.borrow()));
        let data = data.map(|data| Value::from_safe_string(data::in_script(&data)));
        let html = template.render(context! { form => Serde(&form), t => Serde(texts), parts, data })?;
        Ok(slots::Page::new(&html, slots))
    }

    /// Part by part, so that no form stands twice in memory.
    fn parts(&self, parts: &[view::Part], texts: &catalogue::Catalogue) -> Result<String, minijinja::Error> {
        let template = self.environment.get_template("part.html")?;
        let texts = Value::from(Serde(texts));
        let mut html = String::new();
        for part in parts {
            html.push_str(&template.render(context! { part => Serde(part), t => texts.clone() })?);
        }
        Ok(html)
    }
}

/// `forms/clients-2023/regulier/web/index.html`, or below it the folder of a unit.
fn path(survey: &Survey, wording: usize, mode: Mode, unit: &str) -> String {
    let wording = survey.wordings.get(wording).map_or("", |w| w.name.as_str());
    let below = if unit.is_empty() { String::new() } else { format!("{unit}/") };
    format!("forms/{}/{wording}/{}/{below}index.html", folder(survey), mode.name())
}
