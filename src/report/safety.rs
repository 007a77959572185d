//! When a number may be printed: the rules on small numbers, as pure functions of counts.
//!
//! All that is printed about an item is a function of its *view*, and a view leaves no cell that it hides with a single
//! possible value. In the order in which they are tried:
//!
//! 1. A base below the minimum: nothing is printed, not even n.
//! 2. Every cell is 0 or at least the minimum cell: everything may be printed.
//! 3. An item whose mean is printed: n and mean only, and only where the mean is [`vague`].
//! 4. Any other choice of one: small cells are merged into [`blocks`], each 0 or at least the minimum; else nothing.
//! 5. Any of several: the options that fit; see [`open_options`].
//! 6. Groups of which a mean is printed beside the total: each by rules 1 to 3; those that are hidden are at least two, and
//!    together obey rules 1 to 3, since their sum is the total less the rest ([`open_groups`]). Beside groups that are not
//!    full, the distribution of the total is not printed.
//! 7. The n of an item tells how many gave the answer that leads to it. Where that answer is hidden, n leaves [`room`]. That nobody
//!    answered what an answer leads to is not told apart from few.
//! 8. Rows that are taken together are counted by blocks that every row prints.
//! 9. A benchmark less the unit itself obeys rules 2 and 3; it is not printed where the unit's own number is not. What is left
//!    of it without all that the reports of the single units print is of no unit, or of at least two that together have enough
//!    of each answer ([`apart`], [`open_parts`], and [`super::sisters`] for all units).

/// Every count is 0 or at least `cell`.
pub(super) fn fits(counts: impl IntoIterator<Item = i64>, cell: i64) -> bool {
    counts.into_iter().all(|count| count == 0 || count >= cell)
}

/// Whether number and sum of answers within `low..=high` leave every value with several possible counts.
///
/// Enough is: at least three answers, a scale of at least three values, and the sum so far from both ends that one answer
/// could stand at either end. Then a value that occurs can be exchanged for its neighbours, and one that does not can occur.
pub(super) fn vague(n: i64, sum: i64, low: i64, high: i64) -> bool {
    let width = high - low;
    n >= 3 && width >= 2 && sum - n * low >= width && n * high - sum >= width
}

/// A cell of a choice of one, in the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) count: i64,
    pub(super) missing: bool,
}

/// Cells by place, merged so that every block is 0 or at least `cell`; none where that leaves nothing to tell.
///
/// On an ordered scale a half with a small cell becomes one block, and missing answers one; what is still too small joins
/// nothing across the middle. Otherwise small and empty cells become one block, with the next smallest until it is large
/// enough.
pub(super) fn blocks(choices: &[Choice], ordered: bool, cell: i64) -> Option<Vec<Vec<usize>>> {
    let merged = if ordered { halves(choices, cell) } else { rest(choices, cell) };
    let sum =
        |block: &Vec<usize>| block.iter().filter_map(|at| choices.get(*at)).map(|choice| choice.count).sum::<i64>();
    let open = merged.iter().filter(|block| sum(block) > 0).count();
    (fits(merged.iter().map(sum), cell) && open >= 2).then_some(merged)
}

