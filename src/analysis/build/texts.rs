//! Texts per wording and mode, with text blocks and fallbacks written out.
//!
//! A text block or a fallback may differ per wording or mode; the text that holds it then gets a cell for every combination
//! in which they differ, so that a reader of the model looks up one cell and needs nothing else.

use super::Builder;
use super::pipes::Expansion;
use super::scope::CellKey;
use crate::analysis::rules;
use crate::model::{Cell, Content, LoopId, Text};
use crate::syntax::ast::{self, Wording};
use crate::text::Span;
use std::collections::BTreeSet;

/// A text as written with the cell that it is for.
pub(super) struct Keyed<'a> {
    pub(super) key: CellKey,
    pub(super) wording: &'a Wording,
}

impl<'a> Builder<'a, '_> {
    /// A text from all its lines; `in_loop` is the loop in which it stands.
    pub(super) fn text(&mut self, wordings: &'a [Wording], in_loop: Option<LoopId>) -> Text {
        self.text_of(wordings, in_loop)
    }

    /// [`Builder::text`] of lines that do not lie side by side.
    pub(super) fn text_of(&mut self, wordings: impl IntoIterator<Item = &'a Wording>, in_loop: Option<LoopId>) -> Text {
        let keyed = self.keyed(wordings, true);
        if keyed.is_empty() {
            return Text::default();
        }
        let mut differing = BTreeSet::new();
        for each in &keyed {
            self.differing_keys(&each.wording.text, in_loop, &mut differing, &mut Vec::new());
        }
        let keys = if differing.is_empty() {
            keyed.iter().map(|each| each.key).collect()
        } else {
            closure(keyed.iter().map(|each| each.key).collect(), &differing)
        };
        let cells = keys.into_iter().filter_map(|key| {
            let written = pick(&keyed, key)?;
            Some(self.cell(written.wording, key, in_loop))
        });
        let mut cells: Vec<Cell> = cells.collect();
        cells.sort_by_key(|cell| (cell.wording, cell.mode));
        Text { cells }
    }

    /// A text without qualifiers.
    pub(super) fn plain_text(&mut self, text: &'a ast::Text, in_loop: Option<LoopId>) -> Text {
        let mut expansion = Expansion::new((None, None), in_loop);
        let content = self.content(text, &mut expansion);
        let origin = self.origins.add(text.span);
        Text { cells: vec![Cell { wording: None, mode: None, content, spoken: None, recorded: None, origin }] }
    }

    fn cell(&mut self, written: &'a Wording, key: CellKey, in_loop: Option<LoopId>) -> Cell {
        let mut expansion = Expansion::new(key, in_loop);
        let content = self.content(&written.text, &mut expansion);
        let spoken = written.spoken.as_ref().map(|spoken| self.content(spoken, &mut Expansion::new(key, in_loop)));
        let spoken = spoken.or_else(|| {
            expansion.has_spoken.then(|| self.content(&written.text, &mut Expansion::spoken(key, in_loop)))
        });
        Cell {
            wording: key.0,
            mode: key.1,
            content,
            spoken,
            recorded: written.recorded.as_ref().map(|path| self.files.beside(path.span.file, &path.value)),
            origin: self.origins.add(written.text.span),
        }
    }

    /// Every line with its cell; a cell that is written twice is reported if `report`.
    pub(super) fn keyed(&mut self, wordings: impl IntoIterator<Item = &'a Wording>, report: bool) -> Vec<Keyed<'a>> {
        let mut keyed: Vec<Keyed<'a>> = Vec::new();
        for wording in wordings {
            let Some(key) = self.cell_key(&wording.qualifiers) else { continue };
            match keyed.iter().find(|each| each.key == key) {
                Some(first) if report => {
                    self.sink.push(rules::q0331_text_twice::error(wording, first.wording.text.span));
                }
                Some(_) => {}
                None => keyed.push(Keyed { key, wording }),
            }
        }
        keyed
    }

    /// The cells in which something that the text includes differs. Each block is `seen` once.
    fn differing_keys(
        &mut self,
        text: &'a ast::Text,
        in_loop: Option<LoopId>,
        keys: &mut BTreeSet<CellKey>,
        seen: &mut Vec<Span>,
    ) {
        for segment in &text.segments {
            let ast::Segment::Pipe(pipe) = segment else { continue };
            if let Some(block) = self.block(pipe) {
                if seen.contains(&block.name.span) {
                    continue;
                }
                seen.push(block.name.span);
                for each in self.keyed(&block.says, false) {
                    keys.extend((each.key != (None, None)).then_some(each.key));
                    self.differing_keys(&each.wording.text, in_loop, keys, seen);
                }
            } else if pipe.alternatives.len() != 1 {
                let fallback = self.fallback_lines(pipe, in_loop);
                let fallback = self.keyed(fallback, false);
                keys.extend(fallback.iter().map(|each| each.key).filter(|key| *key != (None, None)));
            }
        }
    }

    /// Literal text and pipes of one cell.
    pub(super) fn content(&mut self, text: &'a ast::Text, expansion: &mut Expansion) -> Content {
        let mut content = Content { prose: text.prose, segments: Vec::new() };
        self.expand(text, &mut content, expansion);
        content
    }
}

/// The line that a cell shows: by both, by wording, by mode, unqualified.
pub(super) fn pick<'k, 'a>(keyed: &'k [Keyed<'a>], key: CellKey) -> Option<&'k Keyed<'a>> {
    let find = |key: CellKey| keyed.iter().find(|each| each.key == key);
    find(key).or_else(|| find((key.0, None))).or_else(|| find((None, key.1))).or_else(|| find((None, None)))
}

/// `own` and every combination of it with keys of `others` that can hold at once.
fn closure(own: Vec<CellKey>, others: &BTreeSet<CellKey>) -> Vec<CellKey> {
    let mut keys: BTreeSet<CellKey> = own.into_iter().collect();
    loop {
        let joined: Vec<CellKey> = keys
            .iter()
            .flat_map(|a| others.iter().filter_map(|b| join(*a, *b)))
            .filter(|key| !keys.contains(key))
            .collect();
        if joined.is_empty() {
            return keys.into_iter().collect();
        }
        keys.extend(joined);
    }
}

fn join(a: CellKey, b: CellKey) -> Option<CellKey> {
    let agree = |same: bool, both: bool| !both || same;
    let wording = agree(a.0 == b.0, a.0.is_some() && b.0.is_some());
    let mode = agree(a.1 == b.1, a.1.is_some() && b.1.is_some());
    (wording && mode).then_some((a.0.or(b.0), a.1.or(b.1)))
}
