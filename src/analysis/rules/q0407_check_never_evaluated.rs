//! Q0407 check-never-evaluated: A refusal or warning whose condition nobody can make true.

use super::rule;
use crate::analysis::inspect::{Inspection, Readable, Reader, ReaderKind, faulted, possible};
use crate::diag::{Diagnostic, RuleInfo, Sink};

/// A refusal or warning whose condition nobody can make true.
pub const RULE: RuleInfo =
    rule(407, "check-never-evaluated", "a check that can never fire", include_str!("../../../docs/errors/Q0407.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    for reader in inspection.routes.readers.iter().filter(|reader| reader.kind == ReaderKind::Check) {
        let asked = can(inspection, reader, false);
        if asked && !can(inspection, reader, true) && !faulted(sink, reader.at) {
            let warning = Diagnostic::warning(RULE.code, reader.at, format!("{} can never fire", reader.words()))
                .label("false or unknown for everyone who is asked")
                .help("correct the condition, or delete the line");
            sink.push(warning);
        }
    }
}

/// Whether someone is asked what the check stands at and, if `fires`, makes its condition true.
fn can(inspection: &Inspection<'_>, reader: &Reader<'_>, fires: bool) -> bool {
    let (survey, routes) = (inspection.survey(), &inspection.routes);
    let Readable::Cond(cond) = reader.readable else { return true };
    let gates = reader.gates.iter().filter_map(|gate| survey.gate(*gate)?.when.as_ref());
    let conds: Vec<_> = gates.chain(fires.then_some(cond)).collect();
    let in_variant = |variant: &(usize, crate::model::Mode)| {
        possible(survey, *variant, &|var| routes.is_present(var, *variant), &conds)
    };
    reader.live.iter().any(in_variant)
}
