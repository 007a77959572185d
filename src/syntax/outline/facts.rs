//! What one line says about blocks, read without the grammar.

use super::MAX_DEPTH;
use crate::text::BLANK;
use std::ops::Range;

/// A line, its braces counted outside texts and comments.
pub(in crate::syntax) struct Line<'a> {
    /// Without the line break.
    pub(in crate::syntax) range: Range<usize>,
    /// White space before the first character, in characters.
    pub(in crate::syntax) indent: usize,
    /// Where the first character stands.
    pub(in crate::syntax) indent_end: usize,
    /// The first word or character; `None` for a blank line, a comment or prose.
    pub(in crate::syntax) first: Option<&'a str>,
    /// What follows the first word.
    rest: &'a str,
    /// Begins with `}`.
    pub(in crate::syntax) closes: bool,
    /// Ends with `{`.
    pub(in crate::syntax) opens: bool,
    /// The first bracket that is nested too deep within the line.
    pub(in crate::syntax) too_deep: Option<usize>,
}

/// How far out a block belongs. Smaller ranks end greater ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::syntax) enum Rank {
    Report,
    Survey,
    Shared,
    Chapter,
    Section,
    ReportSection,
    Page,
    Group,
    Loop,
    /// A computed item or a stop, which may also stand between pages.
    FreeItem,
    Item,
    Row,
}

impl Rank {
    pub(in crate::syntax) fn is_top(self) -> bool {
        self <= Self::Shared
    }

    /// Whether a line of this rank ends an open block of rank `open`.
    pub(in crate::syntax) fn ends(self, open: Self) -> bool {
        match self {
            Self::Group | Self::ReportSection => open > self,
            Self::Item | Self::FreeItem => open >= Self::FreeItem,
            _ => open >= self,
        }
    }

    /// Whether a block of this rank in `parent` only misses the page around it.
    pub(in crate::syntax) fn lacks_page(self, parent: Self) -> bool {
        matches!(self, Self::Group | Self::Loop | Self::Item) && matches!(parent, Self::Survey | Self::Section)
    }

    /// Whether a block of this rank has its place in `parent`.
    pub(in crate::syntax) fn may_stand_in(self, parent: Option<Self>) -> bool {
        let Some(parent) = parent else { return self.is_top() };
        match self {
            Self::Report | Self::Survey | Self::Shared => true,
            Self::Chapter => parent == Self::Report,
            Self::ReportSection => matches!(parent, Self::Report | Self::Chapter | Self::ReportSection),
            Self::Section => parent == Self::Survey,
            Self::Page => matches!(parent, Self::Survey | Self::Section),
            Self::Group | Self::Loop => matches!(parent, Self::Page | Self::Group),
            Self::FreeItem => true,
            Self::Item => {
                matches!(
                    parent,
                    Self::Page | Self::Group | Self::Loop | Self::Report | Self::Chapter | Self::ReportSection
                )
            }
            Self::Row => matches!(parent, Self::Item),
        }
    }
}

impl Line<'_> {
    /// The rank of the block whose header this line is.
    pub(in crate::syntax) fn rank(&self, in_report: bool) -> Option<Rank> {
        let word = self.first?;
        if !self.is_header() {
            return None;
        }
        if in_report {
            return match word {
                "survey" => Some(Rank::Survey),
                "report" => Some(Rank::Report),
                "scale" | "codelist" | "term" | "thresholds" | "edition" | "use" => Some(Rank::Shared),
                "chapter" => Some(Rank::Chapter),
                "section" => Some(Rank::ReportSection),
                "figure" | "table" | "theme" | "cover" | "front" => Some(Rank::Item),
                "norm" | "promoter" | "strengths" if self.opens => Some(Rank::Item),
                _ => None,
            };
        }
        match word {
            "survey" => Some(Rank::Survey),
            "report" => Some(Rank::Report),
            "scale" | "codelist" | "text" | "term" | "thresholds" | "edition" | "use" => Some(Rank::Shared),
            "section" => Some(Rank::Section),
            "page" => Some(Rank::Page),
            "group" => Some(Rank::Group),
            "loop" => Some(Rank::Loop),
            "computed" | "stop" => Some(Rank::FreeItem),
            "question" | "grid" | "note" => Some(Rank::Item),
            "row" => Some(Rank::Row),
            _ => None,
        }
    }

    /// As the guards of the grammar: after the word stands a name, a text or a brace.
    pub(in crate::syntax) fn is_header(&self) -> bool {
        let rest = self.rest.trim_start();
        let spaced = rest.len() < self.rest.len();
        rest.is_empty() || spaced && rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '{' | '_'))
    }
}

