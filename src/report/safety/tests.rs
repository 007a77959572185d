//! The rules held against every distribution that a reader cannot tell apart.

use super::*;
use std::collections::{BTreeMap, BTreeSet};

/// Every histogram of `n` answers over `cells` cells.
fn histograms(n: i64, cells: usize) -> Vec<Vec<i64>> {
    if cells == 1 {
        return vec![vec![n]];
    }
    let mut all = Vec::new();
    for first in 0..=n {
        for mut rest in histograms(n - first, cells - 1) {
            rest.insert(0, first);
            all.push(rest);
        }
    }
    all
}

/// Cells that have one value in all of `candidates`.
fn known(candidates: &[&Vec<i64>]) -> Vec<usize> {
    let cells = candidates.first().map_or(0, |first| first.len());
    (0..cells).filter(|at| candidates.iter().all(|other| other[*at] == candidates[0][*at])).collect()
}

#[test]
fn a_vague_mean_leaves_no_cell_known() {
    for (n, cells) in [(3, 4), (5, 4), (9, 4), (5, 10), (6, 10), (5, 3), (4, 5)] {
        let all = histograms(n, cells);
        let sum = |hist: &Vec<i64>| hist.iter().zip(1..).map(|(count, value)| count * value).sum::<i64>();
        let high = i64::try_from(cells).unwrap();
        let mut told = 0;
        for total in n..=n * high {
            if !vague(n, total, 1, high) {
                continue;
            }
            let same: Vec<&Vec<i64>> = all.iter().filter(|hist| sum(hist) == total).collect();
            assert!(known(&same).is_empty(), "n {n}, sum {total} of {cells} cells");
            // Also for a reader who knows that the distribution is hidden because some cell is small.
            let hidden: Vec<&Vec<i64>> = same.into_iter().filter(|hist| !fits(hist.iter().copied(), 3)).collect();
            assert!(known(&hidden).is_empty(), "n {n}, sum {total} of {cells} cells, with the rule");
            told += 1;
        }
        assert!(told > 0 || n * 2 < high, "{n} {cells}");
    }
}

#[test]
fn merged_blocks_leave_no_merged_cell_known() {
    let cell = 3;
    for ordered in [true, false] {
        for (n, cells) in [(5, 3), (7, 4), (9, 4), (8, 5)] {
            let all = histograms(n, cells);
            let choices = |hist: &Vec<i64>| -> Vec<Choice> {
                hist.iter().enumerate().map(|(at, count)| Choice { count: *count, missing: at + 1 == cells }).collect()
            };
            let printed = |hist: &Vec<i64>| {
                let merged = blocks(&choices(hist), ordered, cell)?;
                let sums: Vec<i64> = merged.iter().map(|block| block.iter().map(|at| hist[*at]).sum()).collect();
                Some((merged, sums))
            };
            for hist in all.iter().filter(|hist| !fits(hist.iter().copied(), cell)) {
                let Some((merged, sums)) = printed(hist) else { continue };
                assert!(fits(sums.iter().copied(), cell));
                let adds_up = |other: &&Vec<i64>| {
                    merged.iter().zip(&sums).all(|(block, sum)| block.iter().map(|at| other[*at]).sum::<i64>() == *sum)
                };
                let same: Vec<&Vec<i64>> = all.iter().filter(adds_up).collect();
                let fixed = known(&same);
                for block in merged.iter().filter(|block| block.len() > 1) {
                    let sum: i64 = block.iter().map(|at| hist[*at]).sum();
                    assert!(sum == 0 || block.iter().all(|at| !fixed.contains(at)), "{hist:?} {merged:?}");
                }
            }
        }
    }
}

