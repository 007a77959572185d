//! "Did you mean": the nearest known name within a small edit distance.

/// The candidate nearest to `name`, if near enough: a third of its length, at most three edits.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    // A name of one character has no neighbour: every other single character is one edit away.
    let limit = (length / 3).clamp(1, 3).min(length.saturating_sub(1));
    let length = name.chars().count();
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (distance(&name.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(d, _)| *d <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Edits by insertion, deletion, replacement and swap of neighbours.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let get = |r: &[usize], k: usize| r.get(k).copied().unwrap_or(usize::MAX - 1);
            let mut best = (get(&last, j + 1) + 1).min(get(&row, j) + 1).min(get(&last, j) + usize::from(ca != cb));
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(cb) && b.get(j - 1) == Some(ca);
            if swapped {
                best = best.min(get(&before_last, j - 1) + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_swap_is_one_edit() {
        assert_eq!(nearest("cijfre", ["cijfer", "kanaal"]), Some("cijfer"));
    }

    #[test]
    fn one_letter_suggests_only_its_other_case() {
        assert_eq!(nearest("q", ["a", "x"]), None);
        assert_eq!(nearest("q", ["Q", "x"]), Some("Q"));
    }

    #[test]
    fn a_far_name_is_not_suggested() {
        assert_eq!(nearest("dienst", ["kanaal", "cijfer"]), None);
    }
}
