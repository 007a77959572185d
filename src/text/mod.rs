//! Sources, positions in them, and Dutch words and sentences. Knows nothing of the questionnaire language.

pub mod csv;
mod decode;
pub mod dutch;
mod formula;
mod hash;
mod line_index;
pub mod markup;
mod odd;
mod picture;
mod source;
mod span;

pub use decode::{Decoded, Fault, Guess, LARGEST_FILE, LONGEST_LINE, decode};
pub use formula::{like_a_formula, neutral};
pub use hash::sha256;
pub use line_index::{LineColumn, LineIndex};
pub use odd::{BLANK, Odd, Oddity, odd};
pub use picture::Picture;
pub use source::{Source, SourceMap};
pub use span::{FileId, Span};
