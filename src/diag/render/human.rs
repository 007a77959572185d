//! The look of `rustc`: source lines with marks under them.

use super::cap::capped;
use super::excerpt::{Excerpt, clusters, drawable, drawable_lines};
use super::origin::{origin, with_true_places};
use super::place::{Place, locate};
use super::suggestion;
use crate::diag::{Diagnostic, Severity};
use crate::text::{FileId, Source, SourceMap, Span};
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// Labels may make a line longer than a terminal, which then wraps it; excerpts are cut to size before they get here.
const NO_WRAPPING: usize = 100_000;

struct Mark<'a> {
    kind: AnnotationKind,
    label: &'a str,
}

pub(super) fn render(diagnostics: &[Diagnostic], sources: &SourceMap, colour: bool) -> String {
    let renderer = renderer(colour);
    let (shown, more) = capped(diagnostics, sources);
    let drawn = shown.into_iter().map(|diagnostic| with_true_places(&renderer.render(&report(diagnostic, sources))));
    let mut output: String = drawn.map(|drawn| drawn + "\n\n").collect();
    output.extend(more.into_iter().map(|line| line + "\n"));
    output.push_str(&summary(diagnostics, colour));
    output
}

fn renderer(colour: bool) -> Renderer {
    let look = if colour { Renderer::styled() } else { Renderer::plain() };
    look.term_width(NO_WRAPPING)
}

pub(super) fn summary(diagnostics: &[Diagnostic], colour: bool) -> String {
    let Some(worst) = diagnostics.iter().map(|diagnostic| diagnostic.severity).max() else { return String::new() };
    let counts = [Severity::Error, Severity::Warning, Severity::Note].into_iter().filter_map(|severity| {
        match diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count() {
            0 => None,
            1 => Some(format!("1 {severity}")),
            count => Some(format!("{count} {severity}s")),
        }
    });
    let title = level(worst).primary_title(counts.collect::<Vec<_>>().join(", "));
    renderer(colour).render(&[Group::with_title(title)]) + "\n"
}

const fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn report<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> Vec<Group<'a>> {
    let title =
        level(diagnostic.severity).primary_title(drawable_lines(&diagnostic.message)).id(diagnostic.code.to_string());
    let mut group = Group::with_title(title).elements(sites(diagnostic, sources));
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(drawable_lines(note)));
    }
    let help =
        diagnostic.help.as_ref().or(diagnostic.fix.as_ref().map(|fix| &fix.title)).map(|help| drawable_lines(help));
    let shown = diagnostic.fix.as_ref().and_then(|fix| suggestion::snippets(fix, diagnostic.span, sources));
    match (help, shown) {
        (Some(help), Some(snippets)) => vec![group, Level::HELP.secondary_title(help).elements(snippets)],
        (Some(help), None) => vec![group.element(Level::HELP.message(help))],
        (None, _) => vec![group],
    }
}

/// Every place that takes part: one drawing for each file, the diagnostic's own file first.
fn sites<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> Vec<Element<'a>> {
    let mut elements: Vec<Element<'a>> = Vec::new();
    if let (Some(path), None) = locate(diagnostic, sources) {
        elements.push(Origin::path(drawable(path)).into());
    }
    for (file, marks) in marks_by_file(diagnostic) {
        let Some(source) = sources.get(file) else { continue };
        let ranges = marks.into_iter().map(|(span, mark)| (source.clamp(span), mark)).collect();
        for cluster in clusters(source, ranges) {
            elements.push(drawing(file, source, sources, &cluster));
        }
    }
    elements
}

