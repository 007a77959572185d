//! The mean of ratios of very many, each with the same weight: their common denominator outgrows an i128.

use crate::number::Ratio;
use num_bigint::BigInt;
use num_rational::Ratio as Inner;
use num_traits::{Euclid, One, ToPrimitive, Zero};

/// Ratios added up, exactly.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Total {
    sum: Inner<BigInt>,
    n: i64,
}

impl FromIterator<Ratio> for Total {
    fn from_iter<I: IntoIterator<Item = Ratio>>(ratios: I) -> Self {
        ratios.into_iter().fold(Self::default(), |total, ratio| Self { sum: total.sum + big(ratio), n: total.n + 1 })
    }
}

impl Total {
    /// The mean; none of none.
    #[must_use]
    pub fn mean(&self) -> Option<Ratio> {
        self.mean_without(None)
    }

    /// The mean of the others, where one of them is left out.
    #[must_use]
    pub fn mean_without(&self, one: Option<Ratio>) -> Option<Ratio> {
        let (sum, n) = match one {
            Some(one) => (&self.sum - big(one), self.n - 1),
            None => (self.sum.clone(), self.n),
        };
        (n > 0).then(|| small(&(sum / Inner::from_integer(n.into()))))?
    }
}

fn big(ratio: Ratio) -> Inner<BigInt> {
    Inner::new(ratio.numerator().into(), ratio.denominator().into())
}

/// Decimals that are kept of a mean whose denominator is too large.
const DECIMALS: u32 = 18;

/// The same number; where it does not fit, cut off so that it still rounds as itself: never to a digit at which rounding turns.
fn small(exact: &Inner<BigInt>) -> Option<Ratio> {
    if let (Some(numerator), Some(denominator)) = (exact.numer().to_i128(), exact.denom().to_i128())
        && numerator.unsigned_abs() < 1 << 100
        && denominator < 1 << 100
    {
        return Ratio::new(numerator, denominator);
    }
    let scale = BigInt::from(10).pow(DECIMALS);
    let scaled = exact * Inner::from_integer(scale.clone());
    let down = scaled.numer().div_euclid(scaled.denom());
    let turns = down.rem_euclid(&BigInt::from(5)).is_zero() && !scaled.is_integer();
    let cut = if turns { down + BigInt::one() } else { down };
    Ratio::new(cut.to_i128()?, scale.to_i128()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tabulate::figures::{percentage, print};

    #[test]
    fn it_is_the_mean_with_and_without_one() {
        let all: Vec<Ratio> = [(1, 2), (1, 3), (3, 4)].iter().filter_map(|(part, n)| percentage(*part, *n)).collect();
        let total: Total = all.iter().copied().collect();
        assert_eq!(total.mean(), Ratio::new(475, 9));
        assert_eq!(total.mean_without(all.first().copied()), Ratio::new(325, 6));
        assert_eq!(Total::default().mean(), None);
        assert_eq!(all.iter().copied().take(1).collect::<Total>().mean_without(all.first().copied()), None);
    }

    #[test]
    fn five_hundred_units_of_all_sizes_have_a_mean() {
        let total: Total = (1..=500).filter_map(|n| percentage(n / 2, n)).collect();
        assert_eq!(print(total.mean(), 3).to_string(), "49,626");
    }

    #[test]
    fn what_is_cut_off_rounds_as_itself() {
        let near = |offset: i64| {
            // A half of the third decimal, and next to nothing more or less.
            let tiny = Inner::new(BigInt::from(offset), BigInt::from(10).pow(40) + 1);
            print(small(&(Inner::new(BigInt::from(25), BigInt::from(10_000)) + tiny)), 3).to_string()
        };
        assert_eq!((near(-1).as_str(), near(0).as_str(), near(1).as_str()), ("0,002", "0,003", "0,003"));
    }
}
