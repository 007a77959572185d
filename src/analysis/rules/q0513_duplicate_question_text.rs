//! Q0513 duplicate-question-text: Two items ask the same question.

use super::rule;
use crate::analysis::inspect::Inspection;
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::{OriginId, Segment};
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
    let asks: Vec<_> = texts.iter().filter(|shown| shown.member == "ask").map(|s| (s, inspection.live(s))).collect();
    let mut told: BTreeSet<(OriginId, OriginId)> = BTreeSet::new();
    for variant in inspection.survey().variants() {
        let mut seen: HashMap<&[Segment], (OriginId, &str)> = HashMap::new();
        for (shown, _) in asks.iter().filter(|(_, live)| live.contains(&variant)) {
            let Some(cell) = shown.text.get(variant.0, variant.1) else { continue };
            let Some((first, owner)) = seen.get(cell.content.segments.as_slice()) else {
                seen.insert(&cell.content.segments, (cell.origin, shown.owner));
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
