//! Everything that begins with a digit, a sign before a digit, or the sign of a currency.

use super::dates::{date, time};
use super::numerals::digits;
use super::phone;
use super::quantity::{Numeral, digits_len, is_digits};
use super::scan::{LEXICON, Reading, Scan};
use super::units::{fraction_sign, unit_after, with_tail};
use crate::text::dutch::is_word_char;

const CURRENCIES: [(&str, &str, &str); 3] =
    [("€", "euro", "cent"), ("EUR", "euro", "cent"), ("$", "dollar", "dollarcent")];
const MULTIPLES: [(&str, &str); 5] =
    [("duizend", "duizend"), ("miljoen", "miljoen"), ("mln.", "miljoen"), ("miljard", "miljard"), ("mld.", "miljard")];

/// A row of digits with the marks between them, as one of the forms in which numbers are written.
enum Form<'a> {
    Number(Numeral<'a>),
    Range(Numeral<'a>, Numeral<'a>),
    /// A date or a code of digits, in words.
    Said(String),
    Time(String),
    Odd(&'static str, &'static str),
}

pub(super) fn read(scan: Scan<'_>) -> Option<Reading> {
    let free = !scan.before().is_some_and(|c| is_word_char(c) || matches!(c, '.' | ','));
    let c = scan.char()?;
    if !free || c.is_alphabetic() && !scan.rest().starts_with("EUR") {
        return if c.is_ascii_digit() { Some(positive(scan)) } else { None };
    }
    if let Some(money) = money(scan) {
        return Some(money);
    }
    if let Some(part) = fraction_sign(c) {
        return Some(Reading::words(c.len_utf8(), part));
    }
    match c {
        '0'..='9' => Some(positive(scan)),
        '-' | '−' => negative(scan, c),
        '+' => with_plus(scan),
        _ => None,
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn negative(scan: Scan<'_>, sign: char) -> Option<Reading> {
    let apart = scan.before().is_none_or(|c| c.is_whitespace() || c == '(');
    let after = scan.skip(sign.len_utf8());
    if !apart || !starts_with_digit(after.rest()) {
        return None;
    }
    let mut reading = positive(after);
    reading.len += sign.len_utf8();
    if let super::scan::Say::Words(words) = &mut reading.say {
        words.insert_str(0, "min ");
    }
    Some(reading)
}

fn with_plus(scan: Scan<'_>) -> Option<Reading> {
    if let Some((len, words)) = phone::read(scan.rest()) {
        return Some(whole_token(scan, len, words));
    }
    let apart = scan.before().is_none_or(|c| c.is_whitespace() || c == '(');
    let after = scan.skip(1);
    let count = digits_len(after.rest());
    if !apart || count == 0 {
        return None;
    }
    if count > 1 {
        let len = 1 + run(after.rest()).len();
        return Some(Reading::unspeakable(
            scan,
            len,
            "a telephone number is incomplete, or a plus is too much",
            LEXICON,
        ));
    }
    let mut reading = positive(after);
    reading.len += 1;
    if let super::scan::Say::Words(words) = &mut reading.say {
        words.insert_str(0, "plus ");
    }
    Some(reading)
}

/// A number that starts with a digit.
fn positive(scan: Scan<'_>) -> Reading {
    let rest = scan.rest();
    let run = run(rest);
    let after = scan.skip(run.len());
    let form = form(run, after);
    if let (Form::Odd(..), Some((len, words))) | (Form::Said(_), Some((len, words))) = (&form, phone_number(run, rest))
    {
        return whole_token(scan, len, words);
    }
    match form {
        Form::Number(number) => amount(number, scan, run.len()),
        Form::Range(from, to) => range(from, to, scan, run.len()),
        Form::Said(words) => whole_token(scan, run.len(), words),
        Form::Time(words) => whole_token(scan, run.len() + hour_len(after.rest()), words),
        Form::Odd(reason, remedy) => Reading::unspeakable(scan, run.len() + glued_len(after.rest()), reason, remedy),
    }
}

/// A date is never the start of a telephone number.
fn phone_number(run: &str, rest: &str) -> Option<(usize, String)> {
    phone::read(rest).filter(|_| date(run).is_none())
}

/// The longest row of digits with single marks between them.
fn run(text: &str) -> &str {
    let mark = |c: char| matches!(c, '.' | ',' | ':' | '/' | '-' | '–' | '\u{2011}');
    let end = text.find(|c: char| !c.is_ascii_digit() && !mark(c)).unwrap_or(text.len());
    let row = text.get(..end).unwrap_or_default();
    row.trim_end_matches(|c: char| !c.is_ascii_digit())
}

fn form<'a>(run: &'a str, after: Scan<'_>) -> Form<'a> {
    const DATE: &str = "write the date in full, as in `31 augustus 2023`";
    if let Some(number) = Numeral::parse(run) {
        return Form::Number(number);
    }
    if let Some(date) = date(run) {
        return date.map_or_else(|reason| Form::Odd(reason, DATE), Form::Said);
    }
    let pointed = time(run, '.').filter(|_| hour_len(after.rest()) > 0);
    if let Some(time) = time(run, ':').or(pointed) {
        return time.map_or_else(|reason| Form::Odd(reason, "write a time from `0:00` to `24:00`"), Form::Time);
    }
    if is_digits(run) && run.starts_with('0') {
        return Form::Said(digits(run));
    }
    pair(run).unwrap_or_else(|| odd(run))
}

/// Two numbers or two times with a dash between them.
fn pair(run: &str) -> Option<Form<'_>> {
    let (from, to) = run.split_once(['-', '–', '\u{2011}'])?;
    if let (Some(Ok(from)), Some(Ok(to))) = (time(from, ':'), time(to, ':')) {
        return Some(Form::Time(format!("{from} tot {to}")));
    }
    let (from, to) = (Numeral::parse(from)?, Numeral::parse(to)?);
    let rising = from.is_below(to);
    Some(if rising {
        Form::Range(from, to)
    } else {
        Form::Odd("the second number is not the larger one, so this is no range", "write it in words")
    })
}

fn odd(run: &str) -> Form<'_> {
    let has = |mark: char| run.contains(mark);
    let reason = if has('/') {
        "a slash between numbers may be a fraction, a date or a choice"
    } else if has(':') {
        "a colon between numbers may be a time or a ratio"
    } else if has('.') {
        "a point between digits may part decimals, thousands, hours or sections"
    } else if has(',') {
        "a comma between digits may part decimals or a list"
    } else if has('-') || has('–') {
        "dashes between numbers may be a range, a code or a score"
    } else {
        "a long row of digits may be a number or a code"
    };
    Form::Odd(reason, LEXICON)
}

