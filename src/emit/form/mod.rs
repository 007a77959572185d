//! Forms: one accessible HTML document per wording and mode, complete on paper and without script.
//!
//! The running form (script, paging, sound) will hang on the ids and names that stand here: a question's element is
//! `q-PATH` with dots as dashes, an input's name is the variable's path in the wire form, a missing option of a number,
//! text or date is `PATH!missing`.

mod address;
mod catalogue;
mod cell;
mod data;
mod decided;
mod delivery;
pub(in crate::emit) mod markup;
mod pipes;
mod question;
pub mod serving;
mod slots;
mod sound;
mod units;
mod view;

use crate::emit::shell;
use crate::model::{Mode, Survey};
use crate::phrase::{Numbering, SkipRules};
use crate::sound::Clips;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

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

/// The style sheet that all forms share: `templates/form.css` without what only people read, made by `scripts/runtime`.
pub const STYLE: &str = include_str!("templates/form.min.css");

/// Where the style sheet of forms that read aloud lies, instead of the other.
pub const STYLE_SOUND_PATH: &str = "forms/assets/form-sound.css";

/// [`STYLE`] with the player.
pub const STYLE_SOUND: &str = include_str!("templates/form-sound.min.css");

/// Where the style sheet of the paper form lies, relative to the output.
pub const PAPER_STYLE_PATH: &str = "forms/assets/paper.css";

/// What the paper form has beside [`STYLE`].
pub const PAPER_STYLE: &str = include_str!("templates/paper.css");

/// Where the script lies, relative to the output.
pub const SCRIPT_PATH: &str = "forms/assets/form.js";

/// The script of a form of plain questions. Made from `runtime/` by `scripts/runtime`.
pub const SCRIPT: &str = include_str!("templates/form.js");

/// Where the script of plain questions that are read aloud lies.
pub const SCRIPT_SOUND_PATH: &str = "forms/assets/form-sound.js";

/// [`SCRIPT`] with the player.
pub const SCRIPT_SOUND: &str = include_str!("templates/form-sound.js");

/// Where the script lies that forms with loops, arithmetic, random order and the like have instead.
pub const SCRIPT_MORE_PATH: &str = "forms/assets/form-more.js";

/// The same script with all that a form can have; see [`SCRIPT`].
pub const SCRIPT_MORE: &str = include_str!("templates/form-more.js");

/// The form's own texts that are read aloud in a language, as (id, text).
#[must_use]
pub fn navigation(language: &str) -> [(&'static str, &'static str); 1] {
    catalogue::of(language).navigation()
}

/// The folder of a survey in the output: `clients-2023`.
#[must_use]
pub fn folder(survey: &Survey) -> String {
    format!("{}-{}", survey.name, survey.wave)
}

/// Bytes of HTML that an item takes, more or less: a form that grows need not be moved.
const ROOM: usize = 2_000;

/// The templates, parsed once for all forms of a build.
#[derive(Debug)]
pub struct Forms {
    environment: Environment<'static>,
    delivery: Delivery,
    clips: Clips,
}

