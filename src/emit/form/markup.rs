//! Author's texts as HTML: everything escaped, prose through a Markdown subset.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// The text with the five characters that mean something to HTML escaped.
pub(in crate::emit) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// Prose as HTML: paragraphs, lists, strong, emphasis and https links; HTML in the source comes out as text.
#[must_use]
pub fn prose(markdown: &str) -> String {
    let mut out = String::new();
    html::push_html(&mut out, events(markdown));
    out.trim_end().to_owned()
}

/// What prose is made of: what the subset does not have is left out or stands there as text.
pub(in crate::emit) fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(markdown, Options::empty()).filter_map(allowed)
}

fn allowed(event: Event<'_>) -> Option<Event<'_>> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Link { ref dest_url, .. }) if !dest_url.starts_with("https://") => None,
        Event::Start(Tag::Image { .. } | Tag::HtmlBlock) | Event::End(TagEnd::Image | TagEnd::HtmlBlock) => None,
        Event::Start(Tag::Heading { .. }) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::Heading(_)) => Some(Event::End(TagEnd::Paragraph)),
        other => Some(other),
    }
}

/// A pipe's value inside Markdown: its characters mean themselves.
pub(in crate::emit) fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_in_prose_is_text() {
        assert_eq!(prose("a <b>x</b>"), "<p>a &lt;b&gt;x&lt;/b&gt;</p>");
        assert_eq!(prose("<script>alert(1)</script>"), "&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    #[test]
    fn only_https_links() {
        assert!(prose("[x](https://a.nl)").contains("href=\"https://a.nl\""));
        assert!(!prose("[x](javascript:alert(1))").contains("href"));
    }

    #[test]
    fn escaped_pipes_are_not_markup() {
        assert_eq!(prose(&escape_markdown("*a* [b](c) <i>")), "<p>*a* [b](c) &lt;i&gt;</p>");
    }
}
