//! The canonical layout of a file: the library behind `peil fmt`.
//!
//! Only white space changes (and a backslash before a quote in prose that needs none). Comments stay, and one of the
//! blank lines in a row. What is not understood is kept as it was written, at its nesting. Where braces do not match and
//! the parser went by indentation to find the one astray, the indentation is kept.

mod doc;
mod expr;
mod lines;
mod report;
mod survey;
mod text;

use self::lines::Indentation;
use crate::diag::{Code, Diagnostic, RuleInfo, Severity, Sink, Status};
use crate::syntax::{self, Cst, Kind, ast};
use crate::text::{FileId, Span, odd};

/// The result would not have been safe, so that the file was left as it is.
pub const UNSAFE_LAYOUT: RuleInfo = RuleInfo {
    code: Code::new(9998, "unsafe-layout"),
    summary: "The formatter did not trust its own result.",
    status: Status::Stable { since: "0.1.0" },
    page: include_str!("../../docs/errors/Q9998.md"),
};

/// A broken file for which no layout is safe.
pub const LAYOUT_KEPT: RuleInfo = RuleInfo {
    code: Code::new(123, "layout-kept"),
    summary: "A broken file keeps its layout.",
    status: Status::Stable { since: "0.1.0" },
    page: include_str!("../../docs/errors/Q0123.md"),
};

/// What the formatter can say.
pub const RULES: &[RuleInfo] = &[LAYOUT_KEPT, UNSAFE_LAYOUT];

/// A formatted file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// Line feeds at line ends, one of them at the end of the file, no byte order mark.
    pub text: String,
    /// Whether `text` differs from what was given.
    pub changed: bool,
    /// Why the layout was kept ([`LAYOUT_KEPT`], [`UNSAFE_LAYOUT`]); what is wrong with the file is for a check to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// Formats a file; a broken one as well.
///
/// The result is checked before it is returned: it has the same syntax tree, the same comments and the same characters
/// that are not white space, and formatting it again changes nothing. A broken file that no layout leaves as it is
/// understood keeps its own, with a warning; for a sound one, that would be a fault of the formatter, and an error.
#[must_use]
pub fn format(file: FileId, text: &str) -> Formatted {
    let source = unify(text);
    let read = Read::new(file, &source);
    match read.attempt(Indentation::ByNesting).or_else(|_| read.careful_attempt()) {
        Ok(result) => Formatted { changed: result != text, text: result, diagnostics: Vec::new() },
        Err(doubt) => {
            let diagnostics = vec![read.fault.map_or_else(|| refused(file, doubt), kept)];
            Formatted { text: text.to_owned(), changed: false, diagnostics }
        }
    }
}

fn kept(fault: Span) -> Diagnostic {
    let message = "this file keeps its layout: another one would change how its faults are understood";
    Diagnostic::warning(LAYOUT_KEPT.code, fault, message).label("the first fault").help("mend this and format again")
}

fn refused(file: FileId, doubt: &str) -> Diagnostic {
    let message = format!("formatting this file would change {doubt}; it is left as it is");
    Diagnostic::error(UNSAFE_LAYOUT.code, Span::new(file, 0, 0), message)
        .help("report this with the file: the fault lies in Peil")
}

/// The text without a byte order mark, with line feeds only.
fn unify(text: &str) -> String {
    text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n")
}

/// A text and what the parser makes of it.
struct Read<'a> {
    file: FileId,
    source: &'a str,
    cst: Cst,
    tree: ast::File,
    /// Where the parser first had to guess.
    fault: Option<Span>,
}

impl<'a> Read<'a> {
    fn new(file: FileId, source: &'a str) -> Self {
        let mut sink = Sink::default();
        let (cst, tree) = syntax::parse_file(file, source, &mut sink);
        let fault = sink.finish().iter().filter(|d| d.severity == Severity::Error).find_map(|d| d.span);
        Self { file, source, cst, tree, fault }
    }

    fn layout(&self, indentation: Indentation) -> String {
        doc::print(lines::lines(self.source, &self.cst, indentation))
    }

    /// The result, or what it would change that it should not.
    fn attempt(&self, indentation: Indentation) -> Result<String, &'static str> {
        let result = self.layout(indentation);
        self.doubt(&result, indentation).map_or(Ok(result), Err)
    }

    /// Keeps the indentation, and goes by nesting after all if that is safe by now: so the result does not change again.
    fn careful_attempt(&self) -> Result<String, &'static str> {
        let kept = self.attempt(Indentation::AsWritten)?;
        let nested = Read::new(self.file, &kept).attempt(Indentation::ByNesting);
        Ok(nested.unwrap_or(kept))
    }

    fn doubt(&self, result: &str, indentation: Indentation) -> Option<&'static str> {
        if !ink(self.source).eq(ink(result)) {
            return Some("its words");
        }
        let again = Read::new(self.file, result);
        if comments(self.source, &self.cst) != comments(result, &again.cst) {
            return Some("its comments");
        }
        if !self.tree.eq_ignoring_spans(&again.tree) {
            return Some("its meaning");
        }
        (again.layout(indentation) != result).then_some("it each time anew")
    }
}

/// What is neither white space, seen or unseen, nor a backslash before a quote.
fn ink(text: &str) -> impl Iterator<Item = char> {
    let next = text.chars().skip(1).chain(['\n']);
    let pairs = text.chars().zip(next);
    pairs.filter(|(c, next)| !c.is_whitespace() && odd(*c).is_none() && (*c, *next) != ('\\', '"')).map(|(c, _)| c)
}

/// The comments of a tree in order.
fn comments<'a>(source: &'a str, cst: &Cst) -> Vec<&'a str> {
    let own = matches!(cst.kind, Kind::Comment | Kind::TailComment).then(|| text::trim_end(cst.text(source)));
    own.into_iter().chain(cst.children.iter().flat_map(|child| comments(source, child))).collect()
}
