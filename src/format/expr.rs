//! Tokens on one line: conditions, arithmetic and every other sequence of tokens.
//!
//! Tokens stand one space apart but for the pairs in [`touches`]. The author's parentheses stay.

use super::text;
use crate::syntax::{Cst, Kind};

/// A token with the node that it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) cst: &'a Cst,
    pub(super) parent: Kind,
}

/// The tokens of nodes in order; a text, a path and a faulty stretch count as one.
pub(super) fn tokens<'a>(nodes: impl IntoIterator<Item = &'a Cst>, parent: Kind) -> Vec<Token<'a>> {
    let mut out = Vec::new();
    for node in nodes {
        collect(node, parent, &mut out);
    }
    out
}

fn collect<'a>(cst: &'a Cst, parent: Kind, out: &mut Vec<Token<'a>>) {
    if cst.children.is_empty() || cst.kind == Kind::Path || text::is_text(cst.kind) {
        if cst.span.start < cst.span.end && !cst.kind.is_trivia() {
            out.push(Token { cst, parent });
        }
        return;
    }
    for child in &cst.children {
        collect(child, cst.kind, out);
    }
}

/// The nodes on one line; texts of several lines are set below `indent`.
pub(super) fn inline<'a>(
    source: &str,
    indent: usize,
    nodes: impl IntoIterator<Item = &'a Cst>,
    parent: Kind,
) -> String {
    let mut out = String::new();
    let mut previous: Option<Token<'_>> = None;
    for token in tokens(nodes, parent) {
        if previous.is_some_and(|before| !touches(source, before, token)) {
            out.push(' ');
        }
        text::write_token(source, indent, token.cst, &mut out);
        previous = Some(token);
    }
    out
}

/// Whether no space stands between two tokens.
fn touches(source: &str, before: Token<'_>, after: Token<'_>) -> bool {
    match (before.cst.kind, after.cst.kind) {
        // What is not understood keeps to what it was written against.
        (_, Kind::HeaderRest | Kind::CloseRest) => before.cst.span.end == after.cst.span.start,
        (_, Kind::Comma | Kind::Rparen | Kind::Colon | Kind::LineMark) | (Kind::Lparen, _) => true,
        (Kind::Function, Kind::Lparen) => true,
        (Kind::Date, Kind::Dots) | (Kind::Dots, Kind::Date) => false,
        (Kind::Dots, _) | (_, Kind::Dots) => true,
        _ => is_sign(source, before),
    }
}

/// `-` before a number and `!`, but not `not`.
fn is_sign(source: &str, token: Token<'_>) -> bool {
    let prefixed =
        matches!(token.parent, Kind::Prefix) || token.parent == Kind::Bound && token.cst.kind == Kind::Operator;
    prefixed && !token.cst.text(source).ends_with(char::is_alphabetic)
}
