//! The rules held against every distribution that a reader cannot tell apart.

use super::*;

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
    assert_eq!(open_counts(&[2, 9, 30], 0, 3), [false, false, true]);
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
    assert_eq!(open_options(&[offer(4), offer(4), offer(2), offer(1)], 12, 3), None, "everyone chose something");
    let alone = Offer { alone: true, ..offer(17) };
    assert_eq!(open_options(&[alone, offer(1), offer(2)], 20, 3), None);
    assert!(open_options(&[Offer { alone: true, ..offer(15) }, offer(1), offer(2), offer(4)], 20, 3).is_some());
}

#[test]
fn a_base_leaves_room_for_a_hidden_answer() {
    assert!(room(0, 11, 3) && room(8, 11, 3) && room(12, 11, 3));
    assert!(!room(11, 11, 3) && !room(9, 11, 3));
}
