//! Texts as the fonts can show them. PDF/UA allows no character without a shape, and a line can only be as wide as the page.

use super::world::has_glyph;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Stands where a font has no shape for a character.
pub(super) const NO_SHAPE: char = '□';

/// Letters without a place to break after which one is made, and how far apart such places are.
const LONGEST: usize = 70;
const APART: usize = 16;

/// Every text in the value made readable; whether [`NO_SHAPE`] now stands somewhere.
pub(super) fn make(value: &mut Value) -> bool {
    match value {
        Value::String(text) => {
            let (made, missing) = readable(text);
            *text = made;
            missing
        }
        Value::Array(all) => all.iter_mut().map(make).filter(|missing| *missing).count() > 0,
        Value::Object(all) => all.values_mut().map(make).filter(|missing| *missing).count() > 0,
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

fn readable(text: &str) -> (String, bool) {
    let (mut out, mut missing, mut unbroken) = (String::with_capacity(text.len()), false, 0);
    for c in text.nfc() {
        let c = match c {
            '\n' => c,
            c if c.is_control() || c.is_whitespace() => ' ',
            c if is_invisible(c) => continue,
            c if has_glyph(c) => c,
            _ => {
                missing = true;
                NO_SHAPE
            }
        };
        unbroken = if c.is_whitespace() || c == '-' { 0 } else { unbroken + 1 };
        out.push(c);
        if unbroken > LONGEST && unbroken % APART == 0 {
            out.push('\u{200b}');
        }
    }
    (out, missing)
}

/// Characters that only steer the ones beside them: directions, joiners, variants, tags.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_shape_is_a_box_and_directions_are_gone() {
        assert_eq!(readable("Très goed, Привет #let €"), ("Très goed, Привет #let €".to_owned(), false));
        assert_eq!(readable("Tre\u{300}s"), ("Très".to_owned(), false));
        assert_eq!(readable("a\u{202e}b\u{200f}c\u{0}d\te"), ("abc d e".to_owned(), false));
        assert_eq!(readable("👍 مرحبا"), ("□ □□□□□".to_owned(), true));
    }

    #[test]
    fn a_line_can_always_break() {
        let (made, _) = readable(&"x".repeat(10_000));
        assert!(made.split('\u{200b}').all(|part| part.len() <= LONGEST + APART));
        assert_eq!(made.replace('\u{200b}', "").len(), 10_000);
        let word = "Arbeidsongeschiktheidsverzekeringsuitkeringsgerechtigdenbegeleiding";
        assert_eq!(readable(word).0, word);
    }
}