/// As `missing_open` and `open_below` of the grammar: the next line tells that a block began.
pub(in crate::syntax) fn opens_without_brace(rank: Rank, after: &[Line]) -> bool {
    let Some(word) = after.iter().find_map(|line| line.first) else { return false };
    if word == "{" {
        return true;
    }
    let digit = word.starts_with(|c: char| c.is_ascii_digit());
    match rank {
        Rank::Survey | Rank::Section | Rank::Page | Rank::Group | Rank::Loop => matches!(
            word,
            "page"
                | "section"
                | "group"
                | "question"
                | "grid"
                | "loop"
                | "computed"
                | "note"
                | "language"
                | "wording"
                | "mode"
                | "field"
                | "title"
        ),
        Rank::Report | Rank::Chapter | Rank::ReportSection => {
            matches!(word, "uses" | "chapter" | "section" | "figure" | "table")
        }
        Rank::Item | Rank::FreeItem | Rank::Shared => {
            digit || matches!(word, "ask" | "label" | "help" | "interviewer" | "say" | "row" | "order" | "take")
        }
        Rank::Row => matches!(word, "ask" | "label" | "help" | "interviewer"),
    }
}

/// The facts of every line of a text.
pub(in crate::syntax) fn facts(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut in_prose = false;
    let mut start = 0;
    for piece in text.split('\n') {
        let line = piece.strip_suffix('\r').unwrap_or(piece);
        lines.push(fact(line, start, &mut in_prose));
        start += piece.len() + 1;
    }
    lines
}

fn fact<'a>(line: &'a str, start: usize, in_prose: &mut bool) -> Line<'a> {
    let trimmed = line.trim_start_matches(BLANK);
    let spaces = line.len() - trimmed.len();
    let indent = line.get(..spaces).map_or(0, |s| s.chars().count());
    let was_prose = *in_prose && !ends_prose(trimmed);
    *in_prose = was_prose;
    let code = scan(trimmed, in_prose);
    let word_end = trimmed.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(trimmed.len());
    let first_end = word_end.max(trimmed.chars().next().map_or(0, char::len_utf8));
    let is_code = !was_prose && !trimmed.is_empty() && !trimmed.starts_with("//");
    Line {
        range: start..start + line.len(),
        indent,
        indent_end: start + spaces,
        first: if is_code { trimmed.get(..first_end) } else { None },
        rest: trimmed.get(first_end..).unwrap_or(""),
        closes: is_code && trimmed.starts_with('}'),
        opens: code.opens,
        too_deep: code.too_deep.map(|at| start + spaces + at),
    }
}

/// A prose text that was not closed ends where the block around it visibly goes on (as `prose_stop` of the grammar).
fn ends_prose(trimmed: &str) -> bool {
    const WORDS: &[&str] = &[
        "survey", "scale", "codelist", "report", "section", "page", "group", "question", "grid", "loop", "chapter",
        "figure",
    ];
    let line = trimmed.trim_end();
    let header = || line.split_whitespace().next().is_some_and(|word| WORDS.contains(&word) && word.len() < line.len());
    line == "}" || line.ends_with('{') && line.matches('{').count() == 1 && header()
}

#[derive(Default)]
struct Code {
    opens: bool,
    too_deep: Option<usize>,
}

/// Reads the brackets of a line outside texts and comments.
fn scan(line: &str, in_prose: &mut bool) -> Code {
    let mut code = Code::default();
    let mut depth = 0_usize;
    let mut at = 0;
    let bytes = line.as_bytes();
    let starts = |at: usize, what: &str| bytes.get(at..).is_some_and(|rest| rest.starts_with(what.as_bytes()));
    while let Some(&byte) = bytes.get(at) {
        let mut step = 1;
        if *in_prose {
            if starts(at, "\"\"\"") {
                *in_prose = false;
                step = 3;
            } else if byte == b'\\' {
                step = 2;
            }
        } else if starts(at, "\"\"\"") {
            *in_prose = true;
            step = 3;
        } else if starts(at, "//") {
            break;
        } else {
            match byte {
                b'"' => match text_end(bytes, at + 1) {
                    Some(end) => step = end - at,
                    // The text has no end; a brace at the line end is still the block's.
                    None => return Code { opens: line.trim_end().ends_with('{'), ..code },
                },
                b'(' | b'{' => {
                    depth += 1;
                    if depth > MAX_DEPTH && code.too_deep.is_none() {
                        code.too_deep = Some(at);
                    }
                }
                b')' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                code.opens = byte == b'{';
            }
        }
        at += step;
    }
    code
}

/// The offset after the closing quote of a short text.
fn text_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}
