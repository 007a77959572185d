//! Where nothing is heard: in windows of 10 ms, by their mean square. All in integers.

use super::Pcm;

/// The mean square of a 16-bit window at -50 dBFS: (32768 · 10^-2.5)².
const QUIET: u64 = 10_737;

/// Silence in a sound, in ms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Silence {
    /// Before the first sound.
    pub lead_ms: u32,
    /// After the last.
    pub tail_ms: u32,
    /// The longest between two sounds.
    pub inner_ms: u32,
    /// From the first sound to the last; 0 when nothing is heard.
    pub voiced_ms: u32,
}

impl Silence {
    #[must_use]
    pub fn of(pcm: &Pcm) -> Self {
        let window = (pcm.rate as usize / 100).max(1) * pcm.channels.max(1) as usize;
        let heard: Vec<bool> = pcm.samples.chunks(window).map(is_heard).collect();
        let ms = |windows: usize| u32::try_from(windows.saturating_mul(10)).unwrap_or(u32::MAX);
        let Some(first) = heard.iter().position(|heard| *heard) else {
            return Self { lead_ms: ms(heard.len()), ..Self::default() };
        };
        let last = heard.iter().rposition(|heard| *heard).unwrap_or(first);
        let (mut longest, mut run) = (0, 0);
        for heard in heard.iter().take(last).skip(first) {
            run = if *heard { 0 } else { run + 1 };
            longest = longest.max(run);
        }
        Self {
            lead_ms: ms(first),
            tail_ms: ms(heard.len() - last - 1),
            inner_ms: ms(longest),
            voiced_ms: ms(last - first + 1),
        }
    }

    /// Nothing is above -50 dBFS.
    #[must_use]
    pub fn is_silent(self) -> bool {
        self.voiced_ms == 0
    }
}

/// The sound with at most `lead_ms` of silence before it and `tail_ms` after it.
#[must_use]
pub fn trimmed(pcm: &Pcm, lead_ms: u32, tail_ms: u32) -> Pcm {
    let silence = Silence::of(pcm);
    if silence.is_silent() {
        return pcm.clone();
    }
    let samples = |ms: u32| ms as usize * pcm.rate as usize / 1000 * pcm.channels.max(1) as usize;
    let head = samples(silence.lead_ms.saturating_sub(lead_ms));
    let tail = samples(silence.tail_ms.saturating_sub(tail_ms));
    let kept = pcm.samples.get(head..pcm.samples.len().saturating_sub(tail)).unwrap_or(&pcm.samples);
    Pcm { samples: kept.to_vec(), ..pcm.clone() }
}

fn is_heard(window: &[i16]) -> bool {
    let sum: u64 = window.iter().map(|sample| u64::from(sample.unsigned_abs()).pow(2)).sum();
    sum > QUIET * window.len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pcm(parts: &[(usize, i16)]) -> Pcm {
        let samples = parts.iter().flat_map(|(ms, level)| vec![*level; ms * 16]).collect();
        Pcm { rate: 16_000, channels: 1, samples, cut_off: false }
    }

    #[test]
    fn silence_is_measured_at_both_ends_and_between() {
        let silence = Silence::of(&pcm(&[(200, 0), (500, 9000), (300, 50), (100, 9000), (40, 9)]));
        assert_eq!(silence, Silence { lead_ms: 200, tail_ms: 40, inner_ms: 300, voiced_ms: 900 });
    }

    #[test]
    fn silence_is_cut_at_both_ends_only() {
        let cut = |lead, tail| trimmed(&pcm(&[(200, 0), (500, 9000), (300, 50), (100, 9000), (40, 9)]), lead, tail);
        assert_eq!(cut(50, 10), pcm(&[(50, 0), (500, 9000), (300, 50), (100, 9000), (10, 9)]));
        assert_eq!(cut(900, 900), pcm(&[(200, 0), (500, 9000), (300, 50), (100, 9000), (40, 9)]));
    }

    #[test]
    fn the_limit_lies_at_minus_fifty() {
        assert!(Silence::of(&pcm(&[(100, 103)])).is_silent());
        assert!(!Silence::of(&pcm(&[(100, 104)])).is_silent());
        assert!(Silence::of(&Pcm::default()).is_silent());
    }
}
