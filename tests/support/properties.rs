//! What holds for every text: shared by the fuzz targets and the replay of the corpus.

use peil::diag::Sink;
use peil::format::{LAYOUT_KEPT, format};
use peil::host::MemoryHost;
use peil::session::compile;
use peil::syntax::parse_file;
use peil::text::{FileId, decode};

/// Parsing gives a tree and places within the text.
pub(crate) fn parse(text: &str) {
    let mut sink = Sink::default();
    let (cst, _) = parse_file(FileId(0), text, &mut sink);
    assert_eq!(cst.span.range(), 0..text.len(), "the tree covers the text");
    for diagnostic in sink.finish() {
        let spans = diagnostic.span.into_iter().chain(diagnostic.labels.iter().map(|label| label.span));
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in spans.chain(edits) {
            assert!(text.get(span.range()).is_some(), "{} lies within the text: {span:?}", diagnostic.code);
        }
        assert_ne!(diagnostic.code.number, 9999, "{}", diagnostic.message);
    }
}

/// Everything up to the analysis, as `peil check` does it.
pub(crate) fn check(text: &str) {
    let host = MemoryHost::default().with("case.peil", text);
    let outcome = compile(&host, &["case.peil"]);
    for diagnostic in &outcome.diagnostics {
        if let Some(span) = diagnostic.span {
            let source = outcome.files.sources.get(span.file).expect("a file that was read");
            assert!(source.text.get(span.range()).is_some(), "{} lies within its file", diagnostic.code);
        }
        assert_ne!(diagnostic.code.number, 9999, "{}", diagnostic.message);
    }
}

/// The bytes of a file as a text, where it is one: control bytes are refused before anything is formatted.
pub(crate) fn text(bytes: &[u8]) -> Option<String> {
    decode(bytes).ok().map(|decoded| decoded.text)
}

/// Formatting trusts its own result, changes nothing a second time, and keeps the faults' number.
pub(crate) fn parse_format_parse(text: &str) {
    let first = format(FileId(0), text);
    let kept = first.diagnostics.iter().all(|d| d.code == LAYOUT_KEPT.code && !first.changed);
    assert!(kept, "{:?}", first.diagnostics);
    let second = format(FileId(0), &first.text);
    assert_eq!(first.text, second.text, "formatting twice");
    assert!(!second.changed, "formatting twice");
    parse(&first.text);
}
