//! Q0801 unspeakable: A text of an audible wording holds something that has no one way to be said.

use super::rule;
use crate::analysis::inspect::{Inspection, Site};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::speech::Unspeakable;
use crate::text::Span;
use crate::voice::Utterance;
use std::collections::BTreeSet;

/// A text of an audible wording holds something that has no one way to be said.
pub const RULE: RuleInfo =
    rule(801, "unspeakable", "a text that cannot be read aloud", include_str!("../../../docs/errors/Q0801.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let mut told: BTreeSet<(Span, String)> = BTreeSet::new();
    for utterance in inspection.sound.utterances.iter().filter(|utterance| utterance.recorded.is_none()) {
        for fault in &utterance.unspeakable {
            let span = place(inspection, utterance, fault);
            if told.insert((span, fault.what.clone())) {
                sink.push(error(inspection, utterance, fault, span));
            }
        }
    }
}

fn error(inspection: &Inspection<'_>, utterance: &Utterance, fault: &Unspeakable, span: Span) -> Diagnostic {
    let wording = inspection.wording(utterance.wording);
    let message = format!("`{}` cannot be read aloud in wording `{wording}`", fault.what);
    let error = Diagnostic::error(RULE.code, span, message).label(fault.reason);
    match &fault.remedy {
        Some(remedy) => error.help(format!("{remedy}, or write `spoken \"…\"` after the text")),
        None => error.help("write `spoken \"…\"` after the text, or add it to the lexicon"),
    }
}

/// The piece in what is said; the whole text where it comes from a pipe or a text block.
fn place(inspection: &Inspection<'_>, utterance: &Utterance, fault: &Unspeakable) -> Span {
    let printed = utterance.origin.map(|origin| inspection.ctx.span(origin)).unwrap_or_default();
    let Some(site) = inspection.texts.at(printed) else { return printed };
    let said = site.spoken.and_then(|text| inspection.texts.at(text.span)).unwrap_or(site);
    let blocks = said.pipes().filter_map(|pipe| inspection.texts.block_lines(pipe)).flatten();
    let shown = |block: &&Site<'_>| block.shown.contains(&(utterance.wording, utterance.mode));
    let mut places = std::iter::once(said).chain(blocks.filter(shown));
    places.find_map(|place| piece(place, &fault.what)).unwrap_or(said.text.span)
}

fn piece(site: &Site<'_>, what: &str) -> Option<Span> {
    let at = site.flat.text.find(what)?;
    site.flat.span(&(at..at + what.len()))
}
