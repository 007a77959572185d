//! What a printed cell holds.

/// A number as it is printed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    /// How Excel prints it.
    pub(super) format: String,
}

/// Excel holds fifteen digits exactly.
const DIGITS: usize = 15;

/// The number that a text prints: digits, perhaps with a minus, a comma and a percent sign. Only where Excel prints it alike.
pub(super) fn number(text: &str) -> Option<Number> {
    let (digits, percent) = text.strip_suffix('%').map_or((text, false), |digits| (digits, true));
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let (whole, decimals) = digits.split_once(',').map_or((digits, ""), |(whole, decimals)| (whole, decimals));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let bare = whole.is_empty() || !all_digits(whole) || !all_digits(decimals) || digits.ends_with(',');
    let padded = whole.len() > 1 && whole.starts_with('0');
    if bare || padded || whole.len() + decimals.len() > DIGITS {
        return None;
    }
    let value = if percent {
        // 45% is 0.45: the point moves, nothing is divided.
        let shifted = format!("{whole:0>3}");
        let (units, hundredths) = shifted.split_at_checked(shifted.len() - 2)?;
        format!("{sign}{units}.{hundredths}{decimals}")
    } else {
        format!("{sign}{whole}.{decimals}0")
    };
    let point = if decimals.is_empty() { "" } else { "." };
    let format = format!("0{point}{}{}", "0".repeat(decimals.len()), if percent { "%" } else { "" });
    Some(Number { value: value.parse().ok()?, format })
}

/// Both bounds of an interval: "43–90%" is 43% and 90%.
pub(super) fn bounds(text: &str) -> Option<(String, String)> {
    let (low, high) = text.split_once('–')?;
    let unit = if high.ends_with('%') { "%" } else { "" };
    let (low, high) = (format!("{low}{unit}"), high.to_owned());
    (number(&low).is_some() && number(&high).is_some()).then_some((low, high))
}

/// What fits a cell of Excel.
const LONGEST: usize = 32_000;

/// A text that fits a cell; of a longer one the beginning, and that there is more.
pub(super) fn fitting(text: &str) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= LONGEST
    };
    let kept: String = text.chars().take_while(fits).collect();
    if kept.len() == text.len() { kept } else { format!("{kept}… (ingekort; het rapport zelf toont alles)") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_prints_a_number_holds_it() {
        let read = |text: &str| number(text).map(|number| (number.value.to_string(), number.format));
        let some = |value: &str, format: &str| Some((value.to_owned(), format.to_owned()));
        assert_eq!(read("45%"), some("0.45", "0%"));
        assert_eq!(read("7,5%"), some("0.075", "0.0%"));
        assert_eq!(read("100%"), some("1", "0%"));
        assert_eq!(read("-12,50"), some("-12.5", "0.00"));
        assert_eq!(read("0"), some("0", "0"));
        for text in ["", "–", "n.v.t.", "ja", "07", "1.000", "7,", ",5", "1e3", "=1", "%", "1234567890123456"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn an_interval_has_two_bounds() {
        let both = |low: &str, high: &str| Some((low.to_owned(), high.to_owned()));
        assert_eq!(bounds("43–90%"), both("43%", "90%"));
        assert_eq!(bounds("7,1–8,0"), both("7,1", "8,0"));
        assert_eq!(bounds("-3,0–2,0"), both("-3,0", "2,0"));
        assert_eq!(bounds("–"), None);
    }

    #[test]
    fn a_text_that_is_too_long_ends_with_a_word_on_it() {
        assert_eq!(fitting("kort"), "kort");
        let long = fitting(&"€😀".repeat(500_000));
        assert!(long.encode_utf16().count() < 32_767 && long.ends_with("toont alles)"));
    }
}
