//! Whether recordings are fit: each by itself, and all of a speaker together.
//!
//! The thresholds come from recordings made by engines and from broadcast practice; human reading varies more, so only what
//! makes a recording useless is an error.

use super::{Measures, codes};
use crate::diag::{Code, Diagnostic, Severity};
use crate::text::dutch::{syllables, words};
use std::collections::BTreeMap;

/// Hundredths of LUFS: what is aimed at, and how far a clip may be from it.
const LOUDNESS: i32 = -2000;
const LOUDNESS_BAND: i32 = 200;
const SHORT_BAND: i32 = 400;
/// Under this the loudness of a clip says less.
const SHORT_MS: u32 = 3000;
/// How far the clips of a set may be apart.
const SPREAD: i32 = 300;
/// Hundredths of dBTP.
const PEAK: i32 = -100;
const LEAD_MS: u32 = 500;
const TAIL_MS: u32 = 1000;
const INNER_MS: u32 = 1500;
/// Duration against syllables at the speaker's median rate, in percent.
const DURATION: (u64, u64) = (60, 160);
/// Whoever speaks: milliseconds a syllable that nobody is faster than, and the longest that a text may take, pauses and all.
const FASTEST_MS: u64 = 80;
const SLOWEST_MS: u64 = 1000;
const SLACK_MS: u64 = 3000;
/// A rate is only judged from so many words on.
const PACE_WORDS: usize = 6;
/// Hundredths of syllables a second.
const PACE: (u64, u64) = (250, 650);
const LOWEST_RATE: u32 = 16_000;
/// With fewer clips there is no median to compare with.
const FEWEST: usize = 3;

/// A recording that is to be judged.
#[derive(Debug, Clone, Copy)]
pub struct Take<'a> {
    /// Shown in messages.
    pub path: &'a str,
    /// What it should say.
    pub spoken: &'a str,
    pub audio_hash: &'a str,
    pub measures: &'a Measures,
}

