//! Instructions that stand inside a question, where a caption would repeat them.

use super::{Finding, lower_words, sentences};
use std::ops::Range;

/// Verbs that, in front, tell the respondent what to do with the answer.
const IMPERATIVES: [&str; 26] = [
    "beantwoord",
    "denk",
    "geef",
    "gebruik",
    "kies",
    "klik",
    "kruis",
    "lees",
    "let",
    "licht",
    "markeer",
    "neem",
    "noem",
    "noteer",
    "omcirkel",
    "omschrijf",
    "rangschik",
    "schat",
    "schrijf",
    "selecteer",
    "sla",
    "typ",
    "vermeld",
    "vink",
    "vul",
    "zet",
];
const MODALS: [&str; 6] = ["mag", "kunt", "kan", "hoeft", "moet", "dient"];
/// What one does with an answer.
const ANSWERING: [&str; 22] = [
    "aankruisen",
    "aanklikken",
    "aanvinken",
    "antwoord",
    "antwoorden",
    "beantwoorden",
    "doorhalen",
    "geven",
    "invullen",
    "kiezen",
    "klikken",
    "leeg",
    "markeren",
    "noemen",
    "omcirkelen",
    "opschrijven",
    "overslaan",
    "schatten",
    "schrijven",
    "selecteren",
    "toelichten",
    "typen",
];

/// Sentences that instruct instead of ask, and answer options that leaked into the question (`Anders, namelijk`).
///
/// Neighbouring ones are one finding: together they are the help text that the question lacks.
#[must_use]
pub fn instruction(text: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for sentence in sentences(text) {
        let Some((range, why)) = in_sentence(text, sentence) else { continue };
        match found.last_mut() {
            Some(last) if last.why == why && only_space(text, last.range.end..range.start) => {
                last.range.end = range.end
            }
            _ => found.push(Finding::new(range, why)),
        }
    }
    found
}

fn only_space(text: &str, range: Range<usize>) -> bool {
    text.get(range).is_some_and(|between| between.trim().is_empty())
}

fn in_sentence(text: &str, range: Range<usize>) -> Option<(Range<usize>, &'static str)> {
    const OPTION: &str = "an answer option stands in the question";
    const INSTRUCTION: &str = "an instruction stands in the question";
    let sentence = text.get(range.clone())?;
    if let Some(offset) = leaked_option(sentence) {
        return Some((range.start + offset..range.end, OPTION));
    }
    if instructs(sentence) {
        return Some((range, INSTRUCTION));
    }
    let (open, inner) = bracketed(sentence).find(|(_, inner)| instructs(inner))?;
    let start = range.start + open;
    Some((start..start + inner.len() + 2, INSTRUCTION))
}

/// The parts between round brackets, each with the place of its opening bracket.
fn bracketed(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('(').filter_map(|(at, _)| {
        let inner = text.get(at + 1..)?.split_once(')')?.0;
        Some((at, inner))
    })
}

/// Where `Anders, namelijk` begins.
fn leaked_option(sentence: &str) -> Option<usize> {
    let forms = ["nders, namelijk", "nders namelijk", "nders, nl.", "nders: "];
    let at = forms.iter().find_map(|form| sentence.find(form))?.checked_sub(1)?;
    let whole = sentence.get(at..)?.starts_with(['a', 'A']);
    let alone = !sentence.get(..at)?.ends_with(char::is_alphanumeric);
    (whole && alone).then_some(at)
}

fn instructs(sentence: &str) -> bool {
    let words = lower_words(sentence);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if commands(&words) {
        return true;
    }
    let asks = sentence.trim_end_matches([')', '”', '’']).ends_with('?');
    !asks && (permits(&words) || announces(&words) || explains_scale(&words) || counts_answers(&words))
}

/// `Geef hier een schatting`; but `Gebruik van internet` is a label.
fn commands(words: &[&str]) -> bool {
    let [first, second, ..] = words else { return false };
    IMPERATIVES.contains(first) && !matches!(*second, "van" | "der" | "u")
}

/// `U mag meerdere antwoorden kiezen`, `kunt u het veld leeg laten`.
fn permits(words: &[&str]) -> bool {
    let allowed = words.windows(2).any(|pair| match pair {
        ["u", modal] | [modal, "u"] => MODALS.contains(modal),
        _ => false,
    });
    allowed && words.iter().any(|word| ANSWERING.contains(word))
}

