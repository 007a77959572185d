//! Dutch number words.

const SMALL: [&str; 20] = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
];
const TENS: [&str; 10] =
    ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"];
const SMALL_ORDINALS: [&str; 20] = [
    "nulde",
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
    "elfde",
    "twaalfde",
    "dertiende",
    "veertiende",
    "vijftiende",
    "zestiende",
    "zeventiende",
    "achttiende",
    "negentiende",
];
const SCALES: [(u64, &str); 4] = [
    (1_000_000_000_000_000, "biljard"),
    (1_000_000_000_000, "biljoen"),
    (1_000_000_000, "miljard"),
    (1_000_000, "miljoen"),
];

/// The largest number that is spelled out; of a larger one the digits are said.
const LARGEST: u64 = 999_999_999_999_999_999;

fn at(table: &'static [&'static str], index: u64) -> &'static str {
    usize::try_from(index).ok().and_then(|index| table.get(index)).copied().unwrap_or_default()
}

/// A whole number in words: `één`, `honderdeen`, `tweeduizend drieëntwintig`.
///
/// The separate word for 1 has accents, so that no voice reads the article. 1100 to 1999 are counted in hundreds
/// (`negentienhonderdvijfentachtig`), which is also how the year is said.
#[must_use]
pub fn cardinal(n: u64) -> String {
    match n {
        1 => "één".to_owned(),
        0..=999 => below_thousand(n),
        1100..=1999 => format!("{}honderd{}", below_thousand(n / 100), below_hundred_or_nothing(n % 100)),
        1000..=999_999 => thousands(n),
        _ if n > LARGEST => digits(&n.to_string()),
        _ => millions(n),
    }
}

fn thousands(n: u64) -> String {
    let head = if n < 2000 { String::new() } else { below_thousand(n / 1000) };
    with_rest(format!("{head}duizend"), n % 1000)
}

fn millions(n: u64) -> String {
    let Some((scale, name)) = SCALES.iter().find(|(scale, _)| n >= *scale) else { return thousands(n) };
    with_rest(format!("{} {name}", cardinal(n / scale)), n % scale)
}

fn with_rest(head: String, rest: u64) -> String {
    if rest == 0 { head } else { format!("{head} {}", cardinal(rest)) }
}

/// As part of a longer word: 1 has no accents here.
fn below_thousand(n: u64) -> String {
    match n / 100 {
        0 => below_hundred(n),
        1 => format!("honderd{}", below_hundred_or_nothing(n % 100)),
        hundreds => format!("{}honderd{}", at(&SMALL, hundreds), below_hundred_or_nothing(n % 100)),
    }
}

fn below_hundred_or_nothing(n: u64) -> String {
    if n == 0 { String::new() } else { below_hundred(n) }
}

fn below_hundred(n: u64) -> String {
    match (n, n % 10) {
        (0..20, _) => at(&SMALL, n).to_owned(),
        (_, 0) => at(&TENS, n / 10).to_owned(),
        // Two vowels of different syllables would meet: tweeëntwintig, drieëntwintig.
        (_, 2 | 3) => format!("{}ën{}", at(&SMALL, n % 10), at(&TENS, n / 10)),
        _ => format!("{}en{}", at(&SMALL, n % 10), at(&TENS, n / 10)),
    }
}

/// A whole number as an ordinal: `eerste`, `honderdeerste`, `twintigste`.
#[must_use]
pub fn ordinal(n: u64) -> String {
    let rest = n % 100;
    if n < 20 {
        return at(&SMALL_ORDINALS, n).to_owned();
    }
    if (1..20).contains(&rest) {
        let gap = if n.is_multiple_of(1000) || (n - rest).is_multiple_of(1000) { " " } else { "" };
        return format!("{}{gap}{}", cardinal(n - rest), at(&SMALL_ORDINALS, rest));
    }
    let whole = cardinal(n);
    let round = SCALES.iter().any(|(scale, _)| *scale == n);
    format!("{}ste", if round { whole.trim_start_matches("één ") } else { &whole })
}

/// Digits one by one: `nul zes`. Other characters are skipped.
#[must_use]
pub(super) fn digits(text: &str) -> String {
    let words: Vec<String> = text.chars().filter_map(|c| c.to_digit(10)).map(|d| cardinal(d.into())).collect();
    words.join(" ")
}

/// What stands after a decimal comma: two digits as a number, unless the first is a nought; else one by one.
#[must_use]
pub(super) fn decimals(text: &str) -> String {
    match text.parse::<u64>() {
        Ok(n) if text.len() <= 2 && !(text.len() == 2 && text.starts_with('0')) => cardinal(n),
        _ => digits(text),
    }
}

#[cfg(test)]
mod tests {
    use super::{cardinal, decimals, digits, ordinal};

    #[test]
    fn cardinals() {
        for (n, word) in [
            (0, "nul"),
            (1, "één"),
            (8, "acht"),
            (14, "veertien"),
            (20, "twintig"),
            (21, "eenentwintig"),
            (22, "tweeëntwintig"),
            (33, "drieëndertig"),
            (48, "achtenveertig"),
            (80, "tachtig"),
            (99, "negenennegentig"),
            (100, "honderd"),
            (101, "honderdeen"),
            (112, "honderdtwaalf"),
            (122, "honderdtweeëntwintig"),
            (200, "tweehonderd"),
            (999, "negenhonderdnegenennegentig"),
            (1000, "duizend"),
            (1001, "duizend één"),
            (1066, "duizend zesenzestig"),
            (1100, "elfhonderd"),
            (1250, "twaalfhonderdvijftig"),
            (1907, "negentienhonderdzeven"),
            (1985, "negentienhonderdvijfentachtig"),
            (2000, "tweeduizend"),
            (2023, "tweeduizend drieëntwintig"),
            (2500, "tweeduizend vijfhonderd"),
            (10_100, "tienduizend honderd"),
            (12_345, "twaalfduizend driehonderdvijfenveertig"),
            (21_000, "eenentwintigduizend"),
            (101_001, "honderdeenduizend één"),
            (1_000_000, "één miljoen"),
            (2_100_000, "twee miljoen honderdduizend"),
            (3_000_001, "drie miljoen één"),
            (1_000_000_000, "één miljard"),
        ] {
            assert_eq!(cardinal(n), word, "{n}");
        }
    }

    #[test]
    fn ordinals() {
        for (n, word) in [
            (1, "eerste"),
            (2, "tweede"),
            (3, "derde"),
            (8, "achtste"),
            (12, "twaalfde"),
            (19, "negentiende"),
            (20, "twintigste"),
            (21, "eenentwintigste"),
            (42, "tweeënveertigste"),
            (100, "honderdste"),
            (101, "honderdeerste"),
            (112, "honderdtwaalfde"),
            (1000, "duizendste"),
            (1002, "duizend tweede"),
            (1_000_000, "miljoenste"),
        ] {
            assert_eq!(ordinal(n), word, "{n}");
        }
    }

    #[test]
    fn rows_of_digits() {
        assert_eq!(digits("0612"), "nul zes één twee");
        assert_eq!(decimals("5"), "vijf");
        assert_eq!(decimals("05"), "nul vijf");
        assert_eq!(decimals("50"), "vijftig");
        assert_eq!(decimals("125"), "één twee vijf");
    }

    #[test]
    fn no_two_numbers_share_a_word() {
        let mut words: Vec<String> = (0..20_000).map(cardinal).collect();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), 20_000);
    }
}
