//! Q0503 pipe-added-in-simple: The simpler wording pipes what the other one does not.

use super::rule;
use crate::analysis::inspect::{Inspection, Shown};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::{Cell, VarId};
use std::collections::BTreeSet;

/// The simpler wording pipes what the other one does not.
pub const RULE: RuleInfo = rule(
    503,
    "pipe-added-in-simple",
    "a pipe that only the simple wording has",
    include_str!("../../../docs/errors/Q0503.md"),
);

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    for (shown, simple, base, pair) in differing(inspection) {
        let known: BTreeSet<VarId> = base.content.reads().collect();
        for var in simple.content.reads().collect::<BTreeSet<_>>().difference(&known) {
            let path = inspection.routes.path(*var);
            let name = inspection.wording(pair.base);
            let message = format!("`{path}` is piped here and not in wording `{name}`");
            let error = Diagnostic::error(RULE.code, inspection.pipe_in(simple.origin, *var), message)
                .label(format!("the simpler text of `{}` says more", shown.owner))
                .also(inspection.ctx.span(base.origin), format!("the text in wording `{name}`"))
                .help(format!("leave `{{{path}}}` out, or pipe it in both"));
            sink.push(error);
        }
    }
}

/// Texts of their own on both sides of a `simpler than`, each pair of cells once.
pub(super) fn differing<'a>(
    inspection: &Inspection<'a>,
) -> Vec<(Shown<'a>, &'a Cell, &'a Cell, crate::analysis::inspect::Pair)> {
    let mut found = Vec::new();
    for pair in inspection.pairs() {
        for shown in inspection.shown_texts() {
            let mut seen = BTreeSet::new();
            for (_, simple, base) in inspection.in_both(&shown, pair) {
                if simple.origin != base.origin && seen.insert((simple.origin, base.origin)) {
                    found.push((shown, simple, base, pair));
                }
            }
        }
    }
    found
}
