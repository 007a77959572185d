//! Q0402 reads-itself: The route of an item, or a condition on one of its options, reads its own answer.

use super::rule;
use crate::analysis::inspect::{Inspection, Order, ReaderKind};
use crate::diag::{Diagnostic, RuleInfo, Sink};

/// The route of an item, or a condition on one of its options, reads its own answer.
pub const RULE: RuleInfo =
    rule(402, "reads-itself", "a condition on the item itself", include_str!("../../../docs/errors/Q0402.md"));

pub(crate) fn check(inspection: &Inspection<'_>, sink: &mut Sink) {
    let routes = &inspection.routes;
    let kinds = [ReaderKind::Route, ReaderKind::Option];
    for reader in routes.readers.iter().filter(|reader| kinds.contains(&reader.kind)) {
        let own = reader.reads.iter().filter(|(var, _)| matches!(routes.order(&reader.view, *var), Order::Itself));
        for (var, _) in own {
            let error = Diagnostic::error(
                RULE.code,
                routes.place(reader, *var),
                format!("{} reads `{}` itself", reader.words(), routes.path(*var)),
            )
            .label("not answered yet when this is decided")
            .help("read an earlier item, or make it a `refuse` or `warn`");
            sink.push(error);
        }
    }
}
