//! The only conversion between byte offsets and lines and columns.

/// Zero-based line, and zero-based column counted in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

/// Offsets of the line starts of a text.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    length: usize,
}

impl LineIndex {
    #[must_use]
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { starts, length: text.len() }
    }

    #[must_use]
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// Zero-based line of a byte offset.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// Byte range of a zero-based line, its line feed included.
    #[must_use]
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(line).copied().unwrap_or(self.length);
        let end = self.starts.get(line + 1).copied().unwrap_or(self.length);
        start..end
    }

    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> LineColumn {
        let line = self.line(offset);
        let start = self.line_range(line).start;
        let column = text.get(start..offset.min(text.len())).map_or(0, |before| before.chars().count());
        LineColumn { line, column }
    }

    /// Column in UTF-16 code units, as editors and SARIF count it.
    #[must_use]
    pub fn utf16_column(&self, text: &str, offset: usize) -> usize {
        let start = self.line_range(self.line(offset)).start;
        text.get(start..offset.min(text.len())).map_or(0, |before| before.encode_utf16().count())
    }
}
