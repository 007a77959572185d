//! Q0504 pipe-dropped-in-simple: The simpler wording leaves out a pipe of the other one.

use super::q0503_pipe_added_in_simple::differing;
use super::rule;
use crate::analysis::inspect::Inspection;
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::VarId;
use std::collections::BTreeSet;

/// The simpler wording leaves out a pipe of the other one.
pub const RULE: RuleInfo = rule(
    504,
    "pipe-dropped-in-simple",
    "a pipe that the simple wording lacks",
    include_str!("../../../docs/errors/Q0504.md"),
);

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    for (shown, simple, base, pair) in differing(inspection) {
        let said: BTreeSet<VarId> = simple.content.reads().collect();
        for var in base.content.reads().collect::<BTreeSet<_>>().difference(&said) {
            let (path, name) = (inspection.routes.path(*var), inspection.wording(pair.base));
            let message = format!("`{path}` is piped in wording `{name}` and not here");
            let note = Diagnostic::note(RULE.code, inspection.ctx.span(simple.origin), message)
                .label(format!("the simpler text of `{}`", shown.owner))
                .also(inspection.pipe_in(base.origin, *var), "piped here");
            sink.push(note);
        }
    }
}