/// All faults, in the order of the takes. An error makes a take unfit; the rest is for a human ear.
#[must_use]
pub fn judge(takes: &[Take<'_>]) -> Vec<Diagnostic> {
    let rate = median_rate(takes);
    let centre = median(long(takes).filter_map(|take| take.measures.loudness).collect());
    let mut faults: Vec<Diagnostic> = takes.iter().flat_map(|take| alone(take, rate)).collect();
    faults.extend(twice(takes));
    faults.extend(centre.and_then(|centre| spread(takes, centre)));
    faults
}

fn alone(take: &Take<'_>, rate: Option<u64>) -> Vec<Diagnostic> {
    let measures = take.measures;
    let mut faults = Vec::new();
    if measures.cut_off {
        let error = fault(take, codes::UNREADABLE, Severity::Error, "breaks off before its end");
        faults.push(error.help("copy the file again, or record it again"));
    }
    if measures.silence.is_silent() {
        let error = fault(take, codes::SILENT, Severity::Error, "is silent: nothing in it is above -50 dBFS");
        faults.push(error.help("look at the microphone, and record it again"));
        return faults;
    }
    faults.extend(pauses(take));
    faults.extend(clipped(take));
    faults.extend(loudness(take));
    faults.extend(duration(take, rate).or_else(|| bounds(take)).or_else(|| pace(take)));
    faults.extend(format(take));
    faults
}

fn fault(take: &Take<'_>, code: Code, severity: Severity, what: &str) -> Diagnostic {
    let fault = Diagnostic::file(code, take.path, format!("the recording `{}` {what}", take.path));
    Diagnostic { severity, ..fault }
}

fn pauses(take: &Take<'_>) -> Option<Diagnostic> {
    let silence = take.measures.silence;
    let long = [
        (silence.lead_ms, LEAD_MS, "at the start"),
        (silence.inner_ms, INNER_MS, "inside"),
        (silence.tail_ms, TAIL_MS, "at the end"),
    ];
    let found: Vec<String> = long
        .into_iter()
        .filter(|(ms, most, _)| ms > most)
        .map(|(ms, most, at)| format!("{} s {at} (at most {} s)", tenths(ms), tenths(most)))
        .collect();
    if found.is_empty() {
        return None;
    }
    let note = fault(take, codes::PAUSE, Severity::Note, &format!("has a long silence: {}", found.join(", ")));
    Some(note.help("cut the silence away"))
}

fn clipped(take: &Take<'_>) -> Option<Diagnostic> {
    let measures = take.measures;
    let what = match measures.clipped {
        0 if measures.peak <= PEAK => return None,
        0 => format!("peaks at {} dBTP, above -1", hundredths(measures.peak)),
        1 => "is clipped in 1 place".to_owned(),
        n => format!("is clipped in {n} places"),
    };
    let warning = fault(take, codes::CLIPPED, Severity::Warning, &what);
    Some(warning.help("record it again with less gain, or further from the microphone"))
}

fn loudness(take: &Take<'_>) -> Option<Diagnostic> {
    let loudness = take.measures.loudness?;
    let band = if take.measures.duration_ms < SHORT_MS { SHORT_BAND } else { LOUDNESS_BAND };
    let off = loudness.saturating_sub(LOUDNESS);
    if off.abs() <= band {
        return None;
    }
    let what = format!("measures {} LUFS, expected -20 ± {}", hundredths(loudness), band / 100);
    let warning = fault(take, codes::LOUDNESS, Severity::Warning, &what);
    let (verb, by) = if off < 0 { ("louder", -off) } else { ("softer", off) };
    Some(warning.help(format!("make it {} dB {verb}", hundredths(by))))
}

/// Heard from the first sound to the last, against what the speaker needs for so many syllables.
fn duration(take: &Take<'_>, rate: Option<u64>) -> Option<Diagnostic> {
    let (rate, voiced) = (rate?, u64::from(take.measures.silence.voiced_ms));
    let expected = syllables(take.spoken) as u64 * 100_000 / rate.max(1);
    if expected == 0 || (voiced * 100 >= expected * DURATION.0 && voiced * 100 <= expected * DURATION.1) {
        return None;
    }
    let length = if voiced < expected { "short" } else { "long" };
    let seconds = |ms: u64| tenths(u32::try_from(ms).unwrap_or(u32::MAX));
    let what = format!("is too {length} for its text: {} s, expected about {} s", seconds(voiced), seconds(expected));
    let warning =
        fault(take, codes::DURATION, Severity::Warning, &what).with_note(format!("it should say: {}", take.spoken));
    Some(warning.help("listen whether it says this text, and all of it"))
}

/// The same where there is no median yet, or where all recordings of a set are wrong alike.
fn bounds(take: &Take<'_>) -> Option<Diagnostic> {
    let (syllables, voiced) = (syllables(take.spoken) as u64, u64::from(take.measures.silence.voiced_ms));
    let (least, most) = (syllables * FASTEST_MS, syllables * SLOWEST_MS + SLACK_MS);
    if (least..=most).contains(&voiced) {
        return None;
    }
    let seconds = |ms: u64| tenths(u32::try_from(ms).unwrap_or(u32::MAX));
    let (length, bound) = if voiced < least {
        ("short", format!("at least {}", seconds(least)))
    } else {
        ("long", format!("at most {}", seconds(most)))
    };
    let what = format!("is too {length} for its text: {} s, expected {bound} s", seconds(voiced));
    let warning =
        fault(take, codes::DURATION, Severity::Warning, &what).with_note(format!("it should say: {}", take.spoken));
    Some(warning.help("listen whether it says this text, and all of it"))
}

fn pace(take: &Take<'_>) -> Option<Diagnostic> {
    let pace = pace_of(take)?;
    if words(take.spoken).len() < PACE_WORDS || (PACE.0..=PACE.1).contains(&pace) {
        return None;
    }
    let (speed, shown) = (if pace < PACE.0 { "slowly" } else { "fast" }, i32::try_from(pace).unwrap_or(i32::MAX));
    let what = format!("is spoken {speed}: {} syllables a second, expected 2.5 to 6.5", hundredths(shown));
    Some(fault(take, codes::PACE, Severity::Warning, &what).help("listen whether it can be followed"))
}

fn format(take: &Take<'_>) -> Option<Diagnostic> {
    let measures = take.measures;
    let what = match (measures.channels, measures.rate) {
        (2.., rate) if rate < LOWEST_RATE => format!("is stereo, and has only {rate} samples a second"),
        (2.., _) => "is stereo".to_owned(),
        (_, rate) if rate < LOWEST_RATE => format!("has only {rate} samples a second"),
        _ => return None,
    };
    let note = fault(take, codes::FORMAT, Severity::Note, &what);
    Some(note.help("record in mono, with at least 16 000 samples a second"))
}

/// The same sound for two texts.
fn twice(takes: &[Take<'_>]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, &Take<'_>> = BTreeMap::new();
    let mut faults = Vec::new();
    for take in takes {
        let earlier = *first.entry(take.audio_hash).or_insert(take);
        if earlier.spoken != take.spoken {
            // Either may be the wrong one.
            faults.extend([(earlier, take), (take, earlier)].map(|(one, other)| {
                let what = format!("is the same sound as `{}`, which has another text", other.path);
                let error = fault(one, codes::TWICE, Severity::Error, &what);
                error.help("listen to both, and replace the wrong one")
            }));
        }
    }
    faults
}

/// The clips of a set that lie furthest apart, of those that are not too soft or loud by themselves.
fn spread(takes: &[Take<'_>], centre: i32) -> Option<Diagnostic> {
    let in_band = |loudness: &i32| loudness.saturating_sub(LOUDNESS).saturating_abs() <= LOUDNESS_BAND;
    let measured = || long(takes).filter_map(|take| Some((take.measures.loudness.filter(in_band)?, take)));
    let softest = measured().min_by_key(|(loudness, _)| *loudness)?;
    let loudest = measured().max_by_key(|(loudness, _)| *loudness)?;
    let apart = loudest.0.saturating_sub(softest.0);
    if apart <= SPREAD {
        return None;
    }
    let off = |(loudness, _): (i32, &Take<'_>)| loudness.saturating_sub(centre).saturating_abs();
    let (take, other) = if off(softest) >= off(loudest) { (softest, loudest) } else { (loudest, softest) };
    let what = format!(
        "measures {} LUFS and `{}` {}: {} LU apart, at most 3",
        hundredths(take.0),
        other.1.path,
        hundredths(other.0),
        hundredths(apart)
    );
    let warning = fault(take.1, codes::LOUDNESS, Severity::Warning, &what);
    Some(warning.help(format!("bring all of them to about {} LUFS", hundredths(centre))))
}

fn long<'a>(takes: &'a [Take<'a>]) -> impl Iterator<Item = &'a Take<'a>> {
    takes.iter().filter(|take| take.measures.duration_ms >= SHORT_MS)
}

/// Hundredths of syllables a second.
fn pace_of(take: &Take<'_>) -> Option<u64> {
    let voiced = u64::from(take.measures.silence.voiced_ms);
    (syllables(take.spoken) as u64 * 100_000).checked_div(voiced)
}

/// The speaker's own, over clips that are not silent.
fn median_rate(takes: &[Take<'_>]) -> Option<u64> {
    let rates: Vec<u64> = takes.iter().filter_map(pace_of).collect();
    if rates.len() < FEWEST { None } else { median(rates) }
}

/// The lower one of two in the middle.
fn median<T: Ord + Copy>(mut values: Vec<T>) -> Option<T> {
    values.sort_unstable();
    values.get(values.len().saturating_sub(1) / 2).copied()
}

/// 1520 ms as `1.5`.
fn tenths(ms: u32) -> String {
    let tenths = ms.saturating_add(50) / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// -1985 as `-19.9`.
fn hundredths(value: i32) -> String {
    if value == i32::MIN {
        return "-∞".to_owned();
    }
    let sign = if value < 0 { "-" } else { "" };
    let tenths = value.unsigned_abs().saturating_add(5) / 10;
    format!("{sign}{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::Silence;

    const SAID: &str = "Had u contact met uw coach over werk?";

    fn good() -> Measures {
        Measures {
            rate: 22_050,
            channels: 1,
            duration_ms: 2600,
            silence: Silence { lead_ms: 100, tail_ms: 100, inner_ms: 80, voiced_ms: 2400 },
            loudness: Some(-2000),
            peak: -300,
            clipped: 0,
            cut_off: false,
        }
    }

    fn codes_of(all: &[(&str, Measures, &str)]) -> Vec<String> {
        let path = |at: usize| format!("{at}.wav");
        let paths: Vec<String> = (0..all.len()).map(path).collect();
        let takes: Vec<Take<'_>> = all
            .iter()
            .zip(&paths)
            .map(|((spoken, measures, hash), path)| Take { path, spoken, audio_hash: hash, measures })
            .collect();
        judge(&takes).iter().map(|fault| format!("{} {}", fault.code, fault.path.as_deref().unwrap_or(""))).collect()
    }

    fn one(change: impl FnOnce(&mut Measures)) -> Vec<String> {
        let mut measures = good();
        change(&mut measures);
        codes_of(&[(SAID, measures, "a")])
    }

    #[test]
    fn a_good_recording_passes() {
        assert_eq!(one(|_| ()), [""; 0]);
    }

    #[test]
    fn each_fault_has_its_code() {
        assert_eq!(one(|m| m.silence = Silence { lead_ms: 2600, ..Silence::default() }), ["Q0817 0.wav"]);
        assert_eq!(one(|m| m.silence.lead_ms = 510), ["Q0818 0.wav"]);
        assert_eq!(one(|m| m.silence.tail_ms = 1010), ["Q0818 0.wav"]);
        assert_eq!(one(|m| m.silence.inner_ms = 1510), ["Q0818 0.wav"]);
        assert_eq!(one(|m| m.clipped = 2), ["Q0819 0.wav"]);
        assert_eq!(one(|m| m.peak = -90), ["Q0819 0.wav"]);
        assert_eq!(one(|m| m.loudness = Some(-2401)), ["Q0820 0.wav"]);
        assert_eq!(one(|m| m.loudness = Some(-2399)), [""; 0]);
        assert_eq!(one(|m| (m.duration_ms, m.loudness) = (3000, Some(-1799))), ["Q0820 0.wav"]);
        assert_eq!(one(|m| m.silence.voiced_ms = 1300), ["Q0822 0.wav"]);
        assert_eq!(one(|m| m.channels = 2), ["Q0823 0.wav"]);
        assert_eq!(one(|m| m.rate = 8000), ["Q0823 0.wav"]);
        assert_eq!(one(|m| m.cut_off = true), ["Q0824 0.wav"]);
    }

    #[test]
    fn one_recording_alone_has_bounds() {
        let said = |spoken, voiced_ms| {
            let mut measures = good();
            (measures.duration_ms, measures.loudness, measures.silence.voiced_ms) = (voiced_ms + 100, None, voiced_ms);
            codes_of(&[(spoken, measures, "a")])
        };
        assert_eq!(said("Ja", 400), [""; 0]);
        assert_eq!(said("Ja", 4000), [""; 0]);
        assert_eq!(said("Ja", 4001), ["Q0821 0.wav"]);
        assert_eq!(said("Ja", 600_000), ["Q0821 0.wav"]);
        // Five syllables.
        assert_eq!(said("Niet van toepassing", 400), [""; 0]);
        assert_eq!(said("Niet van toepassing", 399), ["Q0821 0.wav"]);
    }

    #[test]
    fn one_sound_for_two_texts() {
        let same = |second| codes_of(&[(SAID, good(), "a"), (second, good(), "a")]);
        assert_eq!(same("Had u contact met uw coach of zo?"), ["Q0816 0.wav", "Q0816 1.wav"]);
        assert_eq!(same(SAID), [""; 0]);
    }

    #[test]
    fn a_set_has_one_pace_and_one_loudness() {
        let mut long = good();
        (long.duration_ms, long.silence.voiced_ms) = (4200, 4000);
        let set = |odd: Measures| {
            codes_of(&[(SAID, good(), "a"), (SAID, good(), "b"), (SAID, good(), "c"), (SAID, odd, "d")])
        };
        assert_eq!(set(long), ["Q0821 3.wav"]);
        let (mut soft, mut loud) = (good(), good());
        (soft.duration_ms, soft.loudness) = (3000, Some(-2170));
        (loud.duration_ms, loud.loudness) = (3000, Some(-1860));
        assert_eq!(codes_of(&[(SAID, soft, "a"), (SAID, soft, "b"), (SAID, loud, "c")]), ["Q0820 2.wav"]);
    }
}
