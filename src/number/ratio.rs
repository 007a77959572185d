//! Ratios of two integers: every intermediate of arithmetic, checked, never rounded on the way.

use num_rational::Ratio as Inner;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};
use std::fmt;

/// An exact number. Operations answer `None` on overflow and on division by zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ratio(Inner<i128>);

/// How a half is rounded. Half away from zero is the one that published figures use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rounding {
    #[default]
    HalfAwayFromZero,
}

impl Ratio {
    #[must_use]
    pub fn integer(n: i64) -> Self {
        Self(Inner::from_integer(i128::from(n)))
    }

    /// `units × 10^-decimals`.
    #[must_use]
    pub fn scaled(units: i64, decimals: u8) -> Self {
        Self(Inner::new(i128::from(units), 10_i128.pow(u32::from(decimals.min(30)))))
    }

    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        (denominator != 0).then(|| Self(Inner::new(numerator, denominator)))
    }

    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(&other.0).map(Self)
    }

    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(&other.0).map(Self)
    }

    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(&other.0).map(Self)
    }

    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        if other.0.is_zero() { None } else { self.0.checked_div(&other.0).map(Self) }
    }

    #[must_use]
    pub fn negate(self) -> Self {
        Self(-self.0)
    }

    #[must_use]
    pub fn numerator(self) -> i128 {
        *self.0.numer()
    }

    #[must_use]
    pub fn denominator(self) -> i128 {
        *self.0.denom()
    }

    /// The integer nearest to `self × 10^decimals`; `None` when it does not fit an `i64`.
    #[must_use]
    pub fn round(self, decimals: u8, rounding: Rounding) -> Option<i64> {
        let Rounding::HalfAwayFromZero = rounding;
        let scaled = self.0.checked_mul(&Inner::from_integer(10_i128.checked_pow(u32::from(decimals))?))?;
        let (numerator, denominator) = (*scaled.numer(), *scaled.denom());
        let doubled = numerator.checked_abs()?.checked_mul(2)?.checked_add(denominator)?;
        let magnitude = doubled / denominator.checked_mul(2)?;
        i64::try_from(if numerator < 0 { -magnitude } else { magnitude }).ok()
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_away_from_zero() {
        let round = |n, d, places| Ratio::new(n, d).unwrap().round(places, Rounding::default()).unwrap();
        assert_eq!(round(1, 2, 0), 1);
        assert_eq!(round(-1, 2, 0), -1);
        assert_eq!(round(11, 16, 3), 688);
        assert_eq!(round(25, 10, 0), 3);
        assert_eq!(round(1, 3, 2), 33);
    }

    #[test]
    fn overflow_and_zero_have_no_value() {
        let huge = Ratio::new(i128::MAX, 1).unwrap();
        assert_eq!(huge.plus(huge), None);
        assert_eq!(huge.over(Ratio::integer(0)), None);
    }
}
