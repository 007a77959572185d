//! Calendar days of the proleptic Gregorian calendar, as numbers; no clock, no time zone.

/// Days since 1970-01-01 of `YYYY-MM-DD`; `None` for any other text and for days that do not exist.
#[must_use]
pub fn parse_date(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let days = day_number(year, month, day);
    (civil(days) == (year, month, day)).then_some(days)
}

/// `YYYY-MM-DD` of a day number.
#[must_use]
pub fn format_date(days: i64) -> String {
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// "31 augustus 2023".
#[must_use]
pub fn date_in_dutch(days: i64) -> String {
    let (year, month, day) = civil(days);
    let months = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let name = usize::try_from(month - 1).ok().and_then(|index| months.get(index)).copied().unwrap_or("");
    format!("{day} {name} {year}")
}

/// Days since 1970-01-01; years begin in March so that the leap day comes last.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_eight_centuries_returns() {
        for days in -150_000..150_000 {
            assert_eq!(parse_date(&format_date(days)), Some(days));
        }
        assert_eq!(format_date(0), "1970-01-01");
        assert_eq!(parse_date("2023-08-31"), Some(19_600));
    }

    #[test]
    fn days_that_do_not_exist() {
        for text in ["2023-02-29", "2023-13-01", "2023-00-10", "2023-1-1", "23-01-01", "2023-01-01x", "", "2100-02-29"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn in_dutch() {
        assert_eq!(date_in_dutch(19_600), "31 augustus 2023");
    }
}