fn marks_by_file(diagnostic: &Diagnostic) -> Vec<(FileId, Vec<(Span, Mark<'_>)>)> {
    let own = diagnostic.span.map(|span| (span, Mark { kind: AnnotationKind::Primary, label: &diagnostic.label }));
    let others =
        diagnostic.labels.iter().map(|label| (label.span, Mark { kind: AnnotationKind::Context, label: &label.text }));
    let mut files: Vec<(FileId, Vec<(Span, Mark<'_>)>)> = Vec::new();
    for (span, mark) in own.into_iter().chain(others) {
        match files.iter_mut().find(|(file, _)| *file == span.file) {
            Some((_, marks)) => marks.push((span, mark)),
            None => files.push((span.file, vec![(span, mark)])),
        }
    }
    files
}

fn drawing<'a>(
    file: FileId,
    source: &'a Source,
    sources: &'a SourceMap,
    marks: &[(Range<usize>, Mark<'a>)],
) -> Element<'a> {
    let ranges: Vec<Range<usize>> = marks.iter().map(|(range, _)| range.clone()).collect();
    let excerpt = Excerpt::new(source, &ranges, false);
    let annotations: Vec<Annotation<'a>> =
        marks.iter().map(|(range, mark)| annotation(&excerpt, range, mark)).collect();
    let first_line = excerpt.first_line + 1;
    let place = ranges.first().and_then(|range| Place::of(Span::new(file, range.start, range.end), sources));
    let snippet = Snippet::source(excerpt.text).line_start(first_line).annotations(annotations);
    snippet.path(place.map(|place| origin(&place))).into()
}

fn annotation<'a>(excerpt: &Excerpt<'_>, range: &Range<usize>, mark: &Mark<'a>) -> Annotation<'a> {
    let annotation = mark.kind.span(excerpt.locate(range));
    if mark.label.is_empty() { annotation } else { annotation.label(drawable_lines(mark.label)) }
}

#[cfg(test)]
mod tests {
    use super::{render, summary};
    use crate::diag::{Code, Diagnostic, Fix};
    use crate::text::{SourceMap, Span};

    const CODE: Code = Code::new(203, "unknown-name");

    /// Draws one diagnostic, built from the span of the text between `[` and `]`.
    fn draw(marked: &str, build: impl Fn(Span) -> Diagnostic) -> String {
        let start = marked.find('[').unwrap();
        let text = marked.replace(['[', ']'], "");
        let mut sources = SourceMap::default();
        let file = sources.add("a.peil", text);
        let end = marked.find(']').unwrap() - 1;
        let drawn = render(&[build(Span::new(file, start, end))], &sources, false);
        drawn.split("\n\nerror: 1 error").next().unwrap().to_owned() + "\n"
    }

    fn fault(span: Span) -> Diagnostic {
        Diagnostic::error(CODE, span, "unknown name").label("why here")
    }

    #[track_caller]
    fn check(drawn: &str, expected: &[&str]) {
        let lines: Vec<&str> = drawn.lines().collect();
        assert_eq!(lines, expected, "\n{drawn}");
    }

    const TITLE: &str = "error[Q0203]: unknown name";

    #[test]
    fn all_parts_in_two_files_with_a_count_at_the_end() {
        let mut sources = SourceMap::default();
        let text = "question cijfer number 1..10 {\n  label \"é\"\n  warn \"x\" when cijfre < 3\n}\n";
        let file = sources.add("surveys/a.peil", text);
        let other = sources.add("surveys/b.peil", "one\ntwo three\n");
        let at = text.find("cijfre").unwrap();
        let span = Span::new(file, at, at + 6);
        let full = Diagnostic::error(CODE, span, "unknown name `cijfre`")
            .label("no item has this id")
            .also(Span::new(file, 9, 15), "a near name is defined here")
            .also(Span::new(other, 4, 7), "and used here")
            .with_note("ids are case-sensitive")
            .fix(Fix::replace(span, "cijfer"));
        let whole = Diagnostic::file(Code::new(5, "file-empty"), "b.peil", "file `b.peil` is empty").help("remove it");
        check(
            &render(&[full, whole], &sources, false),
            &[
                "error[Q0203]: unknown name `cijfre`",
                " --> surveys/a.peil:3:17",
                "  |",
                "1 | question cijfer number 1..10 {",
                "  |          ------ a near name is defined here",
                "2 |   label \"é\"",
                "3 |   warn \"x\" when cijfre < 3",
                "  |                 ^^^^^^ no item has this id",
                "  |",
                " ::: surveys/b.peil:2:1",
                "  |",
                "2 | two three",
                "  | --- and used here",
                "  |",
                "  = note: ids are case-sensitive",
                "help: replace by `cijfer`",
                "  |",
                "3 -   warn \"x\" when cijfre < 3",
                "3 +   warn \"x\" when cijfer < 3",
                "  |",
                "",
                "error[Q0005]: file `b.peil` is empty",
                "--> b.peil",
                " = help: remove it",
                "",
                "error: 2 errors",
            ],
        );
    }

    #[test]
    fn marks_stand_under_their_text_past_tabs_and_at_the_end_of_a_file() {
        let tab = draw("one\n\tx [two] 漢\n", fault);
        check(&tab, &[TITLE, " --> a.peil:2:4", "  |", "2 |     x two 漢", "  |       ^^^ why here"]);
        let end = draw("one\n[]", fault);
        check(&end, &[TITLE, " --> a.peil:2:1", "  |", "2 |  ", "  | ^ why here"]);
        let empty = draw("[]", fault);
        check(&empty, &[TITLE, " --> a.peil:1:1", "  |", "1 |  ", "  | ^ why here"]);
        let whole_line = draw("[one\n]two\n", fault);
        check(&whole_line, &[TITLE, " --> a.peil:1:1", "  |", "1 | one", "  | ^^^ why here"]);
    }

    #[test]
    fn a_block_is_drawn_by_its_beginning_and_end() {
        let drawn = draw("a [{\n 1\n 2\n 3\n 4\n 5\n 6\n}]\n", fault);
        let block = [
            "1 |   a {",
            "  |  ___^",
            "2 | |  1",
            "3 | |  2",
            "4 | |  3",
            "... |",
            "7 | |  6",
            "8 | | }",
            "  | |_^ why here",
        ];
        check(&drawn, &[&[TITLE, " --> a.peil:1:3", "  |"][..], &block].concat());
    }

    #[test]
    fn a_very_long_line_is_cut_and_keeps_its_true_column() {
        let drawn = draw(&format!("one\n{}[two]{}", "é".repeat(500), "x".repeat(10_000_000)), fault);
        assert!(drawn.contains("--> a.peil:2:501\n") && drawn.contains("ééétwoxxx"), "{drawn}");
        assert!(drawn.len() < 500, "{drawn}");
    }

    #[test]
    fn a_far_label_has_a_drawing_of_its_own() {
        let far = format!("[one]{}two", "\n".repeat(9000));
        let drawn = draw(&far, |span| fault(span).also(Span::new(span.file, 9003, 9006), "far"));
        assert!(drawn.contains("    ::: a.peil:9001:1\n     |\n9001 | two\n     | --- far"), "{drawn}");
    }

    #[test]
    fn a_fix_shows_the_lines_as_they_would_be() {
        let tail = |drawn: &str| drawn.split_once("why here\n  |\n").unwrap().1.to_owned();
        let insert = draw("ask \"Hoe oud[]\"\n", |span| fault(span).fix(Fix::insert(span, "?")));
        check(&tail(&insert), &["help: insert `?`", "  |", "1 | ask \"Hoe oud?\"", "  |             +"]);
        let delete = draw("one\n[two\n]three\n", |span| fault(span).fix(Fix::delete(span)));
        check(&tail(&delete), &["help: delete this", "  |", "2 - two", "  |"]);
        let block = draw("  [two]\n}\n", |span| fault(span).fix(Fix::replace(span, "two {\n  }")));
        check(&tail(&block), &["help: replace by this text", "  |", "1 ~   two {", "2 +   }", "  |"]);
    }

    #[test]
    fn a_fix_too_large_to_draw_is_told_only() {
        let large = draw("[one]", |span| fault(span).fix(Fix::replace(span, "x\n".repeat(100))));
        assert!(large.ends_with("why here\n  |\n  = help: replace by this text\n"), "{large}");
    }

    #[test]
    fn the_summary_counts_by_severity() {
        let span = Span::default();
        let warning = Diagnostic::warning(CODE, span, "b");
        let note = Diagnostic::note(CODE, span, "c");
        let both = [warning.clone(), note, warning.clone()];
        assert_eq!(summary(&[fault(span), warning.clone()], false), "error: 1 error, 1 warning\n");
        assert_eq!(summary(&both, false), "warning: 2 warnings, 1 note\n");
        assert_eq!(summary(&[], false), "");
    }

    #[test]
    fn colour_is_on_demand() {
        let drawn = summary(&[fault(Span::default())], true);
        assert!(drawn.starts_with("\u{1b}[1m\u{1b}[91merror"), "{drawn:?}");
    }
}
