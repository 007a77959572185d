//! Loudness and true peak (EBU R 128), in hundredths of a decibel.
#![expect(clippy::float_arithmetic, reason = "levels are measurements, not results; they leave this file as integers")]

use super::Pcm;
use ebur128::{EbuR128, Mode};

/// Loudness over less is not defined: no block of 400 ms.
const SHORTEST_MS: u32 = 400;

/// Levels of a sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Levels {
    /// Integrated, in hundredths of LUFS; none for what is too short or silent.
    pub(super) loudness: Option<i32>,
    /// Of the loudest channel, in hundredths of dBTP.
    pub(super) peak: i32,
}

/// Levels of a sound; none for a rate or number of channels that cannot be measured.
pub(super) fn levels(pcm: &Pcm) -> Option<Levels> {
    let mut meter = EbuR128::new(pcm.channels, pcm.rate, Mode::I | Mode::TRUE_PEAK).ok()?;
    meter.add_frames_i16(&pcm.samples).ok()?;
    let loudness = meter.loudness_global().ok().filter(|lufs| lufs.is_finite());
    let peaks = (0..pcm.channels).filter_map(|channel| meter.true_peak(channel).ok());
    let peak = peaks.fold(0.0, f64::max);
    Some(Levels {
        loudness: loudness.filter(|_| pcm.duration_ms() >= SHORTEST_MS).map(hundredths),
        peak: hundredths(20.0 * peak.log10()),
    })
}

/// A cast from below any `i32` gives its least value: -∞ dB stays the softest of all.
fn hundredths(value: f64) -> i32 {
    (value * 100.0).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sine of 1 kHz at full scale reads -3.01 LUFS by definition of the scale, give or take the filter at this rate.
    #[test]
    fn a_sine_at_full_scale_reads_minus_three() {
        let wave = |at: u32| (f64::from(at) * std::f64::consts::TAU / 48.0).sin() * 32_767.0;
        let samples = (0..96_000).map(|at| wave(at) as i16).collect();
        let pcm = Pcm { rate: 48_000, channels: 1, samples, cut_off: false };
        let levels = levels(&pcm).unwrap();
        assert!((-305..=-297).contains(&levels.loudness.unwrap()), "{levels:?}");
        assert!((-5..=5).contains(&levels.peak), "{levels:?}");
    }

    #[test]
    fn silence_has_no_loudness() {
        let pcm = Pcm { rate: 16_000, channels: 1, samples: vec![0; 16_000], cut_off: false };
        assert_eq!(levels(&pcm), Some(Levels { loudness: None, peak: i32::MIN }));
    }
}
