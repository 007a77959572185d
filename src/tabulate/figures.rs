//! From integers to printed numbers: the only place that divides and rounds (rule 12).
//!
//! Ratios stay exact until they are printed; norms, thresholds and sorting use them unrounded. Zero by zero is "n.v.t.".

use crate::number::{Decimal, Ratio, Rounding};
use crate::plan::{Correction, NormLine, ThresholdRow};
use std::fmt;

mod interval;
mod total;

pub use interval::{Frame, Interval, LEAST_FOR_MEAN, mean_interval, share_interval};
pub use total::Total;

/// A number as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// `units × 10^-decimals`, with all its decimals.
    Number { units: i64, decimals: u8 },
    /// Zero by zero.
    NotApplicable,
}

impl fmt::Display for Printed {
    /// Dutch: a decimal comma.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number { units, decimals } => {
                f.write_str(&Decimal::new(*units, *decimals).to_string().replace('.', ","))
            }
            Self::NotApplicable => f.write_str("n.v.t."),
        }
    }
}

/// Rounds once, half away from zero.
#[must_use]
pub fn print(ratio: Option<Ratio>, decimals: u8) -> Printed {
    let units = ratio.and_then(|ratio| ratio.round(decimals, Rounding::HalfAwayFromZero));
    units.map_or(Printed::NotApplicable, |units| Printed::Number { units, decimals })
}

/// `part` in percent of `whole`; none at zero by zero.
#[must_use]
pub fn percentage(part: i64, whole: i64) -> Option<Ratio> {
    Ratio::new(i128::from(part) * 100, i128::from(whole))
}

/// The mean of `n` integers × 10^-decimals; none without any.
#[must_use]
pub fn mean(sum: i64, n: i64, decimals: u8) -> Option<Ratio> {
    Ratio::new(i128::from(sum), i128::from(n).checked_mul(10_i128.checked_pow(u32::from(decimals))?)?)
}

/// Percentages that add up to 100: the largest remainders are rounded up, ties in order of the options.
#[must_use]
pub fn largest_remainder(counts: &[i64], decimals: u8) -> Vec<Printed> {
    let whole: i64 = counts.iter().sum();
    let scale = 10_i128.saturating_pow(u32::from(decimals));
    let exact = |count: &i64| i128::from(*count) * 100 * scale;
    if whole <= 0 {
        return vec![Printed::NotApplicable; counts.len()];
    }
    let mut units: Vec<i128> = counts.iter().map(|count| exact(count) / i128::from(whole)).collect();
    let mut order: Vec<usize> = (0..counts.len()).collect();
    let remainder = |at: &usize| counts.get(*at).map_or(0, |count| exact(count) % i128::from(whole));
    order.sort_by_key(|at| std::cmp::Reverse(remainder(at)));
    let short = usize::try_from(100 * scale - units.iter().sum::<i128>()).unwrap_or(0);
    for at in order.into_iter().take(short) {
        if let Some(unit) = units.get_mut(at) {
            *unit += 1;
        }
    }
    let printed = |units: i128| Printed::Number { units: i64::try_from(units).unwrap_or(i64::MAX), decimals };
    units.into_iter().map(printed).collect()
}

/// Whether a single-choice table of percentages, each rounded by itself, misses 100: then a note says so.
#[must_use]
pub fn misses_hundred(printed: &[Printed]) -> bool {
    let units = |printed: &Printed| match printed {
        Printed::Number { units, decimals } => Ratio::scaled(*units, *decimals),
        Printed::NotApplicable => Ratio::integer(0),
    };
    let sum = printed.iter().try_fold(Ratio::integer(0), |sum, one| sum.plus(units(one)));
    let any = printed.iter().any(|one| matches!(one, Printed::Number { .. }));
    any && sum != Some(Ratio::integer(100))
}

/// How often each value occurs: the integer of a grade and its number.
pub type Histogram<'a> = &'a [(i64, i64)];

/// Sum and number of a histogram.
#[must_use]
pub fn moments(values: Histogram<'_>) -> Option<(i64, i64)> {
    values.iter().try_fold((0_i64, 0_i64), |(sum, n), (value, count)| {
        Some((sum.checked_add(value.checked_mul(*count)?)?, n.checked_add(*count)?))
    })
}

/// Whether a mean meets a norm; none without a mean. `decimals` of the mean as printed.
#[must_use]
pub fn meets(line: &NormLine, mean: Option<Ratio>, decimals: u8) -> Option<bool> {
    let mean = mean?;
    let tested =
        if line.rounded { Ratio::scaled(mean.round(decimals, Rounding::HalfAwayFromZero)?, decimals) } else { mean };
    Some(tested >= line.at_least.ratio())
}

/// The mean under the small-n rule: every grade below the limit counts as the replacement. None where the rule does not
/// apply: too many grades, or too few of them sufficient.
#[must_use]
pub fn corrected(rule: &Correction, values: Histogram<'_>, decimals: u8) -> Option<Ratio> {
    let (_, n) = moments(values)?;
    let below = |value: i64| Ratio::scaled(value, decimals) < rule.below.ratio();
    let passes: i64 = values.iter().filter(|(value, _)| !below(*value)).map(|(_, count)| count).sum();
    let small = rule.n_at_most.is_none_or(|most| n <= i64::from(most));
    let sufficient = rule.passes_percent.is_none_or(|least| percentage(passes, n).is_some_and(|p| p >= least.ratio()));
    if !small || !sufficient {
        return None;
    }
    let grade = |value: i64| if below(value) { rule.to.ratio() } else { Ratio::scaled(value, decimals) };
    let total = values
        .iter()
        .try_fold(Ratio::integer(0), |sum, (value, count)| sum.plus(grade(*value).times(Ratio::integer(*count))?));
    total?.over(Ratio::integer(n))
}