/// Words of a token that no letter may follow.
fn whole_token(scan: Scan<'_>, len: usize, words: String) -> Reading {
    let glued = glued_len(scan.skip(len).rest());
    if glued > 0 { mixed(scan, len + glued) } else { Reading::words(len, words) }
}

fn mixed(scan: Scan<'_>, len: usize) -> Reading {
    Reading::unspeakable(scan, len, "letters and digits in one word are a code", LEXICON)
}

/// How many bytes of letters and digits follow at once.
fn glued_len(text: &str) -> usize {
    text.chars().take_while(|c| is_word_char(*c)).map(char::len_utf8).sum()
}

/// The length of ` uur`, which a time already says.
fn hour_len(text: &str) -> usize {
    let word = text.trim_start_matches([' ', '\u{a0}']);
    let found = word.strip_prefix("uur").is_some_and(|end| !end.starts_with(is_word_char));
    if found { text.len() - word.len() + "uur".len() } else { 0 }
}

fn amount(number: Numeral<'_>, scan: Scan<'_>, len: usize) -> Reading {
    let after = scan.skip(len);
    if let Some(currency) = currency_after(number, after.rest()) {
        return Reading::words(len + currency.0, currency.1);
    }
    if let Some(tail) = with_tail(number, after) {
        let end = after.skip(tail.len);
        return Reading::words(len + tail.len, tail.words).full_stop(tail.pointed && end.ends_sentence(true));
    }
    whole_token(scan, len, number.say())
}

