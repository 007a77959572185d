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

    /// The place of a byte offset; one inside a character counts as that character's start, one past the end as the end.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> LineColumn {
        LineColumn { line: self.line(offset), column: self.before(text, offset).chars().count() }
    }

    /// Column in UTF-16 code units, as editors and SARIF count it.
    #[must_use]
    pub fn utf16_column(&self, text: &str, offset: usize) -> usize {
        self.before(text, offset).encode_utf16().count()
    }

    /// What stands before `offset` on its line.
    fn before<'a>(&self, text: &'a str, offset: usize) -> &'a str {
        let start = self.line_range(self.line(offset)).start;
        text.get(start..text.floor_char_boundary(offset)).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::{LineColumn, LineIndex};

    #[test]
    fn an_offset_inside_a_character_counts_as_its_start() {
        let text = "a\nxé😀z";
        let lines = LineIndex::new(text);
        assert_eq!(lines.position(text, 4), LineColumn { line: 1, column: 1 });
        assert_eq!(lines.position(text, 9), LineColumn { line: 1, column: 3 });
        assert_eq!(lines.utf16_column(text, 9), 4);
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        let text = "ab\n";
        let lines = LineIndex::new(text);
        assert_eq!(lines.position(text, 99), LineColumn { line: 1, column: 0 });
        assert_eq!(lines.line_range(7), 3..3);
    }
}