/// Whether a group may be published: the group's own rows, else those for every group. No row for a net sample of this
/// size: not published.
#[must_use]
pub fn publishes(rows: &[ThresholdRow], group: Option<i64>, net: i64, n: i64) -> bool {
    let own = rows.iter().any(|row| row.group.is_some() && row.group == group);
    let fits = |row: &&ThresholdRow| {
        row.group == if own { group } else { None }
            && net >= i64::from(row.n_min)
            && row.n_max.is_none_or(|most| net <= i64::from(most))
    };
    rows.iter().find(fits).is_some_and(|row| {
        let rate = || percentage(n, net);
        row.minimum_count.is_none_or(|least| n >= i64::from(least))
            && row.minimum_percent.is_none_or(|least| rate().is_some_and(|rate| rate >= least.ratio()))
    })
}

/// Share of some codes minus share of others, in percent of `whole`.
#[must_use]
pub fn net_share(plus: i64, minus: i64, whole: i64) -> Option<Ratio> {
    percentage(plus.checked_sub(minus)?, whole)
}

/// The mean of values with how often they occur; none of none.
#[must_use]
pub fn mean_of_blocks(values: Histogram<'_>) -> Option<Ratio> {
    let (sum, n) = moments(values)?;
    mean(sum, n, 0)
}

/// Where a value stands on an axis from `low` to `high`, in thousandths, within its ends. For drawing only.
#[must_use]
pub fn along(value: Ratio, low: Ratio, high: Ratio) -> Option<i64> {
    let whole = high.minus(low)?;
    let part = value.minus(low)?.times(Ratio::integer(1_000))?.over(whole)?;
    part.round(0, Rounding::HalfAwayFromZero).map(|units| units.clamp(0, 1_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn zero_by_zero_is_not_applicable() {
        assert_eq!(print(percentage(0, 0), 1).to_string(), "n.v.t.");
        assert_eq!(print(mean(0, 0, 0), 1).to_string(), "n.v.t.");
        assert_eq!(print(percentage(0, 3), 1).to_string(), "0,0");
    }

    #[test]
    fn a_half_rounds_away_from_zero() {
        assert_eq!(print(percentage(1, 8), 0).to_string(), "13");
        assert_eq!(print(mean(149, 20, 0), 1).to_string(), "7,5");
        assert_eq!(print(mean(-5, 2, 0), 0).to_string(), "-3");
    }

    #[test]
    fn rounded_by_itself_a_table_may_miss_hundred() {
        let each: Vec<Printed> = [1, 1, 1].iter().map(|n| print(percentage(*n, 3), 0)).collect();
        assert!(misses_hundred(&each));
        assert!(!misses_hundred(&largest_remainder(&[1, 1, 1], 0)));
        let shown: Vec<String> = largest_remainder(&[1, 1, 1], 0).iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["34", "33", "33"]);
    }

    #[test]
    fn a_norm_is_tested_on_the_exact_mean_unless_it_says_rounded() {
        let line = |rounded| NormLine { at_least: decimal("6.5"), rounded };
        let just_below = mean(129, 20, 0);
        assert_eq!(meets(&line(false), just_below, 1), Some(false));
        assert_eq!(meets(&line(true), just_below, 1), Some(true), "6,45 is printed as 6,5");
        assert_eq!(meets(&line(false), None, 1), None);
    }

    #[test]
    fn an_insufficient_grade_counts_as_the_replacement() {
        let rule = Correction {
            below: decimal("5.5"),
            to: decimal("5"),
            n_at_most: Some(10),
            passes_percent: Some(decimal("60")),
        };
        assert_eq!(print(corrected(&rule, &[(8, 3), (7, 1), (1, 1)], 0), 2).to_string(), "7,20");
        assert_eq!(corrected(&rule, &[(9, 2), (1, 2)], 0), None, "half of the grades are insufficient");
        assert_eq!(corrected(&rule, &[(8, 10), (1, 1)], 0), None, "eleven grades are not few");
    }

    #[test]
    fn a_group_with_rows_of_its_own_does_not_fall_back() {
        let row = |group, n_min, n_max, count| ThresholdRow {
            group,
            n_min,
            n_max,
            minimum_count: Some(count),
            minimum_percent: Some(decimal("25")),
        };
        let rows = [row(None, 0, Some(19), 5), row(None, 20, None, 10), row(Some(3), 0, None, 2)];
        assert!(publishes(&rows, Some(1), 16, 5));
        assert!(!publishes(&rows, Some(1), 20, 9), "the count is too small");
        assert!(!publishes(&rows, Some(1), 100, 24), "the rate is too small");
        assert!(publishes(&rows, Some(3), 8, 2));
        assert!(!publishes(&rows, None, 0, 0), "no sample, no publication");
    }
}
