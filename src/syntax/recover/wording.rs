//! The words of a syntax diagnostic: expected X, found Y.

use super::Recover;
use crate::diag::{Diagnostic, Fix, nearest};
use crate::syntax::codes;
use crate::syntax::cst::Kind;
use crate::syntax::describe::describe;
use crate::syntax::grammar::Failure;
use crate::syntax::keyword;
use crate::text::Span;

/// The longest list of expectations that still helps.
const MAX_EXPECTED: usize = 4;

/// What stands at the place where reading stopped.
struct Found<'t> {
    text: &'t str,
    span: Span,
}

impl Recover<'_> {
    /// Words a failure in a piece of text that begins at `base`; `word` is the first word of the construct.
    pub(super) fn unexpected(&mut self, base: Span, failure: &Failure, word: Option<&str>, in_report: bool) {
        let piece = self.line_from(base);
        if let Some(quote) = open_quote(piece).filter(|&quote| quote <= failure.offset) {
            let at = base.start as usize + quote;
            let end = base.start as usize + piece.trim_end().len();
            return self.push(unterminated(Span::new(base.file, at, end), true));
        }
        let found = found(piece, base, failure.offset);
        let shape = word.and_then(|w| keyword::shape(w, in_report));
        let diagnostic = special(&found, piece, failure).unwrap_or_else(|| generic(&found, failure, shape.is_some()));
        let diagnostic = match shape {
            Some(shape) if diagnostic.help.is_none() => diagnostic.help(format!("expected shape: `{shape}`")),
            _ => diagnostic,
        };
        self.push(diagnostic);
    }
}

/// The word, number, text or character at an offset.
fn found<'t>(piece: &'t str, base: Span, offset: usize) -> Found<'t> {
    let rest = piece.get(offset..).unwrap_or("");
    let spaces = rest.len() - rest.trim_start().len();
    let rest = rest.trim_start();
    let at = base.start as usize + offset + spaces;
    let text = token(rest);
    Found { text, span: Span::new(base.file, at, at + text.len()) }
}

fn token(rest: &str) -> &str {
    if rest.starts_with("//") {
        return "";
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let end = match rest.chars().next() {
        Some('"') => rest.get(1..).and_then(|r| r.find('"')).map_or(rest.trim_end().len(), |at| at + 2),
        Some(c) if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
        _ => first,
    };
    rest.get(..end).unwrap_or(rest)
}

/// Faults that have a better message than "expected X, found Y".
fn special(found: &Found, piece: &str, failure: &Failure) -> Option<Diagnostic> {
    let expects = |kind: Kind| failure.expected.contains(&kind);
    if expects(Kind::AnswerType) && is_word(found.text) {
        return Some(unknown_answer(found));
    }
    if expects(Kind::Short) && (found.text.is_empty() || found.text == "{") {
        return misspelt_part(found, piece, failure.offset);
    }
    if expects(Kind::Short) && is_unquoted(piece) {
        return Some(unquoted(found, piece, failure.offset));
    }
    if found.text == "{" && piece.trim_end().ends_with('}') {
        let help = "put each line of the block on a line of its own, and `}` below them";
        let message = "a block does not stand on one line";
        return Some(Diagnostic::error(codes::UNEXPECTED_TEXT.code, found.span, message).help(help));
    }
    None
}

/// `ask Hoe heet u?`: a line of text that has words and no quotes.
fn is_unquoted(piece: &str) -> bool {
    const WORDS: &[&str] = &[
        "label",
        "ask",
        "help",
        "interviewer",
        "error",
        "title",
        "say",
        "skip",
        "intro",
        "end",
        "from",
        "changed",
        "caption",
        "note",
        "base",
        "status",
        "header",
        "contact",
    ];
    let mut words = piece.split_whitespace();
    words.next().is_some_and(|first| WORDS.contains(&first)) && words.count() > 1 && !piece.contains(['"', '{'])
}

fn unquoted(found: &Found, piece: &str, offset: usize) -> Diagnostic {
    let keyword = piece.find(char::is_whitespace).unwrap_or(0);
    let rest = piece.get(keyword..).unwrap_or("");
    let start = piece.len() - rest.trim_start().len();
    let base = (found.span.start as usize).saturating_sub(offset + spaces_at(piece, offset));
    let text = piece.get(start..).unwrap_or("").trim_end();
    let span = Span::new(found.span.file, base + start, base + start + text.len());
    Diagnostic::error(codes::MISSING_PART.code, span, "the text has no quotes")
        .help("put it between `\"`")
        .fix(Fix::replace(span, format!("\"{text}\"")))
}

fn spaces_at(piece: &str, offset: usize) -> usize {
    let rest = piece.get(offset..).unwrap_or("");
    rest.len() - rest.trim_start().len()
}

/// `1 ja "Ja" mising`: the last word was read as the qualifier of a text that does not follow.
fn misspelt_part(found: &Found, piece: &str, offset: usize) -> Option<Diagnostic> {
    const PARTS: &[&str] = &[
        "missing", "alone", "specify", "spoken", "recorded", "was", "only", "else", "when", "from", "until", "retired",
        "required", "shuffled",
    ];
    let before = piece.get(..offset)?.trim_end();
    let start = before.rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |at| at + 1);
    let word = before.get(start..)?;
    let near = nearest(word, PARTS.iter().copied()).filter(|near| *near != word)?;
    let at = (found.span.start as usize).checked_sub(offset).map_or(0, |base| base + start);
    let span = Span::new(found.span.file, at, at + word.len());
    let diagnostic = Diagnostic::error(codes::UNEXPECTED_TEXT.code, span, format!("unexpected `{word}`"));
    Some(diagnostic.help(format!("did you mean `{near}`?")).fix(Fix::replace(span, near)))
}

