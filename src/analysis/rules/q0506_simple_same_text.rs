//! Q0506 simple-same-text: A question reads the same in the simpler wording as in the other one.

use super::rule;
use crate::analysis::inspect::{Inspection, Pair, Shown};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::Cell;

/// A question reads the same in the simpler wording as in the other one.
pub const RULE: RuleInfo = rule(
    506,
    "simple-same-text",
    "a question that was not made simpler",
    include_str!("../../../docs/errors/Q0506.md"),
);

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let texts = inspection.shown_texts();
    for pair in inspection.pairs() {
        for shown in &texts {
            let Some((simple, base)) = same_text(inspection, shown, pair) else { continue };
            let (name, other) = (inspection.wording(pair.simple), inspection.wording(pair.base));
            let message = format!("`{}` reads the same in wording `{name}` as in `{other}`", shown.owner);
            let warning = Diagnostic::warning(RULE.code, inspection.ctx.span(simple.origin), message);
            sink.push(if simple.origin == base.origin {
                warning.label("one text for both").help(format!("add a line `ask {name} \"…\"` in simpler words"))
            } else {
                warning
                    .label("written twice")
                    .also(inspection.ctx.span(base.origin), "the same words")
                    .help("simplify it")
            });
        }
    }
}

/// What a question reads in the simpler wording and in the other one, where that is the same.
pub(super) fn same_text<'a>(
    inspection: &Inspection<'a>,
    shown: &Shown<'a>,
    pair: Pair,
) -> Option<(&'a Cell, &'a Cell)> {
    let cells = if shown.member == "ask" { inspection.in_both(shown, pair) } else { Vec::new() };
    cells.into_iter().map(|(_, simple, base)| (simple, base)).find(|(simple, base)| simple.content == base.content)
}
