//! Q0403 reads-own-content: The route of a page, group, grid or loop reads an item inside it.

use super::rule;
use crate::analysis::inspect::{Inspection, Order, ReaderKind};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use std::collections::BTreeSet;

/// The route of a page, group, grid or loop reads an item inside it.
pub const RULE: RuleInfo = rule(
    403,
    "reads-own-content",
    "a container's condition on its content",
    include_str!("../../../docs/errors/Q0403.md"),
);

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let routes = &inspection.routes;
    let kinds = [ReaderKind::Route, ReaderKind::Option];
    for reader in routes.readers.iter().filter(|reader| kinds.contains(&reader.kind)) {
        // Of a set, one member is told.
        let mut told = BTreeSet::new();
        let inside = reader.reads.iter().filter(|(var, _)| matches!(routes.order(&reader.view, *var), Order::Content));
        for (var, _) in inside {
            let place = routes.place(reader, *var);
            if !told.insert(place) {
                continue;
            }
            let path = routes.path(*var);
            let error = Diagnostic::error(
                RULE.code,
                place,
                format!("{} reads `{path}`, which stands inside it", reader.words()),
            )
            .label("as long as this is not true, nobody is asked")
            .also(routes.asked_at(*var), "asked here")
            .help(format!("move `{path}` before {}", reader.who));
            sink.push(error);
        }
    }
}
