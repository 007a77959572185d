//! Q0404 reads-shuffled-sibling: A condition reads an item that a random order may put after it.

use super::rule;
use crate::analysis::inspect::{Inspection, Order, ReaderKind};
use crate::diag::{Diagnostic, RuleInfo, Sink};
use std::collections::BTreeSet;

/// A condition reads an item that a random order may put after it.
pub const RULE: RuleInfo = rule(
    404,
    "reads-shuffled-sibling",
    "a condition on an item in random order",
    include_str!("../../../docs/errors/Q0404.md"),
);

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let routes = &inspection.routes;
    for reader in routes.readers.iter().filter(|reader| reader.kind != ReaderKind::Loop) {
        // Of a set, one member is told.
        let mut told = BTreeSet::new();
        for (var, _) in &reader.reads {
            let Order::Shuffled(shuffle) = routes.order(&reader.view, *var) else { continue };
            let place = routes.place(reader, *var);
            if !told.insert(place) {
                continue;
            }
            let path = routes.path(*var);
            let error =
                Diagnostic::error(RULE.code, place, format!("`{path}` stands in a random order with {}", reader.who))
                    .label("comes later for some respondents")
                    .also(shuffle.at, "shuffled here")
                    .also(routes.asked_at(*var), "asked here")
                    .help(format!(
                        "move `{path}` before the {} `{}`, or leave out `shuffled`",
                        shuffle.word, shuffle.name
                    ));
            sink.push(error);
        }
    }
}
