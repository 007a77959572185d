//! Q0505 option-label-missing: An option is offered in a wording or mode in which it has no label.

use super::rule;
use crate::analysis::inspect::{Inspection, Variants};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::{ListId, Mode};
use std::collections::BTreeMap;

/// An option is offered in a wording or mode in which it has no label.
pub const RULE: RuleInfo =
    rule(505, "option-label-missing", "an option without a label", include_str!("../../../docs/errors/Q0505.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let survey = inspection.survey();
    let mut used: BTreeMap<ListId, Variants> = BTreeMap::new();
    for var in &survey.vars {
        if let Some(list) = var.kind.list() {
            used.entry(list).or_default().extend(&inspection.routes.live(&var.gates));
        }
    }
    for (list, live) in used {
        for option in survey.list(list).map_or(&[][..], |list| &list.options) {
            let bare = |(wording, mode): &&(usize, Mode)| {
                option.only.admits(*wording, *mode) && option.label.get(*wording, *mode).is_none()
            };
            let without: Variants = live.iter().filter(bare).copied().collect();
            if !without.is_empty() {
                let all = survey.variants().collect();
                let place = inspection.only_in(&without, &all);
                let span = inspection.ctx.span(option.origin);
                let message = format!("the option `{}` has no label{place}", option.name);
                let error = Diagnostic::error(RULE.code, span, message)
                    .label("offered there without a text")
                    .help("write a label without a qualifier, or limit the option by `only`");
                sink.push(error);
            }
        }
    }
}
