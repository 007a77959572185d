//! The least and greatest value of a numeric expression, so that nothing leaves the range that every back end holds exactly.

use crate::analysis::build::EXACT;
use crate::model::{CmpOp, Num};
use crate::number::Ratio;

/// A numeric expression with its bounds.
#[derive(Debug, Clone)]
pub(crate) struct Typed {
    pub(crate) num: Num,
    pub(crate) min: Ratio,
    pub(crate) max: Ratio,
    /// The decimals that hold every value; none after a `/` or `mean`.
    pub(crate) decimals: Option<u8>,
    /// A day number.
    pub(crate) date: bool,
}

impl Typed {
    /// Whether every value, with its decimals, has at most 15 digits.
    pub(crate) fn is_exact(&self) -> bool {
        let scale = Ratio::integer(10_i64.pow(u32::from(self.decimals.unwrap_or(0).min(18))));
        let limit = Ratio::integer(EXACT);
        let inside = |bound: Ratio| bound.times(scale).is_some_and(|units| units < limit && units > limit.negate());
        inside(self.min) && inside(self.max)
    }

    /// Whether 0 lies between the bounds.
    pub(crate) fn may_be_zero(&self) -> bool {
        let zero = Ratio::integer(0);
        self.min <= zero && zero <= self.max
    }

    /// The smallest distance from 0 of a value that is not 0.
    pub(crate) fn smallest(&self) -> Option<Ratio> {
        if !self.may_be_zero() {
            return Some(magnitude(self.min).min(magnitude(self.max)));
        }
        self.decimals.map(|decimals| Ratio::scaled(1, decimals))
    }

    pub(crate) fn largest(&self) -> Ratio {
        magnitude(self.min).max(magnitude(self.max))
    }
}

fn magnitude(ratio: Ratio) -> Ratio {
    if ratio < Ratio::integer(0) { ratio.negate() } else { ratio }
}

/// The bounds of a product.
pub(crate) fn product(a: &Typed, b: &Typed) -> Option<(Ratio, Ratio)> {
    let corners = [a.min.times(b.min)?, a.min.times(b.max)?, a.max.times(b.min)?, a.max.times(b.max)?];
    hull(corners)
}

/// The least and greatest of some values.
pub(crate) fn hull(values: impl IntoIterator<Item = Ratio>) -> Option<(Ratio, Ratio)> {
    let mut values = values.into_iter();
    let first = values.next()?;
    Some(values.fold((first, first), |(low, high), value| (low.min(value), high.max(value))))
}

/// The bounds of the sum of any non-empty part of some members.
pub(crate) fn sum_of_some(members: &[(Ratio, Ratio)]) -> Option<(Ratio, Ratio)> {
    let zero = Ratio::integer(0);
    let (mut low, mut high) = (zero, zero);
    for (min, max) in members {
        low = low.plus((*min).min(zero))?;
        high = high.plus((*max).max(zero))?;
    }
    let (least, greatest) = hull(members.iter().flat_map(|(min, max)| [*min, *max]))?;
    Some((if low == zero { least } else { low }, if high == zero { greatest } else { high }))
}

/// Whether a comparison comes out the same for all values: always true, or never.
pub(crate) fn decided(a: &Typed, cmp: CmpOp, b: &Typed) -> Option<bool> {
    let (below, above) = (a.max < b.min, a.min > b.max);
    let equal = a.min == a.max && b.min == b.max && a.min == b.min;
    match cmp {
        CmpOp::Equal => {
            if equal {
                Some(true)
            } else {
                (below || above).then_some(false)
            }
        }
        CmpOp::NotEqual => {
            if equal {
                Some(false)
            } else {
                (below || above).then_some(true)
            }
        }
        CmpOp::Less => {
            if below {
                Some(true)
            } else {
                (a.min >= b.max).then_some(false)
            }
        }
        CmpOp::LessEqual => {
            if a.max <= b.min {
                Some(true)
            } else {
                above.then_some(false)
            }
        }
        CmpOp::Greater => {
            if above {
                Some(true)
            } else {
                (a.max <= b.min).then_some(false)
            }
        }
        CmpOp::GreaterEqual => {
            if a.min >= b.max {
                Some(true)
            } else {
                below.then_some(false)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Decimal;

    fn typed(min: i64, max: i64, decimals: u8) -> Typed {
        let num = Num::Const(Decimal::integer(0));
        Typed {
            num,
            min: Ratio::scaled(min, decimals),
            max: Ratio::scaled(max, decimals),
            decimals: Some(decimals),
            date: false,
        }
    }

    #[test]
    fn a_product_of_signed_ranges_takes_the_outer_corners() {
        let (low, high) = product(&typed(-2, 3, 0), &typed(-5, 4, 0)).unwrap();
        assert_eq!((low, high), (Ratio::integer(-15), Ratio::integer(12)));
    }

    #[test]
    fn a_sum_of_some_may_leave_members_out() {
        let bounds = |n: i64, m: i64| (Ratio::integer(n), Ratio::integer(m));
        assert_eq!(sum_of_some(&[bounds(1, 5), bounds(2, 5)]), Some(bounds(1, 10)));
        assert_eq!(sum_of_some(&[bounds(-1, 5), bounds(2, 5)]), Some(bounds(-1, 10)));
    }

    #[test]
    fn fifteen_digits_are_exact_and_sixteen_are_not() {
        assert!(typed(0, 999_999_999_999_999, 0).is_exact());
        assert!(!typed(0, 1_000_000_000_000_000, 0).is_exact());
        assert!(!typed(-1_000_000_000_000_000, 0, 2).is_exact());
    }

    #[test]
    fn the_smallest_divisor_is_one_unit_of_its_decimals() {
        assert_eq!(typed(0, 100, 1).smallest(), Some(Ratio::scaled(1, 1)));
        assert_eq!(typed(-50, -20, 1).smallest(), Some(Ratio::integer(2)));
    }
}
