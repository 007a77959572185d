//! Faults marked in a source: `//~ Q0103 part of the message` on a line below the faulty one.
//!
//! Several marks may follow each other; each belongs to the nearest line above that is no mark. A fault without a place
//! is marked by `//~! Q0001 …` anywhere in its file, one that no mark can follow by its line: `//~12 Q0103 …`. Both
//! ways: every fault has a mark, every mark a fault.

use peil::diag::Diagnostic;
use peil::text::{FileId, SourceMap};

#[derive(Debug)]
struct Mark {
    file: FileId,
    /// Zero-based; `None` for a fault of the whole file.
    line: Option<usize>,
    code: String,
    part: String,
}

/// Diagnostics without a mark and marks without a diagnostic, in words.
pub(crate) fn differences(sources: &SourceMap, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut marks: Vec<Mark> = sources.iter().flat_map(|(file, source)| marks(file, &source.text)).collect();
    let mut faults = Vec::new();
    for diagnostic in diagnostics {
        match marks.iter().position(|mark| fits(mark, diagnostic, sources)) {
            Some(at) => drop(marks.remove(at)),
            None => faults.push(format!("not marked: {}", shown(diagnostic, sources))),
        }
    }
    faults.extend(marks.iter().map(|mark| format!("marked but not given: {}", wanted(mark, sources))));
    faults
}

fn marks(file: FileId, text: &str) -> Vec<Mark> {
    let mut last = 0;
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let Some(mark) = line.trim_start().strip_prefix("//~") else {
            last = at;
            continue;
        };
        let (line, mark) = match mark.strip_prefix('!') {
            Some(rest) => (None, rest),
            None => numbered(mark, last),
        };
        let (code, part) = mark.trim().split_once(' ').unwrap_or((mark.trim(), ""));
        found.push(Mark { file, line, code: code.to_owned(), part: part.trim().to_owned() });
    }
    found
}

fn numbered(mark: &str, last: usize) -> (Option<usize>, &str) {
    let rest = mark.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = mark.strip_suffix(rest).and_then(|digits| digits.parse::<usize>().ok());
    (Some(number.map_or(last, |n| n - 1)), rest)
}

fn line_of(diagnostic: &Diagnostic, sources: &SourceMap) -> Option<(FileId, usize)> {
    let span = diagnostic.span?;
    let source = sources.get(span.file).expect("a diagnostic of a known file");
    Some((span.file, source.lines.line(span.start as usize)))
}

fn fits(mark: &Mark, diagnostic: &Diagnostic, sources: &SourceMap) -> bool {
    let place = line_of(diagnostic, sources);
    let here = match mark.line {
        Some(line) => place == Some((mark.file, line)),
        None => place.is_none(),
    };
    here && diagnostic.code.to_string() == mark.code && diagnostic.message.contains(&mark.part)
}

fn shown(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let place = line_of(diagnostic, sources).map_or_else(
        || diagnostic.path.clone().unwrap_or_default(),
        |(file, line)| format!("{}:{}", sources.get(file).expect("a known file").path, line + 1),
    );
    format!("{place} {} {}", diagnostic.code, diagnostic.message)
}

fn wanted(mark: &Mark, sources: &SourceMap) -> String {
    let path = &sources.get(mark.file).expect("a known file").path;
    format!("{path}:{} {} {}", mark.line.map_or(0, |line| line + 1), mark.code, mark.part)
}
