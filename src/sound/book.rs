//! The records of sounds: JSON with one sound a line, sorted, so that a change reads as one in a diff.

use super::wanted::short;
use crate::text::sha256;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A recording by a human, as it was accepted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    pub survey: String,
    /// Of the utterance.
    pub id: String,
    /// From the project root.
    pub file: String,
    /// Of the text that the speaker read.
    pub text_hash: String,
    /// Of the file's bytes.
    pub audio_hash: String,
    pub duration_ms: u32,
    /// In hundredths of LUFS; none under 0.4 s.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loudness: Option<i32>,
    pub speaker: String,
    /// `2026-03-01`
    pub date: String,
}

/// A sound that an engine and an encoder made, or an encoder of a recording.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    pub survey: String,
    /// Of the utterance.
    pub id: String,
    /// In the folder of made sounds.
    pub file: String,
    pub text_hash: String,
    /// Of the file's bytes.
    pub audio_hash: String,
    pub duration_ms: u32,
    #[serde(flatten)]
    pub recipe: Recipe,
    /// The hash of the recording that it is another format of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

/// Who makes sounds, with versions. Voice, rate and lexicon are the survey's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Recipe {
    /// `espeak-ng 1.51`
    pub engine: String,
    /// `lame 3.100 mono 48 kbit/s, silence cut`
    pub encoder: String,
}

impl Recipe {
    /// The name of a recording in another format.
    #[must_use]
    pub fn encoded_name(&self, audio_hash: &str) -> String {
        short(&sha256(format!("{audio_hash}\n{}", self.encoder).as_bytes()))
    }
}

/// A record of sounds of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Book<T> {
    schema: String,
    pub sounds: Vec<T>,
}

/// Why a record cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookFault(pub String);

/// A line of a record.
pub trait Line: Serialize + DeserializeOwned + Ord {
    /// The record's schema.
    const SCHEMA: &str;
}

impl Line for Recording {
    const SCHEMA: &str = "peil-recordings/1";
}

impl Line for Made {
    const SCHEMA: &str = "peil-made-sounds/1";
}

impl<T: Line> Default for Book<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T: Line> Book<T> {
    #[must_use]
    pub fn new(sounds: Vec<T>) -> Self {
        Self { schema: T::SCHEMA.to_owned(), sounds }
    }

    /// # Errors
    /// When the bytes are no record of this sort.
    pub fn parse(bytes: &[u8]) -> Result<Self, BookFault> {
        let book: Self = serde_json::from_slice(bytes).map_err(|error| BookFault(error.to_string()))?;
        if book.schema != T::SCHEMA {
            return Err(BookFault(format!("expected schema `{}`, found `{}`", T::SCHEMA, book.schema)));
        }
        Ok(book)
    }

    /// Sorted, each line once.
    ///
    /// # Errors
    /// When a line has no JSON form: a fault of ours.
    pub fn print(mut self) -> Result<String, serde_json::Error> {
        self.sounds.sort();
        self.sounds.dedup();
        let lines = self.sounds.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?;
        Ok(one_a_line(T::SCHEMA, "sounds", &lines))
    }
}

/// A JSON document whose one list has a line for each entry.
#[must_use]
pub fn one_a_line(schema: &str, key: &str, lines: &[String]) -> String {
    let separator = if lines.is_empty() { "" } else { "\n" };
    format!("{{\"schema\":\"{schema}\",\"{key}\":[{separator}{}{separator}]}}\n", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(id: &str) -> Made {
        Made {
            survey: "s@2026".into(),
            id: id.into(),
            file: "00.mp3".into(),
            text_hash: "sha256:1".into(),
            audio_hash: "sha256:2".into(),
            duration_ms: 700,
            recipe: Recipe { engine: "e 1".into(), encoder: "l 2".into() },
            of: None,
        }
    }

    #[test]
    fn a_record_is_sorted_and_reads_back() {
        let text = Book::new(vec![made("b"), made("a"), made("b")]).print().unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 4, "{text}");
        assert!(lines[1].starts_with(r#"{"survey":"s@2026","id":"a","file":"00.mp3""#), "{text}");
        assert_eq!(Book::parse(text.as_bytes()), Ok(Book::new(vec![made("a"), made("b")])));
    }

    #[test]
    fn another_record_is_refused() {
        let text = Book::new(vec![made("b")]).print().unwrap();
        assert!(Book::<Recording>::parse(text.as_bytes()).is_err());
        assert!(Book::<Made>::parse(b"{}").is_err());
        let fault = Book::<Recording>::parse(br#"{"schema":"other/1","sounds":[]}"#).unwrap_err();
        assert_eq!(fault.0, "expected schema `peil-recordings/1`, found `other/1`");
    }

    #[test]
    fn one_utterance_a_line() {
        assert_eq!(
            one_a_line("x/1", "all", &["{}".into(), "{}".into()]),
            "{\"schema\":\"x/1\",\"all\":[\n{},\n{}\n]}\n"
        );
        assert_eq!(one_a_line("x/1", "all", &[]), "{\"schema\":\"x/1\",\"all\":[]}\n");
    }
}
