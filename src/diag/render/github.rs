//! Workflow commands of GitHub Actions: `::error file=…,line=…::message`.

use super::place::{Place, locate};
use crate::diag::{Diagnostic, Severity};
use crate::text::SourceMap;

pub(super) fn render(diagnostics: &[Diagnostic], sources: &SourceMap) -> String {
    diagnostics.iter().map(|diagnostic| command(diagnostic, sources)).collect()
}

fn command(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (path, place) = locate(diagnostic, sources);
    let mut properties: Vec<String> = path.map(|path| format!("file={}", property(path))).into_iter().collect();
    properties.extend(place.iter().flat_map(lines_and_columns));
    properties.push(format!("title={} {}", diagnostic.code, property(diagnostic.code.slug)));
    format!("::{kind} {}::{}\n", properties.join(","), data(&super::plain_text(diagnostic)))
}

/// GitHub refuses columns on an annotation of more than one line.
fn lines_and_columns(place: &Place<'_>) -> Vec<String> {
    let Place { line, column, end_line, end_column, .. } = place;
    match line == end_line {
        true => vec![
            format!("line={line}"),
            format!("col={column}"),
            format!("endLine={end_line}"),
            format!("endColumn={end_column}"),
        ],
        false => vec![format!("line={line}"), format!("endLine={end_line}")],
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::diag::{Code, Diagnostic, Fix};
    use crate::text::{SourceMap, Span};

    const CODE: Code = Code::new(203, "unknown-name");

    #[test]
    fn message_and_properties_are_escaped_each_in_their_way() {
        let mut sources = SourceMap::default();
        let file = sources.add("a,b:c.peil", "één\n  cijfre < 3\n");
        let span = Span::new(file, 8, 14);
        let diagnostic = Diagnostic::error(CODE, span, "unknown name `cijfre`: 100 %, sure")
            .label("no item has this id")
            .with_note("ids are case-sensitive")
            .fix(Fix::replace(span, "cijfer"));
        assert_eq!(
            render(&[diagnostic], &sources),
            "::error file=a%2Cb%3Ac.peil,line=2,col=3,endLine=2,endColumn=9,title=Q0203 unknown-name\
             ::unknown name `cijfre`: 100 %25, sure%0Ano item has this id%0Anote: ids are case-sensitive\
             %0Ahelp: replace by `cijfer`\n"
        );
    }

    #[test]
    fn columns_are_left_out_over_several_lines_and_lines_for_a_whole_file() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.peil", "one\ntwo\n");
        let long = Diagnostic::warning(CODE, Span::new(file, 1, 6), "long");
        let whole = Diagnostic::file(CODE, "b.peil", "whole");
        assert_eq!(
            render(&[long, whole], &sources),
            "::warning file=a.peil,line=1,endLine=2,title=Q0203 unknown-name::long\n\
             ::error file=b.peil,title=Q0203 unknown-name::whole\n"
        );
    }
}
