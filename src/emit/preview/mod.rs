//! The pages of `peil preview`: the list of forms, a form beside the state of every variable, and a receipt. Pure: sockets,
//! threads and the reloading are the command's.

mod panel;
mod sample;
mod view;

use super::form::markup::{escape, escape_markdown};
use super::form::{prose, receipt_texts};
use crate::eval::{Evaluator, Received, Status};
use crate::model::{Mode, Survey};
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, context};
use std::collections::BTreeMap;

pub use panel::{Row, rows};
pub use sample::{stand_in, typed};

/// The style sheet and the script of the outer pages, and the style sheet of the receipt: (path, content type, content).
pub const ASSETS: [(&str, &str, &str); 3] = [
    ("/preview/style.css", "text/css; charset=utf-8", include_str!("templates/style.css")),
    ("/preview/receipt.css", "text/css; charset=utf-8", include_str!("templates/receipt.css")),
    ("/preview/panel.js", "text/javascript; charset=utf-8", include_str!("templates/panel.js")),
];

/// A form beside its variables.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    pub survey: &'a Survey,
    pub wording: usize,
    pub mode: Mode,
    /// Whether the form may run its script.
    pub script: bool,
    /// The fields of the sample, as typed.
    pub sample: &'a BTreeMap<String, String>,
}

/// The templates, parsed once.
#[derive(Debug)]
pub struct Pages {
    environment: Environment<'static>,
}

impl Pages {
    /// # Errors
    /// When a built-in template does not parse: a fault of ours that the tests would show.
    pub fn new() -> Result<Self, Error> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.add_template("head.html", include_str!("templates/head.html"))?;
        environment.add_template("problems.html", include_str!("templates/problems.html"))?;
        environment.add_template("index.html", include_str!("templates/index.html"))?;
        environment.add_template("view.html", include_str!("templates/view.html"))?;
        environment.add_template("receipt.html", include_str!("templates/receipt.html"))?;
        Ok(Self { environment })
    }

    /// The list of forms; `problems` as rendered for people, empty when the sources are sound; `built` is false when no
    /// build has succeeded yet.
    ///
    /// # Errors
    /// When the template reads what it does not get: a fault of ours that the tests would show.
    pub fn index(&self, surveys: &[Survey], problems: &str, built: bool) -> Result<String, Error> {
        let surveys: Vec<_> = surveys.iter().map(view::listed).collect();
        let template = self.environment.get_template("index.html")?;
        template.render(context! { title => "forms", surveys => Serde(&surveys), problems, built })
    }

    /// A form in a frame and its panel.
    ///
    /// # Errors
    /// As [`Pages::index`].
    pub fn view(&self, view: &View<'_>, problems: &str) -> Result<String, Error> {
        let template = self.environment.get_template("view.html")?;
        let shown = view::shown(view);
        let all = context! { problems, built => true };
        template.render(context! { ..minijinja::Value::from(Serde(&shown)), ..all })
    }

    /// What a respondent without script sees after sending; `end` is what the survey says then, as HTML.
    ///
    /// # Errors
    /// As [`Pages::index`].
    pub fn receipt(
        &self,
        language: &str,
        received: &Received,
        end: Option<String>,
        back: &str,
    ) -> Result<String, Error> {
        let receipt = received.outcome.is_ok().then_some(&received.receipt);
        let texts = receipt_texts(language);
        let (title, text) = match received.outcome.as_ref().map(|normalised| normalised.response.status) {
            Ok(Status::Complete | Status::Stopped) => (texts.received, texts.thanks),
            Ok(Status::Partial) => (texts.received, texts.unfinished),
            Err(_) => (texts.not_processed, texts.not_known),
        };
        // Who is not ready yet has not come to the end.
        let ready = received.outcome.as_ref().is_ok_and(|normalised| normalised.response.status != Status::Partial);
        let end = end.filter(|_| ready).map(minijinja::Value::from_safe_string);
        let template = self.environment.get_template("receipt.html")?;
        template.render(context! { language, title, text, receipt, end, back, t => Serde(texts) })
    }
}

/// What a survey says at its end to whom an answer is from, as HTML; what is piped is text.
#[must_use]
pub fn end(survey: &Survey, received: &Received) -> Option<String> {
    let normalised = received.outcome.as_ref().ok()?;
    let wording = survey.wordings.iter().position(|wording| wording.name == normalised.response.wording)?;
    let content = &survey.end.get(wording, normalised.response.mode)?.content;
    let pieces = Evaluator::new(survey).pieces(&normalised.routed, content, None);
    Some(if content.prose {
        prose(
            &pieces
                .iter()
                .map(|one| if one.piped { escape_markdown(&one.text) } else { one.text.clone() })
                .collect::<String>(),
        )
    } else {
        format!("<p>{}</p>", escape(&pieces.iter().map(|one| one.text.as_str()).collect::<String>()))
    })
}
