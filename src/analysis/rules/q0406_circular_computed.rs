//! Q0406 circular-computed: A computed item is computed from itself, perhaps through others.

use super::rule;
use crate::analysis::inspect::{Inspection, ReaderKind};
use crate::diag::{Diagnostic, RuleInfo, Sink};

/// A computed item is computed from itself, perhaps through others.
pub const RULE: RuleInfo =
    rule(406, "circular-computed", "a computed item that reads itself", include_str!("../../../docs/errors/Q0406.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let routes = &inspection.routes;
    for reader in routes.readers.iter().filter(|reader| reader.kind == ReaderKind::Computed) {
        let Some(own) = reader.view.own else { continue };
        for (var, _) in reader.reads.iter().filter(|(var, _)| routes.circular(reader, *var)) {
            let (name, path) = (routes.path(own), routes.path(*var));
            let error =
                Diagnostic::error(RULE.code, routes.place(reader, *var), format!("`{name}` is computed from itself"));
            sink.push(if *var == own {
                error.label("read here").help("read an earlier item")
            } else {
                error
                    .label(format!("`{path}` is computed from `{name}` in turn"))
                    .also(routes.asked_at(*var), "computed here")
                    .help(format!("let one of `{name}` and `{path}` read something else"))
            });
        }
    }
}
