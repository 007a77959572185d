//! Text edits that mend a fault.

use crate::text::Span;
use serde::Serialize;

/// Replaces the text of `span` by `text`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

/// Edits that together mend one fault; they do not overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fix {
    pub title: String,
    pub edits: Vec<Edit>,
}

impl Fix {
    #[must_use]
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { title: format!("replace by `{text}`"), edits: vec![Edit { span, text }] }
    }

    #[must_use]
    pub fn insert(at: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { title: format!("insert `{}`", text.trim()), edits: vec![Edit { span: at, text }] }
    }

    #[must_use]
    pub fn delete(span: Span) -> Self {
        Self { title: "delete this".to_owned(), edits: vec![Edit { span, text: String::new() }] }
    }
}
