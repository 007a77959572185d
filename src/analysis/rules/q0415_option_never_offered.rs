//! Q0415 option-never-offered: An option whose condition nobody who is asked can meet.

use super::rule;
use crate::analysis::inspect::{Inspection, Readable, ReaderKind, faulted, possible};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use crate::model::Mode;

/// An option whose condition nobody who is asked can meet.
pub const RULE: RuleInfo = rule(
    415,
    "option-never-offered",
    "an option that nobody is offered",
    include_str!("../../../docs/errors/Q0415.md"),
);

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let (survey, routes) = (inspection.survey(), &inspection.routes);
    for reader in routes.readers.iter().filter(|reader| reader.kind == ReaderKind::Option) {
        let Readable::Cond(cond) = reader.readable else { continue };
        let gates = || reader.gates.iter().filter_map(|gate| survey.gate(*gate)?.when.as_ref());
        let some = |conds: &[&crate::model::Cond]| {
            let offered =
                |variant: &(usize, Mode)| possible(survey, *variant, &|var| routes.is_present(var, *variant), conds);
            reader.live.iter().any(offered)
        };
        if some(&gates().collect::<Vec<_>>())
            && !some(&gates().chain([cond]).collect::<Vec<_>>())
            && !faulted(sink, reader.at)
        {
            let message = format!("{} is never offered", reader.words());
            let warning = Diagnostic::warning(RULE.code, reader.at, message)
                .label("false or unknown for everyone who is asked")
                .help("correct the condition, or delete the option");
            sink.push(warning);
        }
    }
}
