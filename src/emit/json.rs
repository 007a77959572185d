//! JSON documents as the text of a file, which ends in a newline.

use serde::Serialize;
use serde::de::Error as _;
use serde_json::Error;

/// On one line. `room` is what the text takes, more or less in bytes: a large one need not be moved while it grows.
pub(super) fn line(document: &impl Serialize, room: usize) -> Result<String, Error> {
    let mut bytes = Vec::with_capacity(room);
    serde_json::to_writer(&mut bytes, document)?;
    text(bytes)
}

/// Indented; `room` as in [`line()`].
pub(super) fn pretty(document: &impl Serialize, room: usize) -> Result<String, Error> {
    let mut bytes = Vec::with_capacity(room);
    serde_json::to_writer_pretty(&mut bytes, document)?;
    text(bytes)
}

fn text(mut bytes: Vec<u8>) -> Result<String, Error> {
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(Error::custom)
}
