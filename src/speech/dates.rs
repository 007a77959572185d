//! Dates in digits and times of day.

use super::numerals::cardinal;
use super::quantity::is_digits;

const MONTHS: [(&str, u64); 12] = [
    ("januari", 31),
    ("februari", 29),
    ("maart", 31),
    ("april", 30),
    ("mei", 31),
    ("juni", 30),
    ("juli", 31),
    ("augustus", 31),
    ("september", 30),
    ("oktober", 31),
    ("november", 30),
    ("december", 31),
];

/// `31-08-2023`, `31/8/2023`, `31.8.2023` or `2023-08-31` in words.
///
/// # Errors
/// With the reason when it has the shape of a date but is none, or leaves the century open.
pub(super) fn date(text: &str) -> Option<Result<String, &'static str>> {
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let parts: Vec<&str> = text.split(separator).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    if ![a, b, c].into_iter().all(|part| is_digits(part)) {
        return None;
    }
    match (a.len(), b.len(), c.len()) {
        (1..=2, 1..=2, 4) => Some(say_date(a, b, c)),
        (4, 2, 2) if separator == '-' => Some(say_date(c, b, a)),
        (1..=2, 1..=2, 2) => Some(Err("the year has two digits")),
        _ => None,
    }
}

fn say_date(day: &str, month: &str, year: &str) -> Result<String, &'static str> {
    let number = |text: &str| text.parse::<u64>().unwrap_or_default();
    let (day, month, year) = (number(day), number(month), number(year));
    let index = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    let (name, longest) = index.and_then(|index| MONTHS.get(index)).ok_or("there is no such month")?;
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = if month == 2 && !leap { 28 } else { *longest };
    if day == 0 || day > longest {
        return Err("there is no such day");
    }
    Ok(format!("{} {name} {}", cardinal(day), cardinal(year)))
}

/// `09:00` or, when `mark` is a point, `9.00`, in words.
///
/// # Errors
/// With the reason when it has the shape of a time but is none.
pub(super) fn time(text: &str, mark: char) -> Option<Result<String, &'static str>> {
    let (hours, minutes) = text.split_once(mark)?;
    if !is_digits(hours) || !is_digits(minutes) || hours.len() > 2 || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes) = (hours.parse::<u64>().ok()?, minutes.parse::<u64>().ok()?);
    if hours > 24 || minutes > 59 || (hours == 24 && minutes > 0) {
        return Some(Err("there is no such time"));
    }
    let whole = format!("{} uur", cardinal(hours));
    Some(Ok(if minutes == 0 { whole } else { format!("{whole} {}", cardinal(minutes)) }))
}

/// The name of a month from the short form that stands after a day, and the length of that form.
pub(super) fn month_abbreviation(text: &str) -> Option<(usize, &'static str)> {
    const SHORT: [(&str, &str); 12] = [
        ("jan", "januari"),
        ("feb", "februari"),
        ("mrt", "maart"),
        ("apr", "april"),
        ("jun", "juni"),
        ("jul", "juli"),
        ("aug", "augustus"),
        ("sept", "september"),
        ("sep", "september"),
        ("okt", "oktober"),
        ("nov", "november"),
        ("dec", "december"),
    ];
    SHORT.iter().find_map(|(short, name)| {
        let after = text.strip_prefix(short)?;
        let pointed = after.starts_with('.');
        let ends = pointed || !after.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        ends.then_some((short.len() + usize::from(pointed), *name))
    })
}
