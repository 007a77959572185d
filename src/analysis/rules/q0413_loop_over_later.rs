//! Q0413 loop-over-later: A loop runs over the chosen options of an item that is not answered before it.

use super::rule;
use crate::analysis::inspect::{Inspection, Order, ReaderKind};
use crate::diag::{Diagnostic, RuleInfo, Sink};

/// A loop runs over the chosen options of an item that is not answered before it.
pub const RULE: RuleInfo =
    rule(413, "loop-over-later", "a loop over a later item", include_str!("../../../docs/errors/Q0413.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let routes = &inspection.routes;
    for reader in routes.readers.iter().filter(|reader| reader.kind == ReaderKind::Loop) {
        for (var, _) in &reader.reads {
            let path = routes.path(*var);
            let (message, why) = match routes.order(&reader.view, *var) {
                Order::Earlier => continue,
                Order::Itself | Order::Content => {
                    (format!("{} runs over its own item `{path}`", reader.who), "asked inside the loop")
                }
                Order::Later => {
                    (format!("{} runs over `{path}`, which is asked later", reader.who), "not answered yet here")
                }
                Order::Shuffled(_) => (
                    format!("{} stands in a random order with `{path}`", reader.who),
                    "comes first for some respondents",
                ),
            };
            let error = Diagnostic::error(RULE.code, reader.at, message)
                .label(why)
                .also(routes.asked_at(*var), "asked here")
                .help(format!("move `{path}` before the loop"));
            sink.push(error);
        }
    }
}
