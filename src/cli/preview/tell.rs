//! What the terminal says of a received answer: the answer on standard output, the verdict on standard error.

use super::live::{Arrival, Record};
use crate::cli::say;

/// Faults that are printed of one answer.
const MOST_FAULTS: usize = 20;

/// Characters of a value that was left out.
const LONGEST_VALUE: usize = 60;

pub(super) fn received(arrival: Arrival, record: &Record) {
    let how = if record.script { "with script" } else { "without script" };
    let form = format!("{} {} {}, {how}", plain(&record.form), plain(&record.wording), plain(&record.mode));
    let receipt = &record.received.receipt;
    match arrival {
        Arrival::Again => {
            return say::line(&format!("received again: {form}, receipt {receipt}: same answers, one record"));
        }
        Arrival::Changed => {
            return say::line(&format!("received again: {form}, receipt {receipt}: other answers, the first stay"));
        }
        Arrival::New => {}
    }
    say::line(&format!("received: {form}: {}, receipt {receipt}", record.received.status()));
    let lines = lines(record);
    lines.iter().take(MOST_FAULTS).for_each(|line| say::line(&format!("  {line}")));
    if lines.len() > MOST_FAULTS {
        say::line(&format!("  and {} more", lines.len() - MOST_FAULTS));
    }
    if let Ok(normalised) = &record.received.outcome {
        say::out(&format!("{}\n", plain(&normalised.response.print())));
    }
}

fn lines(record: &Record) -> Vec<String> {
    match &record.received.outcome {
        Err(faults) => faults.iter().map(|fault| format!("cannot be judged: {}", plain(&fault.to_string()))).collect(),
        Ok(normalised) => {
            let dropped = normalised.dropped.iter().map(|one| {
                let value: String = one.value.to_string().chars().take(LONGEST_VALUE).collect();
                format!("left out: {} {}", plain(&one.fault.to_string()), plain(&value))
            });
            let failures = normalised.failures.iter().map(|fault| format!("fails: {}", plain(&fault.to_string())));
            dropped.chain(failures).collect()
        }
    }
}

/// What could steer a terminal or turn its text round is written as JSON writes it.
fn plain(text: &str) -> String {
    let steers = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let shown = |c: char| if steers(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(plain("a\u{1b}[2J\u{9b}\u{202e}é\n"), "a\\u001b[2J\\u009b\\u202eé\\u000a");
    }
}
