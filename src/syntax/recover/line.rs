//! Bad lines and conditions.

use super::names::is_option;
use super::wording::short;
use super::{Recover, entry};
use crate::diag::{Diagnostic, Fix, nearest};
use crate::syntax::cst::{Cst, Kind};
use crate::syntax::grammar::{Entry, explain};
use crate::syntax::{codes, keyword, placement};
use crate::text::Span;

impl Recover<'_> {
    /// A line that fits nothing: an unknown word, a word of another block, or a known construct gone wrong.
    pub(super) fn bad_line(&mut self, line: &Cst, block: Kind) {
        let piece = self.text(line.span).to_owned();
        let word = first_word(&piece);
        if piece.starts_with('\u{1}') || self.source.get(line.span.range()).is_none_or(str::is_empty) {
            return;
        }
        let entry = entry(block);
        if word.is_empty() || begins_line(word, entry) {
            return self.explained(line.span, &piece, entry, word, block);
        }
        let span = Span { end: line.span.start.saturating_add(u32::try_from(word.len()).unwrap_or(0)), ..line.span };
        self.unplaced_word(span, word, block);
    }

    /// A word that begins no line here: it belongs elsewhere, or nowhere.
    fn unplaced_word(&mut self, span: Span, word: &str, block: Kind) {
        if keyword::TOP.contains(&word) || placement::homes(word).next().is_some() {
            self.elsewhere(span, word, block);
        } else {
            self.unknown_word(span, word, block);
        }
    }

    fn explained(&mut self, span: Span, piece: &str, entry: Entry, word: &str, block: Kind) {
        let digits = word.is_empty() && piece.starts_with(|c: char| c.is_ascii_digit());
        if digits && !placement::members(block).contains(&"option") {
            let digits = piece.len() - piece.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let code = Span { end: span.start.saturating_add(u32::try_from(digits).unwrap_or(0)), ..span };
            return self.elsewhere(code, "option", block);
        }
        match explain(entry, piece) {
            Some(failure) => {
                self.unexpected(span, &failure, Some(word).filter(|w| !w.is_empty()), entry == Entry::Report)
            }
            None => self.elsewhere(span, word, block),
        }
    }

    fn elsewhere(&mut self, span: Span, word: &str, block: Kind) {
        let what = if word == "option" { "an option".to_owned() } else { format!("`{}`", short(word)) };
        let message = format!("{what} does not stand in {}", placement::article(block));
        let homes: Vec<&str> = placement::homes(word).map(placement::article).collect();
        let mut diagnostic = Diagnostic::error(codes::MEMBER_NOT_ALLOWED_HERE.code, span, message).label("not here");
        if let Some(places) = placement::either(&homes) {
            diagnostic = diagnostic.help(format!("it stands in {places}"));
        }
        self.push(diagnostic);
    }

    fn unknown_word(&mut self, span: Span, word: &str, block: Kind) {
        let here = placement::article(block);
        let message = format!("unknown word `{}`", short(word));
        let diagnostic = Diagnostic::error(codes::UNKNOWN_MEMBER.code, span, message)
            .label(format!("no line of {here} begins with it"));
        let diagnostic = match suggestion(word, block) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")).fix(Fix::replace(span, near)),
            None => diagnostic,
        };
        self.push(diagnostic);
    }

    /// `name "text"`: an option without its code, or a member with a misspelt word.
    pub(super) fn codeless(&mut self, line: &Cst, parent: &Cst, block: Kind) {
        let Some(name) = line.children.first() else { return };
        let word = self.text(name.span).to_owned();
        if !is_option(&word) || !placement::members(block).contains(&"option") {
            return self.unplaced_word(name.span, &word, block);
        }
        let codes = parent.all(Kind::Option).filter_map(|o| o.child(Kind::Integer));
        let highest = codes.filter_map(|c| c.text(self.source).parse::<i64>().ok()).filter(|c| *c < 90).max();
        let free = highest.unwrap_or(0).saturating_add(1);
        let at = Span { end: name.span.start, ..name.span };
        let diagnostic =
            Diagnostic::error(codes::MISSING_PART.code, name.span, format!("the option `{word}` has no code"))
                .label("expected a whole number before this")
                .help(format!("write `{free} {word}`"))
                .fix(Fix::insert(at, format!("{free} ")));
        self.push(diagnostic);
    }

    pub(super) fn bad_condition(&mut self, condition: &Cst, parent: &Cst) {
        let piece = self.text(condition.span).to_owned();
        let word = parent.keyword().unwrap_or("when");
        if piece.trim().is_empty() {
            let message = format!("`{word}` has no condition");
            let diagnostic = Diagnostic::error(codes::MISSING_PART.code, condition.span, message);
            return self.push(diagnostic.help("write what must be true, such as `when contact = ja`"));
        }
        match explain(Entry::Expr, &piece) {
            Some(failure) => self.unexpected(condition.span, &failure, None, false),
            None => {
                let message = "the condition is not understood";
                self.push(Diagnostic::error(codes::UNEXPECTED_TEXT.code, condition.span, message));
            }
        }
    }
}

/// The letters and digits at the start of a line; empty when it begins with something else.
pub(super) fn first_word(piece: &str) -> &str {
    if !piece.starts_with(char::is_alphabetic) {
        return "";
    }
    let end = piece.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(piece.len());
    piece.get(..end).unwrap_or("")
}

/// Whether a line of this family may begin with the word.
fn begins_line(word: &str, entry: Entry) -> bool {
    let lists: &[&[&str]] = match entry {
        Entry::Top => &[keyword::TOP],
        Entry::Report => &[keyword::REPORT_BLOCKS, keyword::REPORT_MEMBERS],
        Entry::Survey | Entry::Expr => &[keyword::SURVEY_BLOCKS, keyword::SURVEY_MEMBERS],
    };
    lists.iter().any(|list| list.contains(&word))
}

/// The nearest word that may begin a line here; else the nearest that may elsewhere in the same family.
fn suggestion(word: &str, block: Kind) -> Option<&'static str> {
    let here = placement::members(block).iter().copied().filter(|w| *w != "option");
    let blocks: &[&str] = match entry(block) {
        Entry::Top => keyword::TOP,
        Entry::Report => keyword::REPORT_BLOCKS,
        Entry::Survey | Entry::Expr => keyword::SURVEY_BLOCKS,
    };
    let all: &[&str] = match entry(block) {
        Entry::Top => &[],
        Entry::Report => keyword::REPORT_MEMBERS,
        Entry::Survey | Entry::Expr => keyword::SURVEY_MEMBERS,
    };
    nearest(word, here.chain(blocks.iter().copied())).or_else(|| nearest(word, all.iter().copied()))
}