#[test]
fn one_hidden_group_takes_another_with_it() {
    let minimum = Minimum { base: 5, cell: 3, open: 10 };
    let share = |n: i64, mean: i64| Share { n, sum: n * mean, full: false };
    let open = |parts: &[Share], rest: Share| open_groups(parts, rest, (1, 10), minimum);
    assert_eq!(open(&[share(3, 7), share(8, 7), share(44, 7)], Share::default()), [false, false, true]);
    assert_eq!(open(&[share(20, 7), share(44, 7)], Share::default()), [true, true]);
    assert_eq!(open(&[share(20, 7), share(44, 7)], share(2, 5)), [false, true], "those without a group are a part too");
    assert_eq!(
        open(&[share(1, 7), share(1, 8), share(30, 7)], Share::default()),
        [false, false, false],
        "two persons together"
    );
    assert_eq!(open(&[share(20, 7), share(20, 10)], Share::default()), [false, false], "all gave ten");
    assert_eq!(open_counts(&[2, 9, 30], 0, 3), [false, false, false]);
    assert_eq!(open_counts(&[3, 9, 0], 2, 3), [false, false, false], "those without a group are a part too");
    assert_eq!(open_counts(&[1, 1, 30], 0, 3), [false, false, false]);
    assert_eq!(open_counts(&[3, 9, 0], 0, 3), [true, true, true]);
}

#[test]
fn a_hidden_option_has_company_and_room() {
    let offer = |chosen: i64| Offer { offered: 20, chosen, alone: false };
    assert_eq!(open_options(&[offer(5), offer(8), offer(9)], 20, 3), Some(vec![true; 3]));
    assert_eq!(open_options(&[offer(5), offer(8), offer(1)], 20, 3), None, "one alone could be computed");
    assert_eq!(open_options(&[offer(12), offer(9), offer(1), offer(2)], 20, 3), Some(vec![true, true, false, false]));
    let all_but_one = [offer(19), offer(9), offer(4), offer(1)];
    assert_eq!(
        open_options(&all_but_one, 20, 3),
        Some(vec![false, true, true, false]),
        "who did not choose are few too"
    );
    // Four of twelve chose neither of the first two, and only three were offered the third.
    let few = [offer(4), offer(4), Offer { offered: 3, ..offer(1) }, Offer { offered: 6, ..offer(4) }];
    assert_eq!(open_options(&few, 12, 3), None, "everyone chose something");
    let alone = Offer { alone: true, ..offer(9) };
    assert_eq!(open_options(&[alone, alone, offer(1), offer(2)], 20, 3), None, "two are left, fewer than a cell");
    assert!(open_options(&[Offer { alone: true, ..offer(15) }, offer(1), offer(2), offer(4)], 20, 3).is_some());
}

/// How many chose each of `options`, in every way that `n` people can, each at least one of them or one that stands alone.
fn choices(options: usize, alone: usize, n: i64) -> Vec<Vec<i64>> {
    let several = options - alone;
    let mut patterns: Vec<Vec<i64>> = (1..1_usize << several)
        .map(|set| (0..options).map(|at| i64::from(at < several && set >> at & 1 == 1)).collect())
        .collect();
    patterns.extend((several..options).map(|own| (0..options).map(|at| i64::from(at == own)).collect()));
    let mut all = BTreeSet::from([vec![0; options]]);
    for _ in 0..n {
        let more = |counts: &Vec<i64>| -> Vec<Vec<i64>> {
            patterns.iter().map(|one| counts.iter().zip(one).map(|(a, b)| a + b).collect()).collect()
        };
        all = all.iter().flat_map(more).collect();
    }
    all.into_iter().collect()
}

/// Whoever knows the printed counts and the rule does not know a hidden one.
#[test]
fn hidden_options_have_several_possible_counts() {
    let mut judged = 0;
    for (options, alone, cell) in
        [(3, 0, 2), (4, 1, 2), (3, 0, 3), (4, 0, 3), (4, 1, 3), (4, 2, 3), (5, 2, 3), (4, 1, 4)]
    {
        for n in 4..=9 {
            let mut seen: BTreeMap<Vec<Option<i64>>, Vec<Vec<i64>>> = BTreeMap::new();
            for counts in choices(options, alone, n) {
                let offer =
                    |(at, chosen): (usize, &i64)| Offer { offered: n, chosen: *chosen, alone: at >= options - alone };
                let offers: Vec<Offer> = counts.iter().enumerate().map(offer).collect();
                let Some(open) = open_options(&offers, n, cell) else { continue };
                let printed = counts.iter().zip(&open).map(|(count, open)| open.then_some(*count)).collect();
                seen.entry(printed).or_default().push(counts);
            }
            for (printed, possible) in seen {
                for at in (0..options).filter(|at| printed[*at].is_none()) {
                    judged += 1;
                    let first = possible[0][at];
                    let several = possible.iter().any(|counts| counts[at] != first);
                    assert!(several, "{n} people, cell {cell}, {alone} alone: {printed:?} tells {at}: {first}");
                }
            }
        }
    }
    assert!(judged > 100, "{judged}");
}

