//! Q0414 nobody-usable: `usable when` holds for no respondent in some wording or mode.

use super::rule;
use crate::analysis::inspect::{Inspection, Readable, ReaderKind, Variants, faulted, possible};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::Mode;

/// `usable when` holds for no respondent in some wording or mode.
pub const RULE: RuleInfo =
    rule(414, "nobody-usable", "`usable when` that nobody meets", include_str!("../../../docs/errors/Q0414.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let (survey, routes) = (inspection.survey(), &inspection.routes);
    for reader in routes.readers.iter().filter(|reader| reader.kind == ReaderKind::Usable) {
        let Readable::Cond(cond) = reader.readable else { continue };
        let nobody =
            |variant: &&(usize, Mode)| !possible(survey, **variant, &|var| routes.is_present(var, **variant), &[cond]);
        let variants: Variants = reader.live.iter().filter(nobody).copied().collect();
        if !variants.is_empty() && !faulted(sink, reader.at) {
            let place = inspection.only_in(&variants, &reader.live);
            let error = Diagnostic::error(RULE.code, reader.at, format!("no response is usable{place}"))
                .label("true for nobody")
                .help("correct the condition, or say what counts in that wording or mode");
            sink.push(error);
        }
    }
}