fn range(from: Numeral<'_>, to: Numeral<'_>, scan: Scan<'_>, len: usize) -> Reading {
    let words = format!("{} tot en met {}", from.say(), to.say());
    let after = scan.skip(len);
    let Some(tail) = unit_after(false, after) else { return whole_token(scan, len, words) };
    let stop = tail.pointed && after.skip(tail.len).ends_sentence(true);
    Reading::words(len + tail.len, format!("{words} {}", tail.words)).full_stop(stop)
}

/// `12,50 euro` and `12,50 €`; a whole number before `euro` needs no help.
fn currency_after(number: Numeral<'_>, rest: &str) -> Option<(usize, String)> {
    let word = rest.trim_start_matches([' ', '\u{a0}']);
    let (written, unit, part) =
        CURRENCIES.iter().chain(&[("euro", "euro", "cent")]).find(|(written, ..)| word.starts_with(written))?;
    let ends = !word.get(written.len()..)?.starts_with(|c: char| is_word_char(c) || c == '-');
    let len = rest.len() - word.len() + written.len();
    ends.then(|| (len, number.say_money(unit, part)))
}

/// `€ 12,50`, `€ 12,-`, `€ 10-20`, `€ 1,5 miljoen`, `€ -5`, `-€ 5`.
fn money(scan: Scan<'_>) -> Option<Reading> {
    let rest = scan.rest();
    let (body, signed) = minus(rest);
    let (written, unit, part) = CURRENCIES.iter().find(|(written, ..)| body.starts_with(written))?;
    let spaced = body.get(written.len()..)?.trim_start_matches([' ', '\u{a0}']);
    let (spaced, negative) = minus(spaced);
    if !starts_with_digit(spaced) {
        return None;
    }
    let run = run(spaced);
    let at = rest.len() - spaced.len() + run.len();
    let said = match form(run, scan.skip(at)) {
        Form::Number(number) => whole_amount(number, scan.skip(at).rest(), unit, part),
        Form::Range(from, to) => (0, format!("{} tot en met {} {unit}", from.say(), to.say())),
        Form::Odd(reason, remedy) => return Some(Reading::unspeakable(scan, at, reason, remedy)),
        Form::Said(_) | Form::Time(_) => {
            return Some(Reading::unspeakable(scan, at, "this is not written as an amount", LEXICON));
        }
    };
    let sign = if signed || negative { "min " } else { "" };
    Some(whole_token(scan, at + said.0, format!("{sign}{}", said.1)))
}

fn minus(text: &str) -> (&str, bool) {
    let body = text.strip_prefix(['-', '−']);
    (body.unwrap_or(text), body.is_some())
}

/// An amount and what follows it: `,-` or a multiple.
fn whole_amount(number: Numeral<'_>, rest: &str, unit: &str, part: &str) -> (usize, String) {
    let round = [",--", ",-", ",–", ",—", ".-"].iter().find(|end| rest.starts_with(**end));
    if let Some(end) = round.filter(|_| number.fraction.is_none()) {
        return (end.len(), number.say_money(unit, part));
    }
    let spaced = rest.trim_start_matches([' ', '\u{a0}']);
    let multiple = MULTIPLES.iter().find(|(written, _)| {
        spaced.strip_prefix(written).is_some_and(|end| !end.starts_with(is_word_char) && spaced.len() < rest.len())
    });
    match multiple {
        Some((written, word)) => (rest.len() - spaced.len() + written.len(), format!("{} {word} {unit}", number.say())),
        None => (0, number.say_money(unit, part)),
    }
}
