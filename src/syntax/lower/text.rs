//! Texts: segments, pipes, and the lines of prose.

use super::Lower;
use super::token::is_name;
use crate::syntax::ast::{Name, Pipe, PipeSource, Segment, Spanned, Text, Wording};
use crate::syntax::cst::{Cst, Kind};
use crate::text::{BLANK, Span};

impl Lower<'_> {
    /// The text among the children, if there is one.
    pub(super) fn child_text(&self, cst: &Cst) -> Option<Text> {
        cst.children.iter().find(|c| is_text(c.kind)).map(|c| self.text(c))
    }

    /// The text inside a part such as `spoken "…"`.
    pub(super) fn text_in(&self, cst: &Cst, part: Kind) -> Option<Text> {
        cst.child(part).and_then(|c| self.child_text(c))
    }

    /// The text among the children as a plain string: a path, a colour.
    pub(super) fn string(&self, cst: &Cst) -> Option<Spanned<String>> {
        let text = cst.children.iter().find(|c| is_text(c.kind))?;
        let inner = self.inner(text);
        Some(Spanned::new(inner.trim().replace("\\\\", "\\").replace("\\\"", "\""), text.span))
    }

    /// A line or label with qualifiers, a text and what is said instead of it.
    pub(super) fn wording(&self, cst: &Cst) -> Option<Wording> {
        Some(Wording {
            qualifiers: self.names(cst),
            text: self.child_text(cst)?,
            spoken: self.text_in(cst, Kind::Spoken),
            recorded: cst.child(Kind::Recorded).and_then(|c| self.string(c)),
            span: cst.span,
        })
    }

    fn text(&self, cst: &Cst) -> Text {
        let prose = matches!(cst.kind, Kind::Prose | Kind::ProseOpen);
        let mut segments = Vec::new();
        if matches!(cst.kind, Kind::SingleText | Kind::CurlyText) {
            let inner = self.inner(cst).to_owned();
            segments.push(Segment::Literal(Spanned::new(inner, cst.span)));
        }
        for child in &cst.children {
            self.segment(child, &mut segments);
        }
        if prose {
            trim_prose(&mut segments);
        }
        Text { segments, prose, span: cst.span }
    }

    fn segment(&self, cst: &Cst, segments: &mut Vec<Segment>) {
        let source = self.source_of(cst);
        let literal = match cst.kind {
            Kind::Literal => settled(&source.replace("\r\n", "\n")),
            Kind::Escape => unescape(source),
            Kind::BadEscape => source.trim_start_matches('\\').to_owned(),
            Kind::LoneBrace => source.to_owned(),
            Kind::Pipe => return segments.push(Segment::Pipe(self.pipe(cst))),
            Kind::BadPipe => {
                let pipe = Pipe { source: PipeSource::Broken, alternatives: Vec::new(), span: cst.span };
                return segments.push(Segment::Pipe(pipe));
            }
            _ => return,
        };
        push_literal(segments, literal, cst.span);
    }

    fn pipe(&self, cst: &Cst) -> Pipe {
        let source = cst.children.first().map_or(PipeSource::Broken, |c| self.pipe_source(c));
        let alternative = |c: &Cst| Spanned::new(unescape(self.source_of(c)), c.span);
        Pipe { source, alternatives: cst.all(Kind::Alternative).map(alternative).collect(), span: cst.span }
    }

    fn pipe_source(&self, cst: &Cst) -> PipeSource {
        let parts = (self.child_path(cst), self.first_name(cst));
        match (cst.kind, parts) {
            (Kind::Path, _) => PipeSource::Path(self.path(cst)),
            (Kind::PipeCall, (Some(argument), Some(function))) => PipeSource::Call { function, argument },
            (Kind::PipeRange, (Some(first), Some(last))) => PipeSource::Range { first, last },
            _ => PipeSource::Broken,
        }
    }

    /// What stands between the quotes.
    fn inner(&self, cst: &Cst) -> &str {
        let source = self.source_of(cst);
        match cst.kind {
            Kind::Prose => source.strip_prefix("\"\"\"").and_then(|s| s.strip_suffix("\"\"\"")).unwrap_or(source),
            Kind::ProseOpen => source.strip_prefix("\"\"\"").unwrap_or(source),
            Kind::ShortOpen => source.strip_prefix('"').unwrap_or(source),
            _ => {
                let mut characters = source.chars();
                characters.next();
                characters.next_back();
                characters.as_str()
            }
        }
    }
}

pub(super) fn is_text(kind: Kind) -> bool {
    matches!(kind, Kind::Short | Kind::ShortOpen | Kind::Prose | Kind::ProseOpen | Kind::SingleText | Kind::CurlyText)
}

/// Neighbouring literals become one.
fn push_literal(segments: &mut Vec<Segment>, text: String, span: Span) {
    if let Some(Segment::Literal(last)) = segments.last_mut() {
        last.value.push_str(&text);
        last.span = last.span.to(span);
    } else {
        segments.push(Segment::Literal(Spanned::new(text, span)));
    }
}

fn unescape(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut characters = source.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('n') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            other => out.push(other),
        }
    }
    out
}

/// Takes the white space off the line ends inside a literal, as layout means nothing in prose, and keeps one of the blank
/// lines in a row.
fn settled(literal: &str) -> String {
    let mut out = String::with_capacity(literal.len());
    for (at, line) in literal.split('\n').enumerate() {
        if at > 0 {
            out.truncate(out.trim_end_matches(BLANK).len());
            if !out.ends_with("\n\n") {
                out.push('\n');
            }
        }
        out.push_str(if at > 0 { line.trim_start_matches(BLANK) } else { line });
    }
    out
}

/// The line breaks beside the quotes are no part of the text.
fn trim_prose(segments: &mut Vec<Segment>) {
    if let Some(Segment::Literal(first)) = segments.first_mut() {
        first.value = first.value.trim_start_matches(BLANK).trim_start_matches('\n').to_owned();
    }
    if let Some(Segment::Literal(last)) = segments.last_mut() {
        last.value.truncate(last.value.trim_end().len());
    }
    segments.retain(|s| !matches!(s, Segment::Literal(l) if l.value.is_empty()));
}

impl Lower<'_> {
    /// `SURVEY`-like name or path that stands before a text, if any.
    pub(super) fn name_before_text(&self, cst: &Cst) -> Option<Name> {
        cst.children.iter().take_while(|c| !is_text(c.kind)).find(|c| is_name(c.kind)).map(|c| self.name(c))
    }
}
