//! From tree to lines: nesting, blank lines, comments and what is broken.

use super::doc::{INDENT, Line};
use super::survey::{Builder, split};
use super::text;
use crate::syntax::placement::BLOCKS;
use crate::syntax::{Cst, Kind};
use crate::text::BLANK;

/// Where a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Indentation {
    /// By the blocks around it.
    ByNesting,
    /// As in the source, since braces do not match and indentation tells which of them is astray.
    AsWritten,
}

/// The lines of a file.
pub(super) fn lines(source: &str, file: &Cst, indentation: Indentation) -> Vec<Line> {
    let mut walk = Walk { source, indentation, lines: Vec::new(), end: 0, fresh: true };
    walk.nodes(&file.children, 0);
    walk.lines
}

struct Walk<'a> {
    source: &'a str,
    indentation: Indentation,
    lines: Vec<Line>,
    /// Where the last thing ended that was written, white space left out.
    end: usize,
    /// At the beginning of the file or of a block, where no blank line is kept.
    fresh: bool,
}

impl Walk<'_> {
    fn nodes<'b>(&mut self, nodes: impl IntoIterator<Item = &'b Cst>, depth: usize) {
        for node in nodes {
            self.node(node, depth);
        }
    }

    fn node(&mut self, node: &Cst, depth: usize) {
        match node.kind {
            Kind::Blank => {}
            Kind::TailComment if !self.starts_line(node) => self.tail(node, |line, text| line.comment = Some(text)),
            Kind::LineMark if !self.starts_line(node) => self.tail(node, |line, text| line.mark = text),
            Kind::CloseRest if !self.starts_line(node) => self.close_rest(node),
            _ if body_start(node).is_some() => self.block(node, depth),
            _ if node.span.start == node.span.end => {}
            _ => {
                let line = self.line(node, depth);
                self.push(line, node);
            }
        }
    }

    fn line(&self, node: &Cst, depth: usize) -> Line {
        let indent = self.indent(node, depth);
        let builder = Builder { source: self.source, indent };
        match node.kind {
            Kind::StrayClose => builder.header(node.kind, &node.children),
            _ if BLOCKS.contains(&node.kind) => builder.bodiless(node),
            _ if node.children.is_empty() => Line::of(indent, text::trim(node.text(self.source))),
            // Lines that stand between declarations keep to themselves.
            _ if depth == 0 => Line { member: false, ..builder.member(node) },
            _ => builder.member(node),
        }
    }

    fn block(&mut self, block: &Cst, depth: usize) {
        let (header, body) = split(&block.children, body_start(block).unwrap_or(0));
        let builder = Builder { source: self.source, indent: self.indent(block, depth) };
        let line = builder.header(block.kind, header);
        self.push(line, header.iter().rfind(|c| !c.kind.is_trivia()).unwrap_or(block));
        self.nodes(header.iter().filter(|c| c.kind.is_trivia()), depth);
        let (open, body) = split(body, 1);
        self.open(open, depth);
        if let Some(close) = body.iter().find(|c| c.kind != Kind::Blank)
            && close.kind == Kind::Close
            && self.ends_line(close)
            && (self.indentation == Indentation::ByNesting || !self.starts_line(close))
        {
            return self.suffix(close, " }");
        }
        for node in body {
            let depth = if node.kind == Kind::Close { depth } else { depth + 1 };
            self.body_node(node, depth);
        }
    }

    fn body_node(&mut self, node: &Cst, depth: usize) {
        if node.kind == Kind::Close {
            self.fresh = true;
            self.push(Line::of(self.indent(node, depth), "}").fence(), node);
            return;
        }
        self.node(node, depth);
    }

    /// `{`: on the header's line, unless a comment stands between or line breaks are kept.
    fn open(&mut self, open: &[Cst], depth: usize) {
        let Some(open) = open.first().filter(|open| open.kind != Kind::MissingOpen) else { return };
        let stays = self.indentation == Indentation::AsWritten && open.kind == Kind::OpenBelow;
        if stays || self.lines.last().is_some_and(|line| line.comment.is_some()) {
            self.fresh = true;
            self.push(Line::of(self.indent(open, depth), "{").fence(), open);
        } else {
            self.suffix(open, " {");
        }
        self.fresh = true;
    }

    /// The white space before a line that a node begins; as written, before the line that it stands on.
    fn indent(&self, node: &Cst, depth: usize) -> usize {
        if self.indentation == Indentation::ByNesting {
            return depth * INDENT;
        }
        let before = self.source.get(..node.span.start as usize).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("");
        line.chars().take_while(|c| BLANK.contains(c)).count()
    }

    /// Adds to the last line what stands at its end.
    fn suffix(&mut self, node: &Cst, text: &str) {
        if let Some(cell) = self.lines.last_mut().and_then(|line| line.cells.last_mut()) {
            cell.text.push_str(text);
        }
        self.end = node.span.end as usize;
        self.fresh = false;
    }

    fn close_rest(&mut self, node: &Cst) {
        let gap = if self.end == node.span.start as usize { "" } else { " " };
        let text = format!("{gap}{}", text::trim_end(node.text(self.source)));
        self.suffix(node, &text);
    }

    fn tail(&mut self, node: &Cst, set: fn(&mut Line, String)) {
        let text = text::trim_end(node.text(self.source)).to_owned();
        if let Some(line) = self.lines.last_mut() {
            set(line, text);
        }
        self.end = node.span.end as usize;
    }

    fn push(&mut self, mut line: Line, node: &Cst) {
        line.blank_before = !self.fresh && self.breaks_before(node) >= 2;
        self.lines.push(line);
        self.fresh = false;
        self.end = self.source.get(..node.span.end as usize).map_or(self.end, |before| text::trim_end(before).len());
    }

    /// Whether a node stands on another line than the one before it.
    fn starts_line(&self, node: &Cst) -> bool {
        self.lines.is_empty() || self.breaks_before(node) > 0
    }

    fn breaks_before(&self, node: &Cst) -> usize {
        let between = self.source.get(self.end..node.span.start as usize).unwrap_or("");
        between.bytes().filter(|&byte| byte == b'\n').count()
    }

    /// Whether nothing but a comment follows on the line.
    fn ends_line(&self, node: &Cst) -> bool {
        let after = self.source.get(node.span.end as usize..).unwrap_or("");
        let after = after.trim_start_matches(BLANK);
        after.is_empty() || after.starts_with('\n') || after.starts_with("//")
    }
}

/// Where the body of a block begins: at its brace, or where that is missing.
fn body_start(node: &Cst) -> Option<usize> {
    node.children.iter().position(|c| matches!(c.kind, Kind::Open | Kind::OpenBelow | Kind::MissingOpen))
}
