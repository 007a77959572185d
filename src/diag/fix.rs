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
        Self { title: title("replace by", &text), edits: vec![Edit { span, text }] }
    }

    #[must_use]
    pub fn insert(at: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { title: title("insert", &text), edits: vec![Edit { span: at, text }] }
    }

    #[must_use]
    pub fn delete(span: Span) -> Self {
        Self { title: "delete this".to_owned(), edits: vec![Edit { span, text: String::new() }] }
    }
}

/// The edit in words; a text that does not fit in one line of words is shown by its edit only.
fn title(verb: &str, text: &str) -> String {
    match text.trim() {
        "" if text.contains('\n') => format!("{verb} a line end"),
        "" => format!("{verb} white space"),
        short if !short.contains('\n') && short.chars().count() <= 60 => format!("{verb} `{short}`"),
        _ => format!("{verb} this text"),
    }
}

#[cfg(test)]
mod tests {
    use super::Fix;
    use crate::text::Span;

    #[test]
    fn a_title_is_one_short_line() {
        let title = |text: &str| Fix::insert(Span::default(), text).title;
        assert_eq!(title("  ?\n"), "insert `?`");
        assert_eq!(title(" "), "insert white space");
        assert_eq!(title("a\nb"), "insert this text");
        assert_eq!(Fix::replace(Span::default(), "x".repeat(61)).title, "replace by this text");
    }
}
