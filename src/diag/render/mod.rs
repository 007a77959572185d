//! Renderers: human, short, JSON, SARIF, GitHub. The only place where diagnostics get a look.

mod cap;
mod excerpt;
mod github;
mod human;
mod json;
mod origin;
mod place;
mod sarif;
mod short;
mod suggestion;

use super::{Diagnostic, Severity};
use crate::text::SourceMap;
use std::fmt;
use std::str::FromStr;

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Source lines with marks, as `rustc` draws them, and a count at the end.
    Human,
    /// One line a diagnostic: `path:line:column: error[Q0203 unknown-name]: message`.
    Short,
    /// One document `{version, diagnostics}`.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Commands that GitHub Actions turns into annotations.
    Github,
}

impl Format {
    pub const ALL: [Self; 5] = [Self::Human, Self::Short, Self::Json, Self::Sarif, Self::Github];

    const fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Short => "short",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A format by a name that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFormat(pub String);

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown format `{}`, expected one of {}", self.0, Format::ALL.map(Format::name).join(", "))
    }
}

impl std::error::Error for UnknownFormat {}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// Writes diagnostics in their given order. `colour` counts for [`Format::Human`] only.
///
/// Never fails: a span that lies outside its text is moved to the nearest place inside it.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &SourceMap, format: Format, colour: bool) -> String {
    match format {
        Format::Human => human::render(diagnostics, sources, colour),
        Format::Short => short::render(diagnostics, sources),
        Format::Json => json::render(diagnostics, sources),
        Format::Sarif => sarif::render(diagnostics, sources),
        Format::Github => github::render(diagnostics, sources),
    }
}

/// The line that ends the human output: `error: 3 errors, 2 warnings`; empty without diagnostics.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic], colour: bool) -> String {
    human::summary(diagnostics, colour)
}

/// Everything that a diagnostic says, for outputs that have one field for it.
fn plain_text(diagnostic: &Diagnostic) -> String {
    let mut lines = vec![diagnostic.message.clone()];
    lines.extend(Some(&diagnostic.label).filter(|label| !label.is_empty()).cloned());
    lines.extend(diagnostic.notes.iter().map(|note| format!("note: {note}")));
    let help = diagnostic.help.as_ref().or(diagnostic.fix.as_ref().map(|fix| &fix.title));
    lines.extend(help.map(|help| format!("help: {help}")));
    lines.join("\n")
}

fn json_text(document: &impl serde::Serialize) -> String {
    // Our documents have text keys only and no map type of their own, so that writing them cannot fail.
    serde_json::to_string_pretty(document).unwrap_or_default() + "\n"
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, render};
    use crate::diag::{Code, Diagnostic, Edit, Fix, Severity};
    use crate::text::{FileId, SourceMap, Span};
    use proptest::prelude::*;

    #[test]
    fn every_name_is_read_back() {
        for format in Format::ALL {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
    }

    #[test]
    fn an_unknown_name_lists_the_known_ones() {
        let error = "xml".parse::<Format>().unwrap_err();
        assert_eq!(error.to_string(), "unknown format `xml`, expected one of human, short, json, sarif, github");
    }

    const ESCAPE: char = '\u{1b}';
    const PRIVATE: char = '\u{e0ff}';

    /// Texts of the characters that break renderers: wide, combining, turning, tabs, and every kind of line end.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a",
            "b {",
            "}",
            " ",
            "é",
            "漢",
            "😀",
            "e\u{301}",
            "\t",
            "\n",
            "\n",
            "\n\n\n\n\n\n\n",
            "\r\n",
            "\r",
            "\0",
            "\u{1b}[31m",
            "\u{202e}",
            "\u{200d}",
            "\u{feff}",
            "\u{e0ff}",
            "// x",
            "lange regel tekst ",
            "          ",
            "%0A::,",
        ]);
        let long = prop_oneof![8 => Just(0_usize), 1 => Just(400), 1 => Just(90_000)];
        (prop::collection::vec(piece, 0..40), long, any::<bool>()).prop_map(|(pieces, long, first)| {
            let (filler, pieces) = ("xé".repeat(long), pieces.concat());
            if first { filler + &pieces } else { pieces + &filler }
        })
    }

    fn span() -> impl Strategy<Value = Span> {
        let offset = prop_oneof![6 => 0_u32..80, 1 => 0_u32..300_000, 1 => Just(u32::MAX)];
        let length = prop_oneof![2 => Just(0_u32), 6 => 0_u32..30, 1 => Just(u32::MAX)];
        (0_u32..3, offset, length, any::<bool>()).prop_map(|(file, start, length, backwards)| {
            let end = start.saturating_add(length);
            let (start, end) = if backwards { (end, start) } else { (start, end) };
            Span { file: FileId(file), start, end }
        })
    }

    fn diagnostic() -> impl Strategy<Value = Diagnostic> {
        let severity = prop::sample::select(vec![Severity::Error, Severity::Warning, Severity::Note]);
        let edits = prop::collection::vec((span(), text()).prop_map(|(span, text)| Edit { span, text }), 0..4);
        let words = || "[a-z\n\t`%:,\u{1b}é]{0,12}";
        let labels = prop::collection::vec((span(), words()), 0..4);
        let place = prop::option::weighted(0.9, span());
        (severity, place, words(), words(), labels, prop::option::of(edits)).prop_map(
            |(severity, place, message, label, labels, edits)| {
                let plain = Diagnostic::new(Code::new(203, "unknown-name"), severity, Span::default(), message);
                let plain = Diagnostic { span: place, path: Some("b\tc.peil".to_owned()), ..plain };
                let full = plain.label(label.clone()).with_note(label.clone());
                let full = labels.into_iter().fold(full, |all, (span, text)| all.also(span, text));
                Diagnostic { fix: edits.map(|edits| Fix { title: label, edits }), ..full }
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_panics_and_no_output_grows_with_its_line(
            texts in prop::collection::vec(text(), 1..3),
            diagnostics in prop::collection::vec(diagnostic(), 0..3),
            colour in any::<bool>(),
        ) {
            let mut sources = SourceMap::default();
            for (at, text) in texts.into_iter().enumerate() {
                sources.add(format!("surveys/{at}.peil"), text);
            }
            let human = render(&diagnostics, &sources, Format::Human, colour);
            prop_assert!(human.len() < 30_000, "{} bytes", human.len());
            prop_assert!(colour || !human.contains(ESCAPE));
            prop_assert!(!human.contains(PRIVATE));
            let short = render(&diagnostics, &sources, Format::Short, false);
            prop_assert_eq!(short.lines().count(), diagnostics.len());
            for format in [Format::Json, Format::Sarif] {
                let document = serde_json::from_str::<serde_json::Value>(&render(&diagnostics, &sources, format, false));
                prop_assert!(document.is_ok());
            }
            let github = render(&diagnostics, &sources, Format::Github, false);
            prop_assert_eq!(github.lines().count(), diagnostics.len());
        }
    }
}
