//! How wide a text is, and where it breaks, without a font at hand.

/// Width in pixels of a text of `size` pixels in a common sans serif; rather too wide than too narrow.
pub(super) fn width(text: &str, size: i64) -> i64 {
    let thousandths: i64 = text.chars().map(letter).sum();
    thousandths * size / 1_000 + 1
}

fn letter(c: char) -> i64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '’' | '‘' | ',' | '.' | ';' | ':' | '|' | '!' => 290,
        'f' | 't' | 'r' | 'I' | '/' | '(' | ')' | ' ' | '-' => 370,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '–' => 930,
        _ if c.is_uppercase() => 740,
        _ if c.is_ascii() => 600,
        _ => 700,
    }
}

/// The text in lines of at most `most` pixels. A word that is longer than a line is broken with a hyphen.
pub(super) fn wrap(text: &str, size: i64, most: i64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace().flat_map(|word| pieces(word, size, most)) {
        let joined = if line.is_empty() || line.ends_with('\u{ad}') {
            format!("{}{word}", line.trim_end_matches('\u{ad}'))
        } else {
            format!("{line} {word}")
        };
        if !line.is_empty() && width(&joined, size) > most {
            lines.push(hyphened(&line));
            line = word;
        } else {
            line = joined;
        }
    }
    if !line.is_empty() {
        lines.push(hyphened(&line));
    }
    lines
}

fn hyphened(line: &str) -> String {
    line.strip_suffix('\u{ad}').map_or_else(|| line.to_owned(), |broken| format!("{broken}-"))
}

/// A word in pieces that fit; all but the last end in a soft hyphen.
fn pieces(word: &str, size: i64, most: i64) -> Vec<String> {
    if width(word, size) <= most {
        return vec![word.to_owned()];
    }
    let room = most - width("-", size);
    let (mut pieces, mut piece) = (Vec::new(), String::new());
    for c in word.chars() {
        let longer = format!("{piece}{c}");
        if !piece.is_empty() && width(&longer, size) > room {
            pieces.push(format!("{piece}\u{ad}"));
            piece = c.to_string();
        } else {
            piece = longer;
        }
    }
    pieces.push(piece);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_too_long_and_nothing_is_lost() {
        let long = "Meervoudigepersoonlijkheidsstoornissenbehandelcentrum en Toeleiden van werk naar werk (eerste en tweede spoor)";
        let lines = wrap(long, 14, 120);
        assert!(lines.iter().all(|line| width(line, 14) <= 120), "{lines:?}");
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        assert_eq!(letters(&lines.concat()), letters(long));
        assert_eq!(wrap("Elke week", 14, 120), ["Elke week"]);
        assert!(wrap("", 14, 120).is_empty());
    }
}
