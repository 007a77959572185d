//! Text to tree: brackets are counted, the grammar runs, faults in the tree become diagnostics.

use super::cst::Cst;
use super::mend::{Mended, mend};
use super::outline::outline;
use super::{ast, codes, grammar, lower, recover};
use crate::diag::{Diagnostic, Sink};
use crate::text::{FileId, LineIndex, Span};
use std::collections::BTreeSet;

/// A tree and what is wrong with it.
#[derive(Debug)]
pub struct Parsed {
    pub cst: Cst,
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses one file. Never fails and never panics: a broken file has a tree with faults in it.
#[must_use]
pub fn parse(file: FileId, text: &str) -> Parsed {
    read(file, text).0
}

/// The tree, and the text as it was read.
fn read(file: FileId, text: &str) -> (Parsed, Mended<'_>) {
    let (mended, mut found) = mend(file, text);
    let mut reading = Reading::of(file, mended);
    let meant = reading.meant(text);
    if !meant.is_empty() {
        let (better, told) = reading.again(file, text, meant);
        reading = better;
        found.extend(told);
    }
    // What was mended comes first: on its line it is what is wrong.
    found.extend(reading.faults);
    // Also what was deleted before the first word.
    let cst = Cst { span: Span::new(file, 0, text.len()), ..reading.mended.tree(reading.cst) };
    (Parsed { cst, diagnostics: recover::one_a_line(text, found) }, reading.mended)
}

/// One run of the grammar: a tree of the mended text, and its faults in places of the text as written.
struct Reading<'t> {
    mended: Mended<'t>,
    cst: Cst,
    faults: Vec<Diagnostic>,
}

impl<'t> Reading<'t> {
    fn of(file: FileId, mended: Mended<'t>) -> Self {
        let outline = outline(file, mended.text());
        let mut faults = outline.diagnostics;
        let cst = grammar::parse(file, &outline.text).unwrap_or_else(|(at, message)| {
            let span = Span::new(file, at, at);
            faults.push(Diagnostic::error(codes::INTERNAL.code, span, format!("the grammar gave up: {message}")));
            Cst::empty(file, mended.text().len())
        });
        faults.extend(recover::faults(&cst, mended.text()));
        let faults = faults.into_iter().map(|fault| mended.back(fault)).collect();
        Self { mended, cst, faults }
    }

    /// The faults whose own fix writes one word for another: that word is meant, if the line is sound with it.
    fn meant(&self, text: &str) -> Vec<Diagnostic> {
        recover::one_a_line(text, self.faults.clone()).into_iter().filter(|fault| word_for_word(text, fault)).collect()
    }

    /// Reads the text with the words that were meant; what is said of them stays. A line that has a fault all the same is
    /// read as it was.
    fn again(self, file: FileId, text: &str, meant: Vec<Diagnostic>) -> (Self, Vec<Diagnostic>) {
        let lines = LineIndex::new(text);
        let line = |fault: &Diagnostic| fault.span.map(|span| lines.line(span.start as usize));
        let all = Self::of(file, self.mended.and(&meant));
        let faulty: BTreeSet<Option<usize>> = all.faults.iter().map(line).collect();
        let (good, bad): (Vec<_>, Vec<_>) = meant.into_iter().partition(|fault| !faulty.contains(&line(fault)));
        let reading = match (good.is_empty(), bad.is_empty()) {
            (_, true) => all,
            (true, false) => self,
            (false, false) => Self::of(file, self.mended.and(&good)),
        };
        (reading, good)
    }
}

fn word_for_word(text: &str, fault: &Diagnostic) -> bool {
    let Some([edit]) = fault.fix.as_ref().map(|fix| fix.edits.as_slice()) else { return false };
    let is_word = |word: &str| !word.is_empty() && word.chars().all(char::is_alphabetic);
    is_word(&edit.text) && text.get(edit.span.range()).is_some_and(is_word)
}

/// Parses one file down to its syntax tree; everything that is wrong goes to `sink`, one fault a line.
pub fn parse_file(file: FileId, text: &str, sink: &mut Sink) -> (Cst, ast::File) {
    let (parsed, mended) = read(file, text);
    let (tree, found) = lower::lower(file, &mended, &parsed.cst);
    let mut diagnostics = parsed.diagnostics;
    diagnostics.extend(found);
    sink.extend(recover::one_a_line(text, diagnostics));
    (parsed.cst, tree)
}
