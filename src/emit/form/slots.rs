//! What differs between the form of a cell and that of one unit: places that are marked while the page is rendered once,
//! and filled for each unit.

use super::markup::escape;
use crate::model::Segment;
use std::cell::RefCell;

/// Around the number of a slot. Private characters: neither Markdown nor HTML gives them a meaning.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// A place in a rendered page.
#[derive(Debug, Clone)]
pub(super) enum Slot {
    /// A pipe; `otherwise` stands there where its source is not known. The script finds it by its number.
    Pipe {
        segment: Segment,
        otherwise: String,
        number: Option<usize>,
    },
    /// `../` where the page lies one folder deeper.
    Up,
    /// The unit's folder with a slash behind it.
    Folder,
    /// The unit's own input and data.
    Input,
    Data,
}

/// The slots of one page, in the order in which they were asked for.
#[derive(Debug, Default)]
pub(super) struct Slots(RefCell<Vec<Slot>>);

impl Slots {
    /// The mark of a new slot; it may stand in Markdown, and passes an escape of HTML unchanged.
    pub(super) fn mark(&self, slot: Slot) -> String {
        let mut all = self.0.borrow_mut();
        all.push(slot);
        format!("{OPEN}{}{CLOSE}", all.len() - 1)
    }

    /// Writes a marked text with no slot known, as the page for nobody in particular has it.
    pub(super) fn fill(&self, marked: &str, html: &mut String) {
        fill(marked, &self.0.borrow(), html, |_| None);
    }

    /// A text of the author, which holds no marks of its own.
    pub(super) fn literal(text: &str) -> String {
        text.replace([OPEN, CLOSE], "\u{FFFD}")
    }
}

/// A page with marks, to be filled many times.
#[derive(Debug)]
pub(super) struct Page {
    html: String,
    slots: Vec<Slot>,
}

impl Page {
    pub(super) fn new(html: String, slots: Slots) -> Self {
        Self { html, slots: slots.0.into_inner() }
    }

    /// As it is; for a page whose slots were filled while it was made.
    pub(super) fn into_html(self) -> String {
        self.html
    }

    /// The page with each slot as `shown` gives it: words for a pipe, else ready HTML. A pipe without words goes by its
    /// fallback; another slot is empty.
    pub(super) fn filled(&self, shown: impl Fn(&Slot) -> Option<String>) -> String {
        let mut html = String::with_capacity(self.html.len());
        fill(&self.html, &self.slots, &mut html, shown);
        html
    }
}

fn fill(marked: &str, slots: &[Slot], html: &mut String, shown: impl Fn(&Slot) -> Option<String>) {
    for (at, part) in marked.split(OPEN).enumerate() {
        let slot = if at == 0 { None } else { part.split_once(CLOSE) };
        let (number, rest) = slot.map_or((None, part), |(number, rest)| (number.parse::<usize>().ok(), rest));
        if let Some(slot) = number.and_then(|number| slots.get(number)) {
            html.push_str(&slot_html(slot, shown(slot)));
        }
        html.push_str(rest);
    }
}

/// A name may be written from right to left; it must not turn the sentence around it.
fn slot_html(slot: &Slot, shown: Option<String>) -> String {
    let Slot::Pipe { otherwise, number, .. } = slot else { return shown.unwrap_or_default() };
    let words = escape(shown.as_ref().unwrap_or(otherwise));
    match number {
        Some(number) => format!("<bdi data-pipe=\"{number}\">{words}</bdi>"),
        None if shown.is_some() => format!("<bdi>{words}</bdi>"),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, Slot, Slots};
    use crate::model::Segment;

    #[test]
    fn slots_are_filled_in_place_and_an_author_cannot_make_one() {
        let slots = Slots::default();
        let pipe = Slot::Pipe { segment: Segment::Literal(String::new()), otherwise: "a<b".to_owned(), number: None };
        let html = format!("1{}2{}3{}", slots.mark(pipe), slots.mark(Slot::Up), Slots::literal("\u{E000}0\u{E001}"));
        let page = Page::new(html, slots);
        assert_eq!(page.filled(|_| None), "1a&lt;b23\u{FFFD}0\u{FFFD}");
        let up = |slot: &Slot| matches!(slot, Slot::Up).then(|| "../".to_owned());
        assert_eq!(page.filled(up), "1a&lt;b2../3\u{FFFD}0\u{FFFD}");
    }
}
