//! Intervals of 95% around a share or a mean, exact until they are rounded.
//!
//! A share: Wilson's score interval, the shares `p` for which the observed one lies within z standard errors of `p`. A mean: t times
//! its standard error. Both bounds are `centre ± √square` with rational `centre` and `square`, so that rounding needs no
//! approximation: `⌊(a ± √r) / b⌋ = ⌊(a ± s) / b⌋` for integers `a`, `r`, `b > 0`, where `s` is `⌊√r⌋` with a plus and `⌈√r⌉` with a minus.
//! They are rounded as every other number is: to the nearest, half away from zero.

use super::{Histogram, Printed};
use crate::number::Ratio;
use num_bigint::BigInt;
use num_rational::Ratio as Inner;
use num_traits::{Euclid, One, Signed, ToPrimitive, Zero};

type Exact = Inner<BigInt>;

/// The square of z, the 97.5th percentile of the normal distribution: `z² × 10^15`.
const Z_SQUARED: i64 = 3_841_458_820_694_126;
const Z_SCALE: i64 = 1_000_000_000_000_000;

/// The 97.5th percentile of Student's t with 4, 5, … degrees of freedom, × 10^9.
const T: [i64; 26] = [
    2_776_445_105,
    2_570_581_836,
    2_446_911_851,
    2_364_624_252,
    2_306_004_135,
    2_262_157_163,
    2_228_138_852,
    2_200_985_160,
    2_178_812_830,
    2_160_368_656,
    2_144_786_688,
    2_131_449_546,
    2_119_905_299,
    2_109_815_578,
    2_100_922_040,
    2_093_024_054,
    2_085_963_447,
    2_079_613_845,
    2_073_873_068,
    2_068_657_610,
    2_063_898_562,
    2_059_538_553,
    2_055_529_439,
    2_051_830_516,
    2_048_407_142,
    2_045_229_642,
];
/// Beyond that table: the coefficients of `1, 1/ν, 1/ν², …` in the expansion of the percentile around the normal one, × 10^9.
const T_SERIES: [i64; 5] = [1_959_963_985, 2_372_271_230, 2_822_498_616, 2_555_849_680, 1_589_534_053];
const T_SCALE: i64 = 1_000_000_000;

/// Below so many answers the spread of grades says too little for an interval of their mean.
pub const LEAST_FOR_MEAN: i64 = 5;

/// Who could have answered: without it, any number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// The net sample, where everyone of the unit was invited.
    pub net: i64,
    /// How many of them answered: usable responses.
    pub usable: i64,
}

/// Where a number would probably lie if everyone had answered; exact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    centre: Exact,
    /// The square of half its width.
    square: Exact,
    /// No share and no mean lies beyond.
    ends: (Exact, Exact),
}

fn integer(n: i64) -> Exact {
    Exact::from_integer(n.into())
}

fn over(n: i64, by: i64) -> Exact {
    Exact::new(n.into(), by.into())
}

fn exact(ratio: Ratio) -> Exact {
    Exact::new(ratio.numerator().into(), ratio.denominator().into())
}

/// What is left to chance of the variance: `(N - n) / (N - less)`; none where everyone answered. More answers than people:
/// the sample is not theirs, and nothing is corrected.
fn left(frame: Option<Frame>, less: i64) -> Option<Exact> {
    match frame {
        Some(Frame { net, usable }) if net == usable => None,
        Some(Frame { net, usable }) if net > usable && net > less => Some(over(net - usable, net - less)),
        _ => Some(Exact::one()),
    }
}

/// The interval of `part` in percent of `n`, by Wilson's score; none of nobody, and where everyone answered.
///
/// In a finite population the variance of a share is that of draws without replacement; of a group whose size in the
/// population is not known the response of the whole stands for its own.
#[must_use]
pub fn share_interval(part: i64, n: i64, frame: Option<Frame>) -> Option<Interval> {
    if n <= 0 || !(0..=n).contains(&part) {
        return None;
    }
    let zz = over(Z_SQUARED, Z_SCALE) * left(frame, 1)?;
    let twice = (integer(n) + &zz) * integer(2);
    let centre = (integer(2) * integer(part) + &zz) / &twice;
    let inside = &zz + over(4, n) * integer(part) * integer(n - part);
    let square = zz * inside / (&twice * &twice);
    let hundred = integer(100);
    Some(Interval { centre: centre * &hundred, square: square * integer(10_000), ends: (Exact::zero(), hundred) })
}

