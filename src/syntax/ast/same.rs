//! Whether two trees say the same, wherever it stands.

use super::File;
use std::fmt::{self, Write};

impl File {
    /// Whether two files differ in nothing but where things stand.
    ///
    /// Compares what `Debug` prints with the spans left out, so that a new field of the tree takes part by itself.
    #[must_use]
    pub fn eq_ignoring_spans(&self, other: &Self) -> bool {
        self.without_spans() == other.without_spans()
    }

    /// What `Debug` prints of the file, with the spans left out.
    #[must_use]
    pub fn without_spans(&self) -> String {
        let mut spanless = Spanless::default();
        // Writing to a string does not fail.
        let _ = write!(spanless, "{self:?}");
        spanless.out
    }
}

const SPAN: &str = "Span { ";

/// Leaves `Span { … }` out of a `Debug` print; text between quotes is not looked at.
#[derive(Default)]
struct Spanless {
    out: String,
    state: State,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum State {
    #[default]
    Code,
    Quoted,
    Escaped,
    Span,
}

impl Write for Spanless {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            self.push(c);
        }
        Ok(())
    }
}

impl Spanless {
    fn push(&mut self, c: char) {
        if self.state != State::Span {
            self.out.push(c);
        }
        self.state = match (self.state, c) {
            (State::Code, '"') | (State::Escaped, _) => State::Quoted,
            (State::Quoted, '"') | (State::Span, '}') => State::Code,
            (State::Quoted, '\\') => State::Escaped,
            (State::Code, ' ') if self.ends_in_span() => State::Span,
            (state, _) => state,
        };
    }

    /// Not so for a longer name that ends in the same letters.
    fn ends_in_span(&self) -> bool {
        let before = self.out.strip_suffix(SPAN);
        before.is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Spanned, Use};
    use super::*;
    use crate::text::{FileId, Span};

    fn file(path: &str, at: usize) -> File {
        let span = Span::new(FileId(0), at, at + 1);
        File { uses: vec![Use { path: Spanned::new(path.to_owned(), span), span }], ..File::default() }
    }

    #[test]
    fn only_the_place_differs() {
        assert_ne!(file("a", 1), file("a", 7));
        assert!(file("a", 1).eq_ignoring_spans(&file("a", 7)));
        assert!(!file("a", 1).eq_ignoring_spans(&file("b", 1)));
    }

    #[test]
    fn a_text_that_looks_like_a_span_takes_part() {
        assert!(!file("\" Span { start: 1 }", 1).eq_ignoring_spans(&file("\" Span { start: 2 }", 1)));
    }
}
