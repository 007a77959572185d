//! Q0412 stop-for-everyone: A stop ends every interview, so that nothing after it is asked.

use super::rule;
use crate::analysis::inspect::{Inspection, Variants};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::{Mode, PageId, Stop};

/// A stop ends every interview, so that nothing after it is asked.
pub const RULE: RuleInfo =
    rule(412, "stop-for-everyone", "a stop without a condition", include_str!("../../../docs/errors/Q0412.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    // A condition that was not understood is no lack of one.
    if inspection.ctx.broken {
        return;
    }
    let survey = inspection.survey();
    for stop in &survey.stops {
        let followed = survey.pages.len() > stop.after.map_or(0, |page: PageId| page.index() + 1);
        let mut variants: Variants = inspection.routes.live(&stop.gates);
        variants.retain(|variant| always(inspection, stop, *variant));
        if !followed || variants.is_empty() {
            continue;
        }
        let all = survey.variants().collect();
        let place = inspection.only_in(&variants, &all);
        let error = Diagnostic::error(
            RULE.code,
            inspection.ctx.span(stop.origin),
            format!("the stop `{}` ends every interview{place}", stop.name),
        )
        .label("no page after it is ever reached")
        .help("add `when` and whom it sends away");
        sink.push(error);
    }
}

fn always(inspection: &Inspection<'_>, stop: &Stop, (wording, mode): (usize, Mode)) -> bool {
    inspection.survey().route(&stop.gates, wording, mode) == crate::model::Cond::Const(true)
}
