//! Q0410 item-never-asked: Nobody can get to an item, a page or another part of the survey.

use super::rule;
use crate::analysis::inspect::{Holder, Inspection, faulted, possible};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::{GateId, Mode};
use crate::text::Span;
use std::collections::BTreeSet;

/// Nobody can get to an item, a page or another part of the survey.
pub const RULE: RuleInfo =
    rule(410, "item-never-asked", "an item that nobody gets", include_str!("../../../docs/errors/Q0410.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let mut reported: BTreeSet<GateId> = BTreeSet::new();
    for holder in inspection.routes.places.holders.iter() {
        let Some(own) = own_gate(inspection, holder) else { continue };
        let told = holder.gates.iter().any(|gate| reported.contains(gate));
        if !told && !reachable(inspection, holder) && !faulted(sink, place(inspection, holder, own)) {
            reported.insert(own);
            sink.push(warning(inspection, holder, own));
        }
    }
}

fn own_gate(inspection: &Inspection<'_>, holder: &Holder<'_>) -> Option<GateId> {
    let last = *holder.gates.last()?;
    let gate = inspection.survey().gate(last)?;
    (gate.owner == holder.owner).then_some(last)
}

fn place(inspection: &Inspection<'_>, holder: &Holder<'_>, own: GateId) -> Span {
    inspection.survey().gate(own).map_or(holder.at, |gate| inspection.ctx.span(gate.origin))
}

fn reachable(inspection: &Inspection<'_>, holder: &Holder<'_>) -> bool {
    let (survey, routes) = (inspection.survey(), &inspection.routes);
    let conds: Vec<_> = holder.gates.iter().filter_map(|gate| survey.gate(*gate)?.when.as_ref()).collect();
    let in_variant =
        |variant: &(usize, Mode)| possible(survey, *variant, &|var| routes.is_present(var, *variant), &conds);
    routes.live(holder.gates).iter().any(in_variant)
}

fn warning(inspection: &Inspection<'_>, holder: &Holder<'_>, own: GateId) -> Diagnostic {
    let never = match holder.word {
        "question" | "row" | "grid" => "never asked",
        "stop" => "never reached",
        "computed item" => "never computed",
        _ => "never shown",
    };
    let message = format!("the {} `{}` is {never}", holder.word, holder.name);
    let span = place(inspection, holder, own);
    let others = outer(inspection, holder);
    let mut warning = Diagnostic::warning(RULE.code, span, message).label(if others.is_empty() {
        "true for nobody"
    } else {
        "true for nobody together with what holds around it"
    });
    for (span, words) in others {
        warning = warning.also(span, words);
    }
    warning.help("correct the condition, or delete what nobody sees")
}

/// The gates of the containers around.
fn outer(inspection: &Inspection<'_>, holder: &Holder<'_>) -> Vec<(Span, String)> {
    let around = holder.gates.split_last().map_or(&[][..], |(_, around)| around);
    let gates = around.iter().filter_map(|gate| inspection.survey().gate(*gate));
    let named = |owner: &crate::model::GateOwner| {
        let holder = inspection.routes.places.holders.iter().find(|holder| holder.owner == *owner);
        holder.map_or_else(String::new, |holder| format!("holds around it: the {} `{}`", holder.word, holder.name))
    };
    gates.map(|gate| (inspection.ctx.span(gate.origin), named(&gate.owner))).collect()
}