impl Forms {
    /// # Errors
    /// When the built-in template does not parse: a fault of ours that the tests would show.
    pub fn new(delivery: &Delivery) -> Result<Self, minijinja::Error> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.add_template("form.html", include_str!("templates/form.html"))?;
        environment.add_template("parts.html", include_str!("templates/parts.html"))?;
        Ok(Self { environment, delivery: delivery.clone(), clips: Clips::default() })
    }

    /// With these sounds; a text without one has no button.
    #[must_use]
    pub fn with_sounds(self, clips: &Clips) -> Self {
        Self { clips: clips.clone(), ..self }
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
        let page = self.page(survey, None, build, wording, mode)?;
        Ok(Document { path: path(survey, wording, mode, ""), html: page.into_html() })
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
        if !self.delivery.units.iter().any(|unit| unit.fields.contains_key(&survey.id())) {
            return Ok(vec![self.document(survey, build, wording, mode)?]);
        }
        let page = self.page(survey, Some(survey), build, wording, mode)?;
        let mut all = vec![Document { path: path(survey, wording, mode, ""), html: page.filled(|_| None) }];
        let filler = units::Filler::new(survey, wording, mode);
        // Units for whom the routes are alike share a page.
        let mut pages = BTreeMap::new();
        for unit in &self.delivery.units {
            let own = match filler.key(unit) {
                None => &page,
                Some(key) => match pages.entry(key) {
                    Entry::Occupied(made) => made.into_mut(),
                    Entry::Vacant(place) => {
                        place.insert(self.page(survey, Some(&filler.decided(unit)), build, wording, mode)?)
                    }
                },
            };
            if let Some(html) = filler.html(own, unit) {
                all.push(Document { path: path(survey, wording, mode, &unit.folder), html });
            }
        }
        Ok(all)
    }

    /// A page for units keeps its slots, which are filled later; else they are filled as the page is written. Units have the
    /// survey with what their fields decide of it.
    fn page(
        &self,
        survey: &Survey,
        units: Option<&Survey>,
        build: &str,
        wording: usize,
        mode: Mode,
    ) -> Result<slots::Page, minijinja::Error> {
        let numbering = Numbering::new(survey, wording, mode);
        let decided = units.unwrap_or(survey);
        let left = (!std::ptr::eq(survey, decided)).then(|| numbering.left(decided, wording, mode));
        let rules = SkipRules::new(decided, wording, mode, left.as_ref().unwrap_or(&numbering));
        let (made, texts) = (slots::Slots::default(), catalogue::of(&survey.language));
        let (numbering, rules, slots, pipes, labels) =
            (&numbering, &rules, &made, &RefCell::default(), &cell::Labels::default());
        let clips = &self.clips;
        let cell = cell::CellContext {
            survey,
            decided,
            wording,
            mode,
            numbering,
            rules,
            slots,
            pipes,
            texts,
            labels,
            clips,
            turn: None,
        };
        let write = |marked: &str, html: &mut String| {
            if units.is_some() { html.push_str(marked) } else { slots.fill(marked, html) }
        };
        let contents = self.parts(&cell, write)?;
        let mut form = view::form(&cell, build, &self.delivery.address);
        let sound = form.has_sound() || contents.contains("<audio ");
        // After all texts, so that every pipe is in it.
        let in_script = (mode != Mode::Paper).then(|| data::data(&cell, &pipes.borrow(), sound));
        form.style = view::style(&cell, sound);
        form.script = in_script.as_ref().map(|data| view::script(&cell, data.more, sound));
        let template = self.environment.get_template("form.html")?;
        let (parts, data) = (shell::place(), in_script.as_ref().map(|_| shell::place()));
        let (form, running) = (Serde(&form), Serde(&texts.running));
        let mut page = String::new();
        write(&template.render(context! { form, t => Serde(texts), r => running, parts, data })?, &mut page);
        let json = in_script.map(|data| data.json).unwrap_or_default();
        Ok(slots::Page::new(shell::filled(&page, &[], contents, &[&json]), made))
    }

    /// Page by page, so that no form stands in memory as a whole before it is HTML.
    fn parts(
        &self,
        cell: &cell::CellContext<'_>,
        write: impl Fn(&str, &mut String),
    ) -> Result<String, minijinja::Error> {
        let template = self.environment.get_template("parts.html")?;
        let texts = Value::from(Serde(cell.texts));
        let mut html = String::with_capacity(cell.survey.vars.len() * ROOM);
        view::each_page(cell, |parts| -> Result<(), minijinja::Error> {
            write(&template.render(context! { parts => Serde(parts), t => texts.clone() })?, &mut html);
            Ok(())
        })?;
        Ok(html)
    }
}

/// `forms/clients-2023/regulier/web/index.html`, or below it the folder of a unit.
pub(super) fn path(survey: &Survey, wording: usize, mode: Mode, unit: &str) -> String {
    let wording = survey.wordings.get(wording).map_or("", |w| w.name.as_str());
    let below = if unit.is_empty() { String::new() } else { format!("{unit}/") };
    format!("forms/{}/{wording}/{}/{below}index.html", folder(survey), mode.name())
}
