//! Everything that is measured of a sound.

use super::levels::levels;
use super::{Pcm, Silence};

/// So many samples in a row at the edge of the scale are a clipped wave, not a loud one.
const CLIPPED_RUN: usize = 3;

/// Measurements of a sound, in integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measures {
    /// Frames a second.
    pub rate: u32,
    pub channels: u32,
    pub duration_ms: u32,
    pub silence: Silence,
    /// Integrated loudness in hundredths of LUFS; none when silent or under 0.4 s.
    pub loudness: Option<i32>,
    /// True peak in hundredths of dBTP.
    pub peak: i32,
    /// Places where the wave is cut off at full scale.
    pub clipped: usize,
    /// The file ends before its own header says so.
    pub cut_off: bool,
}

#[must_use]
pub fn measure(pcm: &Pcm) -> Measures {
    let levels = levels(pcm);
    Measures {
        rate: pcm.rate,
        channels: pcm.channels,
        duration_ms: pcm.duration_ms(),
        silence: Silence::of(pcm),
        loudness: levels.and_then(|levels| levels.loudness),
        peak: levels.map_or(i32::MIN, |levels| levels.peak),
        clipped: clipped(pcm),
        cut_off: pcm.cut_off,
    }
}

fn clipped(pcm: &Pcm) -> usize {
    let channels = pcm.channels.max(1) as usize;
    (0..channels).map(|channel| runs(pcm.samples.iter().skip(channel).step_by(channels))).sum()
}

fn runs<'a>(samples: impl Iterator<Item = &'a i16>) -> usize {
    let (mut found, mut run) = (0, 0);
    for sample in samples {
        run = if sample.unsigned_abs() >= 32_766 { run + 1 } else { 0 };
        found += usize::from(run == CLIPPED_RUN);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clipping_is_a_run_at_full_scale_in_one_channel() {
        let pcm = |channels, samples: &[i16]| Pcm { rate: 8000, channels, samples: samples.to_vec(), cut_off: false };
        assert_eq!(clipped(&pcm(1, &[0, 32_767, 32_767, 0, -32_768, -32_768, -32_768, -32_768, 0])), 1);
        assert_eq!(clipped(&pcm(2, &[32_767, 0, 32_767, 0, 32_767, 0])), 1);
        assert_eq!(clipped(&pcm(2, &[32_767, 0, 0, 32_767, 32_767, 0])), 0);
    }
}
