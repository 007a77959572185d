//! Diagnostics as data; wording lives where a fault is found, looks live in [`render`].

pub mod answers;
mod code;
pub mod files;
mod fix;
pub mod output;
pub mod render;
mod sink;
mod suggest;
pub mod units;

pub use code::{Area, Code, RuleInfo, Status};
pub use fix::{Edit, Fix};
pub use sink::Sink;
pub use suggest::nearest;

use crate::text::Span;
use serde::Serialize;

/// How bad it is: an error blocks every output, a warning does not, a note is advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Note,
    Warning,
    Error,
}

/// A second place that takes part in a fault, with its own few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

/// One fault: what is wrong (`message`), why here (`label`), the smallest edit (`help`).
///
/// House rules: lowercase, no final period, the author's own names in backticks, no grammar-rule or Rust names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    pub message: String,
    /// Where; the narrowest text. `None` only for faults of a whole file or of the command.
    pub span: Option<Span>,
    /// Why here, drawn under `span`.
    pub label: String,
    pub labels: Vec<Label>,
    pub notes: Vec<String>,
    pub help: Option<String>,
    pub fix: Option<Fix>,
    /// The file, for a fault without a span (unreadable, binary).
    pub path: Option<String>,
}

impl Diagnostic {
    #[must_use]
    pub fn new(code: Code, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            span: Some(span),
            label: String::new(),
            labels: Vec::new(),
            notes: Vec::new(),
            help: None,
            fix: None,
            path: None,
        }
    }

    #[must_use]
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, span, message)
    }

    #[must_use]
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, span, message)
    }

    #[must_use]
    pub fn note(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Note, span, message)
    }

    /// A fault of a whole file.
    #[must_use]
    pub fn file(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { span: None, path: Some(path.into()), ..Self::error(code, Span::default(), message) }
    }

    /// A fault of the command itself, which lies in no file.
    #[must_use]
    pub fn command(code: Code, message: impl Into<String>) -> Self {
        Self { span: None, ..Self::error(code, Span::default(), message) }
    }

    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    #[must_use]
    pub fn with_note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}
