//! A small deterministic generator (SplitMix64): same seed, same respondents, on every machine.

/// Pseudo-random numbers from a seed; not for secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Random {
    state: u64,
}

impl Random {
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`; 0 where `limit` is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        let product = u128::from(self.bits()) * (limit as u128);
        usize::try_from(product >> 64).unwrap_or(0)
    }

    /// A number from `min` up to and including `max`; `min` where they are the wrong way round.
    pub fn between(&mut self, min: i64, max: i64) -> i64 {
        let width = (i128::from(max) - i128::from(min) + 1).max(1);
        let offset = (i128::from(self.bits()) * width) >> 64;
        i64::try_from(i128::from(min) + offset).unwrap_or(min)
    }

    /// True in `per_mille` of a thousand cases.
    pub fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille as usize
    }

    /// One of the items.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// An index, by weight; 0 where all weights are 0.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: usize = weights.iter().map(|weight| *weight as usize).sum();
        let mut left = self.below(total);
        for (index, weight) in weights.iter().enumerate() {
            match left.checked_sub(*weight as usize) {
                Some(rest) if total > 0 => left = rest,
                _ => return index,
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn known_sequence() {
        let mut random = Random::new(1_234_567);
        assert_eq!(random.bits(), 6_457_827_717_110_365_317);
        assert_eq!(random.bits(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn bounds_hold() {
        let mut random = Random::new(1);
        let drawn: Vec<i64> = (0..200).map(|_| random.between(-2, 2)).collect();
        assert!((-2..=2).all(|value| drawn.contains(&value)) && drawn.iter().all(|value| value.abs() <= 2));
        assert_eq!(random.below(0), 0);
        assert_eq!(random.between(i64::MIN, i64::MIN), i64::MIN);
        assert!((0..100).all(|_| random.weighted(&[0, 3, 0]) == 1));
    }
}
