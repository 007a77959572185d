//! From a sound file (wav, flac, mp3, m4a) to samples.

use std::io::Cursor;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::MetadataOptions;

/// A wav that was written to a pipe names a length of about 2 GB, since its writer could not know better.
const UNKNOWN_LENGTH: u64 = 0x1000_0000;

/// Samples of all channels, interleaved, in 16 bits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pcm {
    /// Frames a second.
    pub rate: u32,
    pub channels: u32,
    pub samples: Vec<i16>,
    /// The file ends before its own header says so.
    pub cut_off: bool,
}

/// Why a file gives no samples, in the decoder's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecodable(pub String);

impl From<Error> for Undecodable {
    fn from(error: Error) -> Self {
        Self(match error {
            Error::Unsupported(_) => "it is no wav, flac, mp3 or m4a file".to_owned(),
            other => other.to_string(),
        })
    }
}

impl Pcm {
    #[must_use]
    pub fn frames(&self) -> u64 {
        self.samples.len() as u64 / u64::from(self.channels.max(1))
    }

    #[must_use]
    pub fn duration_ms(&self) -> u32 {
        let ms = self.frames() * 1000 / u64::from(self.rate.max(1));
        u32::try_from(ms).unwrap_or(u32::MAX)
    }

    /// The same as a wav file.
    #[must_use]
    pub fn wav(&self) -> Vec<u8> {
        let narrow = |n: u64| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
        let (data, frame) = (self.samples.len() as u64 * 2, u64::from(self.channels) * 2);
        let mut out = Vec::with_capacity(self.samples.len() * 2 + 44);
        out.extend_from_slice(b"RIFF");
        out.extend(narrow(data + 36));
        out.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0");
        out.extend(self.channels.to_le_bytes().into_iter().take(2));
        out.extend(self.rate.to_le_bytes());
        out.extend(narrow(u64::from(self.rate) * frame));
        out.extend(narrow(frame).into_iter().take(2));
        out.extend_from_slice(b"\x10\0data");
        out.extend(narrow(data));
        out.extend(self.samples.iter().flat_map(|sample| sample.to_le_bytes()));
        out
    }
}

/// Reads a whole file. One that breaks off gives what there is, and says so.
///
/// # Errors
/// When it is no sound, in none of the formats that are read, or holds no samples at all.
pub fn decode(bytes: &[u8]) -> Result<Pcm, Undecodable> {
    refuse_absurd(bytes)?;
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
    let probe = symphonia::default::get_probe();
    let mut reader = probe.probe(&Hint::new(), stream, FormatOptions::default(), MetadataOptions::default())?;
    let track =
        reader.default_track(TrackType::Audio).ok_or_else(|| Undecodable("it has no sound track".to_owned()))?;
    let (id, promised) = (track.id, track.num_frames.filter(|frames| *frames < UNKNOWN_LENGTH));
    let codec = track.codec_params.as_ref().and_then(|codec| codec.audio()).cloned();
    let codec: AudioCodecParameters =
        codec.ok_or_else(|| Undecodable("its sound track is not described".to_owned()))?;
    let mut decoder = symphonia::default::get_codecs().make_audio_decoder(&codec, &AudioDecoderOptions::default())?;
    let mut pcm = Pcm { rate: codec.sample_rate.unwrap_or_default(), ..Pcm::default() };
    let broken = packets(reader.as_mut(), id, decoder.as_mut(), &mut pcm);
    if pcm.samples.is_empty() || pcm.rate == 0 {
        return Err(Undecodable("it holds no sound".to_owned()));
    }
    // What a pipe's writer could not know is not missed.
    pcm.cut_off = promised.is_some_and(|frames| pcm.frames() < frames) || (broken && promised.is_some());
    Ok(pcm)
}

/// A wave file whose header says what no recorder writes: the reader multiplies before it looks.
fn refuse_absurd(bytes: &[u8]) -> Result<(), Undecodable> {
    let number = |at: usize, len: usize| {
        let field = bytes.get(at..at.checked_add(len)?)?;
        Some(field.iter().rev().fold(0_u64, |all, byte| all << 8 | u64::from(*byte)))
    };
    if !bytes.starts_with(b"RIFF") {
        return Ok(());
    }
    let Some(format) = bytes.windows(4).take(4096).position(|name| name == b"fmt ") else { return Ok(()) };
    let (channels, rate) = (number(format + 10, 2).unwrap_or(0), number(format + 12, 4).unwrap_or(0));
    if channels > 64 || rate > 768_000 {
        return Err(Undecodable(format!("its header says {channels} channels and {rate} samples a second")));
    }
    Ok(())
}

/// Whether it breaks off.
fn packets(reader: &mut dyn FormatReader, track: u32, decoder: &mut dyn AudioDecoder, pcm: &mut Pcm) -> bool {
    let mut part: Vec<i16> = Vec::new();
    loop {
        let packet = match reader.next_packet() {
            Ok(Some(packet)) if packet.track_id == track => packet,
            Ok(Some(_)) => continue,
            Ok(None) => return false,
            Err(_) => return true,
        };
        let Ok(buffer) = decoder.decode(&packet) else { return true };
        pcm.rate = buffer.spec().rate();
        pcm.channels = u32::try_from(buffer.spec().channels().count()).unwrap_or(u32::MAX);
        buffer.copy_to_vec_interleaved(&mut part);
        pcm.samples.extend_from_slice(&part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wav_is_read_back_as_written() {
        let pcm = Pcm { rate: 22_050, channels: 2, samples: vec![1, -1, 300, -300, 0, 32_767], cut_off: false };
        assert_eq!(decode(&pcm.wav()), Ok(pcm));
    }

    #[test]
    fn what_breaks_off_or_is_no_sound_is_told() {
        let pcm = Pcm { rate: 22_050, channels: 1, samples: vec![7; 4000], cut_off: false };
        let wav = pcm.wav();
        assert!(decode(&wav[..5000]).unwrap().cut_off);
        assert!(decode(b"hello").is_err());
        assert!(decode(&wav[..44]).is_err());
        assert!(decode(b"").is_err());
        let mut absurd = wav.clone();
        absurd[22..24].copy_from_slice(&[0xff, 0xff]);
        assert!(decode(&absurd).unwrap_err().0.contains("65535 channels"));
        let mut fast = wav.clone();
        fast[24..28].copy_from_slice(&[0xff; 4]);
        assert!(decode(&fast).is_err());
    }
}
