//! Numbering: chapters, sections, figures and tables that are really in the report get their numbers, names get their labels.

use crate::plan::{Division, Part};
use std::collections::BTreeMap;

/// What a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// "3.1".
    pub(super) number: String,
    pub(super) anchor: String,
    /// Place in the order of its kind, for ranges.
    pub(super) order: usize,
}

/// Places by kind (`chapter`, `section`, `figure`, `table`) and name; divisions without a name by their path of places.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    places: BTreeMap<(String, String), Place>,
    counts: BTreeMap<&'static str, usize>,
}

/// Whether a part stands in the report.
pub(super) type Stands<'f> = &'f dyn Fn(&Part) -> bool;

impl Numbers {
    pub(super) fn of(parts: &[Part], stands: Stands<'_>) -> Self {
        let mut numbers = Self::default();
        let mut counter = Counter::default();
        numbers.walk(parts, stands, &mut counter, ("", ""));
        numbers
    }

    /// `path` leads to the parts; `above` is the number of the section that they stand in, if they do.
    fn walk(&mut self, parts: &[Part], stands: Stands<'_>, counter: &mut Counter, (path, above): (&str, &str)) {
        let mut inner = 0;
        for (at, part) in parts.iter().enumerate() {
            if !stands(part) {
                continue;
            }
            let here = format!("{path}/{at}");
            match part {
                Part::Chapter(division) => {
                    *counter = Counter { chapter: counter.chapter + 1, ..Counter::default() };
                    self.division("chapter", division, &here, counter.chapter.to_string());
                    self.walk(&division.parts, stands, counter, (&here, ""));
                }
                Part::Section(division) => {
                    inner += 1;
                    let number = if above.is_empty() { counter.within(inner) } else { format!("{above}.{inner}") };
                    self.division("section", division, &here, number.clone());
                    self.walk(&division.parts, stands, counter, (&here, &number));
                }
                Part::Figure { figure } => {
                    counter.figure += 1;
                    let number = counter.within(counter.figure);
                    self.add("figure", figure, number, "figuur");
                }
                Part::Table { table } => {
                    counter.table += 1;
                    let number = counter.within(counter.table);
                    self.add("table", table, number, "tabel");
                }
                Part::Text { .. } => {}
            }
        }
    }

    fn division(&mut self, kind: &'static str, division: &Division, path: &str, number: String) {
        let word = if kind == "chapter" { "hoofdstuk" } else { "paragraaf" };
        self.add(kind, path, number.clone(), word);
        if let Some(name) = &division.name {
            self.add(kind, name, number, word);
        }
    }

    fn add(&mut self, kind: &'static str, name: &str, number: String, word: &str) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        let anchor = format!("{word}-{}", number.replace('.', "-"));
        self.places.insert((kind.to_owned(), name.to_owned()), Place { number, anchor, order: *count });
    }

    pub(super) fn place(&self, kind: &str, name: &str) -> Option<&Place> {
        self.places.get(&(kind.to_owned(), name.to_owned()))
    }

    /// Everything of a kind from one name to another, in order.
    pub(super) fn range(&self, kind: &str, first: &str, last: &str) -> Vec<&Place> {
        let order = |name: &str| self.place(kind, name).map(|place| place.order);
        let (from, to) = (order(first).unwrap_or(0), order(last).unwrap_or(usize::MAX));
        let of_kind = self.places.iter().filter(|((of, _), _)| of == kind).map(|(_, place)| place);
        let mut found: Vec<&Place> = of_kind.filter(|place| (from..=to).contains(&place.order)).collect();
        found.sort_by_key(|place| place.order);
        found
    }
}

#[derive(Debug, Default)]
struct Counter {
    chapter: usize,
    figure: usize,
    table: usize,
}

impl Counter {
    /// "3.1"; before the first chapter "1".
    fn within(&self, number: usize) -> String {
        if self.chapter == 0 { number.to_string() } else { format!("{}.{number}", self.chapter) }
    }
}
