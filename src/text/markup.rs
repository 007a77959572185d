//! HTML that stands in a text by accident.

/// The length in bytes of the tag or comment that the text starts with: `<b>`, `</p>`, `<br/>`, `<!-- -->`.
#[must_use]
pub fn tag_len(text: &str) -> Option<usize> {
    let named = text.strip_prefix('<')?.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    text.find('>').filter(|_| named).map(|end| end + 1)
}

/// The length in bytes of the character code that the text starts with: `&nbsp;`, `&#39;`.
#[must_use]
pub fn entity_len(text: &str) -> Option<usize> {
    let name = text.strip_prefix('&')?.split_once(';')?.0;
    let body = name.strip_prefix('#').unwrap_or(name);
    (!body.is_empty() && body.chars().all(|c| c.is_ascii_alphanumeric())).then_some(name.len() + 2)
}
