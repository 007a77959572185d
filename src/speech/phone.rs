//! Dutch telephone numbers, said digit by digit in the groups in which they are written.

use super::numerals::digits;
use super::quantity::digits_len;

const SERVICE: [&str; 4] = ["0800", "0900", "0906", "0909"];
const SEPARATORS: [&str; 7] = [" - ", " – ", " ", "-", "–", "\u{a0}", "\u{2011}"];

/// The number that the text starts with: its length in bytes and its words.
pub(super) fn read(text: &str) -> Option<(usize, String)> {
    let (plus, body) = match text.strip_prefix('+') {
        Some(body) => (true, body),
        None => (false, text),
    };
    let groups = groups(body);
    let first = groups.first().map(|(_, group)| *group)?;
    let (mut count, mut said) = (0, Vec::new());
    for (end, group) in &groups {
        count += group.len();
        said.push(say_group(group));
        if is_whole(plus, first, count) {
            let words = said.join(", ");
            return Some((end + usize::from(plus), if plus { format!("plus {words}") } else { words }));
        }
    }
    None
}

/// Whether `count` digits that begin with the group `first` are a whole number.
fn is_whole(plus: bool, first: &str, count: usize) -> bool {
    if plus {
        return first.starts_with("31") && count == 11;
    }
    if SERVICE.contains(&first) {
        return matches!(count, 8 | 11);
    }
    let country = first.starts_with("0031");
    let area = matches!(first.len(), 2..=4 | 10) && first.starts_with('0') && !first.starts_with("00");
    (country && count == 13) || (area && count == 10)
}

/// Groups of digits from the start, each with the byte where it ends.
fn groups(text: &str) -> Vec<(usize, &str)> {
    let (mut found, mut at) = (Vec::new(), 0);
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let len = digits_len(rest);
        let Some(group) = rest.get(..len).filter(|group| !group.is_empty()) else { return found };
        at += len;
        found.push((at, group));
        let after = rest.get(len..).unwrap_or_default();
        let Some(separator) = SEPARATORS.iter().find(|s| after.starts_with(**s)) else { return found };
        at += separator.len();
    }
}

/// Long groups are said in twos, the way people dictate them.
fn say_group(group: &str) -> String {
    if group.len() <= 4 {
        return digits(group);
    }
    let chars: Vec<char> = group.chars().collect();
    let pairs: Vec<String> = chars.chunks(2).map(|pair| digits(&pair.iter().collect::<String>())).collect();
    pairs.join(", ")
}
