//! Characters that nobody sees, by what they do.

/// The language's own white space within a line; any other, such as an em space, is a fault that stays where it is.
pub const BLANK: [char; 3] = [' ', '\t', '\u{A0}'];

/// A character that nobody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Odd {
    pub kind: Oddity,
    /// Its common name.
    pub name: &'static str,
    /// Whether a text may have it: a narrow space can be meant, a form feed cannot.
    pub printable: bool,
}

/// What an unseen character does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// It looks like a space.
    Space,
    /// It looks like nothing.
    Invisible,
    /// It steers a machine, or means nothing at all.
    Control,
    /// It turns the order of what follows round, up to a [`Oddity::TurnEnd`].
    Turn,
    TurnEnd,
}

/// What is odd about a character; none for one that can be seen, and for plain, hard and tab spaces and line ends.
#[must_use]
pub fn odd(character: char) -> Option<Odd> {
    let (kind, name, printable) = match character {
        ' ' | '\t' | '\n' | '\r' | '\u{A0}' | '!'..='~' => return None,
        '\u{B}' => (Oddity::Space, "vertical tab", false),
        '\u{C}' => (Oddity::Space, "form feed", false),
        '\u{85}' => (Oddity::Space, "next line", false),
        '\u{2028}' => (Oddity::Space, "line separator", false),
        '\u{2029}' => (Oddity::Space, "paragraph separator", false),
        '\u{2002}' => (Oddity::Space, "en space", true),
        '\u{2003}' => (Oddity::Space, "em space", true),
        '\u{2007}' => (Oddity::Space, "figure space", true),
        '\u{2009}' => (Oddity::Space, "thin space", true),
        '\u{200A}' => (Oddity::Space, "hair space", true),
        '\u{202F}' => (Oddity::Space, "narrow no-break space", true),
        '\u{3000}' => (Oddity::Space, "ideographic space", true),
        '\u{1680}' | '\u{2000}'..='\u{2008}' | '\u{205F}' => (Oddity::Space, "wide or narrow space", true),
        '\u{7}' => (Oddity::Control, "bell", false),
        '\u{8}' => (Oddity::Control, "backspace", false),
        '\u{1B}' => (Oddity::Control, "escape", false),
        '\u{7F}' => (Oddity::Control, "delete", false),
        '\0'..='\u{1F}' | '\u{80}'..='\u{9F}' => (Oddity::Control, "control character", false),
        '\u{FDD0}'..='\u{FDEF}' | '\u{FFF9}'..='\u{FFFB}' => (Oddity::Control, "no character", false),
        c if u32::from(c) & 0xFFFE == 0xFFFE => (Oddity::Control, "no character", false),
        '\u{AD}' => (Oddity::Invisible, "soft hyphen", true),
        '\u{200B}' => (Oddity::Invisible, "zero-width space", true),
        '\u{200C}' => (Oddity::Invisible, "zero-width non-joiner", true),
        '\u{200D}' => (Oddity::Invisible, "zero-width joiner", true),
        '\u{200E}' => (Oddity::Invisible, "left-to-right mark", true),
        '\u{200F}' | '\u{61C}' => (Oddity::Invisible, "right-to-left mark", true),
        '\u{2060}' => (Oddity::Invisible, "word joiner", true),
        '\u{FEFF}' => (Oddity::Invisible, "byte order mark", true),
        '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{2061}'..='\u{2064}' => {
            (Oddity::Invisible, "invisible sign", true)
        }
        '\u{FE00}'..='\u{FE0F}' => (Oddity::Invisible, "variation selector", true),
        '\u{202A}' | '\u{202D}' | '\u{2066}' => (Oddity::Turn, "left-to-right override", true),
        '\u{202B}' | '\u{202E}' | '\u{2067}' => (Oddity::Turn, "right-to-left override", true),
        '\u{2068}' => (Oddity::Turn, "first strong isolate", true),
        '\u{202C}' | '\u{2069}' => (Oddity::TurnEnd, "end of an override", true),
        _ => return None,
    };
    Some(Odd { kind, name, printable })
}

#[cfg(test)]
mod tests {
    use super::{Oddity, odd};

    #[test]
    fn what_can_be_seen_is_not_odd() {
        for c in ['a', '~', ' ', '\t', '\n', '\u{A0}', 'é', '–', '”', '😀', '\u{FFFD}'] {
            assert_eq!(odd(c), None, "{c:?}");
        }
    }

    #[test]
    fn oddities_by_what_they_do() {
        let kinds = [
            ('\u{2009}', Oddity::Space),
            ('\u{200B}', Oddity::Invisible),
            ('\u{FEFF}', Oddity::Invisible),
            ('\u{FFFE}', Oddity::Control),
            ('\u{1}', Oddity::Control),
            ('\u{202E}', Oddity::Turn),
        ];
        for (c, kind) in kinds {
            assert_eq!(odd(c).map(|odd| odd.kind), Some(kind), "{c:?}");
        }
    }
}