fn halves(choices: &[Choice], cell: i64) -> Vec<Vec<usize>> {
    let places = |missing: bool| -> Vec<usize> {
        choices.iter().enumerate().filter(|(_, choice)| choice.missing == missing).map(|(at, _)| at).collect()
    };
    let (valid, missing) = (places(false), places(true));
    let half = valid.len() / 2;
    let count = |at: &usize| choices.get(*at).map_or(0, |choice| choice.count);
    let split = |places: &[usize]| -> Vec<Vec<usize>> {
        if fits(places.iter().map(count), cell) {
            places.iter().map(|at| vec![*at]).collect()
        } else {
            vec![places.to_vec()]
        }
    };
    let (top, below) = valid.split_at(half);
    let (middle, bottom) = below.split_at(below.len() - half);
    let mut blocks = [split(top), split(middle)].concat();
    let outside: i64 = missing.iter().map(count).sum();
    if fits([outside], cell) {
        blocks.extend(split(bottom));
        blocks.extend(split(&missing));
    } else {
        blocks.push([bottom, missing.as_slice()].concat());
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

fn rest(choices: &[Choice], cell: i64) -> Vec<Vec<usize>> {
    let mut order: Vec<(i64, usize)> = choices.iter().enumerate().map(|(at, choice)| (choice.count, at)).collect();
    order.sort_unstable();
    let mut members: Vec<usize> = Vec::new();
    let mut sum = 0;
    for (count, at) in order {
        let empty = members.iter().any(|at| choices.get(*at).is_some_and(|choice| choice.count == 0));
        let len = i64::try_from(members.len()).unwrap_or(i64::MAX);
        // Without an empty cell, small ones that are all as small or as large as small ones can be would be known.
        let known = !empty && (sum == len || sum == len.saturating_mul(cell - 1));
        if count >= cell && sum >= cell && !known {
            break;
        }
        members.push(at);
        sum += count;
    }
    members.sort_unstable();
    let others = (0..choices.len()).filter(|at| !members.contains(at)).map(|at| vec![at]);
    let mut blocks: Vec<Vec<usize>> = others.collect();
    blocks.push(members);
    blocks
}

/// An option of an any-of: to how many it was offered, how many chose it, and whether it excludes the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) offered: i64,
    pub(super) chosen: i64,
    pub(super) alone: bool,
}

/// The options whose number may be printed, of a base of `n`; none where a hidden one could be computed.
///
/// An option fits when those who chose it, and those who did not, are 0 or at least `cell`. Everyone in the base chose
/// something, and who chose an option that stands alone chose no other. At least two are hidden; each could reach `cell`, and
/// each could be 1 while the others, small or nearly all as they are, cover whoever chose none of the printed ones. Below a minimum of
/// three a small cell is 1 to whoever knows the rule, so that nothing is printed then.
pub(super) fn open_options(offers: &[Offer], n: i64, cell: i64) -> Option<Vec<bool>> {
    let open: Vec<bool> = offers.iter().map(|o| fits([o.chosen, o.offered - o.chosen], cell)).collect();
    let hidden: Vec<&Offer> = offers.iter().zip(&open).filter(|(_, open)| !**open).map(|(offer, _)| offer).collect();
    if hidden.is_empty() {
        return Some(open);
    }
    let shown = || offers.iter().zip(&open).filter(|(_, open)| **open).map(|(offer, _)| offer);
    let alone: i64 = shown().filter(|offer| offer.alone).map(|offer| offer.chosen).sum();
    let with_others = shown().filter(|offer| !offer.alone).map(|offer| offer.chosen).max().unwrap_or(0);
    let shown_sum: i64 = shown().map(|offer| offer.chosen).sum();
    let most = |offer: &Offer| offer.offered.min(n - alone - if offer.alone { with_others } else { 0 });
    // Who knows the rule takes a hidden number for a small one, or for all but a few.
    let up_to = |offer: &Offer| {
        if most(offer) > offer.offered - cell { most(offer).min(offer.offered - 1) } else { cell - 1 }
    };
    let all: i64 = hidden.iter().map(|offer| up_to(offer)).sum();
    let covered = |offer: &Offer| all - up_to(offer) >= n - shown_sum - 1;
    let roomy = hidden.iter().all(|offer| most(offer) >= cell && covered(offer));
    let safe = cell >= 3 && hidden.len() >= 2 && roomy;
    safe.then_some(open)
}

/// A part of a total: answers, their sum, and whether every cell of it fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Share {
    pub(super) n: i64,
    pub(super) sum: i64,
    pub(super) full: bool,
}

/// What a report holds numbers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Minimum {
    pub(super) base: i64,
    pub(super) cell: i64,
    pub(super) open: i64,
}

/// Whether a mean may be printed: rules 1 to 3.
pub(super) fn mean_may(share: Share, range: (i64, i64), minimum: Minimum) -> bool {
    share.n >= minimum.base && (share.full || vague(share.n, share.sum, range.0, range.1))
}

