//! Known mistakes that have a token of their own, each with its fix.

use super::Recover;
use super::dates;
use super::names::proper_name;
use super::wording::{short, unterminated};
use crate::diag::{Diagnostic, Fix};
use crate::syntax::codes;
use crate::syntax::cst::{Cst, Kind};
use crate::text::Span;

impl Recover<'_> {
    pub(super) fn bad_token(&mut self, token: &Cst, parent: &Cst) {
        let text = self.text(token.span);
        let span = token.span;
        let diagnostic = match token.kind {
            Kind::ForeignOperator => self.foreign_operator(span, text, parent.kind == Kind::Prefix),
            Kind::BadName if parent.kind == Kind::Language => bad_language(span, text),
            Kind::BadName => bad_name(span, text),
            Kind::BadNumber => bad_number(span, text),
            Kind::BadDate => bad_date(span, text),
            Kind::Date if !dates::exists(text) => no_such_day(span, text),
            Kind::BadEscape => bad_escape(span, text),
            Kind::BadPipe => bad_pipe(span, text),
            Kind::LoneBrace => lone_brace(span),
            Kind::ShortOpen => unterminated(span, false),
            Kind::ProseOpen => unclosed_prose(span),
            Kind::SingleText | Kind::CurlyText => foreign_quotes(span, text),
            Kind::LineMark => line_mark(span, text),
            Kind::Colon => colon(span),
            Kind::CloseRest => after_brace(span, text),
            Kind::Goto => jump(span, text),
            _ => return,
        };
        self.push(diagnostic);
    }

    fn foreign_operator(&self, span: Span, text: &str, prefix: bool) -> Diagnostic {
        let ours = match text {
            "==" | "===" | "is" => "=",
            "!==" | "<>" | "≠" | "=/=" => "!=",
            words if words.starts_with("is") => "!=",
            "=>" | "≥" => ">=",
            "=<" | "≤" => "<=",
            "&&" | "&" | "AND" | "en" => "and",
            "||" | "|" | "OR" | "of" => "or",
            _ => "not",
        };
        let tight = self.source.get(span.range().end..).is_some_and(|rest| !rest.starts_with([' ', '(']));
        let new = if prefix && tight { "not " } else { ours };
        Diagnostic::error(codes::FOREIGN_OPERATOR.code, span, format!("`{text}` is no operator of Peil"))
            .label(format!("written `{ours}` here"))
            .help(format!("write `{ours}`"))
            .fix(Fix::replace(span, new))
    }
}

fn bad_name(span: Span, text: &str) -> Diagnostic {
    let name = proper_name(text);
    Diagnostic::error(codes::BAD_NAME.code, span, format!("`{}` is not a name", short(text)))
        .label("a name has lower-case letters, digits and `_`, and begins with a letter")
        .help(format!("write `{name}`"))
        .fix(Fix::replace(span, name))
}

/// `nl-NL`: a language with its country.
fn bad_language(span: Span, text: &str) -> Diagnostic {
    let name = proper_name(text);
    let language = name.split('_').next().unwrap_or("").to_owned();
    Diagnostic::error(codes::BAD_NAME.code, span, format!("`{}` is not the code of a language", short(text)))
        .label("a language is written by its two letters")
        .help(format!("write `{language}`"))
        .fix(Fix::replace(span, language))
}

fn bad_number(span: Span, text: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(codes::BAD_NUMBER.code, span, format!("`{}` is not a number", short(text)));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    match text.trim_start_matches('-').split_once(',') {
        Some((whole, part)) if digits(whole) && digits(part) => {
            let point = text.replace(',', ".");
            diagnostic
                .label("decimals stand after a point")
                .help(format!("write `{point}`"))
                .fix(Fix::replace(span, point))
        }
        _ => diagnostic.label("a number is digits, at most one point, and an optional minus"),
    }
}

fn bad_date(span: Span, text: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(codes::BAD_DATE.code, span, format!("`{text}` is not written as a date"))
        .label("a date is year, month and day");
    match dates::iso(text) {
        Some(date) => diagnostic.help(format!("write `{date}`")).fix(Fix::replace(span, date)),
        None => diagnostic.help("write it as `2023-08-31`"),
    }
}

fn no_such_day(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error(codes::BAD_DATE.code, span, format!("there is no day `{text}`"))
}

fn bad_escape(span: Span, text: &str) -> Diagnostic {
    let plain = text.trim_start_matches('\\').to_owned();
    Diagnostic::error(codes::BAD_ESCAPE.code, span, format!("`{text}` is no escape"))
        .label("the escapes are `\\\"`, `\\\\`, `\\n`, `\\{` and `\\}`")
        .help("leave the backslash out, or write it twice")
        .fix(Fix::replace(span, plain))
}

fn bad_pipe(span: Span, text: &str) -> Diagnostic {
    let code = codes::BAD_PIPE.code;
    if !text.ends_with('}') {
        return Diagnostic::error(code, span, "the pipe has no closing `}`")
            .label("begins here")
            .help("close it with `}`, or write `\\{` for a brace");
    }
    let inner = text.trim_start_matches('{').trim_end_matches('}').trim();
    if inner.is_empty() {
        return Diagnostic::error(code, span, "the pipe is empty")
            .help("name a field or an earlier item, or write `\\{\\}`");
    }
    Diagnostic::error(code, span, format!("`{}` is not a pipe", short(text)))
        .label("expected a name, then `|` and a text where it can be empty")
        .help("write `\\{` and `\\}` for braces")
}

fn lone_brace(span: Span) -> Diagnostic {
    Diagnostic::error(codes::BAD_PIPE.code, span, "`}` ends no pipe")
        .help("write `\\}` for a brace")
        .fix(Fix::replace(span, "\\}"))
}

fn unclosed_prose(span: Span) -> Diagnostic {
    let quotes = Span { end: span.start.saturating_add(3), ..span };
    Diagnostic::error(codes::UNTERMINATED_TEXT.code, quotes, "the text has no closing quotes")
        .label("begins here")
        .help("close it with `\"\"\"`")
}

fn foreign_quotes(span: Span, text: &str) -> Diagnostic {
    let mut inner = text.chars();
    inner.next();
    inner.next_back();
    let straight = format!("\"{}\"", inner.as_str().replace('"', "\\\""));
    Diagnostic::error(codes::FOREIGN_QUOTES.code, span, "a text stands between straight double quotes")
        .label("other quotes here")
        .help("write `\"` at both ends")
        .fix(Fix::replace(span, straight))
}

fn line_mark(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error(codes::STRAY_PUNCTUATION.code, span, format!("`{text}` at the end of the line"))
        .label("nothing stands at line ends")
        .help("delete it")
        .fix(Fix::delete(span))
}

fn colon(span: Span) -> Diagnostic {
    Diagnostic::error(codes::STRAY_PUNCTUATION.code, span, "`:` after the first word")
        .help("delete it")
        .fix(Fix::delete(span))
}

fn after_brace(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error(codes::UNEXPECTED_TEXT.code, span, format!("unexpected `{}` after `}}`", short(text)))
        .help("`}` stands on a line of its own")
}

pub(in crate::syntax) fn jump(span: Span, text: &str) -> Diagnostic {
    let target = text.split_whitespace().next_back().unwrap_or("");
    Diagnostic::error(codes::NO_JUMPS.code, span, "there are no jumps in Peil")
        .label("a route is said by what is asked")
        .help(format!("write `when …` in the items between here and `{target}`"))
}
