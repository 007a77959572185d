//! No more diagnostics of one file than a person reads.

use super::place::locate;
use crate::diag::{Diagnostic, Severity};
use crate::text::SourceMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The most that are shown of one file.
const MOST: usize = 100;

/// What is shown, in its order, and a line about each file of which more could be.
pub(super) fn capped<'d>(diagnostics: &'d [Diagnostic], sources: &SourceMap) -> (Vec<&'d Diagnostic>, Vec<String>) {
    let mut by_file: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, diagnostic) in diagnostics.iter().enumerate() {
        by_file.entry(path(diagnostic, sources)).or_default().push(at);
    }
    let (mut kept, mut more) = (Vec::new(), Vec::new());
    for (path, mut places) in by_file {
        if places.len() > MOST {
            more.push(format!("… and {} more of `{path}`; mend these first", places.len() - MOST));
            places.sort_by_cached_key(rank(diagnostics));
            places.truncate(MOST);
        }
        kept.extend(places);
    }
    kept.sort_unstable();
    (kept.into_iter().filter_map(|at| diagnostics.get(at)).collect(), more)
}

/// Errors before warnings, warnings before notes, and of each the first of every code before the others.
fn rank(diagnostics: &[Diagnostic]) -> impl FnMut(&usize) -> (Reverse<Severity>, bool, usize) {
    let mut seen = BTreeSet::new();
    move |at| {
        let (severity, code) = diagnostics.get(*at).map_or((Severity::Note, 0), |d| (d.severity, d.code.number));
        (Reverse(severity), !seen.insert(code), *at)
    }
}

fn path(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    match locate(diagnostic, sources) {
        (_, Some(place)) => place.path.to_owned(),
        (path, None) => path.unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, capped};
    use crate::diag::render::{Format, render};
    use crate::diag::{Code, Diagnostic};
    use crate::text::{SourceMap, Span};

    #[test]
    fn of_many_faults_of_a_file_the_first_are_shown_errors_before_warnings() {
        let mut sources = SourceMap::default();
        let (one, other) = (sources.add("a.peil", "x\n"), sources.add("b.peil", "x\n"));
        let code = Code::new(203, "unknown-option");
        let mut all = vec![Diagnostic::warning(code, Span::new(one, 0, 1), "odd"); MOST];
        all.extend(vec![Diagnostic::error(code, Span::new(one, 0, 1), "wrong"); 3]);
        all.push(Diagnostic::error(code, Span::new(other, 0, 1), "wrong too"));
        let (shown, more) = capped(&all, &sources);
        assert_eq!(shown.len(), MOST + 1);
        assert_eq!(shown.iter().filter(|d| d.message.starts_with("wrong")).count(), 4);
        assert_eq!(more, ["… and 3 more of `a.peil`; mend these first"]);
        let drawn = render(&all, &sources, Format::Human, false);
        assert!(
            drawn.ends_with("… and 3 more of `a.peil`; mend these first\nerror: 4 errors, 100 warnings\n"),
            "{drawn}"
        );
        assert!(render(&all, &sources, Format::Short, false).ends_with("mend these first\n"));
    }
}
