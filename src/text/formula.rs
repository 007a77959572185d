//! Texts that a spreadsheet takes for a formula: an answer that begins with `=` would be run by whoever opens the table.

use std::borrow::Cow;

/// Whether a spreadsheet, or whoever types in it, takes a text for a formula.
#[must_use]
pub fn like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text of a cell, with an apostrophe in front where it would be run.
#[must_use]
pub fn neutral(text: &str) -> Cow<'_, str> {
    if like_a_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn each_beginning_of_a_formula_becomes_text() {
        for begin in ['=', '+', '-', '@', '\t', '\r'] {
            let text = format!("{begin}1+1");
            assert_eq!(neutral(&text), format!("'{text}"));
        }
        for text in ["", "Zeer tevreden", "1=1", " =1", "'=1"] {
            assert_eq!(neutral(text), text);
        }
    }
}
