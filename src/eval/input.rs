//! Typed input (rule 10): numbers and dates as respondents and paper hand them in.

use super::FaultKind;
use crate::number::{Decimal, DecimalError, parse_date};

/// Reads optional minus, ASCII digits, at most one comma or point, no thousands mark, white space around it allowed; the
/// result is the value × 10^`decimals`.
///
/// # Errors
/// [`FaultKind::NotANumber`], or [`FaultKind::TooManyDecimals`]: more than declared are refused, never rounded.
pub fn parse_number(text: &str, decimals: u8) -> Result<i64, FaultKind> {
    let typed = text.trim();
    if typed.contains(',') && typed.contains('.') {
        return Err(FaultKind::NotANumber);
    }
    let value = Decimal::parse(&typed.replace(',', ".")).map_err(|error| match error {
        DecimalError::NotANumber => FaultKind::NotANumber,
        DecimalError::TooManyDecimals => FaultKind::TooManyDecimals,
        DecimalError::TooLarge => FaultKind::AboveRange,
    })?;
    if value.decimals > decimals {
        return Err(FaultKind::TooManyDecimals);
    }
    value.at(decimals).ok_or(FaultKind::AboveRange)
}

/// Reads `YYYY-MM-DD`, or day, month and year as they are written in Dutch: `31-8-2023`.
///
/// # Errors
/// [`FaultKind::NotADate`].
pub fn parse_typed_date(text: &str) -> Result<i64, FaultKind> {
    let typed = text.trim();
    let dutch = || {
        let mut parts = typed.split('-');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let written = year.len() == 4 && (1..=2).contains(&day.len()) && (1..=2).contains(&month.len());
        let date = format!("{year}-{month:0>2}-{day:0>2}");
        if written && parts.next().is_none() { parse_date(&date) } else { None }
    };
    parse_date(typed).or_else(dutch).ok_or(FaultKind::NotADate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, units) in [("7,5", 75), ("7.5", 75), (" 8 ", 80), ("-0,5", -5), ("007", 70), ("-0", 0)] {
            assert_eq!(parse_number(text, 1), Ok(units), "{text}");
        }
        for text in ["", "-", "1.000,5", "1 000", "7,", ",5", "7,5,5", "acht", "1e3", "+1", "٣", "--1", "1.0.0"] {
            assert_eq!(parse_number(text, 1), Err(FaultKind::NotANumber), "{text}");
        }
        assert_eq!(parse_number("7,50", 1), Err(FaultKind::TooManyDecimals));
        assert_eq!(parse_number("9999999999999999", 0), Err(FaultKind::AboveRange));
        assert_eq!(parse_number("999999999999999", 9), Err(FaultKind::AboveRange));
    }

    #[test]
    fn dates() {
        for text in ["2023-08-31", "31-8-2023", "31-08-2023"] {
            assert_eq!(parse_typed_date(text), Ok(19_600), "{text}");
        }
        for text in ["31-8-23", "8-31-2023", "31-02-2023", "31/8/2023", "1-1-1-2023", "-1-1-2023"] {
            assert_eq!(parse_typed_date(text), Err(FaultKind::NotADate), "{text}");
        }
    }
}
