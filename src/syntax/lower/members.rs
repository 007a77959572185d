//! What stands in a block: which lines may, which stand twice, and the members that all items share.

use super::Lower;
use super::token::is_name;
use crate::diag::{Diagnostic, Fix};
use crate::syntax::ast::{Allow, Check, Common, Name, Only, Texts, Wording};
use crate::syntax::cst::{Cst, Kind};
use crate::syntax::{codes, placement};
use crate::text::Span;
use std::collections::BTreeMap;

/// Lines that may stand once in a block.
const SINGLE: &[&str] = &[
    "language",
    "mode",
    "usable",
    "voice",
    "lexicon",
    "when",
    "only",
    "required",
    "core",
    "private",
    "order",
    "changed",
    "units",
    "period",
    "publish",
    "suppress",
    "round",
    "total",
    "correct",
    "name",
    "logo",
    "accent",
    "status",
    "header",
    "contact",
    "caption",
    "note",
    "base",
    "grade",
    "split",
    "provinces",
    "comment",
];

impl Lower<'_> {
    /// The lines and blocks of a block that may stand there, each once; the others are reported.
    pub(super) fn members<'c>(&mut self, block: &'c Cst) -> Vec<&'c Cst> {
        let mut seen = BTreeMap::new();
        let mut kept = Vec::new();
        let mut pageless = false;
        for child in body(block).iter().filter(|c| is_member(c.kind)) {
            // Of items without a page the first is reported; they are read as if they had one.
            let again = pageless && lacks_page(block.kind, child.kind);
            pageless = lacks_page(block.kind, child.kind);
            if (again || self.is_at_home(block.kind, child) || pageless) && self.is_first(child, &mut seen) {
                kept.push(child);
            }
        }
        kept
    }

    fn is_at_home(&mut self, block: Kind, child: &Cst) -> bool {
        let is_block = placement::BLOCKS.contains(&child.kind);
        if is_block && placement::blocks(block).contains(&child.kind) {
            return true;
        }
        let word = first_word(child);
        let stands = child.kind != Kind::Strengths && placement::members(block).contains(&word);
        if !is_block && stands {
            return true;
        }
        self.misplaced(block, child, word, is_block);
        false
    }

    fn misplaced(&mut self, block: Kind, child: &Cst, word: &str, is_block: bool) {
        let here = placement::article(block);
        let (what, homes) = if is_block {
            let holds = |&b: &Kind| placement::blocks(b).contains(&child.kind);
            let all = std::iter::once(Kind::File).chain(placement::BLOCKS.iter().copied());
            (format!("`{word}`"), all.filter(holds).collect::<Vec<_>>())
        } else {
            let what = if word == "option" { "an option".to_owned() } else { format!("`{word}`") };
            (what, placement::homes(word).collect())
        };
        let span = child.children.first().map_or(child.span, |first| first.span);
        let message = format!("{what} does not stand in {here}");
        let mut diagnostic = Diagnostic::error(codes::MEMBER_NOT_ALLOWED_HERE.code, span, message);
        let homes: Vec<_> = homes.into_iter().map(placement::article).collect();
        if let Some(places) = placement::either(&homes) {
            diagnostic = diagnostic.help(format!("it stands in {places}"));
        }
        if lacks_page(block, child.kind) {
            diagnostic = diagnostic.with_note("a line `page NAME {` opens a page, a line `}` closes it");
        }
        self.diagnostics.push(diagnostic.label("not here"));
    }

    fn is_first(&mut self, child: &Cst, seen: &mut BTreeMap<String, Span>) -> bool {
        let Some(key) = self.key(child) else { return true };
        let Some(&first) = seen.get(&key) else {
            seen.insert(key, child.span);
            return true;
        };
        let diagnostic = Diagnostic::error(codes::DUPLICATE_MEMBER.code, child.span, format!("`{key}` stands twice"))
            .label("the second one")
            .also(first, "first written here")
            .help("keep one of them")
            .fix(Fix::delete(child.span));
        self.diagnostics.push(diagnostic);
        false
    }

    /// What may stand once: the word, or a text with its qualifiers.
    fn key(&self, child: &Cst) -> Option<String> {
        let word = first_word(child);
        match child.kind {
            Kind::Worded | Kind::Layout | Kind::Disclaimer => {
                let mut qualifiers: Vec<String> = self.names(child).into_iter().map(|n| n.value).collect();
                qualifiers.sort();
                qualifiers.insert(0, word.to_owned());
                Some(qualifiers.join(" "))
            }
            kind if placement::BLOCKS.contains(&kind) => {
                matches!(kind, Kind::Theme | Kind::Cover | Kind::Front).then(|| word.to_owned())
            }
            _ => SINGLE.contains(&word).then(|| word.to_owned()),
        }
    }

    pub(super) fn allow(&self, cst: &Cst, block: Span) -> Option<Allow> {
        let slug = cst.child(Kind::Slug)?;
        let slug = Name::new(self.source_of(slug).to_owned(), slug.span);
        let text = cst.children.iter().find(|c| super::text::is_text(c.kind));
        Some(Allow { slug, reason: text.and_then(|_| self.string(cst)), span: cst.span, block })
    }

    pub(super) fn allows(&self, members: &[&Cst], block: Span) -> Vec<Allow> {
        members.iter().filter(|m| m.kind == Kind::Allow).filter_map(|m| self.allow(m, block)).collect()
    }

    pub(super) fn only(&self, cst: &Cst) -> Only {
        Only { names: self.names(cst), span: cst.span }
    }

    pub(super) fn only_in(&self, cst: &Cst) -> Option<Only> {
        cst.child(Kind::Only).map(|o| self.only(o))
    }

    /// The texts of one word, in file order.
    pub(super) fn worded(&self, members: &[&Cst], word: &str) -> Vec<Wording> {
        let lines = members.iter().filter(|m| m.kind == Kind::Worded && m.word(word).is_some());
        lines.filter_map(|m| self.wording(m)).collect()
    }

    pub(super) fn texts(&self, members: &[&Cst]) -> Texts {
        Texts {
            label: self.worded(members, "label"),
            ask: self.worded(members, "ask"),
            help: self.worded(members, "help"),
            interviewer: self.worded(members, "interviewer"),
            error: self.worded(members, "error"),
            otherwise: self.worded(members, "else"),
        }
    }

    pub(super) fn common(&mut self, members: &[&Cst], block: Span) -> Common {
        let mut common = Common { skip: self.worded(members, "skip"), ..Common::default() };
        for member in members {
            match member.kind {
                Kind::WhenMember => common.when = self.condition(member),
                Kind::Only => common.only = Some(self.only(member)),
                Kind::Check => self.check(member, &mut common),
                Kind::Flag => self.flag(member, &mut common),
                Kind::From => common.from.extend(self.child_text(member)),
                Kind::Was => common.was.extend(self.first_name(member)),
                Kind::Changed => common.changed = self.child_text(member),
                Kind::Allow => common.allows.extend(self.allow(member, block)),
                _ => {}
            }
        }
        common
    }

    fn flag(&self, cst: &Cst, common: &mut Common) {
        match cst.keyword() {
            Some("required") => common.required = Some(cst.span),
            Some("core") => common.core = Some(cst.span),
            Some("private") => common.private = Some(cst.span),
            _ => {}
        }
    }

    fn check(&mut self, cst: &Cst, common: &mut Common) {
        let when = self.condition_in(cst, Kind::WhenPart);
        let word = first_word(cst);
        if when.is_none() {
            self.missing(cst.span, format!("`{word}` has no `when`"), "add `when` and a condition at its end");
        }
        let Some(text) = self.wording(cst) else { return };
        let check = Check { text, when, span: cst.span };
        if word == "refuse" { common.refuse.push(check) } else { common.warn.push(check) }
    }

    /// A part that the construct must have is not there.
    pub(super) fn missing(&mut self, span: Span, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::error(codes::MISSING_PART.code, span.after(), message).help(help));
    }
}

