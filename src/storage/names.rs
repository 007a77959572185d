//! Identifiers: within every engine's limit, unique, and the same on every machine.

use crate::text::sha256;
use std::collections::BTreeSet;

/// PostgreSQL cuts identifiers at 63 bytes, the shortest limit among the dialects.
pub const LIMIT: usize = 63;
const HASH_DIGITS: usize = 8;

/// Names of one scope, each handed out once.
#[derive(Debug, Clone, Default)]
pub struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// The wanted name where it fits and is free, else a shortened one that ends in a hash of the whole.
    pub fn take(&mut self, wanted: &str) -> String {
        if wanted.len() <= LIMIT && self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let candidates = (0_u32..).map(|turn| shortened(wanted, turn));
        candidates.into_iter().find(|name| self.taken.insert(name.clone())).unwrap_or_default()
    }
}

/// The head of a name and a hash of all of it; `turn` tells equal names apart.
fn shortened(name: &str, turn: u32) -> String {
    let head: String = name.chars().take(LIMIT - HASH_DIGITS - 1).collect();
    format!("{head}_{}", hash(&format!("{name}\n{turn}")))
}

fn hash(text: &str) -> String {
    sha256(text.as_bytes()).chars().take(HASH_DIGITS).collect()
}

/// A variable's path as part of an identifier.
#[must_use]
pub fn flat(path: &str) -> String {
    path.replace('.', "__")
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, Names};

    #[test]
    fn a_long_name_is_cut_and_stays_unique() {
        let mut names = Names::default();
        let long = "a".repeat(80);
        let (first, second) = (names.take(&format!("{long}1")), names.take(&format!("{long}2")));
        assert_ne!(first, second);
        assert!(first.len() <= LIMIT && second.len() <= LIMIT, "{first} {second}");
        assert_eq!(first, Names::default().take(&format!("{long}1")), "the same wish gives the same name");
    }

    #[test]
    fn a_taken_name_is_told_apart() {
        let mut names = Names::default();
        assert_eq!(names.take("kanaal__state"), "kanaal__state");
        assert_ne!(names.take("kanaal__state"), "kanaal__state");
    }
}
