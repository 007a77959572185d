//! One line a diagnostic, for editors and `grep`.

use super::cap::capped;
use super::place::locate;
use crate::diag::Diagnostic;
use crate::text::SourceMap;

pub(super) fn render(diagnostics: &[Diagnostic], sources: &SourceMap) -> String {
    let (shown, more) = capped(diagnostics, sources);
    let lines = shown.into_iter().map(|diagnostic| line(diagnostic, sources));
    lines.chain(more.into_iter().map(|line| line + "\n")).collect()
}

fn line(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let place = match locate(diagnostic, sources) {
        (_, Some(place)) => format!("{}:{}:{}: ", place.path, place.line, place.column),
        (Some(path), None) => format!("{path}: "),
        (None, None) => String::new(),
    };
    let Diagnostic { severity, code, message, .. } = diagnostic;
    let line = format!("{place}{severity}[{code} {}]: {message}", code.slug);
    line.replace(|c: char| c.is_control(), " ") + "\n"
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::diag::{Code, Diagnostic, Severity};
    use crate::text::{SourceMap, Span};

    #[test]
    fn a_line_for_each_with_and_without_a_place() {
        let mut sources = SourceMap::default();
        let file = sources.add("surveys/a.peil", "één\n  cijfre < 3\n");
        let code = Code::new(203, "unknown-name");
        let mut nowhere = Diagnostic::file(Code::new(1, "file-not-found"), "", "nothing to check");
        nowhere.path = None;
        let found = Diagnostic::error(code, Span::new(file, 8, 14), "unknown name `cijfre`\nand more");
        let file_fault = Diagnostic { severity: Severity::Warning, ..Diagnostic::file(code, "b.peil", "file is odd") };
        assert_eq!(
            render(&[found, file_fault, nowhere], &sources),
            "surveys/a.peil:2:3: error[Q0203 unknown-name]: unknown name `cijfre` and more\n\
             b.peil: warning[Q0203 unknown-name]: file is odd\n\
             error[Q0001 file-not-found]: nothing to check\n"
        );
    }
}