/// A text whose quotes do not close.
pub(super) fn unterminated(span: Span, in_header: bool) -> Diagnostic {
    let diagnostic = Diagnostic::error(codes::UNTERMINATED_TEXT.code, span, "the text has no closing quotes")
        .label("begins here and runs to the end of the line")
        .help("close it with `\"`");
    if in_header { diagnostic } else { diagnostic.fix(Fix::insert(span.after(), "\"")) }
}

/// Where a text begins that has no end on its line.
fn open_quote(piece: &str) -> Option<usize> {
    let mut open = None;
    let mut escaped = false;
    for (at, c) in piece.char_indices() {
        match (open, c) {
            (None, '"') => open = Some(at),
            (None, '/') if piece.get(at..).is_some_and(|rest| rest.starts_with("//")) => break,
            (Some(_), '"') if !escaped => open = None,
            _ => {}
        }
        escaped = open.is_some() && c == '\\' && !escaped;
    }
    open
}

fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
}

fn unknown_answer(found: &Found) -> Diagnostic {
    const TYPES: &[&str] = &["one", "any", "number", "text", "date"];
    const FOREIGN: &[(&str, &str)] = &[
        ("string", "text"),
        ("open", "text"),
        ("tekst", "text"),
        ("getal", "number"),
        ("datum", "date"),
        ("integer", "number"),
        ("int", "number"),
        ("grade", "number"),
        ("single", "one of"),
        ("choice", "one of"),
        ("multiple", "any of"),
        ("multi", "any of"),
        ("many", "any of"),
        ("all", "any of"),
        ("bool", "one of"),
        ("boolean", "one of"),
        ("scale", "one of"),
    ];
    let known = FOREIGN.iter().find(|(word, _)| *word == found.text).map(|(_, kind)| *kind);
    let message = format!("there is no type of answer `{}`", found.text);
    let diagnostic = Diagnostic::error(codes::UNKNOWN_KIND.code, found.span, message)
        .label("expected `one of`, `any of`, `number`, `text` or `date`");
    match known.or_else(|| nearest(found.text, TYPES.iter().copied())) {
        Some(kind) => diagnostic.help(format!("did you mean `{kind}`?")).fix(Fix::replace(found.span, kind)),
        None => diagnostic,
    }
}

fn generic(found: &Found, failure: &Failure, has_shape: bool) -> Diagnostic {
    let expected = expectations(failure);
    let what =
        if found.text.is_empty() { "the end of the line".to_owned() } else { format!("`{}`", short(found.text)) };
    let at_end = found.text.is_empty() || found.text == "{";
    let code = if at_end { codes::MISSING_PART.code } else { codes::UNEXPECTED_TEXT.code };
    let message = match list(&expected) {
        Some(list) if expected.len() <= MAX_EXPECTED || !has_shape => format!("expected {list}, found {what}"),
        _ => format!("unexpected {what}"),
    };
    let diagnostic = Diagnostic::error(code, found.span, message);
    let words = failure.expected.iter().filter_map(|kind| match kind {
        Kind::Keyword(word) => Some(*word),
        _ => None,
    });
    match nearest(found.text, words).filter(|_| is_word(found.text)) {
        Some(word) => diagnostic.help(format!("did you mean `{word}`?")).fix(Fix::replace(found.span, word)),
        None => diagnostic,
    }
}

/// Expectations in the reader's words, each once; the end of the line last.
fn expectations(failure: &Failure) -> Vec<String> {
    let kinds = &failure.expected;
    let in_condition = kinds.contains(&Kind::Infix);
    let at_start = kinds.contains(&Kind::Function) || kinds.contains(&Kind::Call);
    if at_start && !in_condition {
        return vec!["a name, a number or a function".to_owned()];
    }
    let is_tail = |kind: &Kind| {
        matches!(kind, Kind::InSet | Kind::InRange | Kind::Has | Kind::Percent | Kind::Keyword("in" | "has"))
    };
    let mut out: Vec<String> = Vec::new();
    let end = describe(Kind::End);
    for kind in kinds.iter().filter(|k| !(in_condition && is_tail(k))) {
        let word = match kind {
            Kind::TailComment | Kind::Comment | Kind::LineMark | Kind::Colon | Kind::End => continue,
            other => describe(*other),
        };
        if !out.contains(&word) {
            out.push(word);
        }
    }
    if kinds.contains(&Kind::End) {
        out.push(end);
    }
    out
}

fn list(words: &[String]) -> Option<String> {
    let (last, rest) = words.split_last()?;
    if rest.is_empty() { Some(last.clone()) } else { Some(format!("{} or {last}", rest.join(", "))) }
}

/// A found text, cut where it would drown the message.
pub(in crate::syntax) fn short(text: &str) -> String {
    const MOST: usize = 30;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(MOST).collect();
    cut.push('…');
    cut
}
