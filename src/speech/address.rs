//! Web and mail addresses: reported, never spelled out by guess.

use super::scan::{Reading, Scan};
use crate::text::dutch::is_word_char;

const ENDINGS: [&str; 6] = [".nl", ".com", ".org", ".eu", ".be", ".net"];

pub(super) fn read(scan: Scan<'_>) -> Option<Reading> {
    let starts = scan.char().is_some_and(is_word_char) && !scan.before().is_some_and(is_word_char);
    if !starts {
        return None;
    }
    let rest = scan.rest();
    let token = rest.split(char::is_whitespace).next()?;
    let token = token.trim_end_matches(|c: char| !is_word_char(c) && c != '/');
    let domain = token.split('/').next().unwrap_or(token);
    let ending = ENDINGS.iter().any(|ending| domain.strip_suffix(ending).is_some_and(|name| !name.is_empty()));
    let mail = token.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let web = ["http://", "https://", "www."].iter().any(|start| token.starts_with(start)) || ending;
    let reason = match (mail, web) {
        (true, _) => "a mail address has no one way to be said",
        (_, true) => "a web address has no one way to be said",
        _ => return None,
    };
    Some(Reading::unspeakable(scan, token.len(), reason, "give `{}` a line in the lexicon, or say where to find it"))
}
