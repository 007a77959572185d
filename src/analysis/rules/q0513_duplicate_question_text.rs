//! Q0513 duplicate-question-text: Two items ask the same question.

use super::rule;
use crate::analysis::inspect::Inspection;
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::{OriginId, Segment, Text};
use std::collections::{BTreeSet, HashMap};

/// Two items ask the same question.
pub const RULE: RuleInfo = rule(
    513,
    "duplicate-question-text",
    "a question that is asked twice",
    include_str!("../../../docs/errors/Q0513.md"),
);

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let texts = inspection.shown_texts();
    let mut numbers = Numbers::default();
    let asks = texts.iter().filter(|shown| shown.member == "ask");
    let asks: Vec<_> = asks.map(|shown| (shown, inspection.live(shown), numbers.of(shown.text))).collect();
    let mut told: BTreeSet<(OriginId, OriginId)> = BTreeSet::new();
    for variant in inspection.survey().variants() {
        let mut seen: Vec<Option<(OriginId, &str)>> = vec![None; numbers.0.len()];
        for (shown, _, numbers) in asks.iter().filter(|(_, live, _)| live.contains(&variant)) {
            let Some(cell) = shown.text.get(variant.0, variant.1) else { continue };
            let at = shown.text.cells.iter().position(|other| std::ptr::eq(other, cell));
            let number = at.and_then(|at| numbers.get(at)).copied();
            let Some(place) = number.and_then(|number| seen.get_mut(number)) else { continue };
            let Some((first, owner)) = place else {
                *place = Some((cell.origin, shown.owner));
                continue;
            };
            if *owner != shown.owner && told.insert((*first, cell.origin)) {
                let message = format!("`{}` asks the same question as `{owner}`", shown.owner);
                let warning = Diagnostic::warning(RULE.code, inspection.ctx.span(cell.origin), message)
                    .label("the same words")
                    .also(inspection.ctx.span(*first), "first asked here")
                    .help("say what is different");
                sink.push(warning);
            }
        }
    }
}

/// Different words by number, so that they are read once for all wordings and modes that show them.
#[derive(Default)]
struct Numbers<'a>(HashMap<&'a [Segment], usize>);

impl<'a> Numbers<'a> {
    /// Those of the cells of a text.
    fn of(&mut self, text: &'a Text) -> Vec<usize> {
        let number = |segments: &'a Vec<Segment>| {
            let next = self.0.len();
            *self.0.entry(segments.as_slice()).or_insert(next)
        };
        text.cells.iter().map(|cell| &cell.content.segments).map(number).collect()
    }
}
