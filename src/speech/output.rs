//! The spoken text as it grows: spacing and pauses.

use unicode_normalization::UnicodeNormalization;

#[derive(Debug, Default)]
pub(super) struct Output {
    text: String,
    space: bool,
    /// The last thing was a lexicon entry: a hyphen after it is a space.
    substituted: bool,
}

impl Output {
    pub(super) fn words(&mut self, words: &str) {
        let last = self.text.chars().next_back();
        let parts = last.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | ';' | ':' | '.' | '?' | '!' | '…'));
        self.space |= parts;
        self.raw(words);
    }

    pub(super) fn entry(&mut self, spoken: &str) {
        if !self.space && self.text.ends_with('-') {
            self.text.pop();
        }
        self.words(spoken);
        self.substituted = true;
    }

    pub(super) fn raw(&mut self, text: &str) {
        if self.space && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.space = false;
        self.substituted = false;
    }

    /// Marks stand against the word before them; one without a word before it is dropped.
    pub(super) fn close(&mut self, mark: char) {
        if self.text.is_empty() {
            return;
        }
        if self.text.ends_with(',') {
            self.text.pop();
        }
        self.text.push(mark);
        self.space = false;
        self.substituted = false;
    }

    pub(super) fn hyphen(&mut self) {
        if self.substituted {
            self.space = true;
        } else {
            self.text.push('-');
        }
    }

    pub(super) fn pause(&mut self) {
        if self.text.chars().next_back().is_some_and(char::is_alphanumeric) {
            self.text.push(',');
        }
        self.space = true;
    }

    pub(super) fn space(&mut self) {
        self.space = true;
    }

    pub(super) fn finish(self) -> String {
        let single: Vec<&str> = self.text.split_whitespace().collect();
        single.join(" ").nfc().collect()
    }
}
