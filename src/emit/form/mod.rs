//! Forms: one accessible HTML document per wording and mode, complete on paper and without script.
//!
//! The running form (script, paging, sound) will hang on the ids and names that stand here: a question's element is
//! `q-PATH` with dots as dashes, an input's name is the variable's path in the wire form, a missing option of a number,
//! text or date is `PATH!missing`.

mod address;
mod catalogue;
mod delivery;
mod markup;
mod question;
pub mod serving;
mod view;

use crate::model::{Mode, Survey};
use crate::phrase::{Numbering, SkipRules};
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};

pub use address::{Address, AddressFault};
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

/// The form's own texts that are read aloud, as (id, text).
pub const NAVIGATION: &[(&str, &str)] = &catalogue::NAVIGATION;

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

    /// The document of one wording and mode.
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
        let numbering = Numbering::new(survey, wording, mode);
        let rules = SkipRules::new(survey, wording, mode, &numbering);
        let cell = view::CellContext { survey, wording, mode, numbering: &numbering, rules: &rules };
        let parts = self.parts(&view::parts(&cell))?;
        let form = view::form(&cell, build, &self.delivery.address);
        let template = self.environment.get_template("form.html")?;
        let parts = Value::from_safe_string(parts);
        let html = template.render(context! { form => Serde(&form), t => Serde(&catalogue::DUTCH), parts })?;
        let wording_name = survey.wordings.get(wording).map_or("", |w| w.name.as_str());
        let path = format!("forms/{}/{wording_name}/{}/index.html", folder(survey), mode.name());
        Ok(Document { path, html })
    }

    /// Part by part, so that no form stands twice in memory.
    fn parts(&self, parts: &[view::Part]) -> Result<String, minijinja::Error> {
        let template = self.environment.get_template("part.html")?;
        let texts = Value::from(Serde(&catalogue::DUTCH));
        let mut html = String::new();
        for part in parts {
            html.push_str(&template.render(context! { part => Serde(part), t => texts.clone() })?);
        }
        Ok(html)
    }
}
