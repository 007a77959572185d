//! Question marks: too many in one item, or none.

use super::{Finding, lower_words, sentences};

/// Words that open a question, also after a preposition (`Op welke …`, `In hoeverre …`).
const ASKING: [&str; 16] = [
    "hoe", "hoelang", "hoeveel", "hoevaak", "hoeverre", "wat", "welk", "welke", "wie", "wiens", "waar", "waarom",
    "waarover", "waardoor", "waarmee", "wanneer",
];
const PREPOSITIONS: [&str; 10] = ["op", "in", "voor", "bij", "met", "aan", "over", "via", "van", "om"];
/// Verb forms that, in front, ask: `Heeft u …`, `Is uw klacht …`.
const VERBS: [&str; 44] = [
    "bent", "is", "was", "waren", "zijn", "heeft", "had", "hebt", "hebben", "kunt", "kon", "kan", "wilt", "wil", "wou",
    "zou", "zult", "zal", "mag", "mocht", "moet", "moest", "vindt", "vond", "vinden", "gaat", "ging", "doet", "deed",
    "werkt", "werkte", "woont", "woonde", "volgt", "volgde", "krijgt", "kreeg", "weet", "wist", "denkt", "komt",
    "kwam", "werd", "wordt",
];

/// Two questions before one answer: `Vindt u dat …? Hoe tevreden bent u daarover?`
#[must_use]
pub fn double_question(text: &str) -> Vec<Finding> {
    let asking: Vec<_> = sentences(text).into_iter().filter(|range| ends_with(text, range.clone(), '?')).collect();
    match (asking.first(), asking.last()) {
        (Some(first), Some(last)) if asking.len() > 1 => {
            let why = format!("{} questions share one answer", asking.len());
            vec![Finding::new(first.start..last.end, why)]
        }
        _ => Vec::new(),
    }
}

fn ends_with(text: &str, range: std::ops::Range<usize>, mark: char) -> bool {
    let closers = [')', ']', '”', '’', '"', '\''];
    text.get(range).is_some_and(|sentence| sentence.trim_end_matches(closers).ends_with(mark))
}

/// A sentence that opens as a question and does not end as one. A stem that ends with a colon is complete.
#[must_use]
pub fn missing_question_mark(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for range in sentences(text) {
        let Some(sentence) = text.get(range.clone()) else { continue };
        if sentence.contains(['?', ':']) || sentence.ends_with(['…', '!']) || !opens_question(sentence) {
            continue;
        }
        let end = if sentence.ends_with('.') { range.end - 1 } else { range.end };
        found.push(Finding::new(end..range.end, "the sentence opens as a question").instead("?"));
    }
    found
}

fn opens_question(sentence: &str) -> bool {
    let words = lower_words(sentence);
    let mut words = words.iter().map(String::as_str);
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    // `Wat u ook kiest, …` and `Hoe u dat doet, …` open a clause, not a question; so do all with `u` or `ook` second.
    let asks =
        |word: &str, next: Option<&str>| ASKING.contains(&word) && !next.is_some_and(|n| matches!(n, "u" | "ook"));
    let yes_no = VERBS.contains(&first) && !matches!(second, "niet" | "dan");
    asks(first, Some(second)) || yes_no || (PREPOSITIONS.contains(&first) && asks(second, words.next()))
}

#[cfg(test)]
mod tests {
    use super::super::captions::captions;
    use super::super::{mended, underlined};
    use super::{double_question, missing_question_mark};

    #[test]
    fn two_question_marks_before_one_answer() {
        for (text, expected) in [
            ("Hoe tevreden bent u?", vec![]),
            (
                "Let op. Vindt u dat? Hoe tevreden bent u daar over? Dank.",
                vec!["Vindt u dat? Hoe tevreden bent u daar over?"],
            ),
            ("Zegt u ‘hoezo?’. En nu", vec![]),
            ("Wat? Wie? Waar?", vec!["Wat? Wie? Waar?"]),
        ] {
            assert_eq!(underlined(text, &double_question(text)), expected, "{text}");
        }
    }

    #[test]
    fn the_seeds_ask_twice_in_four_items() {
        let twice: Vec<String> =
            captions().filter(|c| !double_question(c.text).is_empty()).map(|c| c.figure.to_owned()).collect();
        assert_eq!(twice, ["W 3.18", "W 3.23", "W 3.24", "W 3.25"]);
    }

    #[test]
    fn a_question_without_its_mark() {
        for (text, expected) in [
            ("Hoe tevreden bent u", "Hoe tevreden bent u?"),
            ("Heeft u werk.", "Heeft u werk?"),
            ("Op welke manier had u contact", "Op welke manier had u contact?"),
            ("In hoeverre sloot dat aan. Dank u.", "In hoeverre sloot dat aan? Dank u."),
            ("Hoe tevreden bent u over:", "Hoe tevreden bent u over:"),
            ("Wat u ook kiest, het is goed.", "Wat u ook kiest, het is goed."),
            ("Hoe u dat doet, maakt niet uit.", "Hoe u dat doet, maakt niet uit."),
            // A limit: a clause in front is taken for a question when its verb comes last.
            ("In welk jaar u begon, weten wij.", "In welk jaar u begon, weten wij?"),
            ("Dank u wel.", "Dank u wel."),
            ("Contact gehad", "Contact gehad"),
        ] {
            assert_eq!(mended(text, &missing_question_mark(text)), expected, "{text}");
        }
    }

    #[test]
    fn every_question_of_the_seeds_is_recognised_without_its_mark() {
        for caption in captions() {
            assert_eq!(missing_question_mark(caption.text), [], "{}", caption.figure);
        }
        let opening = captions().filter(|c| c.text.matches('?').count() == 1 && c.text.ends_with('?'));
        let missed: Vec<&str> = opening
            .filter(|c| missing_question_mark(c.text.trim_end_matches('?').trim_end()).is_empty())
            .map(|c| c.figure)
            .collect();
        assert_eq!(missed, Vec::<&str>::new());
    }
}
