//! Spaces that are too many or stand wrong.

use super::Finding;

/// Leading, trailing and double spaces; spaces that indent a line of a longer text are left alone.
#[must_use]
pub fn spacing(text: &str) -> Vec<Finding> {
    runs(text).filter_map(|(start, run)| stray(text, start, run)).collect()
}

/// Every row of white space, with its place.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|c: char| !c.is_whitespace()).filter_map(move |run| {
        let start = at;
        // `split` drops the one character that ended the row.
        let dropped = text.get(start + run.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        at = start + run.len() + dropped;
        (!run.is_empty()).then_some((start, run))
    })
}

fn stray(text: &str, start: usize, run: &str) -> Option<Finding> {
    let end = start + run.len();
    let finding = |from: usize, to: usize, why: &str| Some(Finding::new(from..to, why));
    if start == 0 {
        return finding(start, end, "the text starts with space").map(|f| f.instead(""));
    }
    if end == text.len() {
        return finding(start, end, "the text ends with space").map(|f| f.instead(""));
    }
    if let Some(line) = run.find('\n') {
        let trailing = run.get(..line).unwrap_or_default().trim_end_matches('\r');
        let why = "the line ends with space";
        return if trailing.is_empty() { None } else { finding(start, start + trailing.len(), why) }
            .map(|f| f.instead(""));
    }
    let tab = run.contains('\t');
    if run.chars().count() < 2 && !tab {
        return None;
    }
    finding(start, end, if tab { "a tab stands between words" } else { "two spaces stand together" })
        .map(|f| f.instead(" "))
}

/// Space before `.`, `,`, `;`, `:`, `?`, `!`, or before a closing bracket, or after an opening one.
#[must_use]
pub fn space_before_punctuation(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for (start, run) in runs(text).filter(|(start, run)| *start > 0 && !run.contains('\n')) {
        let end = start + run.len();
        let after = text.get(end..).unwrap_or_default();
        let opened = text.get(..start).is_some_and(|before| before.ends_with('('));
        let word_follows = |c: char| c.is_alphanumeric() || c == '.';
        let mark = after.chars().next().filter(|c| matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | ')'));
        // ` .net` and ` …` are words of their own, and so is ` ...`.
        let is_word = after.starts_with('.') && after.get(1..).is_some_and(|rest| rest.starts_with(word_follows));
        match mark.filter(|_| !is_word) {
            Some(mark) => found.push(Finding::new(start..end, format!("space stands before `{mark}`")).instead("")),
            None if opened => found.push(Finding::new(start..end, "space stands after `(`").instead("")),
            None => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::captions::captions;
    use super::super::mended;
    use super::{space_before_punctuation, spacing};

    #[test]
    fn stray_spaces_are_mended() {
        for (text, expected, count) in [
            ("Hoe gaat het?", "Hoe gaat het?", 0),
            ("  Hoe gaat het? ", "Hoe gaat het?", 2),
            ("Hoe  gaat   het?", "Hoe gaat het?", 2),
            ("Hoe\tgaat", "Hoe gaat", 1),
            ("Hoe gaat\u{a0} het", "Hoe gaat het", 1),
            ("een \n  twee\n\n  drie", "een\n  twee\n\n  drie", 1),
            ("één  é", "één é", 1),
            ("een\r\ntwee", "een\r\ntwee", 0),
            ("   ", "", 1),
            ("", "", 0),
        ] {
            let found = spacing(text);
            assert_eq!((mended(text, &found).as_str(), found.len()), (expected, count), "{text:?}");
        }
    }

    #[test]
    fn space_before_a_mark_is_mended() {
        for (text, expected) in [
            ("van 2de Spoor ?", "van 2de Spoor?"),
            ("ja , nee ; wel : zo !", "ja, nee; wel: zo!"),
            ("( bij benadering )", "(bij benadering)"),
            ("Anders ...", "Anders ..."),
            ("de .net-omgeving", "de .net-omgeving"),
            ("50 % en € 5", "50 % en € 5"),
            ("een\n.twee", "een\n.twee"),
        ] {
            assert_eq!(mended(text, &space_before_punctuation(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn one_caption_of_the_seeds_has_a_space_before_its_mark() {
        let found: Vec<&str> =
            captions().filter(|c| !space_before_punctuation(c.text).is_empty()).map(|c| c.figure).collect();
        assert_eq!(found, ["T 4.7"]);
        assert!(captions().all(|c| spacing(c.text).is_empty()));
    }
}
