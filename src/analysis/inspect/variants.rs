//! Sets of (wording, mode) pairs, and how a message names them.

use crate::model::{Mode, Survey};
use std::collections::BTreeSet;

/// A wording's index and a mode.
pub(crate) type Variant = (usize, Mode);

/// Some of a survey's variants, sorted. They are few, and there is a set for every item and text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Variants(Vec<Variant>);

impl Variants {
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Variant> {
        self.0.iter()
    }

    pub(crate) fn contains(&self, variant: &Variant) -> bool {
        self.0.contains(variant)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn first(&self) -> Option<&Variant> {
        self.0.first()
    }

    pub(crate) fn insert(&mut self, variant: Variant) {
        if let Err(at) = self.0.binary_search(&variant) {
            self.0.insert(at, variant);
        }
    }

    pub(crate) fn retain(&mut self, keep: impl FnMut(&Variant) -> bool) {
        self.0.retain(keep);
    }

    /// Those that `other` lacks.
    pub(crate) fn without(&self, other: &Self) -> Self {
        Self(self.iter().filter(|variant| !other.contains(variant)).copied().collect())
    }

    pub(crate) fn extend(&mut self, other: &Self) {
        other.iter().for_each(|variant| self.insert(*variant));
    }
}

impl FromIterator<Variant> for Variants {
    fn from_iter<I: IntoIterator<Item = Variant>>(variants: I) -> Self {
        let mut variants: Vec<Variant> = variants.into_iter().collect();
        variants.sort_unstable();
        variants.dedup();
        Self(variants)
    }
}

/// `in wording `a``, `by phone`, `in wording `a` by phone`; empty for all variants of the survey.
pub(crate) fn in_words(survey: &Survey, variants: &Variants) -> String {
    let wordings: BTreeSet<usize> = variants.iter().map(|(wording, _)| *wording).collect();
    let modes: BTreeSet<Mode> = variants.iter().map(|(_, mode)| *mode).collect();
    let all_wordings = wordings.len() == survey.wordings.len();
    let all_modes = modes.len() == survey.modes.len();
    if variants.0.len() != wordings.len() * modes.len() {
        let each = wordings.iter().map(|wording| of_wording(survey, *wording, variants));
        return listed(each, ", and ");
    }
    match (all_wordings, all_modes) {
        (true, true) => String::new(),
        (true, false) => by_modes(&modes),
        (false, true) => in_wordings(survey, &wordings),
        (false, false) => format!("{} {}", in_wordings(survey, &wordings), by_modes(&modes)),
    }
}

fn of_wording(survey: &Survey, wording: usize, variants: &Variants) -> String {
    let modes: BTreeSet<Mode> = variants.iter().filter(|(w, _)| *w == wording).map(|(_, mode)| *mode).collect();
    let name = in_wordings(survey, &BTreeSet::from([wording]));
    if modes.len() == survey.modes.len() { name } else { format!("{name} {}", by_modes(&modes)) }
}

fn in_wordings(survey: &Survey, wordings: &BTreeSet<usize>) -> String {
    let names = wordings.iter().filter_map(|wording| survey.wordings.get(*wording));
    let word = if wordings.len() == 1 { "wording" } else { "wordings" };
    format!("in {word} {}", listed(names.map(|wording| format!("`{}`", wording.name)), " and "))
}

fn by_modes(modes: &BTreeSet<Mode>) -> String {
    let names = modes.iter().map(|mode| match mode {
        Mode::Web => "on the web".to_owned(),
        Mode::Phone => "by phone".to_owned(),
        Mode::Paper => "on paper".to_owned(),
    });
    listed(names, " and ")
}

/// `a, b and c`, with `last` before the last.
fn listed(parts: impl Iterator<Item = String>, last: &str) -> String {
    let parts: Vec<String> = parts.collect();
    match parts.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, before)) => format!("{}{last}{end}", before.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Variants, in_words};
    use crate::diag::Sink;
    use crate::model::{Mode, Survey};

    fn survey() -> Survey {
        let text =
            "edition 2026\nsurvey a 2026 \"A\" {\nwording een \"Een\"\nwording twee \"Twee\"\nmode web phone\n}\n";
        let mut files = crate::analysis::Files::default();
        let id = files.sources.add("a.peil", text);
        let mut sink = Sink::default();
        let file = crate::syntax::parse_file(id, text, &mut sink).1;
        files.units.push(crate::analysis::Unit { file, uses: Vec::new() });
        crate::analysis::analyse(&files, &mut sink).surveys.remove(0)
    }

    #[test]
    fn variants_are_named_as_briefly_as_they_can_be() {
        let survey = survey();
        for (variants, words) in [
            (vec![(0, Mode::Web), (0, Mode::Phone), (1, Mode::Web), (1, Mode::Phone)], ""),
            (vec![(1, Mode::Web), (1, Mode::Phone)], "in wording `twee`"),
            (vec![(0, Mode::Phone), (1, Mode::Phone)], "by phone"),
            (vec![(0, Mode::Phone)], "in wording `een` by phone"),
            (
                vec![(0, Mode::Web), (1, Mode::Web), (1, Mode::Phone)],
                "in wording `een` on the web, and in wording `twee`",
            ),
        ] {
            assert_eq!(in_words(&survey, &Variants::from_iter(variants)), words);
        }
    }
}
