//! What a bad name is meant to be.

use crate::diag::nearest;
use crate::syntax::keyword;

/// The name that a bad name is meant to be: lower case, `_` for hyphens, accents dropped.
pub(in crate::syntax) fn proper_name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | '_' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '-' => out.push('_'),
            other => out.push_str(plain_letter(other)),
        }
    }
    let trimmed = out.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    if trimmed.is_empty() { "naam".to_owned() } else { trimmed.to_owned() }
}

/// A letter without its accent.
fn plain_letter(c: char) -> &'static str {
    match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' | 'À' | 'Á' | 'Â' | 'Ä' => "a",
        'ç' | 'Ç' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'ı' | 'Ì' | 'Í' | 'Î' | 'Ï' | 'İ' => "i",
        'ñ' | 'Ñ' => "n",
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' | 'Ó' | 'Ö' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'Ú' | 'Ü' => "u",
        'ĳ' | 'Ĳ' => "ij",
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'ø' | 'Ø' => "o",
        'œ' | 'Œ' => "oe",
        'ş' | 'Ş' | 'š' | 'Š' => "s",
        'ğ' | 'Ğ' => "g",
        'ł' | 'Ł' => "l",
        'č' | 'ć' | 'Č' | 'Ć' => "c",
        'ž' | 'Ž' => "z",
        _ => "_",
    }
}

/// Whether a line without a code that begins with `word` is an option, rather than a member with a misspelt word.
pub(in crate::syntax) fn is_option(word: &str) -> bool {
    !word.is_empty()
        && !keyword::REPORT_MEMBERS.contains(&word)
        && nearest(word, keyword::SURVEY_MEMBERS.iter().copied()).is_none()
}

#[cfg(test)]
mod tests {
    use super::proper_name;

    #[test]
    fn names_become_proper() {
        for (bad, good) in [
            ("Naam", "naam"),
            ("weet-niet", "weet_niet"),
            ("één", "een"),
            ("_x", "x"),
            ("ÆÆ", "aeae"),
            ("ı", "i"),
            ("İk", "ik"),
            ("ДД", "naam"),
        ] {
            assert_eq!(proper_name(bad), good);
        }
    }
}
