//! A decimal: an integer and the number of its decimals.

use super::Ratio;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::cmp::Ordering;
use std::fmt;

/// `units × 10^-decimals`, exact: `7.5` is 75 with 1 decimal.
///
/// Two decimals are equal when their values are: `7.50 == 7.5`.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    pub units: i64,
    pub decimals: u8,
}

/// Why a text is not a decimal that Peil can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalError {
    NotANumber,
    /// More than nine decimals.
    TooManyDecimals,
    /// Beyond 15 digits in all.
    TooLarge,
}

impl Decimal {
    /// The most digits that every back end, JavaScript's integers included, holds exactly.
    pub const MAX_DIGITS: usize = 15;
    /// The most decimals.
    pub const MAX_DECIMALS: u8 = 9;

    #[must_use]
    pub const fn new(units: i64, decimals: u8) -> Self {
        Self { units, decimals }
    }

    #[must_use]
    pub const fn integer(units: i64) -> Self {
        Self { units, decimals: 0 }
    }

    /// Reads optional minus, ASCII digits, at most one point; no thousands mark.
    ///
    /// # Errors
    /// When `text` is no such number, or one with too many digits.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || digits.ends_with('.') {
            return Err(DecimalError::NotANumber);
        }
        let decimals = u8::try_from(fraction.len()).map_err(|_| DecimalError::TooManyDecimals)?;
        if decimals > Self::MAX_DECIMALS {
            return Err(DecimalError::TooManyDecimals);
        }
        let all = format!("{whole}{fraction}");
        if all.trim_start_matches('0').len() > Self::MAX_DIGITS {
            return Err(DecimalError::TooLarge);
        }
        let units: i64 = all.parse().map_err(|_| DecimalError::TooLarge)?;
        Ok(Self { units: if negative { -units } else { units }, decimals })
    }

    #[must_use]
    pub fn ratio(self) -> Ratio {
        Ratio::scaled(self.units, self.decimals)
    }

    /// The integer value at `decimals` decimals; `None` where digits would be lost or it does not fit.
    #[must_use]
    pub fn at(self, decimals: u8) -> Option<i64> {
        if decimals >= self.decimals {
            self.units.checked_mul(10_i64.checked_pow(u32::from(decimals - self.decimals))?)
        } else {
            let factor = 10_i64.checked_pow(u32::from(self.decimals - decimals))?;
            (self.units % factor == 0).then(|| self.units / factor)
        }
    }

    /// The fewest decimals that hold the value.
    #[must_use]
    pub fn needed_decimals(self) -> u8 {
        (0..=self.decimals).find(|&d| self.at(d).is_some()).unwrap_or(self.decimals)
    }
}

/// A percentage as people type it, in thousandths of the whole: `42`, `42,5`, `42.5`, `42 %`; none outside 0 to 100, or with
/// more than one decimal.
#[must_use]
pub fn per_mille(text: &str) -> Option<u32> {
    let digits = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
    let units = Decimal::parse(&digits).ok()?.at(1)?;
    u32::try_from(units).ok().filter(|rate| *rate <= 1000)
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Decimal {}
impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = |d: &Self, to: u8| i128::from(d.units) * 10_i128.pow(u32::from(to - d.decimals));
        let to = self.decimals.max(other.decimals);
        scale(self, to).cmp(&scale(other, to))
    }
}

impl fmt::Display for Decimal {
    /// With a point, as in source and JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let places = usize::from(self.decimals);
        if places == 0 {
            return write!(f, "{}", self.units);
        }
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    /// From the text that [`Display`](fmt::Display) writes.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|_| de::Error::custom(format!("`{text}` is not a decimal")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read_as_they_are_typed() {
        let (fine, odd) =
            ([("42", 420), ("42,5", 425), ("0.1 %", 1), ("100%", 1000)], ["100,1", "-1", "4,25", "veel", ""]);
        assert!(fine.iter().all(|(text, expected)| per_mille(text) == Some(*expected)));
        assert!(odd.iter().all(|text| per_mille(text).is_none()));
    }

    #[test]
    fn reads_and_shows() {
        for (text, shown) in [("7.5", "7.5"), ("-0.25", "-0.25"), ("12", "12"), ("007", "7")] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), shown);
        }
        for text in ["", "-", "1.", ".5", "1,5", "1e3", "+1", "1 000"] {
            assert_eq!(Decimal::parse(text), Err(DecimalError::NotANumber), "{text}");
        }
        assert_eq!(Decimal::parse("1234567890123456"), Err(DecimalError::TooLarge));
    }

    #[test]
    fn equal_by_value() {
        assert_eq!(Decimal::new(750, 2), Decimal::new(75, 1));
        assert_eq!(Decimal::new(750, 2).needed_decimals(), 1);
    }
}
