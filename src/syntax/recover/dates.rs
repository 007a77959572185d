//! Dates as written: which days exist, and what a date in another order is meant to be.

/// Whether `YYYY-MM-DD` is a day of the calendar.
pub(super) fn exists(date: &str) -> bool {
    parts(date, '-').is_some_and(|(year, month, day)| (1..=days(year, month)).contains(&day))
}

/// `31-8-2023` and `31/8/2023`, day first as in Dutch, as `2023-08-31`; `None` where that is no day.
pub(in crate::syntax) fn iso(text: &str) -> Option<String> {
    let (first, month, last) = parts(text, '-').or_else(|| parts(text, '/'))?;
    let (year, day) = if first > 31 { (first, last) } else { (last, first) };
    let date = format!("{year:04}-{month:02}-{day:02}");
    exists(&date).then_some(date)
}

fn parts(text: &str, separator: char) -> Option<(u32, u32, u32)> {
    let mut numbers = text.split(separator).map(str::parse::<u32>);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar() {
        for (date, there) in [("2024-02-29", true), ("2023-02-29", false), ("2000-02-29", true), ("2023-13-01", false)]
        {
            assert_eq!(exists(date), there, "{date}");
        }
    }

    #[test]
    fn other_orders() {
        assert_eq!(iso("31-8-2023").as_deref(), Some("2023-08-31"));
        assert_eq!(iso("1/12/2023").as_deref(), Some("2023-12-01"));
        assert_eq!(iso("2023-8-1").as_deref(), Some("2023-08-01"));
        assert_eq!(iso("31-2-2023"), None);
    }
}
