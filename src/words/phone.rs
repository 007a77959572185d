//! Words that make no sense to somebody who listens.

use super::Finding;
use crate::text::dutch::words;

const PLACES: [&str; 9] = [
    "hieronder",
    "hierboven",
    "hiernaast",
    "onderstaand",
    "onderstaande",
    "bovenstaand",
    "bovenstaande",
    "nevenstaande",
    "ommezijde",
];
const SCREEN: [&str; 28] = [
    "aangekruist",
    "aangevinkt",
    "aankruisen",
    "aankruist",
    "aanvinken",
    "aanvinkt",
    "achterkant",
    "beeldscherm",
    "hokje",
    "hokjes",
    "invulveld",
    "keuzelijst",
    "knop",
    "kolom",
    "kruis",
    "lijst",
    "menu",
    "muis",
    "scherm",
    "scrol",
    "scrollen",
    "tabel",
    "typ",
    "vakje",
    "vakjes",
    "veld",
    "vink",
    "website",
];

/// Words that point at a page or a screen: `klik`, `hieronder`, `onderstaande`.
#[must_use]
pub fn phone_unfit(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for range in words(text) {
        let Some(word) = text.get(range.clone()).map(str::to_lowercase) else { continue };
        let word = word.as_str();
        let clicks = ["klik", "aanklik", "doorklik", "aangeklik"].iter().any(|stem| word.starts_with(stem));
        if PLACES.contains(&word) {
            found.push(Finding::new(range, "a listener sees no page where this points"));
        } else if clicks || SCREEN.contains(&word) {
            found.push(Finding::new(range, "a listener has no screen or paper"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::captions::captions;
    use super::super::underlined;
    use super::phone_unfit;

    #[test]
    fn pointing_words_are_found() {
        for (text, expected) in [
            ("Klik hieronder op ‘Verder’.", vec!["Klik", "hieronder"]),
            ("Kruis het vakje aan", vec!["Kruis", "vakje"]),
            ("Onderstaande vragen, aangeklikt", vec!["Onderstaande", "aangeklikt"]),
            ("Hoe tevreden bent u?", vec![]),
            ("Kies uit de lijst", vec!["lijst"]),
            ("Wat vond u van de vragenlijst?", vec![]),
            ("Het werkveld klinkt goed", vec![]),
        ] {
            assert_eq!(underlined(text, &phone_unfit(text)), expected, "{text}");
        }
        let found: Vec<(&str, Vec<&str>)> = captions()
            .map(|c| (c.figure, underlined(c.text, &phone_unfit(c.text))))
            .filter(|(_, words)| !words.is_empty())
            .collect();
        assert_eq!(found, [("T 4.6", vec!["onderstaande", "onderstaande", "veld"])]);
    }
}
