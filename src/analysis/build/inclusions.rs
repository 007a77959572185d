//! The text blocks around a piece of text, and how much of them was written out.

use crate::analysis::rules::q0336_text_too_long_written_out::{DEEPEST, LONGEST};
use crate::text::Span;

/// Text blocks that stand in each other, while a text is written out.
#[derive(Default)]
pub(in crate::analysis) struct Inclusions {
    /// By the place of their names.
    around: Vec<Span>,
    /// Characters of the blocks so far, and one for each time that a block is opened: empty ones take time too.
    length: usize,
    exceeded: bool,
    told: bool,
}

impl Inclusions {
    pub(in crate::analysis) fn holds(&self, block: Span) -> bool {
        self.around.contains(&block)
    }

    /// Opens a block; false where it is not to be written out, because there is too much already.
    pub(in crate::analysis) fn enter(&mut self, block: Span) -> bool {
        self.around.push(block);
        self.length += 1;
        self.exceeded |= self.around.len() > DEEPEST || self.length > LONGEST;
        !self.exceeded
    }

    /// Closes the last block; true, once, where the text that included it turns out too long.
    pub(in crate::analysis) fn leave(&mut self) -> bool {
        self.around.pop();
        self.exceeded |= self.length > LONGEST;
        let tell = self.exceeded && self.around.is_empty() && !self.told;
        self.told |= tell;
        tell
    }

    /// Counts what a block says.
    pub(in crate::analysis) fn add(&mut self, text: &str) {
        if !self.around.is_empty() {
            self.length += text.chars().count();
        }
    }
}
