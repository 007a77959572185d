//! Sounds of utterances: which are there, which are current, and whether a recording is fit to be heard.
//!
//! A sound is current by hashes of text and recipe, never by encoding again and comparing bytes. A recording by a human goes
//! before one by an engine, and is never changed here. Which engine makes a sound, and from where, is a matter of `cli`.

mod book;
pub mod codes;
mod decode;
mod judge;
mod levels;
mod measure;
mod silence;
mod stock;
mod wanted;

pub use book::{Book, BookFault, Line, Made, Recipe, Recording, one_a_line};
pub use decode::{Pcm, Undecodable, decode};
pub use judge::{Take, judge};
pub use measure::{Measures, measure};
pub use silence::{Silence, trimmed};
pub use stock::{By, Clip, Clips, Issue, Occasion, Sources, Stock, diagnostics, paths, take_stock};
pub use wanted::{RATE, Wanted};

/// The folder for sounds, from the project root.
pub const FOLDER: &str = "audio";
/// What humans recorded and the bureau accepted; a source, to be kept with the surveys.
pub const RECORDINGS: &str = "audio/record.json";
/// The folder of what an engine or encoder made; may be thrown away.
pub const MADE_FOLDER: &str = "audio/made";
/// What lies in [`MADE_FOLDER`].
pub const MADE: &str = "audio/made/record.json";

/// The endings of files that a recording may have.
pub const ENDINGS: [&str; 4] = ["wav", "flac", "mp3", "m4a"];