/// The interval of the mean of numbers × 10^-decimals within `ends`, by Student's t; none of fewer than
/// [`LEAST_FOR_MEAN`], where all are alike, and where everyone answered.
#[must_use]
pub fn mean_interval(
    values: Histogram<'_>,
    decimals: u8,
    ends: (Ratio, Ratio),
    frame: Option<Frame>,
) -> Option<Interval> {
    let n: i64 = values.iter().map(|(_, count)| count).sum();
    if n < LEAST_FOR_MEAN {
        return None;
    }
    let sum = |power: fn(&BigInt) -> BigInt| -> BigInt {
        values.iter().map(|(value, count)| power(&BigInt::from(*value)) * count).sum()
    };
    let (sum, squares) = (sum(BigInt::clone), sum(|value| value * value));
    let spread = squares * n - &sum * &sum;
    if !spread.is_positive() {
        return None;
    }
    let unit = Exact::from_integer(BigInt::from(10).pow(u32::from(decimals)));
    let variance = Exact::new(spread, BigInt::from(n) * n * (n - 1)) * left(frame, 0)?;
    let t = t(n - 1);
    Some(Interval {
        centre: Exact::new(sum, n.into()) / &unit,
        square: variance * &t * &t / (&unit * &unit),
        ends: (exact(ends.0), exact(ends.1)),
    })
}

/// The 97.5th percentile of Student's t.
fn t(freedom: i64) -> Exact {
    let listed = usize::try_from(freedom - LEAST_FOR_MEAN + 1).ok().and_then(|at| T.get(at));
    let series =
        || T_SERIES.iter().rev().fold(Exact::zero(), |sum, term| sum / integer(freedom) + over(*term, T_SCALE));
    listed.map_or_else(series, |listed| over(*listed, T_SCALE))
}

impl Interval {
    /// Both bounds as they are printed.
    #[must_use]
    pub fn print(&self, decimals: u8) -> Option<(Printed, Printed)> {
        let scale = Exact::from_integer(BigInt::from(10).pow(u32::from(decimals)));
        let (low, high) = self.bounds(&Exact::zero(), &scale)?;
        let printed = |units| Printed::Number { units, decimals };
        Some((printed(low), printed(high)))
    }

    /// Where the bounds stand on an axis from `low` to `high`, in thousandths, within its ends. For drawing only.
    #[must_use]
    pub fn along(&self, low: Ratio, high: Ratio) -> Option<(i64, i64)> {
        let (low, high) = (exact(low), exact(high));
        let whole = high - &low;
        if whole.is_zero() {
            return None;
        }
        let (from, to) = self.bounds(&low, &(integer(1_000) / whole))?;
        Some((from.clamp(0, 1_000), to.clamp(0, 1_000)))
    }

    /// Both bounds less `from`, times `scale`, rounded.
    fn bounds(&self, from: &Exact, scale: &Exact) -> Option<(i64, i64)> {
        let place = |value: &Exact| (value - from) * scale;
        let (centre, square) = (place(&self.centre), &self.square * scale * scale);
        let (least, most) = (place(&self.ends.0), place(&self.ends.1));
        let within =
            |bound: BigInt| bound.clamp(nearest(&least, &Exact::zero(), false), nearest(&most, &Exact::zero(), true));
        Some((within(nearest(&centre, &square, false)).to_i64()?, within(nearest(&centre, &square, true)).to_i64()?))
    }
}

/// The integer nearest to `centre ± √square`, half away from zero.
fn nearest(centre: &Exact, square: &Exact, upper: bool) -> BigInt {
    let half = over(1, 2);
    if floor(centre, square, upper).is_negative() {
        -floor(&(half - centre), square, !upper)
    } else {
        floor(&(centre + half), square, upper)
    }
}

/// The largest integer up to `centre ± √square`.
fn floor(centre: &Exact, square: &Exact, upper: bool) -> BigInt {
    let (a, b) = (centre.numer() * square.denom(), centre.denom() * square.denom());
    let radicand = centre.denom() * centre.denom() * square.numer() * square.denom();
    let down = radicand.sqrt();
    let root = if upper || &down * &down == radicand { down } else { down + 1 };
    (if upper { a + root } else { a - root }).div_euclid(&b)
}

#[cfg(test)]
mod tests;
