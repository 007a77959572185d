//! Sources and positions in them. Knows nothing of any language.

mod line_index;
mod source;
mod span;

pub use line_index::{LineColumn, LineIndex};
pub use source::{Source, SourceMap};
pub use span::{FileId, Span};
