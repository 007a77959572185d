//! Scales, code lists, text blocks, terms and thresholds as written.

use super::{Allow, Expr, Name, Spanned, Text, Wording};
use crate::text::Span;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    pub name: Name,
    pub ordered: Option<Span>,
    pub nominal: Option<Span>,
    pub scored: Option<Span>,
    pub label: Option<Text>,
    pub options: Vec<Opt>,
    pub from: Vec<Text>,
    pub allows: Vec<Allow>,
    pub span: Span,
}

/// An option line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opt {
    pub code: Spanned<i64>,
    pub name: Name,
    /// The unqualified label first, if written.
    pub labels: Vec<Wording>,
    pub missing: Option<Span>,
    pub alone: Option<Span>,
    pub specify: Option<Specify>,
    pub was: Vec<Name>,
    pub only: Option<Only>,
    pub otherwise: Option<Span>,
    pub when: Option<Expr>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Specify {
    pub required: bool,
    pub max: Option<Spanned<u32>>,
    pub label: Option<Text>,
    pub span: Span,
}

/// `only laagdrempelig phone`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Only {
    pub names: Vec<Name>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeList {
    pub name: Name,
    pub label: Option<Text>,
    pub entries: Vec<CodeEntry>,
    pub from: Vec<Text>,
    pub allows: Vec<Allow>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeEntry {
    pub code: Spanned<i64>,
    pub name: Name,
    pub labels: Vec<Wording>,
    pub from: Option<Spanned<u32>>,
    pub until: Option<Spanned<u32>>,
    pub retired: Option<Span>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextBlock {
    pub name: Name,
    pub says: Vec<Wording>,
    pub allows: Vec<Allow>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub name: Name,
    pub preferred: Option<Text>,
    pub only: Option<Only>,
    pub instead_of: Vec<Text>,
    pub allows: Vec<Allow>,
    pub span: Span,
}

/// `thresholds NAME from "file.csv"`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thresholds {
    pub name: Name,
    pub path: Option<Spanned<String>>,
    pub span: Span,
}