/// `De volgende vragen gaan over …`
fn announces(words: &[&str]) -> bool {
    let about = words.windows(3).any(|three| matches!(three, ["vragen", "gaan", "over"] | ["vraag", "gaat", "over"]));
    about && words.iter().take(2).any(|word| matches!(*word, "onderstaande" | "volgende" | "deze" | "vragen" | "vraag"))
}

/// `Een 1 betekent: heel slecht`, `Een rapportcijfer is een cijfer van 1 tot 10`.
fn explains_scale(words: &[&str]) -> bool {
    let number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let [first, second, third, ..] = words else { return false };
    let means = matches!(*third, "betekent" | "is" | "staat") && *first == "een";
    let grade = number(second) || matches!(*second, "cijfer" | "rapportcijfer" | "score");
    means && grade && words.iter().any(number)
}

/// `Meerdere antwoorden mogelijk.`
fn counts_answers(words: &[&str]) -> bool {
    let answers = words
        .windows(2)
        .any(|pair| matches!(pair, ["meerdere" | "meer" | "één" | "een" | "1", "antwoord" | "antwoorden"]));
    answers && words.iter().any(|word| matches!(*word, "mogelijk" | "toegestaan" | "maximaal" | "slechts" | "per"))
}

#[cfg(test)]
mod tests {
    use super::super::captions::captions;
    use super::super::underlined;
    use super::instruction;

    #[test]
    fn exactly_the_known_defects_of_the_seeds_are_found() {
        let found: Vec<(&str, Vec<&str>)> = captions()
            .map(|c| (c.figure, underlined(c.text, &instruction(c.text))))
            .filter(|(_, pieces)| !pieces.is_empty())
            .collect();
        let other = || vec!["Anders, namelijk:"];
        assert_eq!(
            found,
            [
                ("W 3.9", vec!["U mag meerdere antwoorden kiezen"]),
                ("T 3.4", other()),
                ("T 3.5", other()),
                (
                    "T 3.6",
                    vec![
                        "Geef hier een inschatting van hoe vaak u gemiddeld per maand contact had met medewerkers van 2de Spoor"
                    ]
                ),
                ("T 3.17", other()),
                ("T 3.21", other()),
                ("T 4.5", other()),
                (
                    "T 4.6",
                    vec![
                        "De onderstaande vragen gaan over alle diensten die u bij 2de Spoor heeft ingekocht.",
                        "Een rapportcijfer is een cijfer van 1 tot 10. Een 1 betekent: heel slecht. Een 10 betekent: heel goed. \
                         U kunt desgewenst een rapportcijfer geven met een getal achter de komma. Als iets niet van toepassing \
                         is, kunt u het veld leeg laten."
                    ]
                ),
            ]
        );
    }

    #[test]
    fn instructions_outside_the_seeds() {
        for (text, expected) in [
            ("Welke talen spreekt u? (U mag meer antwoorden geven.)", vec!["(U mag meer antwoorden geven.)"]),
            ("Welke talen spreekt u (meerdere antwoorden mogelijk)?", vec!["(meerdere antwoorden mogelijk)"]),
            ("Welke? Kruis één vakje aan.", vec!["Kruis één vakje aan."]),
            (
                "Welke? Vul het jaar in. U hoeft de maand niet te noemen.",
                vec!["Vul het jaar in. U hoeft de maand niet te noemen."],
            ),
            ("Sinds wanneer? Anders namelijk", vec!["Anders namelijk"]),
            ("Waarom, of anders, namelijk …", vec!["anders, namelijk …"]),
            ("Kunt u een voorbeeld geven?", vec![]),
            ("Mag u zelf kiezen?", vec![]),
            ("U moet een traject volgen. Wat vindt u daarvan?", vec![]),
            ("Geeft u les?", vec![]),
            ("Gebruik van internet", vec![]),
            ("Is het anders, en zo ja hoe?", vec![]),
            ("De vraag gaat over werk. Werkt u?", vec!["De vraag gaat over werk."]),
            ("", vec![]),
        ] {
            assert_eq!(underlined(text, &instruction(text)), expected, "{text}");
        }
    }
}
