//! Prose as blocks and stretches of text that the template sets: what HTML is for the page.

use super::super::runs::{LINK, source};
use crate::emit::form::markup::events;
use crate::report::Run;
use pulldown_cmark::{Event, Tag, TagEnd};
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Block {
    Paragraph(Vec<Stretch>),
    List { ordered: bool, items: Vec<Vec<Self>> },
}

/// Text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(super) struct Stretch {
    text: String,
    strong: bool,
    emphasis: bool,
    /// An address outside the report.
    address: Option<String>,
    /// A place in it.
    anchor: Option<String>,
}

/// Runs as blocks: Markdown, or one paragraph of plain text.
pub(super) fn blocks(runs: &[Run], markdown: bool) -> Vec<Block> {
    let (source, links) = source(runs, markdown);
    let mut reader = Reader { links: links.into_iter(), open: vec![Open::default()], style: Stretch::default() };
    if markdown {
        events(&source).for_each(|event| reader.read(event));
    } else {
        reader.text(&source);
    }
    reader.close();
    reader.open.pop().unwrap_or_default().blocks
}

/// Blocks that are being read: of the whole, or of an item of a list.
#[derive(Debug, Default)]
struct Open {
    blocks: Vec<Block>,
    line: Vec<Stretch>,
}

struct Reader<'s> {
    links: std::vec::IntoIter<(&'s str, &'s str)>,
    open: Vec<Open>,
    style: Stretch,
}

impl Reader<'_> {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.text("\n"),
            Event::Rule => self.close(),
            Event::TaskListMarker(_) => {}
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.style.strong = true,
            Tag::Emphasis => self.style.emphasis = true,
            Tag::Link { dest_url, .. } => self.style.address = Some(dest_url.to_string()),
            Tag::List(first) => {
                self.close();
                self.push(Block::List { ordered: first.is_some(), items: Vec::new() });
            }
            Tag::Item => self.open.push(Open::default()),
            _ => self.close(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.style.strong = false,
            TagEnd::Emphasis => self.style.emphasis = false,
            TagEnd::Link => self.style.address = None,
            TagEnd::Item => {
                self.close();
                let item = self.open.pop().unwrap_or_default().blocks;
                if let Some(Block::List { items, .. }) = self.open.last_mut().and_then(|open| open.blocks.last_mut()) {
                    items.push(item);
                }
            }
            _ => self.close(),
        }
    }

    /// Text in the style of now; links in it lead to their places.
    fn text(&mut self, text: &str) {
        for (at, part) in text.split(LINK).enumerate() {
            if at > 0
                && let Some((label, anchor)) = self.links.next()
            {
                let anchor = Some(anchor.to_owned());
                self.stretch(Stretch { text: label.to_owned(), anchor, address: None, ..self.style.clone() });
            }
            if !part.is_empty() {
                self.stretch(Stretch { text: part.to_owned(), ..self.style.clone() });
            }
        }
    }

    fn stretch(&mut self, stretch: Stretch) {
        if let Some(open) = self.open.last_mut() {
            open.line.push(stretch);
        }
    }

    fn push(&mut self, block: Block) {
        if let Some(open) = self.open.last_mut() {
            open.blocks.push(block);
        }
    }

    /// What was read of a paragraph is one.
    fn close(&mut self) {
        let line = self.open.last_mut().map(|open| std::mem::take(&mut open.line)).unwrap_or_default();
        if line.iter().any(|stretch| !stretch.text.trim().is_empty()) {
            self.push(Block::Paragraph(line));
        }
    }
}

impl Block {
    /// Links to places that are not there become plain text.
    pub(super) fn keep_links(&mut self, is_there: &dyn Fn(&str) -> bool) {
        match self {
            Self::Paragraph(line) => {
                for stretch in line {
                    stretch.anchor = stretch.anchor.take().filter(|anchor| is_there(anchor));
                }
            }
            Self::List { items, .. } => items.iter_mut().flatten().for_each(|block| block.keep_links(is_there)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Stretch {
        Stretch { text: text.to_owned(), ..Stretch::default() }
    }

    #[test]
    fn prose_is_blocks_and_values_are_no_markup() {
        let link = Run::Link { label: "Figuur 3.1".to_owned(), anchor: "f".to_owned() };
        let runs = [Run::Text("**Zie** ".to_owned()), link.clone(), Run::Value(" *x* #y".to_owned())];
        let strong = Stretch { strong: true, ..plain("Zie") };
        let linked = Stretch { anchor: Some("f".to_owned()), ..plain("Figuur 3.1") };
        let all = blocks(&runs, true);
        let [Block::Paragraph(line)] = all.as_slice() else { panic!("a paragraph") };
        assert_eq!(line[..3], [strong, plain(" "), linked.clone()]);
        assert_eq!(line[3..].iter().map(|stretch| stretch.text.as_str()).collect::<String>(), " *x* #y");
        assert_eq!(blocks(&runs[2..], false), [Block::Paragraph(vec![plain(" *x* #y")])]);
        let list = [Run::Text("Een:\n\n- a\n- b ".to_owned()), link];
        let items = vec![vec![Block::Paragraph(vec![plain("a")])], vec![Block::Paragraph(vec![plain("b "), linked])]];
        assert_eq!(blocks(&list, true), [Block::Paragraph(vec![plain("Een:")]), Block::List { ordered: false, items }]);
        assert_eq!(blocks(&[], true), []);
    }
}
