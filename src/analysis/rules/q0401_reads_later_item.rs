//! Q0401 reads-later-item: A condition reads an item that is asked later.

use super::rule;
use crate::analysis::inspect::{Inspection, Order, ReaderKind};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use std::collections::BTreeSet;

/// A condition reads an item that is asked later.
pub const RULE: RuleInfo =
    rule(401, "reads-later-item", "a condition on a later item", include_str!("../../../docs/errors/Q0401.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let routes = &inspection.routes;
    for reader in routes.readers.iter().filter(|reader| reader.kind != ReaderKind::Loop) {
        // Of a set, one member is told.
        let mut told = BTreeSet::new();
        for (var, variants) in &reader.reads {
            if !matches!(routes.order(&reader.view, *var), Order::Later) || routes.circular(reader, *var) {
                continue;
            }
            let place = routes.place(reader, *var);
            if !told.insert(place) {
                continue;
            }
            let path = routes.path(*var);
            let words = inspection.only_in(variants, &reader.live);
            let error = Diagnostic::error(RULE.code, place, format!("`{path}` is asked later{words}"))
                .label(format!("read here by {}", reader.words()))
                .also(routes.asked_at(*var), "asked here")
                .help(format!("move `{path}` before {}", reader.who));
            sink.push(error);
        }
    }
}
