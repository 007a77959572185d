//! Q0804 lexicon-unused: An entry of the lexicon is in no text.

use super::rule;
use crate::analysis::inspect::Inspection;
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::speech::Entry;
use crate::text::{FileId, Span};
use std::collections::BTreeSet;

/// An entry of the lexicon is in no text.
pub const RULE: RuleInfo =
    rule(804, "lexicon-unused", "a lexicon entry without use", include_str!("../../../docs/errors/Q0804.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let ctx = &inspection.ctx;
    let Some(file) = inspection.survey().speech.lexicon.as_ref().and_then(|path| ctx.files.sources.find(path)) else {
        return;
    };
    let used: BTreeSet<&str> =
        inspection.sound.utterances.iter().flat_map(|utterance| &utterance.lexicon).map(String::as_str).collect();
    for entry in inspection.sound.lexicon.entries() {
        let line = format!("{} = {}", entry.written, entry.spoken);
        if !used.contains(line.as_str()) && !elsewhere(inspection, file, entry) {
            let message = format!("`{}` is in no text", entry.written);
            let note = Diagnostic::note(RULE.code, place(inspection, file, entry), message);
            sink.push(note.label("never read aloud").help("delete the line"));
        }
    }
}

/// Whether some source has the word at all: other surveys may share the lexicon.
fn elsewhere(inspection: &Inspection<'_>, lexicon: FileId, entry: &Entry) -> bool {
    let written = entry.written.to_lowercase();
    let sources = inspection.ctx.files.sources.iter().filter(|(id, _)| *id != lexicon);
    sources.into_iter().any(|(_, source)| source.text.to_lowercase().contains(&written))
}

fn place(inspection: &Inspection<'_>, file: FileId, entry: &Entry) -> Span {
    let text = inspection.ctx.files.sources.get(file).map_or("", |source| source.text.as_str());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let written = line.split_once('=').map_or("", |(written, _)| written.trim());
        if written.split_whitespace().eq(entry.written.split_whitespace()) {
            let start = at + (line.len() - line.trim_start().len());
            return Span::new(file, start, at + line.trim_end().len());
        }
        at += line.len();
    }
    Span::new(file, 0, 0)
}