/// Whether what stands in a block is only missing the page around it.
pub(super) fn lacks_page(block: Kind, child: Kind) -> bool {
    matches!(block, Kind::Survey | Kind::Section)
        && matches!(child, Kind::Question | Kind::Grid | Kind::Group | Kind::Loop | Kind::Note)
}

/// The children between the braces; all of a file.
fn body(block: &Cst) -> &[Cst] {
    if block.kind == Kind::File {
        return &block.children;
    }
    let opens = |c: &Cst| matches!(c.kind, Kind::Open | Kind::OpenBelow | Kind::MissingOpen);
    let from = block.children.iter().position(opens).unwrap_or(block.children.len());
    block.children.get(from..).unwrap_or(&[])
}

/// The first keyword of a line or block; `option` for a line that begins with a code.
pub(super) fn first_word(cst: &Cst) -> &'static str {
    match cst.kind {
        Kind::Option | Kind::Codeless => "option",
        _ => cst.keyword().unwrap_or(""),
    }
}

/// Lines and blocks, as against names, braces, trivia and faults that have been reported.
fn is_member(kind: Kind) -> bool {
    let is_line = matches!(
        kind,
        Kind::Worded
            | Kind::WhenMember
            | Kind::Only
            | Kind::Check
            | Kind::Flag
            | Kind::Order
            | Kind::Offer
            | Kind::From
            | Kind::Was
            | Kind::Changed
            | Kind::Allow
            | Kind::Option
            | Kind::Codeless
            | Kind::Layout
            | Kind::RowsOf
            | Kind::Take
            | Kind::Instead
            | Kind::Language
            | Kind::Wording
            | Kind::Mode
            | Kind::Field
            | Kind::Missing
            | Kind::Usable
            | Kind::Voice
            | Kind::Lexicon
            | Kind::Uses
            | Kind::Per
            | Kind::PerNorm
            | Kind::Units
            | Kind::Period
            | Kind::Benchmark
            | Kind::Publish
            | Kind::Suppress
            | Kind::Round
            | Kind::Total
            | Kind::Correct
            | Kind::Plain
            | Kind::Pathed
            | Kind::StrengthsNames
            | Kind::Disclaimer
            | Kind::CommentUntil
            | Kind::PartText
    );
    is_line || placement::BLOCKS.contains(&kind)
}

/// The name among the children at a position, without those inside parts.
pub(super) fn nth_name(cst: &Cst, at: usize) -> Option<&Cst> {
    cst.children.iter().filter(|c| is_name(c.kind)).nth(at)
}
