//! A numeral as Dutch writes it: points between thousands, a comma before decimals.

use super::numerals::{cardinal, decimals};

/// Up to nine digits in a row are read as a number; more are a code of which nobody hears the size.
const LONGEST_ROW: usize = 9;
/// With points between the thousands, up to fifteen.
const LONGEST_GROUPED: usize = 15;

/// A number without sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral<'a> {
    pub(super) whole: u64,
    /// The digits after the comma.
    pub(super) fraction: Option<&'a str>,
}

impl<'a> Numeral<'a> {
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (whole, fraction) = match text.split_once(',') {
            Some((whole, fraction)) => (whole, Some(Some(fraction).filter(|f| is_digits(f))?)),
            None => (text, None),
        };
        Some(Self { whole: whole_number(whole)?, fraction })
    }

    pub(super) fn say(self) -> String {
        match self.fraction {
            Some(fraction) => format!("{} komma {}", cardinal(self.whole), decimals(fraction)),
            None => cardinal(self.whole),
        }
    }

    pub(super) fn is_one(self) -> bool {
        self.whole == 1 && self.fraction.is_none()
    }

    /// Whether it is less than `other`, decimals compared place by place.
    pub(super) fn is_below(self, other: Self) -> bool {
        (self.whole, self.fraction.unwrap_or_default()) < (other.whole, other.fraction.unwrap_or_default())
    }

    /// As an amount of money.
    pub(super) fn say_money(self, unit: &str, part: &str) -> String {
        let cents = self.fraction.filter(|f| f.len() == 2).and_then(|f| f.parse::<u64>().ok());
        match (self.whole, cents) {
            (_, None) => format!("{} {unit}", self.say()),
            (whole, Some(0)) => format!("{} {unit}", cardinal(whole)),
            (0, Some(cents)) => format!("{} {part}", cardinal(cents)),
            (whole, Some(cents)) => format!("{} {unit} {}", cardinal(whole), cardinal(cents)),
        }
    }
}

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// How many bytes of digits the text starts with.
pub(super) fn digits_len(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn whole_number(text: &str) -> Option<u64> {
    let mut groups = text.split('.');
    let first = groups.next().filter(|first| is_digits(first))?;
    let grouped = groups.clone().next().is_some();
    let regular = !grouped || (first.len() <= 3 && groups.all(|group| group.len() == 3 && is_digits(group)));
    let digits = text.replace('.', "");
    let limit = if grouped { LONGEST_GROUPED } else { LONGEST_ROW };
    let leading_nought = digits.len() > 1 && digits.starts_with('0');
    if !regular || digits.len() > limit || leading_nought {
        return None;
    }
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::Numeral;

    #[test]
    fn points_part_thousands_and_a_comma_decimals() {
        let read = |text| Numeral::parse(text).map(|n| (n.whole, n.fraction));
        assert_eq!(read("7"), Some((7, None)));
        assert_eq!(read("7,5"), Some((7, Some("5"))));
        assert_eq!(read("1.000.000,25"), Some((1_000_000, Some("25"))));
        for odd in ["", ",5", "7,", "7,5,5", "1.00", "1000.000", "0.000.1", "007", "1234567890", "7.5"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }
}
