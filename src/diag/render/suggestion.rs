//! Fixes drawn as a difference between what is there and what would be.

use super::excerpt::{Excerpt, drawable_lines};
use super::origin::origin;
use super::place::Place;
use crate::diag::{Edit, Fix};
use crate::text::{FileId, Source, SourceMap, Span};
use annotate_snippets::{Element, Patch, Snippet};
use std::collections::BTreeMap;
use std::ops::Range;

/// Most lines that a drawn fix may touch or put in; of a longer one only the title is shown.
const MOST_LINES: usize = 12;
/// Most bytes of one line that is put in.
const MOST_BYTES: usize = 200;

/// The drawings of a fix, one for each file; `None` if it is too large to draw or its edits overlap. The path is left
/// out for the file of `fault`, which has just been named.
pub(super) fn snippets<'a>(fix: &'a Fix, fault: Option<Span>, sources: &'a SourceMap) -> Option<Vec<Element<'a>>> {
    let mut files: BTreeMap<FileId, Vec<&'a Edit>> = BTreeMap::new();
    for edit in &fix.edits {
        files.entry(edit.span.file).or_default().push(edit);
    }
    if files.is_empty() {
        return None;
    }
    let path = |file: FileId, edits: &[&Edit]| {
        let first = edits.first().filter(|_| fault.is_none_or(|span| span.file != file))?;
        Place::of(first.span, sources).map(|place| origin(&place))
    };
    files.into_iter().map(|(file, edits)| snippet(sources.get(file)?, &edits, path(file, &edits))).collect()
}

fn snippet<'a>(source: &'a Source, edits: &[&'a Edit], path: Option<String>) -> Option<Element<'a>> {
    let mut parts: Vec<(Range<usize>, &str)> =
        edits.iter().map(|edit| (source.clamp(edit.span), edit.text.as_str())).collect();
    parts.sort_by_key(|(range, _)| (range.start, range.end));
    if !fits(source, &parts) {
        return None;
    }
    let ranges: Vec<Range<usize>> = parts.iter().map(|(range, _)| range.clone()).collect();
    let excerpt = Excerpt::new(source, &ranges, true);
    if excerpt.is_cut() {
        return None;
    }
    let patches: Vec<Patch<'a>> =
        parts.iter().map(|(range, text)| Patch::new(excerpt.locate(range), drawable_lines(text))).collect();
    let first_line = excerpt.first_line + 1;
    let snippet = Snippet::source(excerpt.text).line_start(first_line).path(path);
    Some(snippet.patches(patches).into())
}

/// Small, in order, and each doing something.
fn fits(source: &Source, parts: &[(Range<usize>, &str)]) -> bool {
    let line = |offset: usize| source.lines.line(offset);
    let first = parts.first().map_or(0, |(range, _)| line(range.start));
    let last = parts.last().map_or(0, |(range, _)| line(range.end));
    let added: usize = parts.iter().map(|(_, text)| text.split('\n').count()).sum();
    last - first <= MOST_LINES
        && added <= MOST_LINES + parts.len()
        && parts.iter().all(|(_, text)| text.lines().all(|line| line.len() <= MOST_BYTES))
        && parts.iter().all(|(range, text)| source.text.get(range.clone()) != Some(*text))
        && parts.is_sorted_by(|(before, _), (after, _)| before.end <= after.start)
}