/// The same of the parts of a printed total.
#[test]
fn hidden_parts_have_several_possible_counts() {
    let mut judged = 0;
    for (parts, cell) in [(2, 2), (2, 3), (3, 2), (3, 3), (4, 3), (5, 3), (4, 5)] {
        for n in 5..=16 {
            let mut seen: BTreeMap<Vec<Option<i64>>, Vec<Vec<i64>>> = BTreeMap::new();
            for counts in histograms(n, parts) {
                let open = open_counts(&counts, 0, cell);
                let printed = counts.iter().zip(&open).map(|(count, open)| open.then_some(*count)).collect();
                seen.entry(printed).or_default().push(counts);
            }
            for (printed, possible) in seen {
                for at in (0..parts).filter(|at| printed[*at].is_none()) {
                    judged += 1;
                    let several = possible.iter().any(|counts| counts[at] != possible[0][at]);
                    assert!(several, "{n} in all, cell {cell}: {printed:?} tells {at}: {}", possible[0][at]);
                }
            }
        }
    }
    assert!(judged > 100, "{judged}");
}

#[test]
fn what_units_hide_is_told_in_blocks_that_are_large_enough() {
    assert_eq!(apart(&[3, 4, 5], 3), Some(vec![vec![0], vec![1], vec![2]]));
    assert_eq!(apart(&[0, 4, 5], 3), Some(vec![vec![2], vec![0, 1]]), "an empty cell tells of every unit");
    assert_eq!(apart(&[1, 1, 2], 3), None, "all of it is one block");
    assert!(enough(&[2, 3], 5) && !enough(&[5], 5) && !enough(&[2, 2], 5));
}

/// Printed sums of blocks of cells.
type Blocks = Vec<(Vec<usize>, i64)>;

/// Whoever knows the n of two units and the benchmark less all that is printed knows no answer of theirs.
#[test]
fn what_two_units_hide_has_several_possible_counts() {
    let mut judged = 0;
    for (a, b, cells) in [(5, 5, 3), (6, 4, 3), (5, 7, 2), (4, 5, 4)] {
        let mut seen: BTreeMap<Blocks, Vec<Vec<i64>>> = BTreeMap::new();
        for own in histograms(a, cells) {
            for other in histograms(b, cells) {
                let sums: Vec<i64> = own.iter().zip(&other).map(|(a, b)| a + b).collect();
                let Some(blocks) = apart(&sums, 3) else { continue };
                let sum = |block: &Vec<usize>| block.iter().map(|at| sums[*at]).sum();
                let printed = blocks.iter().map(|block| (block.clone(), sum(block)));
                seen.entry(printed.collect()).or_default().push([own.clone(), other].concat());
            }
        }
        for (printed, possible) in seen {
            let all: Vec<&Vec<i64>> = possible.iter().collect();
            assert!(known(&all).is_empty(), "{a} and {b} answers: {printed:?}");
            judged += 1;
        }
    }
    assert!(judged > 20, "{judged}");
}

#[test]
fn a_benchmark_of_groups_leaves_no_group_alone() {
    let minimum = Minimum { base: 5, cell: 3, open: 10 };
    let share = |n: i64| Share { n, sum: n * 6, full: false };
    let open = |parts: &[&[Share]]| open_parts(parts, &[], (1, 10), minimum);
    assert_eq!(open(&[&[], &[share(3), share(4)]]), [true, true]);
    assert_eq!(open(&[&[], &[share(9)]]), [false, false], "what one unit hides is the total less the rest");
    assert_eq!(open(&[&[share(3), share(4)], &[share(9)], &[]]), [false, false, true]);
    assert_eq!(open(&[&[], &[]]), [true, true]);
}

#[test]
fn a_base_leaves_room_for_a_hidden_answer() {
    assert!(room(0, 11, 3) && room(8, 11, 3) && room(12, 11, 3));
    assert!(!room(11, 11, 3) && !room(9, 11, 3));
}
