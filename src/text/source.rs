//! Source texts by file id.

use super::{FileId, LineIndex, Span};

/// One file as it was read: a path to show, and its text.
#[derive(Debug)]
pub struct Source {
    /// Relative to the project root, with `/`, so that messages are the same on every machine.
    pub path: String,
    pub text: String,
    pub lines: LineIndex,
}

impl Source {
    /// The byte range of a span that surely lies in the text, in order and between characters:
    /// spans of an older text, or cut through a character, must not break a message.
    #[must_use]
    pub fn clamp(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.text.floor_char_boundary(span.start as usize);
        let end = self.text.ceil_char_boundary((span.end as usize).min(self.text.len()));
        start..end.max(start)
    }
}

/// All files of a compilation.
#[derive(Debug, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
}

impl SourceMap {
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let id = FileId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        self.sources.push(Source { path: path.into(), lines: LineIndex::new(&text), text });
        id
    }

    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&Source> {
        self.sources.get(id.0 as usize)
    }

    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.sources.iter().position(|s| s.path == path)?;
        Some(FileId(u32::try_from(at).unwrap_or(u32::MAX)))
    }

    /// The text that a span covers; empty for a span outside its file.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).and_then(|s| s.text.get(span.range())).unwrap_or("")
    }

    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.sources.iter().enumerate().map(|(i, s)| (FileId(u32::try_from(i).unwrap_or(u32::MAX)), s))
    }
}