/// Which parts of a printed total may be printed. `rest` is what belongs to no part.
pub(super) fn open_groups(parts: &[Share], rest: Share, range: (i64, i64), minimum: Minimum) -> Vec<bool> {
    let mut open: Vec<bool> = parts.iter().map(|part| mean_may(*part, range, minimum)).collect();
    loop {
        let mut hidden: Vec<Share> =
            parts.iter().zip(&open).filter(|(part, open)| !**open && part.n > 0).map(|(part, _)| *part).collect();
        hidden.extend((rest.n > 0).then_some(rest));
        let whole = hidden.iter().fold(Share::default(), |all, part| Share {
            n: all.n + part.n,
            sum: all.sum + part.sum,
            full: false,
        });
        if hidden.is_empty() || (hidden.len() >= 2 && mean_may(whole, range, minimum)) {
            return open;
        }
        let smallest =
            parts.iter().enumerate().filter(|(at, _)| open.get(*at) == Some(&true)).min_by_key(|(_, part)| part.n);
        let Some((at, _)) = smallest else { return open };
        if let Some(open) = open.get_mut(at) {
            *open = false;
        }
    }
}

impl Share {
    pub(super) fn together(shares: &[Self]) -> Self {
        let sum = |of: fn(&Self) -> i64| shares.iter().map(of).sum();
        Self { n: sum(|share| share.n), sum: sum(|share| share.sum), full: false }
    }
}

/// Rule 9: whether what several units hide may be told together.
pub(super) fn enough(hidden: &[i64], least: i64) -> bool {
    hidden.len() > 1 && hidden.iter().sum::<i64>() >= least
}

/// Rule 9: cells of what units hide, by place, in blocks of at least `cell`; none where nothing is left to tell. An empty
/// block would tell of every unit that nobody gave the answer.
pub(super) fn apart(counts: &[i64], cell: i64) -> Option<Vec<Vec<usize>>> {
    let choices: Vec<Choice> = counts.iter().map(|count| Choice { count: *count, missing: false }).collect();
    if counts.iter().all(|count| *count >= cell) {
        return (counts.len() > 1).then(|| (0..counts.len()).map(|at| vec![at]).collect());
    }
    let merged = rest(&choices, cell);
    (merged.len() > 1).then_some(merged)
}

/// Rule 9: the groups of which a benchmark may be told beside that of all. `parts` is what single units hide of each group,
/// `rest` what they hide of those without one. Groups that are not told obey, together, what a hidden group does.
pub(super) fn open_parts(parts: &[&[Share]], rest: &[Share], range: (i64, i64), minimum: Minimum) -> Vec<bool> {
    let may =
        |shares: &[Share]| shares.is_empty() || (shares.len() > 1 && mean_may(Share::together(shares), range, minimum));
    let mut open: Vec<bool> = parts.iter().map(|part| may(part)).collect();
    loop {
        let closed = parts.iter().zip(&open).filter(|(_, open)| !**open).flat_map(|(part, _)| part.iter());
        let hidden: Vec<Share> = closed.chain(rest).copied().collect();
        let size = |part: &[Share]| Share::together(part).n;
        let smallest = parts
            .iter()
            .enumerate()
            .filter(|(at, part)| open.get(*at) == Some(&true) && !part.is_empty())
            .min_by_key(|(_, part)| size(part));
        match smallest {
            Some((at, _)) if !may(&hidden) => open.iter_mut().skip(at).take(1).for_each(|open| *open = false),
            None if !may(&hidden) => return vec![false; parts.len()],
            Some(_) | None => return open,
        }
    }
}

/// Which parts of a printed total count may be printed: all, or where one is small none. Hiding no more than some of the
/// others tells which one was small to whoever knows how those were chosen.
pub(super) fn open_counts(parts: &[i64], rest: i64, cell: i64) -> Vec<bool> {
    let all = fits(parts.iter().copied().chain([rest]), cell);
    vec![all; parts.len()]
}

/// Whether `n` who were led to an item leave a hidden answer among `whole` enough room: it could be `cell`, or more than all.
pub(super) fn room(n: i64, whole: i64, cell: i64) -> bool {
    n == 0 || n > whole || whole - n >= cell
}

#[cfg(test)]
mod tests;
